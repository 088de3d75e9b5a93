"""The words beside a place in a text, without walking further than a word can be long."""

from __future__ import annotations

import re

_REACH = 60
_WORDS_BEFORE = re.compile(r"(?:([^\W_][\w.’'-]*) )?([^\W_][\w’'-]*\.?) \Z")
_WORD_AFTER = re.compile(r" ([^\W_][\w’'-]*)")


def words_before(text: str, start: int) -> tuple[str, str]:
    """The last two words before *start*, nearest last; empty where punctuation stands between.

    >>> words_before("der Bürgermeister von Moskau", 22)
    ('Bürgermeister', 'von')
    """
    match = _WORDS_BEFORE.search(text[max(0, start - _REACH) : start])
    return (match[1] or "", match[2]) if match else ("", "")


def word_before(text: str, start: int) -> str:
    return words_before(text, start)[1]


def word_after(text: str, end: int) -> str:
    """The word that follows *end* after a single space; empty where punctuation stands between."""
    match = _WORD_AFTER.match(text[end : end + _REACH])
    return match[1] if match else ""


def stands_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether the words around a span are all in capitals, so that capitals there say nothing ("JOIN US NOW")."""
    around = text[max(0, start - _REACH // 2) : start] + text[end : end + _REACH // 2]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > 3 and all(letter.isupper() for letter in letters)


def begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\n\r"
