"""The pages on which an event is added from a sentence, and on which one is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.models import Article, Event, Modality, Status
from articles.rendering.events.lines import EventLine, event_lines
from articles.rendering.marked_text import numbered
from articles.review.errors import NotPossible
from articles.review.event_reports import add_report
from articles.review.event_values import Claim
from articles.review.events import add_event, edit_event
from articles.review.held_events import seen_event
from articles.text.sentences import sentences
from articles.views.access import require_editor
from articles.views.desk.event_decisions import article_asking
from articles.views.desk.event_form import ClaimRow, EventForm
from articles.views.desk.event_names import offered_names
from articles.views.desk.review_asked import number
from articles.views.desk.review_page import ReviewRequest, article_to_review, editor_of

# As much of a sentence as a list of them shows.
_SHOWN = 110
_LONGEST_TRIGGER = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to choose as evidence; *value* is its place as the form sends it, *number* the one pages show."""

    value: str
    number: int | None
    words: str
    is_chosen: bool


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: ReviewRequest, pk: int) -> HttpResponse:
    """`article` is the one from whose review page the editor comes."""
    event = get_object_or_404(Event, pk=pk)
    if event.merged_into_id is not None:
        return redirect("desk_event", pk=event.survivor.pk)
    article = article_asking(request) or _first_article(event)
    form = EventForm.of(event, article.pk if article else None)
    problem = ""
    if request.method == "POST" and form.read(request.POST):
        try:
            decision = edit_event(
                event,
                values=form.values,
                parties=form.named,
                claims=form.claimed,
                by=editor_of(request),
                article=article,
                seen=request.POST.get("seen") or None,
            )
        except NotPossible as error:
            problem = str(error)
        else:
            messages.success(request, _("Saved."))
            _tell_of_strangers(request, form)
            return redirect(_events_of(article.pk if article else decision.article_id, event))
    context = {"event": event, "line": event_lines([event], editor_of(request))[0], "seen": seen_event(event)}
    return _page(request, form, article, problem, context)


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: ReviewRequest) -> HttpResponse:
    """`article` is the one that reports it; `sentence` the number of the sentence, or `start` and `end` words of it."""
    article = article_asking(request)
    if article is None:
        raise Http404
    form = EventForm(article.pk, claims=[ClaimRow(None)]).with_room()
    chosen, trigger = _chosen(request, article)
    problem, by = "", editor_of(request)
    if request.method == "POST":
        trigger = request.POST.get("trigger", "")[:_LONGEST_TRIGGER].strip()
        known = number(request.POST.get("event", ""))
        is_read = form.read(request.POST)
        revision = number(request.POST.get("revision", ""))
        claim = form.claimed.get(0) or Claim(Modality.REPORTED)
        try:
            if chosen is None or revision is None:
                raise NotPossible(_("Choose the sentence that says so."))
            place = _trigger_place(article, chosen, trigger) if revision == article.revision else None
            if known is not None:
                event = get_object_or_404(Event, pk=known)
                add_report(event, article, sentence=chosen, trigger=place, claim=claim, by=by, seen_revision=revision)
                messages.success(request, _("Added as a report of: %(event)s") % {"event": event.label})
                return redirect(_events_of(article.pk, event))
            if is_read and form.values is not None:
                add_event(
                    article,
                    sentence=chosen,
                    trigger=place,
                    values=form.values,
                    parties=form.named,
                    claim=claim,
                    by=by,
                    seen_revision=revision,
                )
                messages.success(request, _("The event was added."))
                _tell_of_strangers(request, form)
                return redirect(_events_of(article.pk))
        except NotPossible as error:
            problem = str(error)
    context = {
        "sentences": _sentences(article, chosen),
        "trigger": trigger,
        "known": _events_here(article, request),
        "chosen_event": number(request.POST.get("event", "")) if request.method == "POST" else None,
    }
    return _page(request, form, article, problem, context)


def _page(
    request: ReviewRequest, form: EventForm, article: Article | None, problem: str, context: dict[str, Any]
) -> HttpResponse:
    context |= {
        "form": form,
        "article": article,
        "problem": problem,
        "names": offered_names(article.pk if article else None),
        "parties": len(form.parties),
    }
    is_refused = request.method == "POST"
    return render(request, "desk/event.html", context, status=422 if is_refused else 200)


def _events_of(article: int | None, event: Event | None = None) -> str:
    """Where the editor came from: the card of *event* among the events of the article."""
    place = f"event-{event.pk}" if event else "events"
    return f"{reverse('desk_review', args=[article])}#{place}" if article else reverse("desk_inbox")


def _first_article(event: Event) -> Article | None:
    found = Article.objects.kept().filter(reports__event=event).order_by("pk").values_list("pk", flat=True).first()
    return article_to_review(found) if found else None


def _tell_of_strangers(request: ReviewRequest, form: EventForm) -> None:
    """Who is noted as the text calls him: it may have been a slip of the pen."""
    strangers = [party.wording for party in form.named if party.entity is None]
    if strangers:
        names = ", ".join(_("“%(words)s”") % {"words": one} for one in strangers)
        messages.info(request, _("Not known to the archive, and noted as written: %(names)s") % {"names": names})


def _chosen(request: ReviewRequest, article: Article) -> tuple[tuple[int, int] | None, str]:
    """The sentence asked for, and the words of it that were selected."""
    if request.method == "POST":
        start, _dash, end = request.POST.get("sentence", "").partition("-")
        place = number(start), number(end)
        return (place if place[0] is not None and place[1] is not None else None), ""  # type: ignore[return-value]
    bounds = [(one.start, one.end) for one in sentences(article.text)]
    start_at, end_at = number(request.GET.get("start", "")), number(request.GET.get("end", ""))
    if start_at is not None:
        found = next((one for one in bounds if one[0] <= start_at < one[1]), None)
        words = article.text[start_at:end_at].strip() if found and end_at and end_at <= found[1] else ""
        return found, words
    wanted = number(request.GET.get("sentence", ""))
    numbers = numbered(article.text, article.parts, bounds)
    return next((place for place, one in numbers.items() if one == wanted), None), ""


def _sentences(article: Article, chosen: tuple[int, int] | None) -> list[Sentence]:
    bounds = [(one.start, one.end) for one in sentences(article.text)]
    numbers = numbered(article.text, article.parts, bounds)
    return [
        Sentence(
            f"{start}-{end}",
            numbers.get((start, end)),
            Truncator(" ".join(article.text[start:end].split())).chars(_SHOWN),
            (start, end) == chosen,
        )
        for start, end in bounds
    ]


def _trigger_place(article: Article, sentence: tuple[int, int], words: str) -> tuple[int, int] | None:
    if not words:
        return None
    start = article.text.find(words, *sentence)
    if start < 0:
        raise NotPossible(_("“%(words)s” does not stand in this sentence.") % {"words": words})
    return start, start + len(words)


def _events_here(article: Article, request: ReviewRequest) -> list[EventLine]:
    """Events that the article reports already: a second sentence about one of them is no second event."""
    events = Event.objects.standing().filter(reports__article=article).exclude(status=Status.REJECTED).distinct()
    return event_lines(list(events.order_by("pk")), editor_of(request))
