"""Taking back on the desk: decisions, the newest or any, and steps of the cleaning ledger."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import CleaningStep, Decision, DisplacedMention
from articles.rendering.decided_rows import event_of
from articles.rendering.decisions import decision_sentence
from articles.review.cleaning import undo_cleaning
from articles.review.editing import dismiss_displaced
from articles.review.errors import NotPossible
from articles.review.mentions import decided_by
from articles.review.undo import newest_undoable, undo
from articles.views.access import require_editor
from articles.views.desk.event_decisions import answered
from articles.views.desk.review_answers import decided, refused
from articles.views.desk.review_asked import number
from articles.views.desk.review_page import ReviewRequest, article_to_review, editor_of
from articles.views.desk.reviewing import Reviewing


@require_editor
@require_POST
def undo_newest(request: ReviewRequest) -> HttpResponse:
    """The newest decision of whoever asks, on `article` if that is sent along, that can still be undone."""
    review = number(request.POST.get("article", ""))
    newest = newest_undoable(editor_of(request), article=article_to_review(review) if review else None)
    if newest is None:
        return _not_undone(request, review, NotPossible(_("You have decided nothing that could be undone.")))
    return _undone(request, newest, review)


@require_editor
@require_POST
def undo_decision(request: ReviewRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(Decision, pk=pk)
    return _undone(request, decision, number(request.POST.get("article", "")))


@require_editor
@require_POST
def undo_cleaning_step(request: ReviewRequest, pk: int, step: int) -> HttpResponse:
    found = get_object_or_404(CleaningStep, pk=step, article=article_to_review(pk))
    try:
        undo_cleaning(found, by=editor_of(request))
    except NotPossible as error:
        return _not_undone(request, pk, error)
    messages.success(request, _("This step of the cleaning is undone."))
    return _back(request, pk)


@require_editor
@require_POST
def dismiss(request: ReviewRequest, pk: int, displaced: int) -> HttpResponse:
    """Take a mention whose words an edit took away off the list."""
    found = get_object_or_404(DisplacedMention, pk=displaced, article=article_to_review(pk))
    dismiss_displaced(found, by=editor_of(request))
    return _back(request, pk)


def _undone(request: ReviewRequest, decision: Decision, review: int | None) -> HttpResponse:
    """*review* is the article whose review page asks, None for any other page."""
    before = Reviewing(article_to_review(review)) if review else None
    try:
        undone = undo(decision, by=editor_of(request))
    except NotPossible as error:
        return _not_undone(request, review, error)
    said = _("Undone: %(what)s") % {"what": decision_sentence(decision)}
    if before is None:
        messages.success(request, said)
        return _back(request, None)
    if event_of(decision):
        # The cursor among the mentions stays where it is.
        return answered(request, before.article, undone, said)
    touched = decided_by(undone)
    asked = next((one.pk for one in before.mentions if one.pk in touched), None)
    return decided(request, before, undone, said=said, asked=asked, stay=True)


def _not_undone(request: ReviewRequest, review: int | None, error: NotPossible) -> HttpResponse:
    if review and request.htmx:
        return refused(request, Reviewing(article_to_review(review)), error, [])
    messages.error(request, str(error))
    return _back(request, review)


def _back(request: ReviewRequest, review: int | None) -> HttpResponse:
    """To the page the form stood on, if it is one of ours."""
    address = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(address)
    return redirect("desk_review", pk=review) if review else redirect("desk_inbox")
