"""Events: the list with its timeline, and one with all its reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.filters.events.listing import OLDEST, EventFilter
from articles.filters.events.memory import remembered
from articles.filters.events.neighbours import neighbours
from articles.filters.events.pages import EventPage, event_page, events_by_month, nearest
from articles.filters.events.timeline import dated
from articles.filters.keys import PARTIES
from articles.models import QUERY_KEYS, Article, Event, ParticipantRole
from articles.rendering.events.citation import event_citation
from articles.rendering.events.disagreement import disagreement
from articles.rendering.events.lane_bars import lane_bars
from articles.rendering.events.lanes import LaneMark, lanes
from articles.rendering.events.lines import EventLine, event_lines
from articles.rendering.named import NamedEntity
from articles.text.event_kinds import event_kind, event_kinds
from articles.text.shortening import shortened
from articles.views.context import site

# More are no longer told apart on a timeline, which then counts them.
MOST_MARKS = 50
# Of more kinds than this a lane stands for a type with all its modes.
MOST_LANES = 12
# So many parties together are what an event is about; the third would leave nothing beside it.
PARTIES_OF_NEIGHBOURS = 2
LONGEST_CHIP = 60
_ROLES = {
    ParticipantRole.ACTOR: gettext_noop("Who"),
    ParticipantRole.RECIPIENT: gettext_noop("To whom"),
    ParticipantRole.OBJECT: gettext_noop("What"),
}
_SELECTED = mark_safe(" selected")
_FORMATS = ("csv", "jsonl", "atom")
# The ids of the fields in the form, so that what is wrong can be said of them.
_FIELDS = {"a": "ea", "b": "eb", "type": "ec", "place": "ep", "from": "ed", "to": "ee"}


@dataclass(frozen=True, slots=True)
class Section:
    """The events of one year; without a year where nobody says when."""

    year: int | None
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    key: str
    value: str
    url: str


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    filters = EventFilter(request.GET, user=request.user)
    if [(name, value) for name, values in request.GET.lists() for value in values] != filters.pairs():
        return HttpResponseRedirect(events_url(filters.address()))
    page = event_page(filters)
    lines = event_lines(page.events, request.user)
    context: dict[str, Any] = {
        "filters": filters,
        "page": page,
        "sections": _sections(lines),
        "chart": _chart(filters, page, lines),
        "is_counted": page.total_dated > MOST_MARKS,
        "kinds": _kind_choices(get_language() or "de", filters.kinds[0].slug if filters.kinds else ""),
        "more_kinds": filters.kinds[1:],
        "mistakes": [(field, sentence) for name, field in _FIELDS.items() for sentence in filters.errors.get(name, ())],
        "chips": _chips(filters),
        "asked": bool(filters.pairs(without=("sort", "page"))),
        "searched": _search_for_parties(filters),
        "downloads": [(name, events_url(filters.address(without=("page",)), f"events_{name}")) for name in _FORMATS],
        "other_order": events_url(filters.address(sort="" if filters.is_oldest_first else OLDEST)),
        "previous": events_url(filters.address(page=str(page.page - 1))) if page.page > 1 else "",
        "next": events_url(filters.address(page=str(page.page + 1))) if page.page < page.pages else "",
    }
    if not page.total and filters.has_period:
        before, after = nearest(filters)
        near = {one.event.pk: one for one in event_lines([one for one in (before, after) if one], request.user)}
        context |= {"before": near.get(before.pk) if before else None, "after": near.get(after.pk) if after else None}
    return render(request, "articles/events.html", context)


@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    found = Event.objects.visible_to(request.user).filter(pk=pk).first()
    if found is None:
        return _joined(request, pk)
    [line] = event_lines([found], request.user)
    parties = _parties(line)
    near = neighbours(found, line.date.latest if line.date else None, [one.id for one in parties], request.user)
    lines = {one.event.pk: one for one in event_lines(near.events, request.user)}
    address = request.build_absolute_uri(found.get_absolute_url())
    query = "&".join(f"{key}={one.slug}" for key, one in zip("ab", parties, strict=False))
    context: dict[str, Any] = {
        "event": found,
        "line": line,
        "roles": [(_(words), some) for role, words in _ROLES.items() if (some := line.in_role(role))],
        "disagreement": disagreement(line.reports),
        "parties": parties,
        "party_names": _(" and ").join(one.name for one in parties),
        "parties_url": events_url(query),
        "earlier": [lines[one.pk] for one in near.earlier],
        "later": [lines[one.pk] for one in near.later],
        "address": address,
        "citation": event_citation(line, archive=site(request)["site_name"], url=address, seen=localdate()),
    }
    return render(request, "articles/event.html", context)


def events_url(query: str, view: str = "events") -> str:
    return reverse(view) + (f"?{query}" if query else "")


def _sections(lines: Sequence[EventLine]) -> list[Section]:
    return [Section(year, tuple(some)) for year, some in groupby(lines, key=_year)]


def _year(line: EventLine) -> int | None:
    if line.date is None:
        return None
    # What has not ended yet stands in the year in which it began.
    return line.date.earliest.year if line.date.latest == date.max else line.date.latest.year


def _chart(filters: EventFilter, page: EventPage, lines: Sequence[EventLine]) -> SafeString:
    """The events of all pages as lanes; of too many, how many there were."""
    if page.total_dated > MOST_MARKS:
        return _counts(filters)
    here = {line.event.pk: line for line in lines}
    others = [] if page.pages == 1 else [one for one in dated(filters.events())[:MOST_MARKS] if one.pk not in here]
    every = [*lines, *event_lines(others, filters.user)]
    by_kind = len({line.label for line in every}) <= MOST_LANES
    marks = [_mark(line, on_page=line.event.pk in here, by_kind=by_kind) for line in every if line.date]
    first, last = filters.values.get("from"), filters.values.get("to")
    return lanes(marks, first=first.earliest if first else None, last=last.latest if last else None)


def _mark(line: EventLine, *, on_page: bool, by_kind: bool) -> LaneMark:
    assert line.date is not None
    return LaneMark(
        lane=line.label if by_kind else _type_label(line.event.type),
        title=line.title,
        url=f"#event-{line.event.pk}" if on_page else line.url,
        first=line.date.earliest,
        last=line.date.latest,
        is_solid=line.is_solid,
        words=line.when,
    )


def _counts(filters: EventFilter) -> SafeString:
    # Its links follow the language's words, the place of the site and the order of the list.
    drawn = f"bars {get_language()} {get_script_prefix()} {filters.values['sort']} {filters.asked}"
    return remembered(filters.user, drawn, lambda: _bars(filters))


def _bars(filters: EventFilter) -> SafeString:
    counts = events_by_month(filters)
    slugs = {_type_label(type): event_kind(type).slug for type in counts}
    return lane_bars(
        {_type_label(type): months for type, months in counts.items()},
        lane_link=lambda lane: events_url(filters.address(type=slugs[lane])),
        year_link=lambda year: events_url(filters.address(**_the_year(year))),
    )


def _the_year(year: int) -> dict[str, Any]:
    # Not as keywords: `from` is no name in Python.
    return {"from": f"{year:04d}", "to": f"{year:04d}"}


@cache
def _kind_choices(language: str, chosen: str) -> SafeString:
    """What can be chosen in the form: eighty kinds, the same on every page."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}{}</option>',
        (
            (kind.slug, _SELECTED if kind.slug == chosen else "", "\u2003" if kind.mode else "", kind.label(language))
            for kind in event_kinds()
        ),
    )


