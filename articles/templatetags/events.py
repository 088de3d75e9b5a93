"""Events in templates: what stands of them on their own page beside what lists show."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles.models import entity_url
from articles.rendering.events import html, words
from articles.rendering.events.reports import EventReport
from articles.rendering.named import NamedEntity

register = template.Library()

# A page of its own has room for what a list cuts off.
LONGEST_QUOTE = 1200

register.filter("modality_word", words.modality_word)


@register.simple_tag
def entity_link(entity: NamedEntity) -> SafeString:
    return html.entity_link(entity)


@register.simple_tag
def entity_address(entity: NamedEntity) -> str:
    return entity_url(entity.kind, entity.slug)


@register.simple_tag
def evidence(report: EventReport) -> SafeString:
    """The quoted sentence, with the way to it."""
    return html.evidence_html(report, longest=LONGEST_QUOTE)


@register.simple_tag
def event_icon(type: str) -> SafeString:
    return mark_safe(html.event_icon(type))  # noqa: S308  nothing but an icon's address
