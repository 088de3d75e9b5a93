"""How text is set: soft hyphens in long words, names of languages, accession numbers."""

from __future__ import annotations

from django import template

from articles.rendering import hyphens, languages, shelf_marks

register = template.Library()

register.filter("shy", hyphens.shy)
register.filter("shelf_mark", shelf_marks.shelf_mark)


@register.filter
def language_name(code: str) -> str:
    return languages.language_name(code)
