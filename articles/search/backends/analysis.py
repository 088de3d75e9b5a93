"""From text to the terms an index holds, the same way for articles, queries and snippets.

Every article is analysed by its own language, and a stem carries that language: `de:rakete` and `en:rocket` live in one
field of the index. One field, so that an English article in a German archive is scored like any other (a field per
language would measure its length against the average of an archive in which nearly nobody speaks that language); marked
stems, so that the English stem of "organization" does not find the German "Organ".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

import tantivy

from articles.text.languages import ANALYSED
from articles.text.names import without_accents

_STEMMERS = {
    "de": "german",
    "en": "english",
    "ru": "russian",
    "fr": "french",
    "es": "spanish",
    "it": "italian",
    "pt": "portuguese",
    "nl": "dutch",
}
# Every language without a stemmer: lower case, no accents.
PLAIN = "x"
# Pairs of letters of scripts that put no spaces between words.
UNSPACED_FAMILY = "cjk"
FAMILIES = (*ANALYSED, PLAIN)
_CYRILLIC_FAMILIES = ("ru", PLAIN)

# A letter or digit with the marks that belong to it: vowel signs of Hindi or Thai must not cut a word.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff\u1000-\u109f"
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_UNSPACED_OR_MARK = re.compile(rf"{_UNSPACED.pattern}|[{_MARKS}]")
_UNMARKED_WORD = re.compile(r"[^\W_]+")
# Longer "words" are keys, hashes and addresses glued together: nobody types them.
_LONGEST_WORD = 100
# Snowball's German takes an s away only after these letters, so China and Chinas, Kiew and Kiews, Trump and Trumps
# stay apart; the query asks for both.
_S_FALLS_AFTER = frozenset("bdfghklmnrt")
_SHORTEST_WITH_S = 4


class Words(NamedTuple):
    """The words of a text in reading order: in lower case, and where they stand."""

    lower: list[str]
    spans: list[tuple[int, int]]


def words_of(text: str) -> Words:
    spans = [match.span() for match in _WORD.finditer(text)]
    if _UNSPACED.search(text):
        spans = [piece for start, end in spans for piece in _pieces(text, start, end)]
    # Beside them stands whatever is longer than a word can be.
    spans = [(start, end) for start, end in spans if end - start <= _LONGEST_WORD]
    lower = text.lower()
    if len(lower) != len(text):
        # A Turkish İ is two characters in lower case, and every position behind it would be wrong.
        return Words([text[start:end].lower() for start, end in spans], spans)
    return Words([lower[start:end] for start, end in spans], spans)


def words_beginning(text: str, initials: frozenset[str]) -> Words | None:
    """The words of *text* whose first letter, without accents, is one of *initials*; None where words_of() has to tell.

    For looking a few words up in many texts: twenty extracts fell from 15 to 7 per cent of a page (November 2026).
    """
    lower = text.lower()
    if len(lower) != len(text) or _UNSPACED_OR_MARK.search(text):
        return None
    spans = [
        match.span() for match in _beginning(initials).finditer(lower) if match.end() - match.start() <= _LONGEST_WORD
    ]
    return Words([lower[start:end] for start, end in spans], spans)


def initial_of(word: str) -> str:
    """The first letter of a word or of an unmarked stem, as words_beginning() compares it."""
    return without_accents(word[:1])[:1]


@lru_cache(maxsize=256)
def _beginning(initials: frozenset[str]) -> re.Pattern[str]:
    letters = "".join(
        re.escape(letter) for initial in sorted(initials) for letter in _letters_folded_to().get(initial, initial)
    )
    return re.compile(rf"(?<![^\W_])[{letters}][^\W_]*")


@cache
def _letters_folded_to() -> dict[str, str]:
    """First letter without accents -> all lower-case letters the analysis makes begin so: ö and œ begin with o."""
    folded: dict[str, str] = {}
    for number in chain(range(0x21, 0x2E00), range(0xA640, 0xAB70), range(0xFB00, 0xFB07), range(0xFF00, 0xFF5F)):
        letter = chr(number)
        if letter.isalnum() and letter == letter.lower():
            for first in {"".join(_analyser(PLAIN).analyze(letter))[:1] or letter, without_accents(letter)[:1], letter}:
                folded[first] = folded.get(first, "") + letter
    return folded


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`KP朝鲜` is a spaced word and a run of signs; of the run, each sign with its follower, and the last one alone."""
    for match in _UNSPACED.finditer(text, start, end):
        if match.start() > start:
            yield start, match.start()
        for position in range(match.start(), match.end()):
            yield position, min(position + 2, match.end())
        start = match.end()
    if start < end:
        yield start, end


