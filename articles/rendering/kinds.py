"""What pages and style sheets call the kinds of entities."""

from __future__ import annotations

from django.utils.text import capfirst

from articles.models import QUERY_KEYS, EntityKind


def kind_label(kind: str) -> str:
    return str(capfirst(EntityKind(kind).label))


def css_kind(kind: str) -> str:
    """The short word of the query string, which is what the classes are called."""
    return QUERY_KEYS.get(kind, "other")
