"""The events two entities took part in together: the newest of them, and how many of each kind in each year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import ExtractYear

from articles.filters.pairs import Pair
from articles.models import Event, Participation
from articles.models.event import EventQuerySet
from articles.text.event_kinds import EventKind, event_kind, event_kinds

EVENTS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class KindCounts:
    """The events of one kind; of a type these are those of its modes as well.

    *spans* are first year, last year, and how many events lasted from the one to the other.
    """

    kind: EventKind
    spans: tuple[tuple[int, int, int], ...]
    undated: int
    # Whether the rows before it hold these events already: a mode below its type.
    is_part: bool

    @property
    def total(self) -> int:
        return self.undated + sum(count for _first, _last, count in self.spans)

    def between(self, first: int, last: int) -> int:
        """How many can have happened then: as many as the list of that period shows."""
        return sum(count for begins, ends, count in self.spans if begins <= last and ends >= first)


@dataclass(frozen=True, slots=True)
class PairEvents:
    newest: tuple[Event, ...]
    total: int
    kinds: tuple[KindCounts, ...]

    @property
    def years(self) -> list[int]:
        """Those in which anything happened, the earliest first."""
        return sorted(
            {year for one in self.kinds for begins, ends, _count in one.spans for year in _years(begins, ends)}
        )


def events_of_pair(pair: Pair, user: Any) -> PairEvents:
    """Two queries. An event that lasted from one year to another stands in both, as in the list of either year."""
    together = events_together(pair, user)
    groups = list(
        together.order_by()
        .values_list("type", "mode", ExtractYear("date_earliest"), ExtractYear("date_latest"))
        .annotate(count=Count("pk"))
    )
    if not groups:
        return PairEvents((), 0, ())
    newest = together.order_by(F("date_latest").desc(nulls_last=True), "-pk")[:EVENTS_SHOWN]
    return PairEvents(tuple(newest), sum(group[-1] for group in groups), _by_kind(groups))


def events_together(pair: Pair, user: Any) -> EventQuerySet:
    """Events in which each of the two took part, or somebody acting for the country it is."""
    events = Event.objects.visible_to(user)
    for entity in pair.ids:
        parts = Participation.objects.visible_to(user).order_by()
        # Lists of ids and not a question to each event: an archive has more events than two countries have together.
        own, acting = parts.filter(entity=entity), parts.filter(country=entity)
        events = events.filter(Q(pk__in=own.values("event")) | Q(pk__in=acting.values("event")))
    return events


# Type, mode, first year, last year, number of events.
_Group = tuple[str, str, int | None, int | None, int]


def _by_kind(groups: list[_Group]) -> tuple[KindCounts, ...]:
    rows = []
    found = {(type, mode) for type, mode, *_rest in groups}
    for type in dict.fromkeys(kind.type for kind in event_kinds()):
        modes = [kind for kind in event_kinds() if kind.type == type and kind.mode and (type, kind.mode) in found]
        if len(modes) == 1 and (type, "") not in found:
            rows.append(_counts(modes[0], groups, is_part=False))
        elif modes or (type, "") in found:
            rows.append(_counts(event_kind(type), groups, is_part=False))
            rows += [_counts(mode, groups, is_part=True) for mode in modes]
    return tuple(rows)


def _counts(kind: EventKind, groups: list[_Group], *, is_part: bool) -> KindCounts:
    own = [(one[2], one[3], one[4]) for one in groups if one[0] == kind.type and kind.mode in ("", one[1])]
    spans = tuple((first, last, count) for first, last, count in own if first and last)
    return KindCounts(kind, spans, sum(count for first, _last, count in own if not first), is_part)


def _years(begins: int, ends: int) -> range:
    """What was "until 1990" or "since 2014" is nobody's knowledge of all the years before or after."""
    if begins == MINYEAR:
        return range(ends, ends + 1)
    return range(begins, begins + 1) if ends == MAXYEAR else range(begins, ends + 1)
