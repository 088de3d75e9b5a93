"""What each kind of date phrase means, seen from the day it was written on."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from articles.extraction.date_patterns import Rule
from articles.extraction.date_words import DateWords
from articles.text.dates import PartialDate

# News speak of "14. Januar" some weeks ahead; anything farther ahead than this was rather last year.
AHEAD = timedelta(days=60)
_THIS_CENTURY = 2000


class NeedsDayOfWriting(Exception):
    """The phrase counts from a day that is not known."""


class NotADate(Exception):
    """The words fit a pattern and mean something else."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A match, read by what its groups mean."""

    match: re.Match[str]
    words: DateWords

    def has(self, group: str) -> bool:
        return group in self.match.re.groupindex and self.match[group] is not None

    def number(self, group: str) -> int:
        return int(self.match[group])

    def month(self, group: str = "month") -> int:
        if self.has("number_of_month"):
            return self.number("number_of_month")
        return self.words.months[self.match[group].lower().rstrip(".")]

    def year(self, month: int, day: int, written: date | None) -> int:
        """The year that stands in the phrase, else the one nearest to the day of writing, rather past than future."""
        if self.has("year"):
            return self.number("year")
        if written is None:
            raise NeedsDayOfWriting
        # The 29th of February is looked for as the 28th, which every year has.
        this_year = date(written.year, month, min(day, calendar.monthrange(written.year, month)[1]))
        if self.has("past"):
            return written.year - (this_year > written)
        if this_year > written + AHEAD:
            return written.year - 1
        next_year = date(written.year + 1, month, min(day, 28))
        return written.year + 1 if next_year <= written + AHEAD else written.year

    def shift(self) -> int:
        return int(self.words.value("shift", self.match["shift"]))


def _written(day: date | None) -> date:
    if day is None:
        raise NeedsDayOfWriting
    return day


def _day(phrase: Phrase, written: date | None) -> PartialDate:
    month, day = phrase.month(), phrase.number("day")
    _check_calendar(month, day)
    return _between(phrase, date(phrase.year(month, day, written), month, day))


def _days(phrase: Phrase, written: date | None) -> PartialDate:
    month, day, day2 = phrase.month(), phrase.number("day"), phrase.number("day2")
    _check_calendar(month, max(day, day2))
    # "am 14. und 15. Januar" are two days on end; "am 3. und 17. Januar" are two dates.
    if day2 <= day or (phrase.has("list") and day2 != day + 1):
        raise NotADate
    year = phrase.year(month, day2, written)
    return _between(phrase, date(year, month, day), date(year, month, day2))


def _days_of_months(phrase: Phrase, written: date | None) -> PartialDate:
    first, last = (phrase.month(), phrase.number("day")), (phrase.month("month2"), phrase.number("day2"))
    if phrase.has("list"):
        raise NotADate
    _check_calendar(*first)
    year = phrase.year(*last, written)
    return _between(phrase, date(year - (first > last), *first), date(year, *last))


def _month(phrase: Phrase, written: date | None) -> PartialDate:
    month = phrase.month()
    return _whole(phrase, phrase.year(month, 1, written), month)


def _months(phrase: Phrase, written: date | None) -> PartialDate:
    first, last = phrase.month(), phrase.month("month2")
    # "im Mai und September" are two months; "zwischen Mai und September" is the time from one to the other.
    if phrase.has("list") and last != first + 1 and not _says_between(phrase):
        raise NotADate
    year = phrase.year(last, 1, written)
    start = phrase.number("year1") if phrase.has("year1") else year - (first > last)
    return _between(phrase, date(start, first, 1), _last_of_month(year, last))


def _says_between(phrase: Phrase) -> bool:
    written = phrase.match[0].lower()
    return any(written.startswith(word) for word in phrase.words.words("range_start"))


def _years(phrase: Phrase, written: date | None) -> PartialDate:
    first, last = phrase.number("year"), phrase.number("year2")
    if phrase.has("list") and last != first + 1 and not _says_between(phrase):
        raise NotADate
    return PartialDate(f"{first}/{last}", phrase.match[0])


def _year(phrase: Phrase, written: date | None) -> PartialDate:
    return PartialDate(f"{phrase.number('year'):04}", phrase.match[0])


def _season(phrase: Phrase, written: date | None) -> PartialDate:
    return PartialDate(
        f"{phrase.number('year')}-{phrase.words.value('season', phrase.match['season'])}", phrase.match[0]
    )


