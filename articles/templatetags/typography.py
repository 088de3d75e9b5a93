"""How text is set: soft hyphens in long words, names of languages, accession numbers."""

from __future__ import annotations

from django import template

from articles.rendering import hyphens, languages

register = template.Library()

register.filter("shy", hyphens.shy)


@register.filter
def language_name(code: str) -> str:
    return languages.language_name(code)


@register.filter
def shelf_mark(accession: str) -> str:
    """`2026-000412` as it stands on the page: NA 2026 / 000412."""
    return "NA " + accession.replace("-", " / ")
