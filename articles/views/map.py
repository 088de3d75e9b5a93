"""Articles by country, as a map of the world and as a table of the same numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.models import Entity, EntityKind
from articles.models.entity import entity_url
from articles.rendering.charts import share
from articles.rendering.maps.world import Counted, borders_caption, world_map
from articles.search.backends.base import EngineUnavailable
from articles.search.find import find
from articles.text.names import name_key
from articles.views.search import HtmxRequest

# More countries than there are: the table has every one that occurs.
MOST_COUNTRIES = 400


@dataclass(frozen=True, slots=True)
class Row:
    country: Counted
    search_url: str
    share: int


@require_safe
def world(request: HtmxRequest) -> HttpResponse:
    """The same address gives the page or, to htmx, the map alone: the start page loads it when it is looked at."""
    partial = bool(request.htmx) and not request.htmx.history_restore_request
    context: dict[str, Any] = {"index_is_away": True}
    try:
        counts, total = _counts(request.user)
    except EngineUnavailable:
        pass
    else:
        countries = _countries(counts)
        context = {
            "map": world_map(countries),
            "borders": borders_caption(),
            "rows": () if partial else _rows(countries),
            "total": total,
        }
    response = render(request, "articles/_map.html" if partial else "articles/map.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if partial:
        patch_cache_control(response, private=True)
    return response


def _counts(user: Any) -> tuple[dict[int, int], int]:
    """Country -> number of articles *user* may know of, and the number of all of them."""
    criteria = ArticleFilter(None, user=user).criteria()
    page = find(replace(criteria, facets=("country",), facet_size=MOST_COUNTRIES, histogram=False, size=1)).page
    return {int(one.value): one.count for one in page.facets.get("country", ())}, page.total


def _countries(counts: Mapping[int, int]) -> list[Counted]:
    """Those that occur, most articles first, and the others everybody may know of: the map says of them “none”."""
    known = Q(pk__in=counts) | (~Q(authority_values={}) & Q(merged_into__isnull=True))
    rows = Entity.objects.filter(known, kind=EntityKind.COUNTRY).values_list("pk", "slug", Entity.name_column())
    countries = [Counted(slug.upper(), name, entity_url("country", slug), counts.get(pk, 0)) for pk, slug, name in rows]
    return sorted(countries, key=lambda one: (-one.count, name_key(one.name)))


def _rows(countries: list[Counted]) -> list[Row]:
    search, highest = reverse("search"), max((one.count for one in countries), default=0)
    return [
        Row(one, f"{search}?country={one.code.lower()}", share(one.count, highest)) for one in countries if one.count
    ]
