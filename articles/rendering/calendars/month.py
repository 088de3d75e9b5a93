"""A month as a table of weeks: each day with its number of articles, and the link to them."""

from __future__ import annotations

import math
from calendar import Calendar
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.urls import reverse
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.formats import get_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext

from articles.rendering.numbers import figures

# Shades for the number of articles; all of them can be written on.
LEVELS = 3


def level(count: int, highest: int) -> int:
    """0 for none, else 1 to LEVELS."""
    return math.ceil(LEVELS * count / highest) if count else 0


def month_table(year: int, month: int, counts: Mapping[date, int] | None, highest: int, caption: str) -> SafeString:
    """Days with their figures; *counts* is None where nobody can count, and every day then leads to its search.

    *highest* is what the shades are measured by; *caption* is HTML.
    """
    rows = []
    for week in _weeks(year, month, get_language() or ""):
        cells = []
        for day in week:
            if day is None:
                cells.append("<td></td>")
                continue
            count = counts.get(day, 0) if counts is not None else 0
            if counts is not None and not count:
                cells.append(f"<td><span>{day.day}</span></td>")
                continue
            said = counted(count) if count else ""
            shade = f' class="h{level(count, highest)}"' if count else ""
            cells.append(f'<td{shade}><a href="{day_url(day)}">{day.day}{said}</a></td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return format_html(
        '<table class="month"><caption>{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
        caption,
        mark_safe(_heads(get_language() or "")),  # noqa: S308  names of weekdays
        mark_safe("".join(rows)),  # noqa: S308  numbers, and addresses of this file's own
    )


def counted(count: int) -> str:
    """The figure in a field, and for those who hear it what it counts."""
    figure = figures()(count)
    words = ngettext("%(counter)s article", "%(counter)s articles", count) % {"counter": figure}
    return f' <b aria-hidden="true">{figure}</b><span class="vh">: {escape(words)}</span>'


def month_name(year: int, month: int) -> str:
    return f"{MONTHS[month]} {year}"


def day_url(day: date) -> str:
    """The search for the articles of a day."""
    return period_url(day.isoformat())


def period_url(period: str) -> str:
    """The search for the articles of a day, a month or a year."""
    return f"{reverse('search')}?from={period}&amp;to={period}"


@lru_cache(maxsize=64)
def _heads(language: str) -> str:
    # Django counts from Monday here, and from Sunday there.
    order = [(_first_weekday() + at) % 7 for at in range(7)]
    return "".join(f'<th scope="col"><abbr title="{WEEKDAYS[one]}">{WEEKDAYS_ABBR[one]}</abbr></th>' for one in order)


def _first_weekday() -> int:
    return (int(get_format("FIRST_DAY_OF_WEEK")) - 1) % 7


@lru_cache(maxsize=256)
def _weeks(year: int, month: int, language: str) -> tuple[tuple[date | None, ...], ...]:
    """Whole weeks; None for the days of other months."""
    length = _length(year, month)
    before = (date(year, month, 1).weekday() - _first_weekday()) % 7
    days: list[date | None] = [None] * before + [date(year, month, day) for day in range(1, length + 1)]
    days += [None] * (-len(days) % 7)
    return tuple(tuple(days[at : at + 7]) for at in range(0, len(days), 7))


def _length(year: int, month: int) -> int:
    return max(day for day in Calendar().itermonthdays(year, month))
