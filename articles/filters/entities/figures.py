"""What the index knows of one entity: how many articles name it, when, and with whom. Never counted from rows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from articles.filters.audience import audience_of
from articles.models import Entity
from articles.search.criteria import ENTITY_COLUMNS, Criteria, Filter, Sort
from articles.search.find import find
from articles.search.query import Query, Tagged
from articles.search.results import FacetCount, MonthCount

NEWEST_SHOWN = 5
PROMINENT_SHOWN = 4
TOGETHER_SHOWN = 6
# A table of everybody named beside Russia would be most of the archive's people.
MOST_TOGETHER = 1000


@dataclass(frozen=True, slots=True)
class EntityFigures:
    """*confirmed* of the articles are those in which an editor has confirmed a mention of it.

    *prominent* are the articles that name it most for their length, empty where the newest are all there are.
    """

    articles: int
    confirmed: int
    months: tuple[MonthCount, ...]
    together: dict[str, tuple[FacetCount, ...]]
    newest: tuple[int, ...]
    prominent: tuple[int, ...]

    @property
    def undated(self) -> int:
        return max(0, self.articles - sum(one.count for one in self.months))


def figures_of(entity: Entity, user: Any) -> EntityFigures:
    """Three searches, the first of them with everything that is counted. Raises EngineUnavailable."""
    criteria = articles_naming(entity, user)
    asked = replace(criteria, size=NEWEST_SHOWN, facets=ENTITY_COLUMNS, facet_size=TOGETHER_SHOWN + 1, histogram=True)
    page = find(asked).page
    confirmed = find(replace(criteria, size=1, confirmed_only=True)).page.total if page.total else 0
    prominent: tuple[int, ...] = ()
    if page.total > NEWEST_SHOWN:
        by_prominence = replace(criteria, query=Query(Tagged(entity.kind, frozenset({entity.pk}))), sort=Sort.RELEVANCE)
        prominent = tuple(hit.id for hit in find(replace(by_prominence, size=PROMINENT_SHOWN)).page.hits)
    return EntityFigures(
        articles=page.total,
        confirmed=confirmed,
        months=page.months,
        together={kind: _others(counts, entity) for kind, counts in page.facets.items()},
        newest=tuple(hit.id for hit in page.hits),
        prominent=prominent,
    )


def months_of(entity: Entity, user: Any) -> tuple[int, tuple[MonthCount, ...]]:
    """How many articles name it, and in which months. Raises EngineUnavailable."""
    page = find(replace(articles_naming(entity, user), size=1, histogram=True)).page
    return page.total, page.months


def named_together(entity: Entity, kind: str, user: Any) -> tuple[int, tuple[FacetCount, ...]]:
    """How many articles name it, and which entities of *kind* they name too. Raises EngineUnavailable."""
    page = find(replace(articles_naming(entity, user), size=1, facets=(kind,), facet_size=MOST_TOGETHER + 1)).page
    return page.total, _others(page.facets[kind], entity)


def articles_naming(entity: Entity, user: Any) -> Criteria:
    """The articles *user* may see in which *entity* counts, the newest first."""
    return Criteria(
        filters=(Filter(entity.kind, (frozenset({entity.pk}),)),),
        sort=Sort.NEWEST,
        facets=(),
        histogram=False,
        audience=audience_of(user),
    )


def _others(counts: tuple[FacetCount, ...], entity: Entity) -> tuple[FacetCount, ...]:
    return tuple(one for one in counts if one.value != entity.pk)
