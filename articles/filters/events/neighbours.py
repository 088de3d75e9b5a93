"""What else happened between the parties of an event, before it and after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from articles.filters.events.parties import with_parties
from articles.filters.events.timeline import NEWEST_FIRST, OLDEST_FIRST
from articles.models import Event


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The nearest first on either side. Of an event without a date, those added last stand in *earlier*."""

    earlier: tuple[Event, ...] = ()
    later: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.earlier or self.later)

    @property
    def events(self) -> tuple[Event, ...]:
        return (*self.earlier, *self.later)


def neighbours(event: Event, latest: date | None, parties: Sequence[int], user: Any, *, size: int = 3) -> Neighbours:
    """Others in which all of *parties* took part; *latest* is the last day of *event* as far as *user* may know."""
    others = with_parties(Event.objects.visible_to(user).exclude(pk=event.pk), [[one] for one in parties], user)
    if latest is None:
        return Neighbours(tuple(others.order_by("-pk")[:size]))
    before = Q(shown_latest__lt=latest) | Q(shown_latest=latest, pk__lt=event.pk)
    after = Q(shown_latest__gt=latest) | Q(shown_latest=latest, pk__gt=event.pk)
    # The first condition of each says nothing new; it is what leads into the index.
    return Neighbours(
        tuple(others.filter(before, Q(shown_latest__lte=latest)).order_by(*NEWEST_FIRST)[:size]),
        tuple(others.filter(after, Q(shown_latest__gte=latest)).order_by(*OLDEST_FIRST)[:size]),
    )
