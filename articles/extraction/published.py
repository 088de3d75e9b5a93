"""When an article was published, where its own words leave only one answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from articles.extraction.date_rules import AHEAD
from articles.extraction.dates import DatePhrase
from articles.text.dates import PartialDate
from articles.text.spans import Span

# An article that says "am 14. Januar" without a year was written around that day.
_SOON = timedelta(days=92)
# Who writes this long after a date reads a day without a year as the first such day after that date.
_FIRST_ONE_AFTER = timedelta(days=364) - AHEAD


def infer_published(phrases: Sequence[DatePhrase], dateline: Span | None = None) -> PartialDate | None:
    """The day in the dateline, else the month that days without a year point to; None where that would be guessing.

    "am 14. Januar", "November 2023" and "letztes Jahr" in one article agree only on 2024-01. All three are asked for:
    without the last, an anniversary ("am 3. Dezember", "November 1989") would date the article to 1989.
    """
    in_dateline = _day_in_dateline(phrases, dateline)
    if in_dateline:
        return in_dateline
    stated = [
        phrase.stated for phrase in phrases if phrase.stated and phrase.stated.precision in ("day", "month", "interval")
    ]
    if not stated:
        return None
    latest = max(date_.latest for date_ in stated)
    try:
        late = latest + _FIRST_ONE_AFTER
    except OverflowError:
        return None
    days = [day.earliest for phrase in phrases if phrase.rule == "day" and (day := _unstated(phrase, late))]
    if not days or max(days) > latest + _SOON:
        return None
    month = PartialDate(f"{max(days):%Y-%m}")
    years_ago = [year for phrase in phrases if (year := _unstated(phrase, month)) and year.precision == "year"]
    agreed = {date_.latest.year for date_ in stated} & {year.earliest.year for year in years_ago}
    return month if any(year < month.earliest.year for year in agreed) else None


def _day_in_dateline(phrases: Sequence[DatePhrase], dateline: Span | None) -> PartialDate | None:
    if dateline is None:
        return None
    days = [phrase.stated for phrase in phrases if dateline.contains(phrase.span)]
    return next((day for day in days if day and day.precision == "day"), None)


def _unstated(phrase: DatePhrase, written: date | PartialDate) -> PartialDate | None:
    """What a phrase that has no year of its own means to somebody who writes at *written*."""
    return None if phrase.stated else phrase.seen_from(written)
