"""What style sheets call the kinds of entities: the short words of the query string."""

from __future__ import annotations

from articles.models import QUERY_KEYS


def css_kind(kind: str) -> str:
    return QUERY_KEYS.get(kind, "other")
