"""What the articles are catalogued by, for readers: their sources and their subjects, each with its articles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.models import Source, Subject
from articles.search.backends.base import EngineUnavailable
from articles.search.find import find
from articles.text.names import name_key

# More than an archive has.
MOST_VALUES = 20_000
SOURCES_A_PAGE = 150
SUBJECTS_A_PAGE = 600


@dataclass(frozen=True, slots=True)
class Listed:
    """A source or a subject with the number of its articles."""

    row: Any
    count: int

    @property
    def host(self) -> str:
        return str(urlsplit(self.row.url).netloc).removeprefix("www.")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    rows = Source.objects.select_related("country").order_by()
    return _page(request, "articles/source_list.html", "source", rows, SOURCES_A_PAGE)


@require_safe
def subjects(request: HttpRequest) -> HttpResponse:
    return _page(request, "articles/subject_list.html", "subject", Subject.objects.order_by(), SUBJECTS_A_PAGE)


def _page(
    request: HttpRequest, template: str, column: str, rows: QuerySet[Source] | QuerySet[Subject], size: int
) -> HttpResponse:
    """Those with an article *request* may know of, most articles first: whatever stands in drafts alone is nobody's."""
    criteria = ArticleFilter(None, user=request.user).criteria()
    try:
        found = find(replace(criteria, facets=(column,), facet_size=MOST_VALUES, histogram=False, size=1)).page
    except EngineUnavailable:
        return render(request, template, {"index_is_away": True})
    counts = {int(one.value): one.count for one in found.facets.get(column, ())}
    names = dict(rows.filter(pk__in=counts).values_list("pk", "name"))
    ranked = sorted(names, key=lambda pk: (-counts[pk], name_key(names[pk])))
    page = Paginator(ranked, size).get_page(request.GET.get("page"))
    shown = rows.in_bulk(list(page.object_list))
    listed = [Listed(shown[pk], counts[pk]) for pk in page.object_list]
    return render(request, template, {"listed": listed, "page": page, "total": len(ranked)})
