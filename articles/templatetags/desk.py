"""What the masthead tells editors."""

from __future__ import annotations

from django import template

from articles.filters.inbox import to_review

register = template.Library()

# The badge has room for two figures.
_MOST = 99


@register.simple_tag
def inbox_count() -> str:
    """How many articles wait to be reviewed, as a badge says it; nothing when none does."""
    waiting = to_review(_MOST + 1)
    return f"{_MOST}+" if waiting > _MOST else str(waiting or "")
