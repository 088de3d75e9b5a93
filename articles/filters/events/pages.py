"""A page of a list of events: dated ones first, those without a date behind them all; and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr

from articles.filters.events.listing import EventFilter
from articles.filters.events.memory import remembered
from articles.filters.events.timeline import after, before, dated, undated
from articles.models import Event

PAGE_SIZE = 25
# The months of date.min and date.max, which stand for an open beginning and an open end.
_NO_BEGINNING, _NO_END = "0001-01", "9999-12"

# Type -> month (year * 12 + month - 1) -> events.
MonthsByType = dict[str, Counter[int]]


@dataclass(frozen=True, slots=True)
class EventPage:
    dated: tuple[Event, ...]
    undated: tuple[Event, ...]
    # Of the whole list.
    total_dated: int
    total_undated: int
    page: int = 1
    pages: int = 1

    @property
    def events(self) -> tuple[Event, ...]:
        return (*self.dated, *self.undated)

    @property
    def total(self) -> int:
        return self.total_dated + self.total_undated


def event_page(filters: EventFilter) -> EventPage:
    """The page *filters* asks for, or the last one where there are fewer."""
    events = filters.events()
    if filters.page == 1:
        # Most lists have one page, and of those the rows are the total.
        first = list(dated(events, oldest_first=filters.is_oldest_first)[: PAGE_SIZE + 1])
        others = [] if filters.has_period or len(first) > PAGE_SIZE else list(undated(events)[: PAGE_SIZE + 1])
        if len(first) + len(others) <= PAGE_SIZE:
            return EventPage(tuple(first), tuple(others), len(first), len(others))
    total_dated, total_undated = event_totals(filters)
    pages = max(1, -(-(total_dated + total_undated) // PAGE_SIZE))
    page = min(filters.page, pages)
    start = (page - 1) * PAGE_SIZE
    shown = list(dated(events, oldest_first=filters.is_oldest_first)[start : start + PAGE_SIZE])
    rest: list[Event] = []
    if len(shown) < PAGE_SIZE and not filters.has_period:
        offset = max(0, start - total_dated)
        rest = list(undated(events)[offset : offset + PAGE_SIZE - len(shown)])
    return EventPage(tuple(shown), tuple(rest), total_dated, total_undated, page, pages)


def event_totals(filters: EventFilter) -> tuple[int, int]:
    """How many events with a date, and how many without."""

    def count() -> tuple[int, int]:
        return sum(map(Counter.total, events_by_month(filters).values())), _count_undated(filters)

    return remembered(filters.user, f"totals {filters.asked}", count)


def _count_undated(filters: EventFilter) -> int:
    return 0 if filters.has_period else undated(filters.events()).order_by().count()


def events_by_month(filters: EventFilter) -> MonthsByType:
    """Events of each type in each month: a period stands in its middle, and one without an end at its beginning."""

    def count() -> MonthsByType:
        # As text, which both databases cut the same way: their functions for months are slow in one of them.
        months = {name: Substr(Cast(f"shown_{name}", CharField()), 1, 7) for name in ("earliest", "latest")}
        known = dated(filters.events()).order_by().values_list("type", *months.values()).annotate(Count("pk"))
        found: MonthsByType = {}
        for type, first, last, events in known:
            found.setdefault(type, Counter())[_middle(first, last)] += events
        return found

    return remembered(filters.user, f"months {filters.asked}", count)


def nearest(filters: EventFilter) -> tuple[Event | None, Event | None]:
    """The last event before the period asked for, and the first after it, that fit in all else."""
    events, first, last = filters.events(dates=False), filters.values.get("from"), filters.values.get("to")
    last_before = dated(events.filter(before(first.earliest))).first() if first else None
    first_after = dated(events.filter(after(last.latest)), oldest_first=True).first() if last else None
    return last_before, first_after


def _middle(first: str, last: str) -> int:
    """The month in the middle, of months as YYYY-MM."""
    if first == _NO_BEGINNING:
        first = last
    if last == _NO_END:
        last = first
    return (_number(first) + _number(last)) // 2


def _number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1
