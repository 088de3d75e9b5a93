"""Names of countries in every language: from a code to its name, and from any name back to the codes.

The names are Unicode CLDR's (docs/authority.md says which edition and how to renew them). Words a language has besides
the name - DVRK, nordkoreanisch, Moskau - are no business of this table: they are the authority file's.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.text.names import name_key

_TABLE = Path(__file__).with_name("country_names.tsv.gz")
_FALLBACK = "en"
# Some language calls the United States "AS" or the United Kingdom "DU", so names this short count only as written:
# whoever types "as" or "du" means the word.
_SHORT = 3


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    name: str
    standard_in: tuple[str, ...]
    """Languages that call the country so; a variant name has none."""


def country_name(code: str, language: str) -> str:
    """What *language* calls the country; the English name where it has none, and the code itself for no country.

    >>> country_name("KP", "uk")
    'Північна Корея'
    """
    names = _names_by_language()
    for tag in (language, language.split("-")[0], _FALLBACK):
        if name := names.get((code, tag)):
            return name
    return code


def countries_named(text: str) -> tuple[str, ...]:
    """Codes of the countries some language calls *text*; case, accents and punctuation do not count.

    >>> countries_named("corea del norte")
    ('KP',)
    """
    return _codes_by_key().get(_lookup_key(text), ())


@cache
def all_codes() -> tuple[str, ...]:
    """ISO 3166 codes of countries and territories, and XK for Kosovo."""
    return tuple(sorted({row.code for row in _rows()}))


def _rows() -> Iterator[_Row]:
    # Read anew for each of the three tables, once a process: keeping 40,000 rows would cost more than reading them.
    with gzip.open(_TABLE, "rt", encoding="utf-8") as lines:
        for line in lines:
            code, name, languages = line.rstrip("\n").split("\t")
            yield _Row(code, name, tuple(languages.split()))


@cache
def _names_by_language() -> dict[tuple[str, str], str]:
    return {(row.code, language): row.name for row in _rows() for language in row.standard_in}


@cache
def _codes_by_key() -> dict[str, tuple[str, ...]]:
    codes: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        key = _lookup_key(row.name)
        if row.code not in codes.get(key, ()):
            codes[key] = (*codes.get(key, ()), row.code)
    return codes


def _lookup_key(name: str) -> str:
    key = name_key(name)
    return name.strip() if len(key) <= _SHORT and key.isascii() else key
