"""A capital in a text: the city, or the government that sits there."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

from articles.extraction.country_forms import country_forms
from articles.extraction.lexicons import read_lexicon
from articles.extraction.neighbours import begins_line, word_after, words_before
from articles.text.names import address_word

Reading = Literal["place", "government"]

# "Paris: …", "London 2012", "Wien, 14. Januar": the city where something was written or took place.
_DATELINE = re.compile(r":|,? \d|, [^\W\d_]{2,20} \d")
# "Windhoek (Namibia)", "BERLIN (dpa) –"
_AFTER_A_CITY = re.compile(r" ?\(")
_IN_A_LIST = re.compile(r"[^\W\d_a-zß-ÿ][\w-]+, \Z")
_BEFORE_A_DASH = re.compile(r" [-–—/] [^\W\d_a-zß-ÿ]")
# A cue that means the place behind a noun, and the government behind anything else.
_BY_NOUN = "place_after_noun"
# The language whose names of cities the archive's keys are made of.
_KEY_LANGUAGE = "de"


class CapitalReading(NamedTuple):
    reading: Reading
    certain: bool


@cache
def place_key(name: str) -> str:
    """Entity key of a city by its German name.

    >>> place_key("Pjöngjang")
    'place:pjoengjang'
    """
    return f"place:{address_word(name)}"


def capital_name(code: str, name: str) -> str:
    """The German name of the capital of country *code* that a text calls *name*."""
    return _other_cities().get((code, name)) or _first_capitals().get(code, name)


def read_capital(
    text: str, start: int, end: int, language: str, *, previous: tuple[int, Reading] | None
) -> CapitalReading:
    """City or government, by the words beside it. *previous* is the end and the reading of the capital before."""
    if previous and _connected(text[previous[0] : start], language):
        return CapitalReading(previous[1], certain=True)
    earlier, before = words_before(text, start)
    cues = _cues(language)
    if reading := cues.get(("hyphen", _joined_before(text, start))):
        return CapitalReading(_reading(reading), certain=True)
    for key in (f"{earlier} {before}".lower(), before.lower()):
        if reading := cues.get(("before", key)):
            return _by_noun(earlier) if reading == _BY_NOUN else CapitalReading(_reading(reading), certain=True)
    if _AFTER_A_CITY.match(text[end : end + 40]) or (
        begins_line(text, start) and _DATELINE.match(text[end : end + 40])
    ):
        return CapitalReading("place", certain=True)
    if reading := cues.get(("after", word_after(text, end).lower())):
        return CapitalReading(_reading(reading), certain=True)
    is_city = _stands_like_a_city(text, start, end, language)
    return CapitalReading("place" if is_city else "government", certain=False)


def _joined_before(text: str, start: int) -> str:
    """The word joined to the capital by a hyphen: "pro-Beijing"."""
    if text[start - 1 : start] != "-":
        return ""
    return re.split(r"\W", text[max(0, start - 20) : start - 1])[-1].lower()


def _reading(cue: str) -> Reading:
    return "place" if cue == "place" else "government"


def _by_noun(earlier: str) -> CapitalReading:
    # "Flughafen von Moskau" is the city, "unterstützt von Moskau" the government.
    return CapitalReading("place" if earlier[:1].isupper() else "government", certain=True)


def _stands_like_a_city(text: str, start: int, end: int, language: str) -> bool:
    """Whether the capital says where something is: "Staatsanwaltschaft Oslo", "Essen und Wien", "Windhoek – Rom"."""
    earlier, before = words_before(text, start)
    if earlier and before[:1].isupper():
        return True
    if earlier[:1].isupper() and ("between", before.lower()) in _cues(language):
        return True
    if any(meaning.use == "adjective" for meaning in country_forms(language).get(before, ())):
        # "im norwegischen Oslo"
        return True
    return bool(_IN_A_LIST.search(text[max(0, start - 40) : start]) or _BEFORE_A_DASH.match(text[end : end + 4]))


def is_place_word(word: str, language: str) -> bool:
    """Whether what follows *word* is somewhere rather than somebody."""
    return _cues(language).get(("before", word.lower())) == "place"


def _connected(between: str, language: str) -> bool:
    words = between.strip().lower()
    return len(between) < 12 and (words in (",", "/", "-", "–") or ("between", words) in _cues(language))


@cache
def _cues(language: str) -> dict[tuple[str, str], str]:
    rows = read_lexicon(language, "capital_cues")
    return {(row["side"], row["word"]): row["reading"] for row in rows}


@cache
def _first_capitals() -> dict[str, str]:
    names: dict[str, str] = {}
    for row in read_lexicon(_KEY_LANGUAGE, "capitals"):
        if row["kind"] == "capital":
            names.setdefault(row["code"], row["name"])
    return names


@cache
def _other_cities() -> dict[tuple[str, str], str]:
    return {(row["code"], row["name"]): row["city"] for row in read_lexicon("names", "capital_cities")}
