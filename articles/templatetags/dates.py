"""Dates in templates."""

from __future__ import annotations

from django import template

from articles.rendering import dates
from articles.text.dates import PartialDate

register = template.Library()


@register.filter
def date_words(partial: PartialDate | str | None) -> str:
    return dates.date_words(PartialDate(partial) if isinstance(partial, str) and partial else partial or None)
