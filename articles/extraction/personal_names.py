"""Whether a word beside another makes it part of a person's or a firm's name: "Michael Jordan", "Washington Post"."""

from __future__ import annotations

import re

from articles.extraction.lexicons import first_column, words_with
from articles.extraction.neighbours import word_after, word_before, words_before

_REACH = 40
_INITIAL = re.compile(r"[^\W\d_]\.")


def belongs_to_a_person(text: str, start: int, end: int, language: str) -> bool:
    """Whether the word at [start, end) is the given or the family name of somebody, judged by its neighbours."""
    word = text[start:end]
    if " " in word:
        return False
    earlier, before = words_before(text, start)
    if before in given_names() or before in first_column(language, "person_titles"):
        return True
    # "George W. Jordan", but not "z. B. Jordan".
    if _INITIAL.fullmatch(before) and earlier in given_names():
        return True
    return word in first_column("names", "words_of_both") and word_after(text, end) in family_names()


def belongs_to_another_name(text: str, start: int, end: int, language: str) -> bool:
    """Whether the words beside [start, end) make a proper name of it that means no country."""
    words_that_follow, words_that_lead = _neighbours(language)
    after, before = text[end : end + _REACH], text[max(0, start - _REACH) : start]
    if after[:1] == "-" and any(_starts_with_word(after[1:], word) for word in _compound_tails(language)):
        return True
    if word_after(text, end) and any(_starts_with_word(after[1:], word) for word in words_that_follow):
        return True
    return bool(word_before(text, start)) and any(_ends_with_word(before[:-1], word) for word in words_that_lead)


def given_names() -> frozenset[str]:
    return first_column("names", "given_names")


def family_names() -> frozenset[str]:
    return first_column("names", "family_names")


def _compound_tails(language: str) -> frozenset[str]:
    return words_with(language, "name_neighbours", "side", "hyphen")


def _neighbours(language: str) -> tuple[frozenset[str], frozenset[str]]:
    return words_with(language, "name_neighbours", "side", "after"), words_with(
        language, "name_neighbours", "side", "before"
    )


def _starts_with_word(text: str, word: str) -> bool:
    return text.startswith(word) and not text[len(word) : len(word) + 1].isalnum()


def _ends_with_word(text: str, word: str) -> bool:
    return text.endswith(word) and not text[-len(word) - 1 : -len(word)].isalnum()
