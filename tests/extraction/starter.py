"""The known names of a fresh archive, built once for all tests."""

from __future__ import annotations

from functools import cache

from articles.authority.reader import read_authority
from articles.extraction.known_names import KnownName, KnownNames


@cache
def starter_names() -> KnownNames:
    return KnownNames(
        KnownName(
            name.text,
            entity.key,
            entity.kind,
            name.kind,
            name.strength,
            name.language,
            entity.name_de,
            entity.country or "",
        )
        for entity in read_authority().entities
        for name in entity.names
    )
