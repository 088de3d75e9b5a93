"""The answer to a search: from the index, or from the database while there is no index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from articles.filters.article import BY_DATE, ArticleFilter
from articles.filters.database import cursor_of, in_database
from articles.filters.keys import KEY_OF_COLUMN
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import FACETS, Criteria, Sort
from articles.search.find import Found, find
from articles.search.results import FacetCount, Hit, MonthCount

# Of each facet the page shows so many values; the rest has a page of its own.
FACET_SIZE = 5
CHUNK = 500
MOST_VALUES = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits in order, and what is known about all of them. Without an index nothing is counted or explained."""

    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    months: tuple[MonthCount, ...] = ()
    next_after: int | None = None
    engine_ms: float = 0.0
    found: Found | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(hit.id for hit in self.hits)

    @property
    def from_database(self) -> bool:
        return self.found is None


def answer(filters: ArticleFilter, *, facets: tuple[str, ...] = FACETS, histogram: bool = True) -> Answer:
    """One search, and one more for each facet or chart whose own choice must not limit what it offers."""
    criteria = replace(filters.criteria(), facets=facets, facet_size=FACET_SIZE + 1, histogram=histogram)
    try:
        found = find(criteria)
        # Its names are looked up once a page, not once a question.
        criteria = replace(criteria, query=found.query)
        counts = dict(found.page.facets)
        for column in facets:
            if _offers_more_than_chosen(filters, column):
                counts[column] = find(_without_filter(criteria, column)).page.facets.get(column, ())
        months = found.page.months
        if histogram and (criteria.published_from or criteria.published_to):
            anytime = replace(criteria, published_from=None, published_to=None)
            months = find(_counting(anytime, histogram=True)).page.months
    except EngineUnavailable:
        return _from_database(filters, criteria)
    return Answer(
        hits=found.page.hits,
        total=found.page.total,
        facets=counts,
        months=months,
        next_after=found.page.next_after,
        engine_ms=found.page.engine_ms,
        found=found,
    )


def all_values(filters: ArticleFilter, column: str) -> tuple[tuple[FacetCount, ...], int]:
    """Every value of a column with its count, and the number of hits. None without an index."""
    criteria = replace(_counting(filters.criteria(), facets=(column,)), facet_size=MOST_VALUES)
    try:
        found = find(criteria)
        if _offers_more_than_chosen(filters, column):
            wider = find(_without_filter(criteria, column))
            return wider.page.facets.get(column, ()), found.page.total
    except EngineUnavailable:
        return (), in_database(filters.queryset, criteria).count()
    return found.page.facets.get(column, ()), found.page.total


def total_of(filters: ArticleFilter) -> int:
    """How many articles match, and nothing else."""
    try:
        return find(_counting(filters.criteria())).page.total
    except EngineUnavailable:
        return in_database(filters.queryset, filters.criteria()).count()


def every_id(filters: ArticleFilter, *, most: int) -> Iterator[tuple[int, ...]]:
    """All matching articles in chunks, by date: ranks mean nothing in a list that is read whole."""
    sort = filters.sort if filters.sort in BY_DATE else Sort.NEWEST
    criteria = replace(_counting(filters.criteria()), sort=sort, size=CHUNK)
    left = most
    while left > 0:
        try:
            hits = find(criteria).page.hits
        except EngineUnavailable:
            hits = _hits_from_database(filters, criteria)
        if not hits:
            return
        yield tuple(hit.id for hit in hits[:left])
        left -= len(hits)
        criteria = replace(criteria, after=hits[-1].sort_key)


def _offers_more_than_chosen(filters: ArticleFilter, column: str) -> bool:
    """Where any value will do, the others have to stay in sight: with "dpa" chosen, no hit is from "Reuters"."""
    key = KEY_OF_COLUMN[column]
    groups = filters.selection(key.name).groups
    return bool(groups) and (not key.narrows or (len(groups) == 1 and len(groups[0]) > 1))


def _without_filter(criteria: Criteria, column: str) -> Criteria:
    others = tuple(one if one.column != column else replace(one, groups=()) for one in criteria.filters)
    return _counting(replace(criteria, filters=others), facets=(column,))


def _counting(criteria: Criteria, *, facets: tuple[str, ...] = (), histogram: bool = False) -> Criteria:
    return replace(criteria, facets=facets, histogram=histogram, size=1, page=1, after=None)


def _from_database(filters: ArticleFilter, criteria: Criteria) -> Answer:
    total = in_database(filters.queryset, replace(criteria, after=None)).count()
    hits = _hits_from_database(filters, criteria)
    return Answer(hits, total, next_after=hits[-1].sort_key if hits else None)


def _hits_from_database(filters: ArticleFilter, criteria: Criteria) -> tuple[Hit, ...]:
    matching = in_database(filters.queryset, criteria).only("pk", "published_latest", "created_at")
    page = matching[criteria.offset : criteria.offset + criteria.size]
    return tuple(Hit(article.pk, 0.0, cursor_of(article, criteria.sort)) for article in page)
