"""A list of events for other programs: CSV, Atom, and PLOVER as JSON lines; see docs/events-export.md."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from io import StringIO
from itertools import chain, islice
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles.filters.event_pages import PAGE_SIZE, event_totals
from articles.filters.events import EventFilter, dated, undated
from articles.models import Event
from articles.rendering.event_lines import EventLine, event_lines
from articles.rendering.event_parties import Party
from articles.rendering.plover import plover_events
from articles.views.context import site
from articles.views.events import events_url
from articles.views.exports import guarded, xml_text

MOST_EVENTS = 10_000
# Read together: their reports, names and articles cost as many queries as those of one.
_CHUNK = 100
# Excel takes a file without this mark for Windows-1252 and shows КНДР as garbage; everybody else skips it.
_BYTE_ORDER_MARK = "\ufeff"
_COLUMNS = (
    "id", "date", "earliest", "latest", "date_inferred", "type", "mode", "kind", "confirmed", "actors", "recipients",
    "objects", "countries", "place", "quantity", "certainty", "claimed_by", "reports", "quote", "article_url", "url",
)  # fmt: skip

Export = Callable[[HttpRequest, EventFilter], HttpResponse | StreamingHttpResponse]


def refusing_half_understood(export: Export) -> Any:
    """A page shows what fits and says so; a program would take the answer to another question for its own."""

    @require_safe
    @wraps(export)
    def view(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
        filters = EventFilter(request.GET, user=request.user)
        if filters.errors:
            return JsonResponse({"error": " ".join(chain.from_iterable(filters.errors.values()))}, status=400)
        return export(request, filters)

    return view


@refusing_half_understood
def events_csv(request: HttpRequest, filters: EventFilter) -> StreamingHttpResponse:
    """Up to 10,000 events in the order of the page, sent as they are read; X-Total says how many there are in all."""
    rows = chain([_COLUMNS], (_row(request, line) for line in _lines(filters)))
    return _streamed(filters, rows, lambda row: _csv_line(row), "text/csv", "events.csv", start=_BYTE_ORDER_MARK)


@refusing_half_understood
def events_jsonl(request: HttpRequest, filters: EventFilter) -> StreamingHttpResponse:
    """One JSON object a line and an event, in PLOVER's words as far as it has them."""
    version = f"{site(request)['site_name']}, {request.build_absolute_uri('/')}"
    objects = (
        plover
        for lines in _chunks(filters)
        for plover in plover_events(lines, absolute=request.build_absolute_uri, version=version)
    )
    return _streamed(
        filters, objects, lambda one: json.dumps(one, ensure_ascii=False) + "\n", "application/x-ndjson", "events.jsonl"
    )


@refusing_half_understood
def events_atom(request: HttpRequest, filters: EventFilter) -> HttpResponse:
    """The events added last."""
    name = site(request)["site_name"]
    parties = ", ".join(shown for key in ("a", "b") if (shown := filters.shown[key]))
    newest = filters.events().order_by("-pk")[:PAGE_SIZE]
    feed = Atom1Feed(
        title=xml_text(f"{name}: {parties}" if parties else name),
        link=request.build_absolute_uri(events_url(filters.address(without=("page",)))),
        description="",
        language=request.LANGUAGE_CODE,
        author_name=name,
        feed_url=request.build_absolute_uri(events_url(filters.address(without=("page",)), "events_atom")),
    )
    for line in event_lines(list(newest), filters.user):
        quote = line.evidence.quote if line.evidence else ""
        said = ". ".join(part for part in (line.when, line.place.name if line.place else "", quote) if part)
        event = line.event
        # When readers could first know of it: before that, its moment of entry is nobody's business.
        since = event.public_from or event.created_at
        feed.add_item(
            title=xml_text(line.headline),
            link=request.build_absolute_uri(line.url),
            # The summary is declared as HTML, so the text is escaped once for HTML and once more for XML.
            description=escape(xml_text(said)),
            unique_id=f"tag:{request.get_host()},2026:event/{event.pk}",
            pubdate=since,
            updateddate=since,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _streamed(
    filters: EventFilter,
    rows: Iterator[Any],
    written: Callable[[Any], str],
    content_type: str,
    filename: str,
    start: str = "",
) -> StreamingHttpResponse:
    total = sum(event_totals(filters))
    # The first rows are read before anything is sent: with the database away the answer is 503, not half a file.
    begun = list(islice(rows, 2))
    lines = (written(row) for row in chain(begun, rows))
    response = StreamingHttpResponse(chain([start], lines), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["X-Total"] = str(total)
    response["X-Row-Limit"] = str(MOST_EVENTS)
    return response


def _chunks(filters: EventFilter) -> Iterator[list[EventLine]]:
    """In the order of the page. The events are chosen first: what is added meanwhile moves none of them."""
    events = filters.events()
    ids = list(dated(events, oldest_first=filters.is_oldest_first).values_list("pk", flat=True)[:MOST_EVENTS])
    if not filters.has_period:
        ids += undated(events).values_list("pk", flat=True)[: MOST_EVENTS - len(ids)]
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        found = Event.objects.visible_to(filters.user).in_bulk(some)
        yield event_lines([found[one] for one in some if one in found], filters.user)


def _lines(filters: EventFilter) -> Iterator[EventLine]:
    return chain.from_iterable(_chunks(filters))


def _row(request: HttpRequest, line: EventLine) -> list[str]:
    event, date, evidence = line.event, line.date, line.evidence
    countries = dict.fromkeys(party.country.name for party in line.parties if party.country)
    cells = [
        str(event.pk),
        str(date or ""),
        date.earliest.isoformat() if date else "",
        date.latest.isoformat() if date else "",
        "1" if line.date_inferred else "0",
        event.type,
        event.mode,
        line.label,
        "1" if line.is_confirmed else "0",
        _names(line.actors),
        _names(line.recipients),
        _names(line.objects),
        "; ".join(countries),
        line.place.name if line.place else "",
        line.quantity,
        "; ".join(dict.fromkeys(one.modality for one in line.reports)),
        "; ".join(one.name for one in line.claimants),
        str(len(line.reports)),
        evidence.quote if evidence else "",
        request.build_absolute_uri(evidence.url) if evidence else "",
        request.build_absolute_uri(line.url),
    ]
    return [guarded(cell) for cell in cells]


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(one.name for one in parties)


def _csv_line(row: Sequence[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(row)
    return line.getvalue()
