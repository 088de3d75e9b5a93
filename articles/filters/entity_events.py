"""The newest events an entity took part in, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F

from articles.models import Entity, Event, Participation

EVENTS_SHOWN = 8
# Up to so many participations the events are looked up one by one. Whoever took part in more is found soon enough by
# going through the newest events of all, which for a name with three events would be going through the archive.
_FEW = 400


@dataclass(frozen=True, slots=True)
class EntityEvents:
    """*total* is None where nobody has counted: there are a great many."""

    newest: tuple[Event, ...]
    total: int | None


def events_of(entity: Entity, user: Any) -> EntityEvents:
    visible = Event.objects.visible_to(user)
    few = _few(entity, user)
    if few is None:
        # Among so many some have a date: the undated ones, whose place is the end, need not be looked at.
        dated = visible.involving(entity.pk, user).filter(date_latest__isnull=False)
        return EntityEvents(tuple(dated.order_by("-date_latest", "-pk")[:EVENTS_SHOWN]), None)
    events = visible.filter(pk__in=few)
    newest = events.order_by(F("date_latest").desc(nulls_last=True), "-pk")[:EVENTS_SHOWN]
    return EntityEvents(tuple(newest), events.count())


def _few(entity: Entity, user: Any) -> set[int] | None:
    """The events of its participations, None where they are too many to be looked up."""
    found: set[int] = set()
    parts = Participation.objects.visible_to(user).order_by()
    for one in (parts.filter(entity=entity), parts.filter(country=entity)):
        ids = one.values_list("event_id", flat=True)[: _FEW + 1]
        found |= set(ids)
        if len(ids) > _FEW:
            return None
    return found
