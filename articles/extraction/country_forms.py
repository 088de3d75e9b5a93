"""The words that can name a country in one language: names, adjectives with their endings, peoples, capitals."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale, UnknownLocaleError

from articles.extraction.lexicons import Row, read_lexicon
from articles.text.languages import UNDETERMINED

Use = Literal["name", "alias", "acronym", "adjective", "demonym", "capital"]

# Pseudo regions of the CLDR, and unions of states, which are organisations here.
_NO_COUNTRIES = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})
# Shorter words in capitals are acronyms of something else more often than a headline that shouts.
_SHORTEST_SHOUTED = 4


@dataclass(frozen=True, slots=True)
class CountryForm:
    """What one written form can mean; *listed* is the table's own spelling.

    *ambiguous* forms mean other things as well, a *bare_stem* is an adjective without the ending its language gives it.
    """

    code: str
    use: Use
    listed: str
    ambiguous: bool = False
    bare_stem: bool = False


Forms = dict[str, tuple[CountryForm, ...]]


@cache
def country_forms(language: str) -> Forms:
    """Every written form with what it can mean; for a language without tables, its names in the CLDR."""
    forms: dict[str, list[CountryForm]] = {}
    rows = read_lexicon(language, "country_names")
    for code, name in _cldr_names(language) if not rows else ():
        _add(forms, name, CountryForm(code, "name", name))
    for row in rows:
        _add(forms, row["name"], _form(row, "name", row["name"]))
    for row in read_lexicon(language, "country_aliases"):
        _add(forms, row["name"], _form(row, _use_of_alias(row, language), row["name"]))
    for row in read_lexicon(language, "country_adjectives"):
        _add_adjective(forms, row, adjective_endings(language))
    for row in read_lexicon(language, "country_demonyms"):
        for demonym in row["forms"].split():
            demonym = demonym.replace("_", " ")
            _add(forms, demonym, _form(row, "demonym", demonym))
    for row in read_lexicon(language, "capitals"):
        if row["kind"] == "capital":
            _add(forms, row["name"], _form(row, "capital", row["name"]))
    return {written: tuple(meanings) for written, meanings in forms.items()}


@cache
def standard_name(code: str, language: str) -> str:
    """The name the archive shows for *code* in *language*, German where the language has no table."""
    rows = read_lexicon(language, "country_names") or read_lexicon("de", "country_names")
    return next((row["name"] for row in rows if row["code"] == code), code)


@cache
def adjective_endings(language: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in read_lexicon(language, "endings") if row["class"] == "adjective")


@cache
def genitive_endings(language: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in read_lexicon(language, "endings") if row["class"] == "genitive")


def _form(row: Row, use: Use, listed: str) -> CountryForm:
    return CountryForm(row["code"], use, listed, row.get("note", "").startswith("ambiguous"))


def _use_of_alias(row: Row, language: str) -> Use:
    """The list of aliases also holds the inflected standard names: “Vereinigten Staaten” is a name, not an alias."""
    if row["kind"] == "acronym":
        return "acronym"
    alias, name = row["name"].split(), standard_name(row["code"], language).split()
    inflected = len(alias) == len(name) and all(
        len(word) > 3 and one.startswith(word[:-1]) for one, word in zip(alias, name, strict=True)
    )
    return "name" if inflected else "alias"


def _add_adjective(forms: dict[str, list[CountryForm]], row: Row, endings: tuple[str, ...]) -> None:
    stem = row["stem"]
    bare = CountryForm(
        row["code"], "adjective", stem, row.get("note", "").startswith("ambiguous"), bare_stem=bool(endings)
    )
    _add(forms, stem, bare)
    _add(forms, stem[:1].upper() + stem[1:], bare)
    for ending in endings:
        # An ending makes it an adjective of the country: “deutsch” may be the language, “deutsche” is not.
        inflected = CountryForm(row["code"], "adjective", stem)
        _add(forms, stem + ending, inflected)
        _add(forms, stem[:1].upper() + stem[1:] + ending, inflected)


def _add(forms: dict[str, list[CountryForm]], written: str, form: CountryForm) -> None:
    shouted = written.upper()
    spellings = [written]
    if form.use != "acronym" and len(written) >= _SHORTEST_SHOUTED and shouted != written:
        spellings.append(shouted)
    for spelling in spellings:
        meanings = forms.setdefault(spelling, [])
        if not any((known.code, known.use) == (form.code, form.use) for known in meanings):
            meanings.append(form)


def _cldr_names(language: str) -> list[tuple[str, str]]:
    if language == UNDETERMINED:
        return []
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return []
    return [
        (code, name)
        for code, name in territories.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRIES
    ]
