"""Facets and months over all hits of a search, remembered while neither the index nor an embargo has moved.

Counting takes the engine longer than finding, and the pages of one search have the same counts.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import timezone

from articles.models import Article, Publication
from articles.search.criteria import Audience, Criteria, Sort
from articles.search.documents import visible_from
from articles.search.engines import engine
from articles.search.query import Query
from articles.search.results import FacetCount, MonthCount, SearchPage

# Searches remembered in a process, of some twenty kilobytes each.
MOST_REMEMBERED = 200


@dataclass(frozen=True, slots=True)
class _Counts:
    """True from one moment on, until another."""

    since: float
    until: float
    facets: dict[str, tuple[FacetCount, ...]]
    months: tuple[MonthCount, ...]


@dataclass(slots=True)
class _Memory:
    counts: _Counts | None = None


def counted(criteria: Criteria) -> SearchPage:
    """What the engine answers to *criteria*. Raises EngineUnavailable."""
    if not criteria.facets and not criteria.histogram:
        return engine().search(criteria)
    audience = criteria.audience
    moment = (audience.now or timezone.now()).timestamp()
    # Read before the search: should the index move between the two, this is remembered for nobody.
    generation = engine().generation()
    memory = _memory(generation, _all_pages_of(criteria))
    known = memory.counts
    if known and known.since <= moment < known.until:
        page = engine().search(replace(criteria, facets=(), histogram=False))
        return replace(page, facets=dict(known.facets), months=known.months)
    page = engine().search(criteria)
    # Editors see what is under embargo anyway.
    until = math.inf if audience.editor else _embargo_after(generation, moment)
    memory.counts = _Counts(moment, until, dict(page.facets), page.months)
    return page


def _all_pages_of(criteria: Criteria) -> Criteria:
    """*criteria* without what changes no count: the place in the list, its order, and how the query was written."""
    return replace(
        criteria,
        query=Query(criteria.query.tree),
        sort=Sort.NEWEST,
        page=1,
        after=None,
        size=1,
        audience=Audience(editor=criteria.audience.editor),
    )


# An index that has moved has another generation, so that what was remembered of it is never asked for again.
@lru_cache(maxsize=MOST_REMEMBERED)
def _memory(generation: str, asked: Criteria) -> _Memory:
    return _Memory()


def _embargo_after(generation: str, moment: float) -> float:
    """The next moment at which, without anybody writing, more becomes visible."""
    ends = _embargoes(generation)
    place = bisect_right(ends, moment)
    return ends[place] if place < len(ends) else math.inf


# Whoever changes an embargo moves the index as well.
@lru_cache(maxsize=4)
def _embargoes(generation: str) -> list[int]:
    ends = Article.objects.filter(status=Publication.EMBARGOED).order_by("embargo_until")
    # The index's moments: with the ends themselves, what was counted between 12:00:00.7 and 12:00:01 stayed so.
    return [visible_from(end) for end in ends.values_list("embargo_until", flat=True)]
