"""The words of dates in one language: months and weekdays from the CLDR, everything else from the lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from articles.extraction.lexicons import read_lexicon
from articles.text.languages import UNDETERMINED

# Matches nothing: stands where a language has no word for something.
_NEVER = r"(?!)"


@dataclass(frozen=True, slots=True)
class DateWords:
    """Words by role; those with a value (months, shifts, numbers) as tables with lower-case keys."""

    months: dict[str, int]
    short_months: frozenset[str]
    months_are_capitalised: bool
    weekdays: dict[str, int]
    values: dict[str, dict[str, str]]

    def words(self, role: str) -> tuple[str, ...]:
        return tuple(self.values.get(role, ()))

    def pattern(self, role: str) -> str:
        """Alternatives for the words of *role*; a pattern that never matches where there are none."""
        return alternatives(self.words(role))

    def month_pattern(self, group: str) -> str:
        """Only short names take a stop: in "am 14. Januar. Letztes Jahr" it ends the sentence."""
        long = self.months.keys() - self.short_months
        return rf"(?P<{group}>{alternatives(long)}|{alternatives(self.short_months)}\.?)"

    def value(self, role: str, word: str) -> str:
        return self.values[role][" ".join(word.lower().split())]

    def number(self, role: str, word: str) -> int:
        return int(word) if word.isdigit() else int(self.value(role, word))


def alternatives(words: Iterable[str]) -> str:
    escaped = sorted((re.escape(word).replace(r"\ ", r"\s") for word in words), key=len, reverse=True)
    return f"(?:{'|'.join(escaped)})" if escaped else _NEVER


@cache
def date_words(language: str) -> DateWords:
    values: dict[str, dict[str, str]] = {}
    for row in read_lexicon(language, "date_words"):
        values.setdefault(row["role"], {})[row["word"].lower()] = row["value"]
    locale = _locale(language)
    if locale is None:
        return DateWords({}, frozenset(), False, {}, values)
    more_months = {word: int(month) for word, month in values.get("month", {}).items()}
    weekdays = {name.lower(): day for day, name in locale.days["format"]["wide"].items()}
    capitalised = all(name[0].isupper() for name in locale.months["format"]["wide"].values())
    months, short = _month_names(locale, "wide") | more_months, _month_names(locale, "abbreviated")
    return DateWords(short | months, frozenset(short.keys() - months.keys()), capitalised, weekdays, values)


def is_calendar_word(word: str, language: str) -> bool:
    """Whether *word* is a month or a day of the week."""
    words = date_words(language)
    return word.lower() in words.months or word.lower() in words.weekdays


def _locale(language: str) -> Locale | None:
    if language == UNDETERMINED:
        return None
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _month_names(locale: Locale, width: str) -> dict[str, int]:
    """Names of one width, without the stop of an abbreviation."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for month, name in locale.months[context][width].items():
            plain = name.lower().rstrip(".")
            # "1月" is a number, and two letters are a word of something else.
            if len(plain) > 2 and plain[0].isalpha():
                names.setdefault(plain, month)
    return names
