"""Addresses a search page writes by the dozen.

Asking the routes for each of them with reverse() took a twentieth of the page's time.
"""

from __future__ import annotations

from functools import cache, lru_cache

from django.urls import get_script_prefix, reverse

from articles.models.article import article_slug


def article_url(pk: int, headline: str) -> str:
    """What `Article.get_absolute_url()` says."""
    before, after = _around_article(get_script_prefix())
    return f"{before}{pk}/{_slug(headline)}{after}"


def facet_url(key: str) -> str:
    """The page of all values of a filter."""
    return _facet(get_script_prefix(), key)


def suggest_url() -> str:
    return _suggest(get_script_prefix())


@cache
def _around_article(script_prefix: str) -> tuple[str, str]:
    before, after = reverse("article", args=[0, "slug"]).split("0/slug")
    return before, after


@cache
def _facet(script_prefix: str, key: str) -> str:
    return reverse("search_facet", args=[key])


@cache
def _suggest(script_prefix: str) -> str:
    return reverse("suggest")


_slug = lru_cache(maxsize=4096)(article_slug)
