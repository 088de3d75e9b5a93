"""Dates as articles write them, with the precision they really have."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_POINT = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?P<sign>[~?%]?)", re.ASCII)
_POINTED = re.compile(r"(?:(?P<day>\d{1,2})\.\s*)?(?P<month>\d{1,2})\.\s*(?P<year>\d{4})", re.ASCII)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}


class InvalidPartialDate(ValueError):
    """The string is no date this archive can store; the message says what it accepts."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, month, season, year, decade or interval: EDTF (ISO 8601-2, level 1) with the words it was read from.

    *earliest* and *latest* are the first and last day it can mean; an open end reaches to the calendar's own limits.
    Two partial dates are equal when their EDTF is: the phrase is evidence, not part of the value's identity.

    >>> PartialDate("2023-09/2023-11").latest
    datetime.date(2023, 11, 30)
    >>> PartialDate("2023").precision
    'year'
    """

    edtf: str
    phrase: str = ""

    def __post_init__(self) -> None:
        _bounds(self.edtf)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PartialDate) and other.edtf == self.edtf

    def __hash__(self) -> int:
        return hash(self.edtf)

    def __str__(self) -> str:
        return self.edtf

    @classmethod
    def between(cls, earliest: date, latest: date, phrase: str = "") -> PartialDate:
        """The shortest way to write the days from *earliest* to *latest*."""
        # isoformat() and not strftime("%Y"), which writes the year 999 with three digits.
        first, last = earliest.isoformat(), latest.isoformat()
        if earliest == latest:
            return cls(first, phrase)
        for candidate in (first[:7], first[:4]):
            if _bounds(candidate) == (earliest, latest):
                return cls(candidate, phrase)
        if earliest.day == 1 and latest == _month(latest.year, latest.month)[1]:
            return cls(f"{first[:7]}/{last[:7]}", phrase)
        return cls(f"{first}/{last}", phrase)

    @property
    def earliest(self) -> date:
        return _bounds(self.edtf)[0]

    @property
    def latest(self) -> date:
        return _bounds(self.edtf)[1]

    @property
    def approximate(self) -> bool:
        return any(sign in self.edtf for sign in "~?%")

    @property
    def precision(self) -> str:
        """`day`, `month`, `season`, `year`, `decade` or `interval`."""
        if "/" in self.edtf:
            return "interval"
        point = self.edtf.rstrip("~?%")
        if point.endswith("X"):
            return "decade"
        if len(point) == 7:
            return "season" if int(point[5:]) > 12 else "month"
        return {4: "year", 10: "day"}[len(point)]

    def overlaps(self, other: PartialDate) -> bool:
        return self.earliest <= other.latest and other.earliest <= self.latest


def in_iso_form(typed: str) -> str:
    """Days and months as they are typed in German, written as PartialDate takes them; anything else as it is.

    >>> in_iso_form("14.9.2023"), in_iso_form("09.2023")
    ('2023-09-14', '2023-09')
    """
    match = _POINTED.fullmatch(typed)
    if not match:
        return typed
    return "-".join(part.zfill(2) for part in (match["year"], match["month"], match["day"]) if part)


# Rows come back from the database by the thousand and most of them share their dates.
@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> tuple[date, date]:
    if "/" not in edtf:
        return _point(edtf)
    start, _, end = edtf.partition("/")
    if start in ("", "..") and end in ("", ".."):
        raise InvalidPartialDate(f"“{edtf}” has no date in it")
    earliest = date.min if start in ("", "..") else _point(start)[0]
    latest = date.max if end in ("", "..") else _point(end)[1]
    if earliest > latest:
        raise InvalidPartialDate(f"“{edtf}” ends before it begins")
    return earliest, latest


def _point(text: str) -> tuple[date, date]:
    if re.fullmatch(r"[0-9]{3}X[~?%]?", text) and not text.startswith("000"):
        return date(int(text[:3] + "0"), 1, 1), date(int(text[:3] + "9"), 12, 31)
    match = _POINT.fullmatch(text)
    if not match or match["year"] == "0000":
        raise InvalidPartialDate(f"“{text}” is not a date such as 2023, 2023-09, 2023-09-14 or 2023-09/2023-11")
    year, month, day = int(match["year"]), match["month"], match["day"]
    try:
        if day:
            exact = date(year, int(month), int(day))
            return exact, exact
        if month and int(month) in _SEASON_MONTHS:
            first, last = _SEASON_MONTHS[int(month)]
            return date(year, first, 1), _month(year + (last < first), last)[1]
        return _month(year, int(month)) if month else (date(year, 1, 1), date(year, 12, 31))
    except ValueError as error:
        raise InvalidPartialDate(f"“{text}” is not in the calendar") from error


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
