"""Events an editor may mean by what is typed: a number, a kind of event, or the name of somebody who took part."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F, Q

from articles.models import Article, Event, Participation, Status
from articles.review.candidates import entities_called
from articles.text.event_kinds import event_kind_named
from articles.views.desk.review_asked import number

_MOST = 20
_MOST_ENTITIES = 5


def events_called(typed: str, *, but: int) -> Sequence[Event]:
    """The newest first; never the event *but*, none that was rejected or joined to another."""
    standing = Event.objects.standing().exclude(status=Status.REJECTED).exclude(pk=but)
    if asked := number(typed.strip().removeprefix("#").removeprefix("/events/").rstrip("/")):
        return list(standing.filter(pk=asked))
    wanted = Q(pk__in=[])
    if kind := event_kind_named(typed):
        wanted |= Q(type=kind.type, mode=kind.mode) if kind.mode else Q(type=kind.type)
    if entities := [one.entity.pk for one in entities_called(typed, limit=_MOST_ENTITIES)]:
        parts = Participation.objects.filter(Q(entity__in=entities) | Q(country__in=entities))
        wanted |= Q(pk__in=parts.exclude(status=Status.REJECTED).values("event"))
    return list(standing.filter(wanted).order_by(F("date_latest").desc(nulls_last=True), "-pk")[:_MOST])


def events_beside(event: Event, article: Article | None) -> Sequence[Event]:
    """Others that *article* reports."""
    if article is None:
        return []
    rows = Event.objects.standing().exclude(status=Status.REJECTED).exclude(pk=event.pk)
    return list(rows.filter(reports__article=article).distinct().order_by("pk")[:_MOST])
