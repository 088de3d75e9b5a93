"""What pages and style sheets call the kinds of entities."""

from __future__ import annotations

from functools import cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from articles.models import QUERY_KEYS, EntityKind


def kind_label(kind: str) -> str:
    return kind_labels()[kind]


def kind_labels() -> dict[str, str]:
    """What each kind is called in the language of the page; a search page names a hundred entities."""
    return _labels(get_language() or "")


@cache
def _labels(language: str) -> dict[str, str]:
    return {kind.value: str(capfirst(kind.label)) for kind in EntityKind}


def css_kind(kind: str) -> str:
    """The short word of the query string, which is what the classes are called."""
    return QUERY_KEYS.get(kind, "other")
