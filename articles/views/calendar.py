"""The archive by date: all years, the days of a year, the days of a month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.filters.events.timeline import in_period
from articles.models import Event
from articles.rendering.calendars.month import LEVELS, month_name, month_table
from articles.rendering.calendars.years import years_html
from articles.search.backends.base import EngineUnavailable
from articles.search.find import find, periods
from articles.search.results import MonthCount, PeriodCount
from articles.text.dates import PartialDate

MONTHS_OF_A_YEAR = range(1, 13)


@dataclass(frozen=True, slots=True)
class Step:
    """The nearest year or month with articles, before or after the one that is shown."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class Dated:
    """The articles of a year or a month: by day, and how many are not dated to a day."""

    days: dict[date, int]
    to_a_month: dict[int, int]
    # Dated to the year, to a quarter, to anything else that overlaps: they may be of this time and may be not.
    longer: int

    @property
    def highest(self) -> int:
        return max(self.days.values(), default=1)


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    months = _months(request.user)
    if months is None:
        return render(request, "articles/calendar.html", {"index_is_away": True})
    context = {
        "years": years_html(months),
        "dated": sum(one.count for one in months),
        "levels": range(1, LEVELS + 1),
    }
    return render(request, "articles/calendar.html", context)


@require_safe
def calendar_year(request: HttpRequest, year: int) -> HttpResponse:
    period = _period(year)
    months, dated = _months(request.user), _dated(request.user, period)
    counts = {one.month: one.count for one in months or () if one.year == year}
    tables = []
    for month in MONTHS_OF_A_YEAR:
        days = None if dated is None else dated.days
        if days is not None and not counts.get(month):
            continue
        url = reverse("calendar_month", args=[year, month])
        caption = format_html('<a href="{}">{}</a>', url, month_name(year, month))
        tables.append((month_table(year, month, days, dated.highest if dated else 1, caption), counts.get(month)))
    years = sorted({one.year for one in months or ()})
    context = {
        "year": year,
        "tables": tables,
        "total": sum(counts.values()),
        "without_month": counts.get(0, 0),
        "period": period,
        "index_is_away": dated is None,
        **_steps([(one, reverse("calendar_year", args=[one]), str(one)) for one in years], year),
    }
    return render(request, "articles/calendar_year.html", context)


@require_safe
def calendar_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    period = _period(year, month)
    months, dated = _months(request.user), _dated(request.user, period)
    with_articles = [
        ((one.year, one.month), reverse("calendar_month", args=[one.year, one.month]), month_name(one.year, one.month))
        for one in months or ()
        if one.month
    ]
    days = None if dated is None else dated.days
    context = {
        "year": year,
        "name": month_name(year, month),
        "table": month_table(year, month, days, dated.highest if dated else 1, _hidden(month_name(year, month))),
        "total": sum(dated.days.values()) if dated else 0,
        "to_the_month": dated.to_a_month.get(month, 0) if dated else 0,
        "longer": dated.longer if dated else 0,
        "events": _events_in(period, request.user),
        "period": period,
        "index_is_away": dated is None,
        **_steps(with_articles, (year, month)),
    }
    return render(request, "articles/calendar_month.html", context)


def _events_in(period: PartialDate, user: Any) -> int:
    events = Event.objects.visible_to(user)
    return events.filter(in_period(period.earliest, period.latest)).count()


def _period(year: int, month: int | None = None) -> PartialDate:
    if not 1 <= year <= MAXYEAR or (month is not None and month not in MONTHS_OF_A_YEAR):
        raise Http404
    return PartialDate(f"{year:04d}" if month is None else f"{year:04d}-{month:02d}")


def _months(user: Any) -> tuple[MonthCount, ...] | None:
    """Months with articles *user* may know of, in order of time; None without an index."""
    criteria = ArticleFilter(None, user=user).criteria()
    try:
        return find(replace(criteria, facets=(), histogram=True, size=1)).page.months
    except EngineUnavailable:
        return None


def _dated(user: Any, period: PartialDate) -> Dated | None:
    criteria = ArticleFilter(None, user=user).criteria()
    try:
        counts = periods(replace(criteria, published_from=period.earliest, published_to=period.latest))
    except EngineUnavailable:
        return None
    days = {one.first: one.count for one in counts if one.first == one.last}
    rest = [one for one in counts if one.first != one.last]
    to_a_month = {one.first.month: one.count for one in rest if _is_a_month(one)}
    return Dated(days, to_a_month, sum(one.count for one in rest if not _is_a_month(one)))


def _is_a_month(one: PeriodCount) -> bool:
    return PartialDate.between(one.first, one.last).precision == "month"


def _steps(places: Sequence[tuple[Any, str, str]], here: Any) -> dict[str, Step | None]:
    before = [one for one in places if one[0] < here]
    after = [one for one in places if one[0] > here]
    return {
        "previous": Step(*before[-1][1:]) if before else None,
        "following": Step(*after[0][1:]) if after else None,
    }


def _hidden(name: str) -> SafeString:
    return format_html('<span class="vh">{}</span>', name)
