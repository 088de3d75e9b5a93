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
    """Words by role; those with a value (months, shifts, numbers) as tables with case-folded keys."""

    months: dict[str, int]
    months_are_capitalised: bool
    weekdays: dict[str, int]
    values: dict[str, dict[str, str]]

    def words(self, role: str) -> tuple[str, ...]:
        return tuple(self.values.get(role, ()))

    def pattern(self, role: str) -> str:
        """Alternatives for the words of *role*; a pattern that never matches where there are none."""
        return alternatives(self.words(role))

    def value(self, role: str, word: str) -> str:
        return self.values[role][" ".join(word.casefold().split())]

    def number(self, role: str, word: str) -> int:
        return int(word) if word.isdigit() else int(self.value(role, word))


def alternatives(words: Iterable[str]) -> str:
    escaped = sorted((re.escape(word).replace(r"\ ", r"\s") for word in words), key=len, reverse=True)
    return f"(?:{'|'.join(escaped)})" if escaped else _NEVER


@cache
def date_words(language: str) -> DateWords:
    values: dict[str, dict[str, str]] = {}
    for row in read_lexicon(language, "date_words"):
        values.setdefault(row["role"], {})[row["word"].casefold()] = row["value"]
    locale = _locale(language)
    if locale is None:
        return DateWords({}, False, {}, values)
    more_months = {word: int(month) for word, month in values.get("month", {}).items()}
    weekdays = {name.casefold(): day for day, name in locale.days["format"]["wide"].items()}
    capitalised = all(name[0].isupper() for name in locale.months["format"]["wide"].values())
    return DateWords(_month_names(locale) | more_months, capitalised, weekdays, values)


def _locale(language: str) -> Locale | None:
    if language == UNDETERMINED:
        return None
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return None


def _month_names(locale: Locale) -> dict[str, int]:
    """Long and short names; the short ones with and without their stop."""
    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for month, name in locale.months[context][width].items():
                plain = name.casefold().rstrip(".")
                # "1月" is a number, and two letters are a word of something else.
                if len(plain) > 2 and plain[0].isalpha():
                    names.setdefault(plain, month)
    return names
