"""Events in which one or two parties took part, asked so that it is quick for who did so ten times and ten thousand."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Q, QuerySet

from articles.models import Event, Participation, Status
from articles.models.event import EventQuerySet
from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine

# Ids of entities that go by one name: an event with any of them counts.
Party = Collection[int]

# Whoever took part in more is in every dozenth event of a large archive: the newest of theirs are found soonest along
# the timeline, asking of each event. Those of anybody else are found from the participations (5 ms instead of 39 for
# who took part in 83 of 40,000 events, November 2026).
_MANY = 1500
# Databases take so many values in one statement, and a few more.
_MOST_IDS = 20_000
# Pairs whose events are remembered in a process.
_REMEMBERED = 200


def with_parties(events: EventQuerySet, parties: Sequence[Party], user: Any) -> EventQuerySet:
    """Those of *events* in which each party took part, or somebody acting for it; a party of nobody took part in none.

    Asks the database at once for what two parties have in common.
    """
    if len(parties) == 2:
        together = _together(*parties)
        if len(together) <= _MOST_IDS:
            events = events.filter(pk__in=together)
            # Says nothing new: whether *user* may know of a participation is asked of each that is left.
            return _involving(_involving(events, parties[0], user), parties[1], user)
    for party in parties:
        events = _with_party(events, party, user)
    return events


def _together(one: Party, other: Party) -> tuple[int, ...]:
    """As _ids_together, remembered while the index has not moved, as it does with every change of an event."""
    try:
        return _remembered(engine().generation(), tuple(one), tuple(other))
    except EngineUnavailable:
        return _ids_together(one, other)


@lru_cache(maxsize=_REMEMBERED)
def _remembered(generation: str, one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return _ids_together(one, other)


def _ids_together(one: Party, other: Party) -> tuple[int, ...]:
    """Events in which any of *one* and any of *other* took part, or somebody acting for the countries they are.

    Whoever may know of them. Two queries, over indexes alone. To ask of each event whether both took part in it took
    ten times as long (230 ms of processor time instead of 22 for the 435 events of two countries among 40,000,
    November 2026), to fetch the events of both and compare them twice.
    """
    also = Q()
    for parts in _parts(one):
        also |= Q(event__in=parts.values("event"))
    found: set[int] = set()
    for parts in _parts(other):
        found.update(parts.filter(also).values_list("event_id", flat=True))
    return tuple(sorted(found))


def _with_party(events: EventQuerySet, party: Party, user: Any) -> EventQuerySet:
    if not party:
        return events.none()
    own, acting = _parts(party)
    if own[:_MANY].count() + acting[:_MANY].count() < _MANY:
        events = events.filter(pk__in=own.values("event").union(acting.values("event")))
    return _involving(events, party, user)


def _involving(events: EventQuerySet, party: Party, user: Any) -> EventQuerySet:
    if len(party) == 1:
        return events.involving(next(iter(party)), user)
    some = Q(pk__in=())
    for one in party:
        some |= Q(pk__in=Event.objects.involving(one, user).values("pk"))
    return events.filter(some)


def _parts(party: Party) -> tuple[QuerySet[Participation], QuerySet[Participation]]:
    # Two questions and not one with OR: each has an index of its own.
    kept = Participation.objects.exclude(status=Status.REJECTED).order_by()
    return kept.filter(entity__in=party), kept.filter(country__in=party)
