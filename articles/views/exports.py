"""The same search as JSON, CSV and Atom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.filters.answer import answer, every_id, total_of
from articles.filters.paging import pager_of
from articles.filters.plain import names_by_kind, plain_answer, visible_hits
from articles.models import Article
from articles.rendering.notes import OVER_LIMIT, sentences_for
from articles.rendering.rows import opening
from articles.views.context import site
from articles.views.downloads import csv_lines, refusing_half_understood, streamed
from articles.views.feeds import atom_feed, atom_response, summary, xml_text
from articles.views.search import search_url

MOST_ROWS = 10_000
_KINDS = {
    "countries": "country",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "weapons": "weapon",
}
_COLUMNS = ("accession", "headline", "source", "date", "language", "url", *_KINDS)


def _mistakes(filters: ArticleFilter) -> list[str]:
    notes = [note for note in filters.query.notes if note[0] in OVER_LIMIT]
    return [*sentences_for(notes), *chain.from_iterable(filters.period_errors)]


_of_a_search = refusing_half_understood(lambda request: ArticleFilter(request.GET, user=request.user), _mistakes)


@_of_a_search
def search_json(request: HttpRequest, filters: ArticleFilter) -> HttpResponse:
    """What `manage.py find --json` prints, with absolute addresses, the way to the next page and what was noted."""
    found = answer(filters)
    articles = visible_hits(found, filters.user)
    data = plain_answer(found, articles)
    for hit in data["hits"]:
        hit["url"] = request.build_absolute_uri(hit["url"])
    pager = pager_of(filters, total=found.total, shown=len(articles), next_after=found.next_after)
    path = reverse("search_json")
    data |= {
        "months": [{"year": one.year, "month": one.month or None, "count": one.count} for one in found.months],
        "notes": [*sentences_for(found.found.notes if found.found else filters.query.notes), *filters.value_errors],
        "from_database": found.from_database,
        "url": request.build_absolute_uri(search_url(filters.address)),
        "next": request.build_absolute_uri(search_url(pager.next, path)) if pager.next else None,
        "previous": request.build_absolute_uri(search_url(pager.previous, path)) if pager.previous else None,
    }
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


@_of_a_search
def search_csv(request: HttpRequest, filters: ArticleFilter) -> StreamingHttpResponse:
    """Up to 10,000 articles by date, sent as they are read; the header X-Total says how many there are in all."""
    return streamed(
        csv_lines(_COLUMNS, _rows(request, filters)),
        content_type="text/csv",
        filename="articles.csv",
        total=total_of(filters),
        most=MOST_ROWS,
    )


@_of_a_search
def search_atom(request: HttpRequest, filters: ArticleFilter) -> HttpResponse:
    page, own = search_url(filters.address), search_url(filters.address, reverse("search_atom"))
    return article_feed(request, filters, title=filters.values["q"], page=page, own=own)


def article_feed(request: HttpRequest, filters: ArticleFilter, *, title: str, page: str, own: str) -> HttpResponse:
    """The articles of a search as Atom; *page* is the address of the page that shows them, *own* that of the feed."""
    found = answer(filters, facets=(), histogram=False)
    name = site(request)["site_name"]
    feed = atom_feed(request, title=title, page=page, own=own)
    for article in visible_hits(found, filters.user):
        feed.add_item(
            title=xml_text(article.headline),
            link=request.build_absolute_uri(article.get_absolute_url()),
            description=summary(opening(article.lead)),
            unique_id=f"tag:{request.get_host()},{article.created_at:%Y-%m-%d}:{article.accession}",
            pubdate=article.public_since or article.created_at,
            updateddate=article.updated_at,
            author_name=xml_text(article.source.name) if article.source else name,
        )
    return atom_response(feed)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Lets a browser offer the archive among its search engines, with suggestions."""
    name = escape(xml_text(site(request)["site_name"])[:16])
    address, suggestions = (request.build_absolute_uri(reverse(view)) for view in ("search", "suggest"))
    description = escape(_("People, countries and articles of the archive"))
    return HttpResponse(
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">'
        f"<ShortName>{name}</ShortName><Description>{description}</Description><InputEncoding>UTF-8</InputEncoding>"
        f'<Url type="text/html" template="{escape(address)}?q={{searchTerms}}"/>'
        f'<Url type="application/x-suggestions+json" template="{escape(suggestions)}'
        '?form=opensearch&amp;q={searchTerms}"/>'
        "</OpenSearchDescription>",
        content_type="application/opensearchdescription+xml; charset=utf-8",
    )


def _rows(request: HttpRequest, filters: ArticleFilter) -> Iterator[list[str]]:
    for ids in every_id(filters, most=MOST_ROWS):
        visible = Article.objects.visible_to(filters.user).for_lists().in_bulk(ids)
        names = names_by_kind(ids)
        yield from (_row(request, visible[one], names.get(one, {})) for one in ids if one in visible)


def _row(request: HttpRequest, article: Article, names: Mapping[str, Iterable[str]]) -> list[str]:
    return [
        article.accession,
        article.headline,
        article.source.name if article.source else "",
        str(article.published or ""),
        article.language,
        request.build_absolute_uri(article.get_absolute_url()),
        *("; ".join(names.get(kind, ())) for kind in _KINDS.values()),
    ]
