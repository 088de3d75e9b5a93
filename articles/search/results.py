"""What a search answers: ids, snippets and counts. The page loads its rows itself and keeps the order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Hit:
    id: int
    score: float
    sort_key: int


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many hits have this value; *value* is a database id, or the text itself for languages and statuses."""

    value: int | str
    count: int


@dataclass(frozen=True, slots=True)
class MonthCount:
    year: int
    month: int
    count: int


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many articles are dated to exactly this period: a day, or the month of which only the month is known."""

    first: date
    last: date
    count: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """An extract as (text, is a hit) pieces in reading order, not escaped."""

    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    months: tuple[MonthCount, ...] = ()
    # Engine time in milliseconds: parsing, rendering and the database are not in it.
    engine_ms: float = 0.0

    @property
    def next_after(self) -> int | None:
        return self.hits[-1].sort_key if self.hits else None