def family_of(language: str) -> str:
    return language if language in _STEMMERS else PLAIN


@lru_cache(maxsize=200_000)
def term(family: str, lower: str) -> str:
    """The marked stem under which a lower-case word is indexed.

    >>> term("de", "raketen") == term("de", "rakete")
    True
    """
    if _UNSPACED.match(lower):
        return f"{UNSPACED_FAMILY}:{lower}"
    if lower.isascii() and lower.isdigit():
        return f"{PLAIN}:{lower}"
    return f"{family}:{''.join(_analyser(family).analyze(lower)) or lower}"


def indexed_terms(text: str, language: str) -> tuple[str, str]:
    """*text* as two strings of terms with single spaces: marked stems, and words as written in lower case."""
    return _remembered_terms(text, language) if len(text) <= _LONGEST_REMEMBERED else _terms(text, language)


def _terms(text: str, language: str) -> tuple[str, str]:
    family = family_of(language)
    lowered = lower_words(text)
    return " ".join([term(family, word) for word in lowered]), " ".join(lowered)


# An editor decides many times on one article, and each time the whole of it is indexed anew: 19 ms of 3,000 words
# (November 2026).
_remembered_terms = lru_cache(maxsize=32)(_terms)
_LONGEST_REMEMBERED = 200_000


def lower_words(text: str) -> list[str]:
    normal = unicodedata.normalize("NFC", text)
    if _UNSPACED.search(normal):
        return words_of(normal).lower
    lower = normal.lower()
    # Nearly every article; half the time of asking where each word stands, and half of that without marks.
    word = _WORD if _UNSPACED_OR_MARK.search(lower) else _UNMARKED_WORD
    return [one for one in word.findall(lower) if len(one) <= _LONGEST_WORD]


@lru_cache(maxsize=4096)
def query_terms(typed: str, language: str | None = None) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """What to look for when *typed* is a word of a query: alternatives, each a sequence of sets of terms in a row.

    One alternative a language family (only *language*'s where it is known); a word such as "Jong-un" has two places in
    a row, and a place can have several terms ("China", "Chinas").
    """
    lowered = searched_words(typed)
    if not lowered:
        return ()
    if language:
        families: tuple[str, ...] = (family_of(language),)
    elif any("а" <= letter <= "ӿ" for letter in typed.lower()):
        families = _CYRILLIC_FAMILIES
    else:
        families = FAMILIES
    alternatives = (tuple(_with_genitive(term(family, word)) for word in lowered) for family in families)
    return tuple(dict.fromkeys(alternatives))


def searched_words(typed: str) -> list[str]:
    """As lower_words, for a query: 中国人 is 中国 and 国人 in a row, whatever follows 人 in the text."""
    words = lower_words(typed)
    return [
        word
        for index, word in enumerate(words)
        if not (index and len(word) == 1 and _UNSPACED.match(word) and words[index - 1][1:] == word)
    ]


def is_lone_sign(marked: str) -> bool:
    """Whether a term is a single sign of an unspaced script, which the index holds together with its follower."""
    return marked.startswith(f"{UNSPACED_FAMILY}:") and len(marked) == len(UNSPACED_FAMILY) + 2


def _with_genitive(marked: str) -> tuple[str, ...]:
    family, _, stem = marked.partition(":")
    if family != "de" or not stem:
        return (marked,)
    if stem.endswith("s"):
        shorter = stem[:-1]
        if len(shorter) >= _SHORTEST_WITH_S and shorter[-1] not in _S_FALLS_AFTER:
            return marked, f"{family}:{shorter}"
    elif len(stem) >= _SHORTEST_WITH_S and stem[-1] not in _S_FALLS_AFTER:
        return marked, f"{marked}s"
    return (marked,)


@cache
def _analyser(family: str) -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.raw()).filter(tantivy.Filter.ascii_fold())
    if family in _STEMMERS:
        builder = builder.filter(tantivy.Filter.stemmer(_STEMMERS[family]))
    return builder.build()
