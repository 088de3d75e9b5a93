"""The review page of an article, and the end of its review."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.filters.inbox import next_waiting
from articles.models import Article, Publication, User
from articles.review.editing import EditConflict, edit_article
from articles.review.errors import NotPossible
from articles.review.standing import embargo, finish_review, postpone
from articles.text.languages import UNDETERMINED
from articles.views.access import require_editor
from articles.views.desk.review_asked import number
from articles.views.desk.review_card import Card
from articles.views.desk.review_page import FINISHED_AS, ReviewRequest, article_to_review, editor_of, page_context
from articles.views.desk.reviewing import Reviewing
from articles.views.typed_dates import typed_date

_WAYS_TO_FINISH = ("publish", "keep", "embargo")
_LONGEST_TYPED = 200
_LONGEST_LANGUAGE = 8


@require_editor
@require_safe
def review(request: ReviewRequest, pk: int) -> HttpResponse:
    """`at` is the mention whose question is asked, `find` looks for another entity than the proposed ones."""
    reviewing = Reviewing(article_to_review(pk))
    wanted = number(request.GET.get("at", ""))
    question = (reviewing.question_of(wanted) if wanted else None) or reviewing.first_open
    typed = request.GET.get("find", "")[:_LONGEST_TYPED]
    card = Card(reviewing, question, typed=typed) if question else None
    if request.htmx and not request.htmx.history_restore_request:
        part = "candidates" if request.htmx.target == "candidates" else "card"
        return render(request, f"desk/_review_{part}.html", {"article": reviewing.article, "card": card})
    return render(request, "desk/review.html", page_context(request, reviewing, card))


@require_editor
@require_POST
def details(request: HttpRequest, pk: int) -> HttpResponse:
    """Date, language and source, which an editor mends while reading; everything else is on the page for editing."""
    article = article_to_review(pk)
    try:
        published = typed_date(request.POST.get("published", ""))
        edit_article(
            article,
            {
                "published": str(published or ""),
                "language": request.POST.get("language", "")[:_LONGEST_LANGUAGE] or UNDETERMINED,
                "source": " ".join(request.POST.get("source", "").split())[:_LONGEST_TYPED],
            },
            by=editor_of(request),
            seen=number(request.POST.get("seen", "")),
        )
    except (NotPossible, ValidationError) as error:
        messages.error(request, error.messages[0] if isinstance(error, ValidationError) else str(error))
    except EditConflict as conflict:
        said = _("%(name)s has changed the same meanwhile. Look at what stands there now, and save again if need be.")
        messages.error(request, said % {"name": conflict.decision.by_name})
    else:
        messages.success(request, _("Saved."))
    return redirect("desk_review", pk=pk)


@require_editor
@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """End the review, or let the article wait behind the others; then on to the next one that waits."""
    article = article_to_review(pk)
    by = editor_of(request)
    way = request.POST.get("as", "")
    try:
        if "postpone" in request.POST:
            postpone(article, by=by)
            said = _("“%(headline)s” waits behind the others now.")
        elif way in _WAYS_TO_FINISH:
            request.session[FINISHED_AS] = way
            said = _finished(article, way, request.POST.get("until", ""), by=by)
        else:
            raise NotPossible(_("Say what is to become of the article."))
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("desk_review", pk=pk)
    messages.success(request, said % {"headline": article.headline})
    following = next_waiting(by, after=article)
    return redirect("desk_review", pk=following.pk) if following else redirect("desk_inbox")


def _finished(article: Article, way: str, until: str, *, by: User) -> str:
    if way == "embargo":
        embargo(article, _moment(until), by=by)
    finish_review(article, by=by, publish=way == "publish" and article.status != Publication.PUBLISHED)
    if way == "publish":
        return _("“%(headline)s” is reviewed and public.")
    if way == "embargo":
        return _("“%(headline)s” is reviewed and becomes public by itself.")
    return _("“%(headline)s” is reviewed and stays as it was.")


def _moment(typed: str) -> datetime:
    try:
        moment = parse_datetime(typed)
    except ValueError:
        moment = None
    if moment is None:
        raise NotPossible(_("Say day and time from which readers may see it."))
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
