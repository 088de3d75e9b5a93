"""The events two entities took part in together: the newest of them, and how many of each kind in each year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from typing import Any

from django.db.models import F

from articles.filters.events.memory import remembered
from articles.filters.events.parties import with_parties
from articles.filters.pairs.asked import Pair
from articles.models import Event
from articles.text.event_kinds import EventKind, event_kind, event_kinds

EVENTS_SHOWN = 10
# With more rows than that, the modes of each type are left to the list of its events.
MOST_ROWS = 16


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
    """A constant number of queries.

    An event that lasted from one year to another stands in both, as in the list of either year.
    """
    known = remembered(user, f"pair {pair.ids}", lambda: _counted(pair, user))
    events = Event.objects.visible_to(user).in_bulk(known.newest)
    return PairEvents(tuple(events[one] for one in known.newest if one in events), known.total, known.kinds)


@dataclass(frozen=True, slots=True)
class _Counted:
    newest: tuple[int, ...]
    total: int
    kinds: tuple[KindCounts, ...]


def _counted(pair: Pair, user: Any) -> _Counted:
    rows = sorted(_rows(pair, user), key=lambda row: (row[4] or date.min, row[0]), reverse=True)
    groups = Counter(
        (type, mode, first.year if first else None, last.year if last else None)
        for _pk, type, mode, first, last in rows
    )
    kinds = _by_kind([(*kind, count) for kind, count in groups.items()])
    return _Counted(tuple(row[0] for row in rows[:EVENTS_SHOWN]), len(rows), kinds)


def _rows(pair: Pair, user: Any) -> Iterable[tuple[int, str, str, date | None, date | None]]:
    events = with_parties(Event.objects.visible_to(user), [[one] for one in pair.ids], user)
    return events.order_by().values_list("pk", "type", "mode", F("shown_earliest"), F("shown_latest"))


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
    return tuple(rows if len(rows) <= MOST_ROWS else (one for one in rows if not one.is_part))


def _counts(kind: EventKind, groups: list[_Group], *, is_part: bool) -> KindCounts:
    own = [(one[2], one[3], one[4]) for one in groups if one[0] == kind.type and kind.mode in ("", one[1])]
    spans = tuple((first, last, count) for first, last, count in own if first and last)
    return KindCounts(kind, spans, sum(count for first, _last, count in own if not first), is_part)


def _years(begins: int, ends: int) -> range:
    """What was "until 1990" or "since 2014" is nobody's knowledge of all the years before or after."""
    if begins == MINYEAR:
        return range(ends, ends + 1)
    return range(begins, begins + 1) if ends == MAXYEAR else range(begins, ends + 1)
