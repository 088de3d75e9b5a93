"""System checks with a fix in them."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Warning, register

from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine


@register()
def search_index_can_be_read(**_: Any) -> list[CheckMessage]:
    """A warning and no error: the pages answer from the database, and the command that mends it has to run."""
    try:
        engine().health()
    except EngineUnavailable as error:
        return [Warning(str(error), hint="manage.py search_index rebuild", id="articles.W001")]
    return []
