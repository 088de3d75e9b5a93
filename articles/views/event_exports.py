"""A list of events for other programs: CSV, Atom, and PLOVER as JSON lines; see docs/events-export.md."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from articles.filters.events.listing import EventFilter
from articles.filters.events.pages import PAGE_SIZE, event_totals
from articles.filters.events.timeline import dated, undated
from articles.filters.keys import PARTIES
from articles.models import Event
from articles.rendering.events.lines import EventLine, event_lines
from articles.rendering.events.parties import Party
from articles.rendering.events.plover import plover_events
from articles.views.context import site
from articles.views.downloads import csv_lines, refusing_half_understood, streamed
from articles.views.events import events_url
from articles.views.feeds import atom_feed, atom_response, summary, xml_text

MOST_EVENTS = 10_000
# Read together: their reports, names and articles cost as many queries as those of one.
_CHUNK = 100
_COLUMNS = (
    "id", "date", "earliest", "latest", "date_inferred", "type", "mode", "kind", "confirmed", "actors", "recipients",
    "objects", "countries", "place", "quantity", "certainty", "claimed_by", "reports", "quote", "article_url", "url",
)  # fmt: skip


def _mistakes(filters: EventFilter) -> list[str]:
    return list(chain.from_iterable(filters.errors.values()))


_of_a_list = refusing_half_understood(lambda request: EventFilter(request.GET, user=request.user), _mistakes)


@_of_a_list
def events_csv(request: HttpRequest, filters: EventFilter) -> StreamingHttpResponse:
    """Up to 10,000 events in the order of the page, sent as they are read; X-Total says how many there are in all."""
    rows = (_row(request, line) for lines in _chunks(filters) for line in lines)
    return _file(filters, csv_lines(_COLUMNS, rows), "text/csv", "events.csv")


@_of_a_list
def events_jsonl(request: HttpRequest, filters: EventFilter) -> StreamingHttpResponse:
    """One JSON object a line and an event, in PLOVER's words as far as it has them."""
    version = f"{site(request)['site_name']}, {request.build_absolute_uri('/')}"
    objects = (
        json.dumps(plover, ensure_ascii=False) + "\n"
        for lines in _chunks(filters)
        for plover in plover_events(lines, absolute=request.build_absolute_uri, version=version)
    )
    return _file(filters, objects, "application/x-ndjson", "events.jsonl")


@_of_a_list
def events_atom(request: HttpRequest, filters: EventFilter) -> HttpResponse:
    """The events added last."""
    parties = ", ".join(shown for key in PARTIES if (shown := filters.shown[key]))
    query = filters.address(without=("page",))
    feed = atom_feed(request, title=parties, page=events_url(query), own=events_url(query, "events_atom"))
    newest = filters.events().order_by("-pk")[:PAGE_SIZE]
    for line in event_lines(list(newest), filters.user):
        quote = line.evidence.quote if line.evidence else ""
        said = ". ".join(part for part in (line.when, line.place.name if line.place else "", quote) if part)
        event = line.event
        # When readers could first know of it: before that, its moment of entry is nobody's business.
        since = event.public_from or event.created_at
        feed.add_item(
            title=xml_text(line.headline),
            link=request.build_absolute_uri(line.url),
            description=summary(said),
            unique_id=f"tag:{request.get_host()},2026:event/{event.pk}",
            pubdate=since,
            updateddate=since,
        )
    return atom_response(feed)


def _file(filters: EventFilter, lines: Iterator[str], content_type: str, filename: str) -> StreamingHttpResponse:
    total = sum(event_totals(filters))
    return streamed(lines, content_type=content_type, filename=filename, total=total, most=MOST_EVENTS)


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


def _row(request: HttpRequest, line: EventLine) -> list[str]:
    event, date, evidence = line.event, line.date, line.evidence
    countries = dict.fromkeys(party.country.name for party in line.parties if party.country)
    return [
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


def _names(parties: Sequence[Party]) -> str:
    return "; ".join(one.name for one in parties)
