"""Deciding on events, from the review page of an article that reports them and from the event's own page."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from articles.models import Article, Decision, DecisionKind, Event
from articles.rendering.events.lines import event_lines
from articles.review.errors import NotPossible
from articles.review.event_reports import join_events, reject_report
from articles.review.events import confirm_event, reject_event, remove_event
from articles.views.access import require_editor
from articles.views.desk.event_cards import alike_events, event_cards
from articles.views.desk.event_choices import events_beside, events_called
from articles.views.desk.review_asked import number
from articles.views.desk.review_page import ReviewRequest, article_to_review, editor_of

_LONGEST_TYPED = 200
_DECIDING = {"confirm": confirm_event, "reject": reject_event, "remove": remove_event}


@require_editor
@require_POST
def decide(request: ReviewRequest, pk: int) -> HttpResponse:
    """`do` says what; `article` whose review page asks, `seen` what it showed of the event."""
    event = get_object_or_404(Event, pk=pk)
    article = article_asking(request)
    asked, label = request.POST.get("do", ""), event.label
    try:
        if asked == "reject_report":
            decision = _without_report(request, event)
        elif asked in _DECIDING:
            decision = _DECIDING[asked](
                event, by=editor_of(request), article=article, seen=request.POST.get("seen") or None
            )
        else:
            raise NotPossible(_("Say what is to become of the event."))
    except NotPossible as error:
        return refused(request, article, event, error)
    said = {
        "confirm": _("Event accepted: %(event)s"),
        "reject": _("Event rejected: %(event)s"),
        "remove": _("Event removed: %(event)s"),
        "reject_report": _("Rejected as a report of: %(event)s"),
    }[asked]
    return answered(request, article, decision, said % {"event": label})


def _without_report(request: ReviewRequest, event: Event) -> Decision:
    report = event.reports.filter(pk=number(request.POST.get("report", "")) or 0).first()
    if report is None:
        raise NotPossible(_("Somebody or a newer reading has taken this event away. Reload the page."))
    return reject_report(report, by=editor_of(request))


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ReviewRequest, pk: int) -> HttpResponse:
    """Choose the event that this one is; `q` looks for it."""
    event = get_object_or_404(Event, pk=pk)
    if event.merged_into_id is not None:
        return redirect("desk_event_join", pk=event.survivor.pk)
    article = article_asking(request)
    problem = ""
    if request.method == "POST":
        kept = Event.objects.filter(pk=number(request.POST.get("with", "")) or 0).first()
        try:
            if kept is None:
                raise NotPossible(_("Choose the event that is meant."))
            decision = join_events(
                kept, event, by=editor_of(request), article=article, seen=request.POST.get("seen") or None
            )
        except NotPossible as error:
            if article is not None:
                return refused(request, article, event, error)
            problem = str(error)
        else:
            return answered(request, article, decision, _("Joined: %(event)s") % {"event": kept.label})
    typed = request.GET.get("q", "")[:_LONGEST_TYPED].strip()
    by = editor_of(request)
    here = _first_article(event)
    alike = [] if typed else alike_events(event, by)
    found = alike or event_lines(events_called(typed, but=event.pk) if typed else events_beside(event, here), by)
    context = {
        "event": event,
        "line": event_lines([event], by)[0],
        "typed": typed,
        "found": found,
        "is_alike": bool(alike),
        "problem": problem,
        "here": here,
    }
    return render(request, "desk/event_join.html", context, status=422 if problem else 200)


def article_asking(request: ReviewRequest) -> Article | None:
    sent = number(request.POST.get("article", "")) or number(request.GET.get("article", ""))
    return article_to_review(sent) if sent else None


def answered(request: ReviewRequest, article: Article | None, decision: Decision, said: str) -> HttpResponse:
    """After *decision*: with JavaScript the review page's events anew, else the page that asked."""
    if request.htmx and article is not None:
        response = _events_anew(request, article, {"decision": decision, "said": said})
        told = {"said": said, "card": f"event-{decision.subject.partition(':')[2]}"}
        return trigger_client_event(response, "event:decided", told, after="settle")
    messages.success(request, said)
    address = request.POST.get("next", "")
    # The page of an event is gone with it.
    is_gone = decision.kind in (DecisionKind.REJECT, DecisionKind.REMOVE)
    if not is_gone and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return redirect(address)
    return redirect(f"{reverse('desk_review', args=[decision.article_id])}#events")


def refused(request: ReviewRequest, article: Article | None, event: Event, error: NotPossible) -> HttpResponse:
    if request.htmx and article is not None:
        return _events_anew(request, article, {"event_problem": str(error)}, status=422)
    messages.error(request, str(error))
    article = article or _first_article(event)
    if article is None:
        raise Http404
    return redirect(f"{reverse('desk_review', args=[article.pk])}#events")


def _first_article(event: Event) -> Article | None:
    return Article.objects.kept().filter(reports__event=event.survivor).order_by("pk").first()


def _events_anew(
    request: ReviewRequest, article: Article, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    context |= {"article": article, "event_cards": event_cards(article, editor_of(request))}
    return HttpResponse(render_to_string("desk/_event_changes.html", context, request), status=status)
