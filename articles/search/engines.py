"""The engine the settings name, one object a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from articles.search.backends.base import SearchEngine


@cache
def engine(alias: str = "default") -> SearchEngine:
    """The engine under *alias* in SEARCH_ENGINES; everything there but ENGINE goes to it as keywords."""
    configured: dict[str, Any] = settings.SEARCH_ENGINES[alias]
    options = {key.lower(): value for key, value in configured.items() if key != "ENGINE"}
    made: SearchEngine = import_string(configured["ENGINE"])(**options)
    return made


def _forget_engines(*, setting: str, **_: Any) -> None:
    if setting == "SEARCH_ENGINES":
        engine.cache_clear()


# Sent by override_settings alone, so that a test can bring an engine of its own.
setting_changed.connect(_forget_engines)
