"""Finding articles: the results with their filters, and the page that lists all values of one filter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.middleware import HtmxDetails

from articles.filters import ArticleFilter, QueryString
from articles.filters.answer import FACET_SIZE, Answer, all_values, answer
from articles.filters.chips import chips_of
from articles.filters.facets import facet_of, facets_of
from articles.filters.keys import KEYS
from articles.filters.offers import explanations_of, offers_of, ways_out_of
from articles.filters.paging import pager_of
from articles.rendering.charts import caption, histogram
from articles.rendering.listed import listed
from articles.rendering.notes import sentences_for
from articles.rendering.rows import Row, rows_for
from articles.rendering.snippet import running_texts
from articles.search.criteria import ENTITY_COLUMNS, FACETS, PAGE_SIZE, Sort
from articles.search.find import snippets
from articles.views.trail import trail_urls

# The facets that stand open at first; the others open once something in them is chosen.
OPEN_FACETS = ("country", "person", "lang")
LONGEST_HEADING = 80


class HtmxRequest(HttpRequest):
    htmx: HtmxDetails


@require_safe
def search(request: HtmxRequest) -> HttpResponse:
    """One search. The same address gives the page or, to htmx, the parts of it that changed."""
    filters = ArticleFilter(request.GET, user=request.user)
    partial = bool(request.htmx) and not request.htmx.history_restore_request
    if not partial and not is_canonical(request.GET, filters.address):
        return HttpResponseRedirect(search_url(filters.address))
    found = answer(filters)
    template = "articles/_search_changes.html" if partial else "articles/search.html"
    response = render(request, template, _page(filters, found) | {"partial": partial})
    response["Server-Timing"] = f"engine;dur={found.engine_ms:.1f}"
    patch_vary_headers(response, ["HX-Request"])
    if partial:
        response["HX-Push-Url"] = search_url(filters.address)
        patch_cache_control(response, private=True)
    return response


@require_safe
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """Every value of one filter within the search, the most frequent first."""
    key = next((key for key in KEYS if key.name == name and key.column in FACETS), None)
    if key is None:
        raise Http404
    filters = ArticleFilter(request.GET, user=request.user)
    if not is_canonical(request.GET, filters.address):
        return HttpResponseRedirect(search_url(filters.address, reverse("search_facet", args=[name])))
    counts, total = all_values(filters, key.column)
    context = {
        "filters": filters,
        "facet": facet_of(filters, key, counts, size=len(counts)),
        "chips": chips_of(filters),
        "total": total,
        "search_url": search_url(filters.address),
    }
    return render(request, "articles/facet.html", context)


def is_canonical(data: QueryDict, address: QueryString) -> bool:
    """Whether the address was already written the one way; compared by meaning, as `+` and `%20` are the same space."""
    return tuple((key, value) for key, values in data.lists() for value in values) == address.pairs


def search_url(address: QueryString, path: str = "") -> str:
    path = path or reverse("search")
    return f"{path}?{address}" if address else path


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """The same search in another period; equal for equal searches, so that their charts are drawn once."""

    before: str = ""
    after: str = ""
    # Of the search page; nothing on that page itself.
    path: str = ""

    def __call__(self, first: str, last: str) -> str:
        return f"{self.path}?{self.before}from={first}&to={last}{self.after}"


def _page(filters: ArticleFilter, found: Answer) -> dict[str, Any]:
    address, criteria = filters.address, filters.criteria()
    rows = _rows(filters, found)
    return {
        "filters": filters,
        "address": address,
        "found": found,
        "words": _shortened(filters.values["q"]),
        "rows": rows,
        "chips": chips_of(filters),
        "facets": [] if found.from_database else facets_of(filters, found.facets, size=FACET_SIZE),
        "open_facets": OPEN_FACETS,
        "kept": _kept(address),
        "histogram_caption": caption(found.months),
        "histogram": histogram(
            found.months,
            link=PeriodLink(*address.around("from", "to")),
            chosen=(criteria.published_from, criteria.published_to),
            slider=("from", "to"),
        ),
        "sorts": _sorts(),
        "pager": pager_of(filters, total=found.total, shown=len(rows), next_after=found.next_after),
        "notes": sentences_for(found.found.notes if found.found else filters.query.notes),
        "offers": offers_of(filters, found),
        "explained": explanations_of(found),
        "ways_out": ways_out_of(filters) if found.total == 0 else (),
    }


def _rows(filters: ArticleFilter, found: Answer) -> list[Row]:
    # Extracts are for words: a search by filters alone need not read the texts.
    words = bool(found.found and filters.values["q"])
    articles = listed(found.ids, filters.user, with_text=words)
    chosen = {one.id for key in KEYS if key.column in ENTITY_COLUMNS for one in filters.selection(key.name).choices}
    if found.found:
        chosen |= {one.entity_id for one in found.found.recognised}
    extracts = snippets(found.found, *running_texts(articles, filters.user)) if found.found and words else {}
    urls = {}
    if filters.address and not filters.after:
        ranks = {pk: rank for rank, pk in enumerate(found.ids, (filters.page - 1) * PAGE_SIZE + 1)}
        urls = trail_urls(filters.address, articles, ranks)
    hits = {one for one in chosen if isinstance(one, int)}
    return rows_for(articles, snippets=extracts, hit_entities=hits, urls=urls)


def _shortened(words: str) -> str:
    """The words as a heading has room for them."""
    return words if len(words) <= LONGEST_HEADING else Truncator(words).chars(LONGEST_HEADING)


def _sorts() -> list[tuple[str, str]]:
    return [
        (Sort.RELEVANCE, _("Relevance")),
        (Sort.NEWEST, _("Newest first")),
        (Sort.OLDEST, _("Oldest first")),
        (Sort.ADDED, _("Last added")),
    ]


def _kept(address: QueryString) -> tuple[tuple[str, str], ...]:
    """What the form carries along without showing a control for it."""
    shown = {
        "q",
        "from",
        "to",
        "confirmed",
        "sort",
        "page",
        "after",
        *(key.name for key in KEYS if key.column in FACETS),
    }
    return tuple(pair for pair in address.pairs if pair[0] not in shown)
