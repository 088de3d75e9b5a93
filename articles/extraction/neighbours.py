"""The words beside a place in a text, without walking further than a word can be long."""

from __future__ import annotations

import re

_REACH = 60
_WORD = re.compile(r"[^\W_][\w.’'-]*")
_WORD_AFTER = re.compile(r" ([^\W_][\w’'-]*)")


def words_before(text: str, start: int) -> tuple[str, str]:
    """The last two words before *start*, nearest last; empty where punctuation or the end of a line stands between.

    A line that ends in a small word goes on in the next: "in⏎Moskau" was only wrapped.

    >>> words_before("der Bürgermeister von Moskau", 22)
    ('Bürgermeister', 'von')
    """
    before = text[max(0, start - _REACH) : start]
    words = before[:-1].rsplit(None, 2)
    if before[-1:] not in (" ", "\n") or before[-2:-1].isspace() or not words or not _WORD.fullmatch(words[-1]):
        return "", ""
    if before[-1] == "\n" and not words[-1][0].islower():
        return "", ""
    earlier = words[-2] if len(words) > 1 and _WORD.fullmatch(words[-2]) else ""
    return earlier, words[-1]


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
