"""The values of a facet in a template."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.filters import ArticleFilter
from articles.filters.facets import Facet, FacetValue, toggled
from articles.filters.keys import KEY_OF_COLUMN
from articles.rendering.facet_values import values_html

register = template.Library()


@register.simple_tag
def toggled_url(filters: ArticleFilter, facet: Facet, one: FacetValue) -> str:
    """The search with the value where it was not chosen, without it where it was."""
    address = toggled(filters.address, KEY_OF_COLUMN[facet.column], one.value)
    return reverse("search") + (f"?{address}" if address else "")


@register.simple_tag
def facet_values(facet: Facet, partial: bool = False) -> SafeString:
    return values_html(facet.key, facet.values, partial=bool(partial))