def _decade(phrase: Phrase, written: date | None) -> PartialDate:
    decade = phrase.match["decade"]
    return PartialDate(f"{decade if len(decade) == 4 else f'19{decade}'}"[:3] + "X", phrase.match[0])


def _day_of_shifted_year(phrase: Phrase, written: date | None) -> PartialDate:
    year = _shifted_year(phrase, written)
    return _between(phrase, date(year, phrase.month(), phrase.number("day")))


def _month_of_shifted_year(phrase: Phrase, written: date | None) -> PartialDate:
    return _whole(phrase, _shifted_year(phrase, written), phrase.month())


def _shifted_year(phrase: Phrase, written: date | None) -> int:
    if phrase.words.value("unit", phrase.match["unit"]) != "year":
        raise NotADate
    return _written(written).year + phrase.shift()


def _shifted_month(phrase: Phrase, written: date | None) -> PartialDate:
    today, month, shift = _written(written), phrase.month(), phrase.shift()
    year = today.year
    if shift < 0 and month >= today.month:
        year -= 1
    elif shift > 0 and month <= today.month:
        year += 1
    return _whole(phrase, year, month)


def _shifted_weekday(phrase: Phrase, written: date | None) -> PartialDate:
    today, shift = _written(written), phrase.shift()
    weekday = phrase.words.weekdays[phrase.match["weekday"].lower()]
    since = (today.weekday() - weekday) % 7
    if shift < 0:
        return _between(phrase, today - timedelta(days=since or 7))
    ahead = (weekday - today.weekday()) % 7
    return _between(phrase, today + timedelta(days=(ahead or 7) if shift else ahead))


def _weekday(phrase: Phrase, written: date | None) -> PartialDate:
    # "am Montag" is the one before or the one to come, and only the verb could tell.
    raise NeedsDayOfWriting


def _shifted_unit(phrase: Phrase, written: date | None) -> PartialDate:
    return _period(phrase, _written(written), phrase.words.value("unit", phrase.match["unit"]), phrase.shift())


def _ago(phrase: Phrase, written: date | None) -> PartialDate:
    number = phrase.words.number("number", phrase.match["number"])
    return _period(phrase, _written(written), phrase.words.value("ago_unit", phrase.match["ago_unit"]), -number)


def _year_word(phrase: Phrase, written: date | None) -> PartialDate:
    return _period(phrase, _written(written), "year", int(phrase.words.value("year", phrase.match["year_word"])))


def _day_word(phrase: Phrase, written: date | None) -> PartialDate:
    return _period(phrase, _written(written), "day", int(phrase.words.value("day", phrase.match["day_word"])))


def _period(phrase: Phrase, today: date, unit: str, shift: int) -> PartialDate:
    """The day, week, month or year that lies *shift* of them from today."""
    if unit == "year":
        return PartialDate(f"{today.year + shift:04}", phrase.match[0])
    if unit == "month":
        months = today.year * 12 + today.month - 1 + shift
        return _whole(phrase, months // 12, months % 12 + 1)
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=shift)
        return _between(phrase, monday, monday + timedelta(days=6))
    return _between(phrase, today + timedelta(days=shift))


def _whole(phrase: Phrase, year: int, month: int) -> PartialDate:
    return PartialDate(f"{year:04}-{month:02}", phrase.match[0])


def _between(phrase: Phrase, earliest: date, latest: date | None = None) -> PartialDate:
    return PartialDate.between(earliest, latest or earliest, phrase.match[0])


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _check_calendar(month: int, day: int) -> None:
    """Raises ValueError for a day no year has, before anybody asks for the year."""
    date(_THIS_CENTURY, month, day)


RULES: dict[Rule, Callable[[Phrase, date | None], PartialDate]] = {
    "ago": _ago,
    "day": _day,
    "day_of_shifted_year": _day_of_shifted_year,
    "day_word": _day_word,
    "days": _days,
    "days_of_months": _days_of_months,
    "decade": _decade,
    "month": _month,
    "month_of_shifted_year": _month_of_shifted_year,
    "months": _months,
    "season": _season,
    "shifted_month": _shifted_month,
    "shifted_unit": _shifted_unit,
    "shifted_weekday": _shifted_weekday,
    "weekday": _weekday,
    "year": _year,
    "year_word": _year_word,
    "years": _years,
}
