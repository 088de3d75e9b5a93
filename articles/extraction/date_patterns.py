"""How dates are put together from their words: the patterns of one language, most telling first."""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.date_words import alternatives, date_words

Rule = str
# White space is bounded everywhere, so that a megabyte of blanks costs no more than a megabyte of words.
_S = r"[ \t\u00a0\n]{1,2}"
_YEAR = r"(?:1[89]|20)\d\d"
# A bare number is a year only where hardly anything else is counted in such numbers.
_BARE_YEAR = r"(?:19\d\d|20[0-4]\d)"
_DASH = r" ?[-–—] ?"
# Not inside a number, a price, a file name or a version.
_START = r"(?=\w)(?<![\w.,/:$€£#§-])"
_END = r"(?!\w)(?![.,/:-]\d)"


@cache
def date_patterns(language: str) -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Patterns with the rule that reads them; where two meet, the one that stands first is right.

    The group `phrase`, where a pattern has one, is the date phrase; the rest is a cue that shows it is one.
    """
    return tuple((rule, re.compile(_START + pattern + _END, re.IGNORECASE)) for rule, pattern in _patterns(language))


def _patterns(language: str) -> list[tuple[Rule, str]]:
    words = date_words(language)
    month, month2 = words.month_pattern("month"), words.month_pattern("month2")
    weekday_name = alternatives(words.weekdays)
    ordinal = f"{words.pattern('ordinal')}?"
    day, day2 = rf"(?P<day>\d\d?){ordinal}", rf"(?P<day2>\d\d?){ordinal}"
    year, year_too = f"(?P<year>{_YEAR})", f"(?:,?{_S}(?P<year>{_YEAR}))?"
    part = words.pattern("part")
    lead = f"(?:{words.pattern('before_day')}{_S})?"
    before_day = f"{lead}(?:{weekday_name},?{_S}{lead})?"
    before_month = f"(?:{words.pattern('before_month')}{_S})?(?:{part}{_S})?"
    before_period = f"(?:{words.pattern('before_period')}{_S})?(?:{part}{_S})?"
    before_decade = f"(?:{words.pattern('before_period')}{_S}|{words.pattern('before_decade')}{_S}){{0,2}}"
    range_start = f"(?:{words.pattern('range_start')}{_S})?"
    to = f"(?:{_DASH}|/|{_S}(?:{words.pattern('range_end')}|(?P<list>{words.pattern('range_list')})){_S})"
    shift = f"(?P<shift>{words.pattern('shift')})"
    unit = f"(?P<unit>{words.pattern('unit')})"
    number = rf"(?P<number>\d\d?|{words.pattern('number')})"
    ago_unit = f"(?P<ago_unit>{words.pattern('ago_unit')})"
    first = f"(?:{range_start}|{before_day})"
    return [
        ("days", f"{first}{day}{to}(?:{lead}){day2}{_S}{month}{year_too}"),
        ("days", f"{first}{month}{_S}{day}{to}{day2}{year_too}"),
        ("days_of_months", f"{first}{day}{_S}{month}{to}(?:{lead}){day2}{_S}{month2}{year_too}"),
        ("months", f"(?:{range_start}|{before_month}){month}(?:{_S}(?P<year1>{_YEAR}))?{to}{month2}{year_too}"),
        ("years", f"{range_start}{year}{to}(?P<year2>{_YEAR})"),
        ("day", r"(?P<year>[12]\d\d\d)-(?P<number_of_month>\d\d)-(?P<day>\d\d)(?:T[\d:.]{5,12}Z?)?"),
        ("day", rf"{before_day}(?P<day>\d\d?)\. ?(?P<number_of_month>\d\d?)\. ?(?P<year>{_YEAR})"),
        ("day_of_shifted_year", f"{before_day}{day}{_S}{month}{_S}{shift}{_S}{unit}"),
        ("day", f"{before_day}{month}{_S}{day}{year_too}"),
        ("day", f"{before_day}{day}{_S}(?:of{_S})?{month}{year_too}"),
        ("month", f"{before_month}{month},?{_S}{year}"),
        ("month_of_shifted_year", f"{before_month}{month}{_S}{shift}{_S}{unit}"),
        ("month", f"(?:{words.pattern('before_month')}(?:{_S}{part})?|{part}){_S}{month}"),
        ("month", f"(?P<past>{words.pattern('cue_past')}){_S}(?P<phrase>{month})"),
        ("month", f"{words.pattern('cue_month')}{_S}(?P<phrase>{month})"),
        ("season", f"{before_month}(?P<season>{words.pattern('season')}){_S}(?:of{_S})?{year}"),
        ("shifted_weekday", f"{before_period}{shift}{_S}(?P<weekday>{weekday_name})"),
        ("weekday", f"{words.pattern('before_day')}{_S}(?P<weekday>{weekday_name})"),
        ("shifted_month", f"{before_period}{shift}{_S}{month}"),
        ("shifted_unit", f"{before_period}{shift}{_S}{unit}"),
        ("year_word", f"{before_period}(?P<year_word>{words.pattern('year')})"),
        ("ago", f"{words.pattern('ago_before')}{_S}{number}{_S}{ago_unit}"),
        ("ago", f"{number}{_S}{ago_unit}{_S}{words.pattern('ago_after')}"),
        ("day_word", f"(?P<day_word>{words.pattern('day')})"),
        ("decade", rf"{before_decade}(?P<decade>(?:1[89]|20)\d0|[3-9]0){words.pattern('decade')}"),
        ("year", rf"(?:{words.pattern('before_year')}|{part}){_S}(?P<year>1\d\d\d|20\d\d)"),
        ("year", f"{words.pattern('cue_year')}{_S}(?P<phrase>{year})(?!{_S}{words.pattern('no_year')})(?! ?%)"),
        ("year", f"(?P<year>{_BARE_YEAR})(?!{_S}{words.pattern('no_year')}(?!\\w))(?! ?[%°€$])"),
    ]
