"""Shares for proportion lines."""

from __future__ import annotations

from django import template

from articles.rendering import charts

register = template.Library()


@register.filter
def share_of(count: int, highest: int) -> int:
    """`<i class="p{{ value.count|share_of:highest }}">`: per cent as a style class, because styles are forbidden."""
    return charts.share(count, highest)
