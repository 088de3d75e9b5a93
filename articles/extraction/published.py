"""When an article was published, where its own words leave only one answer."""

from __future__ import annotations

from datetime import timedelta

from articles.extraction.dates import find_dates
from articles.extraction.values import DateProposal
from articles.text.dates import PartialDate
from articles.text.spans import Span

# An article that says "am 14. Januar" without a year was written around that day.
_SOON = timedelta(days=92)
# A day without a year is read as the one before the day of writing or up to 60 days after it, so that seen from here
# it is the first such day after the latest date with a year.
_FIRST_ONE_AFTER = timedelta(days=304)


def infer_published(text: str, language: str, dateline: Span | None = None) -> PartialDate | None:
    """The day in the dateline, else the month that days without a year point to; None where that would be guessing.

    "am 14. Januar", "November 2023" and "letztes Jahr" in one article agree only on 2024-01. All three are asked for:
    without the last, an anniversary ("am 3. Dezember", "November 1989") would date the article to 1989.
    """
    explicit = [proposal for proposal in find_dates(text, language=language, written=None) if proposal.date]
    in_dateline = _in_dateline(explicit, dateline)
    if in_dateline:
        return in_dateline
    months = [
        proposal.date
        for proposal in explicit
        if proposal.date and proposal.date.precision in ("day", "month", "interval")
    ]
    if not months:
        return None
    known = {proposal.span for proposal in explicit}
    latest = max(date.latest for date in months)
    try:
        late = latest + _FIRST_ONE_AFTER
        window = PartialDate.between(late, late + timedelta(days=1))
    except (OverflowError, ValueError):
        return None
    days = [date for date in _values(text, language, window, known) if date.precision == "day"]
    if not days or any(date.earliest > latest + _SOON for date in days):
        return None
    published = max(date.earliest for date in days)
    month = PartialDate(f"{published:%Y-%m}")
    relative = [date for date in _values(text, language, month, known) if date.precision == "year"]
    years = {date.latest.year for date in months}
    return (
        month if any(date.earliest.year in years and date.earliest.year < published.year for date in relative) else None
    )


def _in_dateline(explicit: list[DateProposal], dateline: Span | None) -> PartialDate | None:
    if dateline is None:
        return None
    days = [proposal.date for proposal in explicit if dateline.contains(proposal.span)]
    return next((date for date in days if date and date.precision == "day"), None)


def _values(text: str, language: str, written: PartialDate, known: set[Span]) -> list[PartialDate]:
    """What the phrases that have no year of their own mean to somebody who writes at *written*."""
    proposals = find_dates(text, language=language, written=written)
    return [proposal.date for proposal in proposals if proposal.date and proposal.span not in known]
