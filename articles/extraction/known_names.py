"""The names the archive knows, made ready to be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles.authority.values import NameKind, Strength
from articles.extraction.country_forms import genitive_endings
from articles.extraction.family_names import family_name
from articles.extraction.lexicons import lexicon_languages
from articles.extraction.matching import WordMatcher
from articles.extraction.spelling import folded, is_one_letter_off
from articles.extraction.values import Kind

_SHORTEST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an entity. Only a *strong* name links by itself; a weak one ("Kim", "Bauer") makes candidates.

    *country* is the code of the country the entity belongs to, empty where that is not known.
    """

    text: str
    entity: str
    kind: Kind
    name_kind: NameKind
    strength: Strength
    language: str
    canonical: str
    country: str = ""

    @property
    def strong(self) -> bool:
        return self.strength == "strong"


Names = tuple[KnownName, ...]


class KnownNames:
    """All known names, ready to be found. Building takes a second or so for 100,000 names: do it once a batch."""

    def __init__(self, entries: Iterable[KnownName]) -> None:
        by_spelling: dict[str, dict[KnownName, None]] = {}
        by_surname: dict[str, dict[str, KnownName]] = {}
        self.home_countries: dict[str, str] = {}
        self._size = 0
        for entry in entries:
            self._size += 1
            if entry.country:
                self.home_countries[entry.entity] = entry.country
            by_spelling.setdefault(folded(entry.text), {})[entry] = None
            if entry.kind == "person" and entry.strong and (surname := family_name(entry.text)):
                by_surname.setdefault(surname, {}).setdefault(entry.entity, entry)
        endings = {ending for language in lexicon_languages() for ending in genitive_endings(language)}
        surnames = {surname: tuple(names.values()) for surname, names in by_surname.items()}
        self.names = WordMatcher({spelling: tuple(names) for spelling, names in by_spelling.items()}, endings=endings)
        self.surnames = WordMatcher(surnames, endings=endings)
        self._bearers = surnames
        self._alike: dict[tuple[str, int], list[str]] = {}
        for surname in surnames:
            self._alike.setdefault((surname[0], len(surname)), []).append(surname)

    def nearly_called(self, word: str) -> Names:
        """People whose family name is *word* with one letter added, left out or exchanged ("Lawro" for Lawrow).

        The first letter has to be right, which keeps the look-up to a few hundred comparisons.
        """
        if len(word) < _SHORTEST_MISSPELT - 1 or word in self._bearers:
            return ()
        near = (self._alike.get((word[0], len(word) + longer), []) for longer in (-1, 0, 1))
        surnames = [surname for group in near for surname in group if len(surname) >= _SHORTEST_MISSPELT]
        surnames = [surname for surname in surnames if is_one_letter_off(word, surname)]
        return tuple(name for surname in sorted(surnames) for name in self._bearers[surname])

    def __len__(self) -> int:
        return self._size
