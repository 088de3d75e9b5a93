"""Facets in a template."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from articles.filters import ArticleFilter, QueryString
from articles.filters.facets import Facet, FacetValue, toggled
from articles.filters.keys import KEY_OF_COLUMN
from articles.rendering.facet_html import facet_changes_html, facets_html
from articles.templatetags.icons import icon

register = template.Library()


@register.simple_tag
def toggled_url(filters: ArticleFilter, facet: Facet, one: FacetValue) -> str:
    """The search with the value where it was not chosen, without it where it was."""
    address = toggled(filters.address, KEY_OF_COLUMN[facet.column], one.value)
    return reverse("search") + (f"?{address}" if address else "")


@register.simple_tag
def facet_lists(facets: Iterable[Facet], open_facets: Collection[str], address: QueryString) -> SafeString:
    return facets_html(facets, open_keys=open_facets, query=str(address), chevron=icon("chevron-down"))


@register.simple_tag
def facet_changes(facets: Iterable[Facet], address: QueryString) -> SafeString:
    return facet_changes_html(facets, query=str(address))
