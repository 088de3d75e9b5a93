"""Which word of a full name is the family name that articles use alone."""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.lexicons import first_column, words_with

_GENERATION = re.compile(r",? (?:Jr\.?|Sr\.?|[IVX]{2,4})$")
# "Karl XVI. Gustaf" has one, "Rama X." has none.
_REGNAL = re.compile(r"\(?[IVX]+\.?\)?")
_EAST_ASIAN_SYLLABLE = 5


def family_name(full_name: str) -> str:
    """The family name in *full_name*; empty where it is one word and so has none.

    >>> family_name("Kim Jong-un"), family_name("Kim Campbell"), family_name("Baschar al-Assad")
    ('Kim', 'Campbell', 'Assad')
    """
    if "," in full_name:
        # "Путин, Владимир": the order of catalogues.
        return full_name.partition(",")[0].strip()
    words = _GENERATION.sub("", full_name).split()
    if len(words) < 2 or _REGNAL.fullmatch(words[-1]):
        return ""
    if _comes_first(words[0], words[1:]):
        return words[0]
    return _without_particle(words[-1])


def _comes_first(first: str, others: list[str]) -> bool:
    if first in words_with("names", "family_first", "order", "always"):
        return len(others) <= 2
    if first not in words_with("names", "family_first", "order", "korean"):
        return False
    rest = others[0].split("-") if len(others) == 1 else others
    return len(rest) == 2 and all(len(syllable) <= _EAST_ASIAN_SYLLABLE for syllable in rest)


@cache
def _particles() -> tuple[str, ...]:
    return tuple(first_column("names", "name_particles"))


def _without_particle(word: str) -> str:
    particle = next((particle for particle in _particles() if word.startswith(particle)), "")
    return word[len(particle) :]
