"""The archive by year and month of publication: each month a field as dark as it is full."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from django.urls import reverse
from django.utils.dates import MONTHS_AP
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.rendering.calendars.month import counted, level, period_url
from articles.rendering.numbers import figures
from articles.search.results import MonthCount

# With more years than that each is one field, and its months are on its own page.
YEARS_OF_MONTHS = 30


def years_html(months: Sequence[MonthCount]) -> SafeString:
    """Newest first; empty for no months."""
    return _years_html(tuple(months), reverse("calendar"), get_language() or "") if months else SafeString("")


@lru_cache(maxsize=64)
def _years_html(months: tuple[MonthCount, ...], calendar: str, language: str) -> SafeString:
    by_year: dict[int, dict[int, int]] = defaultdict(dict)
    for one in months:
        by_year[one.year][one.month] = one.count
    if len(by_year) > YEARS_OF_MONTHS:
        return mark_safe(_decades(by_year, calendar))  # noqa: S308  numbers and names of months
    highest = max(one.count for one in months if one.month) if any(one.month for one in months) else 0
    figure = figures()
    sections = []
    for year in sorted(by_year, reverse=True):
        counts = by_year[year]
        fields = "".join(
            _field(f"{calendar}{year}/{month}/", str(MONTHS_AP[month]), counts.get(month, 0), highest)
            for month in range(1, 13)
        )
        total = sum(counts.values())
        rest = ""
        if without := counts.get(0):
            words = _("%(count)s without a month") % {"count": figure(without)}
            rest = f' <a class="small" href="{period_url(str(year))}">{escape(words)}</a>'
        sections.append(
            f'<section class="year"><h2><a href="{calendar}{year}/">{year}</a> <small>{_articles(total)}</small>{rest}'
            f'</h2><ol class="fields">{fields}</ol></section>'
        )
    return mark_safe("".join(sections))  # noqa: S308  as above


def _decades(by_year: dict[int, dict[int, int]], calendar: str) -> str:
    totals = {year: sum(counts.values()) for year, counts in by_year.items()}
    highest = max(totals.values())
    sections = []
    for decade in sorted({year // 10 * 10 for year in totals}, reverse=True):
        fields = "".join(
            _field(f"{calendar}{year}/", str(year), totals.get(year, 0), highest)
            for year in range(max(decade, 1), decade + 10)
        )
        words = _("%(first)s to %(last)s") % {"first": max(decade, 1), "last": decade + 9}
        sections.append(f'<section class="year"><h2>{escape(words)}</h2><ol class="fields">{fields}</ol></section>')
    return "".join(sections)


def _field(address: str, name: str, count: int, highest: int) -> str:
    if not count:
        return f"<li><span>{name}</span></li>"
    return f'<li class="h{level(count, highest)}"><a href="{address}">{name}{counted(count)}</a></li>'


def _articles(count: int) -> str:
    words = ngettext("%(counter)s article", "%(counter)s articles", count) % {"counter": figures()(count)}
    return escape(words)
