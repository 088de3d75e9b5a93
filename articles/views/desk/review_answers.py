"""What an editor sees after a decision: the page again, or with JavaScript those parts of it that have changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRefresh, trigger_client_event

from articles.models import Decision, Entity, Status
from articles.rendering.review_queue import Question, next_after
from articles.rendering.review_text import STATES
from articles.review.errors import NotPossible, Stale
from articles.views.desk.event_cards import event_cards
from articles.views.desk.review_asked import Asked
from articles.views.desk.review_card import Card
from articles.views.desk.review_page import (
    ReviewRequest,
    address,
    article_to_review,
    editor_of,
    page_context,
    what_comes_next,
)
from articles.views.desk.reviewing import Reviewing

# Beyond so many rows the whole queue is shorter to write.
_MOST_ROWS = 40


def decided(
    request: ReviewRequest, before: Reviewing, decision: Decision, *, said: str, asked: int | None, stay: bool = False
) -> HttpResponse:
    """After *decision* on the question of the mention *asked*: on to the next one, or with *stay* to itself."""
    after = Reviewing(article_to_review(before.article.pk))
    here = after.question_of(asked) if asked else None
    # Words whose mark has been taken back ask nothing any more.
    onward = (here if stay else None) or next_after(here, before.questions, after.questions)
    if not request.htmx:
        messages.success(request, said)
        return redirect(address(after.article.pk, onward))
    if after.article.revision != before.article.revision:
        # The text is another one, and with it everything beside it.
        messages.success(request, said)
        return HttpResponseClientRefresh()
    changed = after.changed_since(before)
    whole = after.shape != before.shape or len(changed) > _MOST_ROWS
    context = {
        "reviewing": after,
        "article": after.article,
        "whole": whole,
        "rows": "" if whole else after.rows(changed, replacing=True),
        "card": Card(after, onward) if onward else None,
        "decision": decision,
        "said": said,
    }
    context |= what_comes_next(request, after)
    if after.article.reports.exists():
        # Who took part follows from what the words mean.
        context["event_cards"] = event_cards(after.article, editor_of(request))
    response = HttpResponse(render_to_string("desk/_review_changes.html", context, request))
    told = {"said": said, "row": onward.row if onward else "", "marks": {} if whole else _states(changed)}
    return trigger_client_event(response, "review:decided", told, after="settle")


def stale(request: ReviewRequest, reviewing: Reviewing, error: Stale, asked: Asked) -> HttpResponse:
    """Somebody else was first: both versions, and the way to decide so anyway."""
    fresh = {one.pk: reviewing.tokens[one.pk] for one in reviewing.mentions if one.pk in asked.tokens}
    question = _question(reviewing, asked.tokens)
    context = {
        "error": error,
        "asked": asked,
        "again": list(asked.with_tokens(fresh).fields()),
        "wanted_action": _in_words(asked),
        # A card sends its candidate along whatever is decided: whoever rejects means none of them.
        "wanted": (
            Entity.objects.filter(pk=asked.entity).first() if asked.action == "accept" and asked.entity else None
        ),
    }
    return _in_place_of_card(request, reviewing, question, "desk/_review_stale.html", context, status=409)


def refused(
    request: ReviewRequest, reviewing: Reviewing, error: NotPossible, mentions: Iterable[int], **more: Any
) -> HttpResponse:
    """The card again, with the sentence that says why not, and everything that was typed."""
    question = _question(reviewing, mentions)
    template = "desk/_review_card.html" if question else "desk/_review_refused.html"
    return _in_place_of_card(request, reviewing, question, template, {"refusal": str(error), **more}, status=422)


def _in_place_of_card(
    request: ReviewRequest,
    reviewing: Reviewing,
    question: Question | None,
    template: str,
    context: dict[str, Any],
    *,
    status: int,
) -> HttpResponse:
    card = Card(reviewing, question) if question else None
    context |= {"card": card, "reviewing": reviewing, "article": reviewing.article}
    if request.htmx:
        return render(request, "desk/_review_instead.html", context | {"instead": template}, status=status)
    return render(
        request,
        "desk/review.html",
        page_context(request, reviewing, card) | context | {"instead": template},
        status=status,
    )


def _question(reviewing: Reviewing, mentions: Iterable[int]) -> Question | None:
    return next((found for pk in mentions if (found := reviewing.question_of(pk))), None)


def _in_words(asked: Asked) -> str:
    return {
        "accept": _("accept"),
        "reject": _("reject"),
        "kind": _("change the kind"),
        "move": _("move the borders"),
        "create": _("add a new entry"),
    }[asked.action]


def _states(changed: Iterable[Question]) -> dict[str, str]:
    return {str(one.pk): STATES[Status(one.status)] for question in changed for one in question.mentions}
