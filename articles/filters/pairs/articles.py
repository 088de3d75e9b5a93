"""The articles that name both of two entities: how many, since when, and who else is in them.

Figures from the index; without one, the newest articles and their number from the database.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from articles.filters.database import in_database
from articles.filters.pairs.asked import Pair
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import Criteria, Filter, Sort
from articles.search.find import find
from articles.search.results import FacetCount, MonthCount, SearchPage

NEWEST_SHOWN = 6
BESIDE_SHOWN = 8
KINDS_BESIDE = ("person", "organisation", "country")
# The most frequent of the archive, each asked for its most frequent companions.
_BEGINNINGS = {"country": 3, "person": 2}
OFTEN_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PairArticles:
    """*beside* are, by kind, the others named in these articles; empty without an index, as *months* is."""

    newest: tuple[int, ...]
    first: int | None
    total: int
    months: tuple[MonthCount, ...] = ()
    beside: tuple[tuple[str, tuple[FacetCount, ...]], ...] = ()
    from_database: bool = False


def articles_of(pair: Pair, user: Any) -> PairArticles:
    """Two searches: one with everything that is counted, one for the first article."""
    filters = pair.articles(user)
    criteria = replace(filters.criteria(), sort=Sort.NEWEST, size=NEWEST_SHOWN, facets=(), histogram=False)
    try:
        page = find(
            replace(criteria, facets=KINDS_BESIDE, facet_size=BESIDE_SHOWN + 2, histogram=True),
        ).page
        first = _first(page, criteria)
    except EngineUnavailable:
        newest = in_database(filters.queryset, criteria).values_list("pk", flat=True)
        oldest = in_database(filters.queryset, replace(criteria, sort=Sort.OLDEST)).values_list("pk", flat=True)
        return PairArticles(tuple(newest[:NEWEST_SHOWN]), oldest.first(), newest.count(), from_database=True)
    beside = ((kind, _without(page.facets[kind], pair.ids)[:BESIDE_SHOWN]) for kind in KINDS_BESIDE)
    return PairArticles(
        newest=tuple(hit.id for hit in page.hits),
        first=first,
        total=page.total,
        months=page.months,
        beside=tuple((kind, counts) for kind, counts in beside if counts),
    )


@dataclass(frozen=True, slots=True)
class OftenTogether:
    one: int
    other: int
    count: int


def often_together(criteria: Criteria) -> list[OftenTogether]:
    """Pairs of countries and pairs of people that many articles name together, most first. Six searches at most.

    Not the most frequent of all, which no index tells: those with somebody who is named most often.
    """
    criteria = replace(criteria, sort=Sort.NEWEST, size=1, histogram=False)
    kinds = tuple(_BEGINNINGS)
    try:
        most = find(replace(criteria, facets=kinds, facet_size=max(_BEGINNINGS.values()))).page.facets
        found: dict[frozenset[int], int] = {}
        for kind in kinds:
            for one in (int(count.value) for count in most[kind][: _BEGINNINGS[kind]]):
                asked = replace(criteria, filters=(Filter(kind, (frozenset({one}),)),), facets=(kind,), facet_size=6)
                for count in _without(find(asked).page.facets[kind], (one,)):
                    found[frozenset((one, int(count.value)))] = count.count
    except EngineUnavailable:
        return []
    ranked = sorted(found.items(), key=lambda item: (-item[1], sorted(item[0])))
    return [OftenTogether(min(pair), max(pair), count) for pair, count in ranked[:OFTEN_SHOWN]]


def _first(page: SearchPage, criteria: Criteria) -> int | None:
    if page.total <= len(page.hits):
        return page.hits[-1].id if page.hits else None
    hits = find(replace(criteria, sort=Sort.OLDEST, size=1)).page.hits
    return hits[0].id if hits else None


def _without(counts: Iterable[FacetCount], ids: tuple[int, ...]) -> tuple[FacetCount, ...]:
    return tuple(one for one in counts if one.value not in ids)
