"""The start page: a search to begin with, how the archive lies in time, what is new, who is named most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.filters.events.timeline import dated
from articles.models import Article, Entity, Event
from articles.rendering.charts import caption, histogram, share
from articles.rendering.events.lines import event_lines
from articles.rendering.listed import listed
from articles.rendering.rows import rows_for
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import Sort
from articles.search.find import find
from articles.search.results import FacetCount, SearchPage
from articles.text.names import name_key
from articles.views.search import PeriodLink

NEWEST_SHOWN = 6
PEOPLE_SHOWN = 8
COUNTRIES_SHOWN = 10
EVENTS_SHOWN = 5
# More countries than there are: the field for the country offers every one that occurs.
COUNTRIES_KNOWN = 300


@dataclass(frozen=True, slots=True)
class Ranked:
    entity: Entity
    count: int
    share: int


@require_safe
def browse(request: HttpRequest) -> HttpResponse:
    """One question to the index; rows and events are the database's. Without an index, the newest rows alone."""
    latest = event_lines(list(dated(Event.objects.visible_to(request.user))[:EVENTS_SHOWN]), request.user)
    try:
        page = _overview(request)
    except EngineUnavailable:
        visible = Article.objects.visible_to(request.user).for_lists()
        newest = visible.order_by("-created_at", "-pk")[:NEWEST_SHOWN]
        return render(
            request, "articles/browse.html", {"rows": rows_for(newest), "events": latest, "index_is_away": True}
        )
    countries, people = _ranked(page.facets.get("country", ())), _ranked(page.facets.get("person", ()))
    context: dict[str, Any] = {
        "rows": rows_for(listed([hit.id for hit in page.hits], request.user)),
        "events": latest,
        "total": page.total,
        "histogram": histogram(page.months, link=PeriodLink(path=reverse("search"))),
        "histogram_caption": caption(page.months),
        "countries": countries[:COUNTRIES_SHOWN],
        "people": people[:PEOPLE_SHOWN],
        "country_choices": sorted((ranked.entity for ranked in countries), key=_alphabetical),
    }
    return render(request, "articles/browse.html", context)


def _overview(request: HttpRequest) -> SearchPage:
    criteria = ArticleFilter(None, user=request.user).criteria()
    return find(
        replace(
            criteria,
            sort=Sort.ADDED,
            size=NEWEST_SHOWN,
            facets=("country", "person"),
            facet_size=COUNTRIES_KNOWN,
            histogram=True,
        )
    ).page


def _ranked(counts: Iterable[FacetCount]) -> list[Ranked]:
    counts = list(counts)
    entities = Entity.objects.in_bulk([count.value for count in counts])
    highest = max((count.count for count in counts), default=0)
    return [
        Ranked(entities[count.value], count.count, share(count.count, highest))
        for count in counts
        if count.value in entities
    ]


def _alphabetical(entity: Entity) -> str:
    return name_key(entity.name)
