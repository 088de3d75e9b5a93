"""Where an article stands, and changing that: published, embargoed, withdrawn, for whom, thrown away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article, Decision, FullText, Publication, Status, User
from articles.rendering.decisions import decision_sentence
from articles.review import standing
from articles.review.errors import NotPossible
from articles.views.access import require_editor

_LONGEST_REASON = 1000
# A moment of the year 9999 may lie in the year 10000 elsewhere, which no database knows.
_LAST_YEAR = 9998
# What is done, from the form that was sent.
_Change = Callable[[Article, HttpRequest, User], Decision]


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def status(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.select_related("source"), pk=pk)
    if article.trashed_at:
        messages.error(request, _("It lies in the trash: take it out first."))
        return redirect("desk_trash")
    if request.method != "POST":
        return _page(request, article)
    change = _CHANGES.get(request.POST.get("do", ""))
    try:
        if change is None:
            raise NotPossible(_("Say what is to become of the article."))
        decision = change(article, request, cast(User, request.user))
    except NotPossible as error:
        return _page(request, article, refusal=str(error))
    if decision.kind == "trash":
        messages.success(request, _("“%(headline)s” lies in the trash.") % {"headline": article.headline})
        return redirect("desk_trash")
    messages.success(request, _("Done: %(what)s.") % {"what": decision_sentence(decision)})
    return redirect("article_status", pk)


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first: nobody can undo it. What was public has to lie in the trash before."""
    article = get_object_or_404(Article.objects.kept().select_related("source"), pk=pk)
    if request.method == "POST":
        try:
            standing.delete_for_good(article, by=cast(User, request.user))
        except NotPossible as error:
            messages.error(request, str(error))
            return redirect("article_status", pk)
        messages.success(request, _("“%(headline)s” is deleted.") % {"headline": article.headline})
        return redirect("desk_inbox")
    if article.public_since:
        return redirect("article_status", pk)
    decided = article.mentions.exclude(status=Status.PROPOSED).count()
    return render(request, "desk/delete.html", {"article": article, "decided": decided})


def _page(request: HttpRequest, article: Article, refusal: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "article": article,
        "here": "status",
        "rules": FullText.choices,
        "source_rule": article.source.get_full_text_display() if article.source else FullText.EVERYONE.label,
        "can_publish": article.status != Publication.PUBLISHED,
        "can_return": [
            (do, label)
            for do, label in (("draft", _("Back to draft")), ("review", _("Back to review")))
            if article.status != _RETURNS[do]
        ],
        "refusal": refusal,
        "typed": request.POST,
    }
    return render(request, "desk/status.html", context, status=422 if refusal else 200)


def _reason(request: HttpRequest) -> str:
    return " ".join(request.POST.get("reason", "").split())[:_LONGEST_REASON]


def _publish(article: Article, request: HttpRequest, by: User) -> Decision:
    return standing.publish([article], by=by, reason=_reason(request))


def _to_draft(article: Article, request: HttpRequest, by: User) -> Decision:
    return standing.return_to_draft(article, by=by, reason=_reason(request))


def _to_review(article: Article, request: HttpRequest, by: User) -> Decision:
    return standing.return_to_review(article, by=by, reason=_reason(request))


def _embargo(article: Article, request: HttpRequest, by: User) -> Decision:
    try:
        until = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        until = None
    if until is None or until.year > _LAST_YEAR:
        raise NotPossible(_("Say day and time from which readers may see it."))
    if timezone.is_naive(until):
        until = timezone.make_aware(until)
    return standing.embargo(article, until, by=by, reason=_reason(request))


def _withdraw(article: Article, request: HttpRequest, by: User) -> Decision:
    return standing.withdraw(article, _reason(request), by=by)


def _full_text(article: Article, request: HttpRequest, by: User) -> Decision:
    rule = request.POST.get("full_text", "")
    if rule not in FullText.values:
        raise NotPossible(_("Say who is to read the whole text."))
    return standing.set_full_text(article, FullText(rule), by=by, reason=_reason(request))


def _trash(article: Article, request: HttpRequest, by: User) -> Decision:
    return standing.trash([article], by=by, reason=_reason(request))


_RETURNS = {"draft": Publication.DRAFT, "review": Publication.IN_REVIEW}
_CHANGES: dict[str, _Change] = {
    "publish": _publish,
    "draft": _to_draft,
    "review": _to_review,
    "embargo": _embargo,
    "withdraw": _withdraw,
    "full_text": _full_text,
    "trash": _trash,
}
