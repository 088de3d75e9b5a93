"""The same search as JSON, CSV and Atom."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import wraps
from itertools import chain, islice
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
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
from articles.views.search import search_url

MOST_ROWS = 10_000
# Excel takes a file without this mark for Windows-1252 and shows КНДР as garbage; everybody else skips it.
BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# What XML 1.0 has no way to write, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KINDS = {
    "countries": "country",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "weapons": "weapon",
}
_COLUMNS = ("accession", "headline", "source", "date", "language", "url", *_KINDS)


class Export(Protocol):
    def __call__(self, request: HttpRequest, filters: ArticleFilter) -> HttpResponse | StreamingHttpResponse: ...


def refusing_half_understood(export: Export) -> Any:
    """A page shows what fits and says so; a program would take the answer to another question for its own."""

    @require_safe
    @wraps(export)
    def view(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        filters = ArticleFilter(request.GET, user=request.user)
        notes = [note for note in filters.query.notes if note[0] in OVER_LIMIT]
        reasons = [*sentences_for(notes), *chain.from_iterable(filters.period_errors)]
        if reasons:
            return JsonResponse({"error": " ".join(reasons)}, status=400)
        return export(request, filters)

    return view


@refusing_half_understood
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


@refusing_half_understood
def search_csv(request: HttpRequest, filters: ArticleFilter) -> StreamingHttpResponse:
    """Up to 10,000 articles by date, sent as they are read; the header X-Total says how many there are in all."""
    total, rows = total_of(filters), _rows(request, filters)
    # The first rows are read before anything is sent: with the database away the answer is 503, not half a file.
    begun = list(islice(rows, 1))
    writer = csv.writer(_Line())
    lines = (writer.writerow(row) for row in chain([_COLUMNS], begun, rows))
    response = StreamingHttpResponse(chain([BYTE_ORDER_MARK], lines), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="articles.csv"'
    response["X-Total"] = str(total)
    response["X-Row-Limit"] = str(MOST_ROWS)
    return response


@refusing_half_understood
def search_atom(request: HttpRequest, filters: ArticleFilter) -> HttpResponse:
    page, own = search_url(filters.address), search_url(filters.address, reverse("search_atom"))
    return article_feed(request, filters, title=filters.values["q"], page=page, own=own)


def article_feed(request: HttpRequest, filters: ArticleFilter, *, title: str, page: str, own: str) -> HttpResponse:
    """The articles of a search as Atom; *page* is the address of the page that shows them, *own* that of the feed."""
    found = answer(filters, facets=(), histogram=False)
    name = site(request)["site_name"]
    feed = Atom1Feed(
        title=xml_text(f"{name}: {title}" if title else name),
        link=request.build_absolute_uri(page),
        description="",
        language=request.LANGUAGE_CODE,
        author_name=name,
        feed_url=request.build_absolute_uri(own),
    )
    for article in visible_hits(found, filters.user):
        feed.add_item(
            title=xml_text(article.headline),
            link=request.build_absolute_uri(article.get_absolute_url()),
            # The summary is declared as HTML, so the text is escaped once for HTML and once more for XML.
            description=escape(xml_text(opening(article.lead))),
            unique_id=f"tag:{request.get_host()},{article.created_at:%Y-%m-%d}:{article.accession}",
            pubdate=article.public_since or article.created_at,
            updateddate=article.updated_at,
            author_name=xml_text(article.source.name) if article.source else name,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


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


def xml_text(text: str) -> str:
    """*text* without what would make a feed unreadable: one control character in one headline, and no entry shows."""
    return _NOT_IN_XML.sub("", text)


def guarded(cell: str) -> str:
    """A cell a spreadsheet shows and does not calculate: "=HYPERLINK(…)" in a headline is text, not a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


class _Line:
    """What csv.writer writes to: hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _rows(request: HttpRequest, filters: ArticleFilter) -> Iterator[list[str]]:
    for ids in every_id(filters, most=MOST_ROWS):
        visible = Article.objects.visible_to(filters.user).for_lists().in_bulk(ids)
        names = names_by_kind(ids)
        yield from (_row(request, visible[one], names.get(one, {})) for one in ids if one in visible)


def _row(request: HttpRequest, article: Article, names: Mapping[str, Iterable[str]]) -> list[str]:
    cells = [
        article.accession,
        article.headline,
        article.source.name if article.source else "",
        str(article.published or ""),
        article.language,
        request.build_absolute_uri(article.get_absolute_url()),
        *("; ".join(names.get(kind, ())) for kind in _KINDS.values()),
    ]
    return [guarded(cell) for cell in cells]
