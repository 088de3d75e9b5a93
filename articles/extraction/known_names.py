"""The names the archive knows, made ready to be found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from articles.extraction.country_forms import genitive_endings
from articles.extraction.family_names import family_name
from articles.extraction.lexicons import lexicon_languages
from articles.extraction.matching import WordMatcher
from articles.extraction.spelling import folded, with_a_letter_missing
from articles.extraction.values import Kind

NameKind = Literal[
    "preferred",
    "alias",
    "acronym",
    "adjective",
    "demonym",
    "metonym",
    "transliteration",
    "misspelling",
    "title",
    "former",
]
_SHORTEST_MISSPELT = 6


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an entity. Only a *strong* name links by itself; a weak one ("Kim", "Bauer") makes candidates."""

    text: str
    entity: str
    kind: Kind
    name_kind: NameKind
    strength: Literal["strong", "weak"]
    language: str
    canonical: str

    @property
    def strong(self) -> bool:
        return self.strength == "strong"


Names = tuple[KnownName, ...]


class KnownNames:
    """All known names, ready to be found. Building takes a second or so for 100,000 names: do it once a batch."""

    def __init__(self, entries: Iterable[KnownName]) -> None:
        by_spelling: dict[str, dict[KnownName, None]] = {}
        by_surname: dict[str, dict[str, KnownName]] = {}
        self._size = 0
        for entry in entries:
            self._size += 1
            by_spelling.setdefault(folded(entry.text), {})[entry] = None
            if entry.kind == "person" and entry.strong and (surname := family_name(entry.text)):
                by_surname.setdefault(surname, {}).setdefault(entry.entity, entry)
        endings = {ending for language in lexicon_languages() for ending in genitive_endings(language)}
        surnames = {surname: tuple(names.values()) for surname, names in by_surname.items()}
        self.names = WordMatcher({spelling: tuple(names) for spelling, names in by_spelling.items()}, endings=endings)
        self.surnames = WordMatcher(surnames, endings=endings)
        self._almost: dict[str, set[str]] = {}
        for surname in surnames:
            if len(surname) >= _SHORTEST_MISSPELT:
                for spelling in with_a_letter_missing(surname):
                    self._almost.setdefault(spelling, set()).add(surname)
        self._bearers = surnames

    @classmethod
    def build(cls, entries: Iterable[KnownName]) -> KnownNames:
        return cls(entries)

    def nearly_called(self, word: str) -> Names:
        """People whose family name is *word* with one letter added, left out or exchanged ("Lawro" for Lawrow)."""
        if len(word) < _SHORTEST_MISSPELT - 1 or word in self._bearers:
            return ()
        surnames = set(self._almost.get(word, ()))
        for spelling in with_a_letter_missing(word):
            surnames |= self._almost.get(spelling, set())
            surnames |= {spelling} & self._bearers.keys()
        return tuple(name for surname in sorted(surnames) for name in self._bearers[surname])

    def __len__(self) -> int:
        return self._size
