"""Finding many thousand words and names in a text in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import ahocorasick

Value = TypeVar("Value")

# What a typesetter puts where a name has a plain space or hyphen; each is one character for one, so positions stay.
_PLAIN_SIGNS = {ord(sign): " " for sign in "\n\r\t\u00a0\u2007\u2009\u202f"} | {0x2010: "-", 0x2011: "-"}


def with_plain_signs(text: str) -> str:
    """*text*, character for character, with plain spaces and hyphens: “Vereinigte⏎Staaten” is then one name."""
    return text.translate(_PLAIN_SIGNS)


@dataclass(frozen=True, slots=True)
class Match(Generic[Value]):
    start: int
    end: int
    value: Value
    ending: str = ""


class WordMatcher(Generic[Value]):
    """Whole words and names of a table, found by Aho–Corasick: time does not grow with the number of names.

    *endings* are grammatical endings a form may take on in the text (a genitive s), and are part of the match.
    """

    def __init__(self, forms: Mapping[str, Value], *, endings: Iterable[str] = ()) -> None:
        self._endings = tuple(sorted(endings, key=len, reverse=True))
        self._automaton = ahocorasick.Automaton()
        for form, value in forms.items():
            if form:
                self._automaton.add_word(form, (len(form), value))
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def matches(self, text: str) -> Iterator[Match[Value]]:
        """Every form that stands in *text* as a word of its own, overlapping ones included."""
        if self._empty:
            return
        for last, (length, value) in self._automaton.iter(text):
            start, end = last - length + 1, last + 1
            if start and text[start - 1].isalnum():
                continue
            if not _goes_on(text, end):
                yield Match(start, end, value)
                continue
            for ending in self._endings:
                if text.startswith(ending, end) and not _goes_on(text, end + len(ending)):
                    yield Match(start, end + len(ending), value, ending)
                    break


def longest_first(matches: Iterable[Match[Value]]) -> list[Match[Value]]:
    """The matches that remain when, from left to right, the longest wins and nothing overlaps.

    A listed form goes before one with an ending: "Israelis" are the people, not a genitive of "Israeli".
    """
    chosen: list[Match[Value]] = []
    for match in sorted(matches, key=lambda match: (match.start, -match.end, match.ending)):
        if not chosen or match.start >= chosen[-1].end:
            chosen.append(match)
    return chosen


def _goes_on(text: str, end: int) -> bool:
    return end < len(text) and text[end].isalnum()