def _type_label(type: str) -> str:
    return event_kind(type).label(get_language() or "de")


def _chips(filters: EventFilter) -> list[Chip]:
    """What is asked for and has no field of its own in the form: further kinds, and an article."""
    slugs = [kind.slug for kind in filters.kinds]
    chips = []
    for kind in filters.kinds[1:]:
        others = urlencode([("type", slug) for slug in slugs if slug != kind.slug])
        rest = filters.address(without=("type",))
        label = kind.label(get_language() or "de")
        chips.append(Chip(_("Kind of event"), label, events_url("&".join(part for part in (rest, others) if part))))
    if pk := filters.values["article"]:
        article = Article.objects.visible_to(filters.user).for_lists().filter(pk=pk).first()
        headline = shortened(article.headline, LONGEST_CHIP) if article else str(pk)
        chips.append(Chip(_("Article"), headline, events_url(filters.address(without=("article",)))))
    return chips


def _search_for_parties(filters: EventFilter) -> str:
    """The articles that name both parties: what is no event may still be told."""
    pairs = []
    for name in PARTIES:
        for choice in filters.values[name]:
            kind = choice.key.partition(":")[0]
            if choice.known and kind in QUERY_KEYS:
                pairs.append((QUERY_KEYS[kind], choice.slug))
    return f"{reverse('search')}?{urlencode(pairs)}" if pairs else ""


def _joined(request: HttpRequest, pk: int) -> HttpResponse:
    """Where an event went that was joined to another; else what any address nobody ever used answers."""
    joined = Event.objects.joined_and_known_to(request.user).filter(pk=pk).select_related("merged_into").first()
    survivor = joined.survivor if joined else None
    if survivor is None or not Event.objects.visible_to(request.user).filter(pk=survivor.pk).exists():
        raise Http404
    return redirect(survivor.get_absolute_url(), permanent=True)


def _parties(line: EventLine) -> list[NamedEntity]:
    """The countries that acted and were acted upon; where no country is known, who did."""
    taking_part = (*line.actors, *line.recipients)
    found = {one.id: one for party in taking_part if (one := party.country or party.entity)}
    return list(found.values())[:PARTIES_OF_NEIGHBOURS]
