"""What the starter authority data says about somebody or something: an entity and the names that stand for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["country", "person", "organisation", "place", "weapon", "other"]
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
Strength = Literal["strong", "weak"]


class InvalidAuthorityData(ValueError):
    """A table that contradicts itself; the message names the file and the row."""


@dataclass(frozen=True, slots=True)
class AuthorityName:
    """A string that can stand for an entity. A weak one (a surname, a capital) never links by itself."""

    text: str
    kind: NameKind
    language: str
    script: str
    strength: Strength
    source: str


@dataclass(frozen=True, slots=True)
class AuthorityEntity:
    """*country* is the code of the country somebody belongs to; a country belongs to none."""

    key: str
    kind: EntityKind
    country: str | None
    name_de: str
    name_en: str
    description_de: str
    description_en: str
    external_ids: Mapping[str, str]
    names: tuple[AuthorityName, ...]
    source: str


@dataclass(frozen=True, slots=True)
class AuthoritySet:
    """All of it; *edition* changes whenever anything in it may have changed."""

    entities: tuple[AuthorityEntity, ...]
    edition: str
