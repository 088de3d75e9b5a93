"""Addresses in templates: the same search on another page, or with one more or one less parameter."""

from __future__ import annotations

from django import template
from django.urls import reverse

from articles.filters import QueryString

register = template.Library()


@register.simple_tag
def question(address: QueryString, page: str = "", *, drop: str = "", **replaced: str) -> str:
    """`{% question address "search_csv" drop="sort" country="kp" %}`: its path and query, beginning anew at page one.

    Without *page* only the query, for links within the page.
    """
    for key in drop.split():
        address = address.dropping(key)
    for key, value in replaced.items():
        address = address.replacing(key, value)
    path = reverse(page) if page else ""
    return path + (f"?{address}" if address else "") if page else address.href


@register.simple_tag
def question_from_start(address: QueryString, page: str) -> str:
    """The search itself on another page, without the place in its list."""
    return question(address, page, drop="page after")
