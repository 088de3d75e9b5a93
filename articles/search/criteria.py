"""One search, whole: the query, the filters, who asks, in which order, and which page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from articles.search.query import Query, has_words

PAGE_SIZE = 20
# Beyond this many hits pages go on by date and cursor: an offset costs the engine everything before it.
DEEPEST_OFFSET = 1000

ENTITY_COLUMNS = ("country", "person", "organisation", "place", "weapon")
ID_COLUMNS = ("source", "author", "subject", "collection")
TEXT_COLUMNS = ("lang", "status")
COLUMNS = (*ENTITY_COLUMNS, *ID_COLUMNS, *TEXT_COLUMNS, "event")
FACETS = (*ENTITY_COLUMNS, "event", "source", "lang")


class Sort(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Filter:
    """An exact restriction of one column.

    Every group has to match, a group matches with any of its values, and none of *without* may occur:
    `country=kp&country=ru,ua&not_country=us` is groups ({kp}, {ru, ua}) without {us}.
    """

    column: str
    groups: tuple[frozenset[int | str], ...] = ()
    without: frozenset[int | str] = frozenset()


@dataclass(frozen=True, slots=True)
class Audience:
    """Whose eyes the results are for. Readers see what is public at *now*; editors see everything."""

    editor: bool = False
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Criteria:
    """Raises ValueError for a column the index does not have: an engine would answer it with nothing found."""

    query: Query = field(default_factory=Query)
    filters: tuple[Filter, ...] = ()
    published_from: date | None = None
    published_to: date | None = None
    event_from: date | None = None
    event_to: date | None = None
    confirmed_only: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    # The sort key of the last hit of the page before: goes on from there, whatever was added meanwhile.
    after: int | None = None
    size: int = PAGE_SIZE
    facets: tuple[str, ...] = FACETS
    facet_size: int = 12
    histogram: bool = True
    audience: Audience = field(default_factory=Audience)

    def __post_init__(self) -> None:
        for column in (*self.facets, *(one.column for one in self.filters)):
            if column not in COLUMNS:
                raise ValueError(f"“{column}” is no column of this archive")

    @property
    def offset(self) -> int:
        return 0 if self.after is not None else max(self.page - 1, 0) * self.size

    @property
    def is_too_deep(self) -> bool:
        """Beyond what is reached by counting: such a page has a total and no hits."""
        return self.offset > DEEPEST_OFFSET

    @property
    def by_relevance(self) -> bool:
        """Whether hits are ordered by how well they answer; without words there is nothing to answer well."""
        return self.sort == Sort.RELEVANCE and has_words(self.query.tree)

    @property
    def language(self) -> str | None:
        """The one language asked for: words are then analysed as words of that language alone."""
        languages = {value for group in self.filter_of("lang").groups for value in group}
        return str(languages.pop()) if len(languages) == 1 else None

    def filter_of(self, column: str) -> Filter:
        return next((one for one in self.filters if one.column == column), Filter(column))
