"""What pages and style sheets call the kinds of entities."""

from __future__ import annotations

from functools import cache

from django.utils.text import capfirst
from django.utils.translation import get_language

from articles.models import QUERY_KEYS, EntityKind


def kind_label(kind: str) -> str:
    return _label(kind, get_language() or "")


# A search page names a hundred entities, of five kinds.
@cache
def _label(kind: str, language: str) -> str:
    return str(capfirst(EntityKind(kind).label))


def css_kind(kind: str) -> str:
    """The short word of the query string, which is what the classes are called."""
    return QUERY_KEYS.get(kind, "other")
