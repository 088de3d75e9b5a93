"""The review page in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Engine, RequestContext
from django.utils.safestring import SafeString

from articles.rendering.marked_text import joined
from articles.rendering.numbers import figure as in_figures
from articles.views.desk.review_card import Card
from articles.views.desk.reviewing import Reviewing

register = template.Library()


@register.filter
def figure(count: int | None) -> str:
    return in_figures(count)


@register.simple_tag(takes_context=True)
def review_rows(context: RequestContext, reviewing: Reviewing, card: Card | None, instead: str = "") -> SafeString:
    """All rows, the card inside its own; *instead* is the template of what stands in the card's place."""
    here: Any = card.question if card else None
    rows = []
    for question in reviewing.questions:
        inner = ""
        if here is not None and question.row == here.row:
            inner = _engine(context).get_template(instead or "desk/_review_card.html").render(context)
        rows.append(reviewing.rows([question], card=inner))
    return joined(rows)


def _engine(context: RequestContext) -> Engine:
    assert context.template is not None  # a tag is only ever called inside one
    return context.template.engine
