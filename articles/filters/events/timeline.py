"""The order of a timeline and its periods, by the dates that `Event.objects.visible_to()` shows its asker.

Q and F and no keywords: these names are no columns, and columns are all that the types know.
"""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q

from articles.models.event import EventQuerySet

NEWEST_FIRST = (F("shown_latest").desc(), "-pk")
OLDEST_FIRST = (F("shown_latest").asc(), "pk")


def dated(events: EventQuerySet, *, oldest_first: bool = False) -> EventQuerySet:
    """Those with a date, along the index of the timeline."""
    return events.filter(Q(shown_latest__isnull=False)).order_by(*(OLDEST_FIRST if oldest_first else NEWEST_FIRST))


def undated(events: EventQuerySet) -> EventQuerySet:
    return events.filter(Q(shown_latest__isnull=True)).order_by("-pk")


def in_period(first: date | None, last: date | None) -> Q:
    """Events whose date can lie between these days: those without a date are in no period."""
    period = Q()
    if first:
        period &= Q(shown_latest__gte=first)
    if last:
        period &= Q(shown_earliest__lte=last)
    return period


def before(day: date) -> Q:
    return Q(shown_latest__lt=day)


def after(day: date) -> Q:
    return Q(shown_earliest__gt=day)
