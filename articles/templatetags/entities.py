"""Entities in templates."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from articles.rendering.entities.card import CardName, names_html
from articles.rendering.entities.together import Companion, ranked_html
from articles.rendering.kinds import css_kind
from articles.templatetags.icons import kind_icon

register = template.Library()


@register.simple_tag
def card_names(names: Iterable[CardName]) -> SafeString:
    return names_html(names)


@register.simple_tag
def ranked(companions: Iterable[Companion]) -> SafeString:
    return ranked_html(companions, sign=kind_icon)


@register.filter
def query_key(kind: str) -> str:
    """What the kind is called in addresses."""
    return css_kind(kind)
