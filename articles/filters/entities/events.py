"""The newest events an entity took part in, and how many there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet

from articles.filters.events.timeline import dated
from articles.models import Entity, EntityKind, Event, Participation, Report

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
    """Those it took part in; of a place, those that a report *user* may know of puts there."""
    visible = Event.objects.visible_to(user)
    few = _few(entity, user)
    if few is None:
        here = Report.objects.visible_to(user).filter(event=OuterRef("pk"), place=entity)
        many = visible.filter(Exists(here)) if _is_place(entity) else visible.involving(entity.pk, user)
        # Among so many some have a date: the undated ones, whose place is the end, need not be looked at.
        return EntityEvents(tuple(dated(many)[:EVENTS_SHOWN]), None)
    events = visible.filter(pk__in=few)
    newest = events.order_by(F("shown_latest").desc(nulls_last=True), "-pk")[:EVENTS_SHOWN]
    return EntityEvents(tuple(newest), events.count())


def _few(entity: Entity, user: Any) -> set[int] | None:
    """The events there can be, None where they are too many to be looked up."""
    asked: list[QuerySet[Any]]
    if _is_place(entity):
        asked = [Report.objects.visible_to(user).filter(place=entity)]
    else:
        parts = Participation.objects.visible_to(user)
        asked = [parts.filter(entity=entity), parts.filter(country=entity)]
    found: set[int] = set()
    for one in asked:
        ids = one.order_by().values_list("event_id", flat=True)[: _FEW + 1]
        found |= set(ids)
        if len(ids) > _FEW:
            return None
    return found


def _is_place(entity: Entity) -> bool:
    return entity.kind == EntityKind.PLACE
