"""Sources, collections and authors by the names uploads give them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from articles.ingest.cleaning import clean_line
from articles.models import Author, Collection, Entity, Source, free_slug
from articles.text.names import address_word

_LONGEST_NAME = 200
_Named = TypeVar("_Named", Source, Collection)


def source_named(name: str) -> Source | None:
    """The source of that name, made where there is none yet; None for no name."""
    return _named(Source, name)


def collection_named(name: str) -> Collection | None:
    """The collection of that name, made where there is none yet; None for no name."""
    return _named(Collection, name)


def _named(model: type[_Named], name: str) -> _Named | None:
    name = clean_line(name)[:_LONGEST_NAME].strip()
    if not name:
        return None
    rows = model._default_manager
    if row := rows.filter(name=name).first():
        return row
    return rows.get_or_create(name=name, defaults={"slug": free_slug(model, name)})[0]


def proposed_source_name(key: str | None, credit_line: str) -> str:
    """The name of the source a credit line proposes by *key*: as the archive knows it, else as the line writes it.

    "organisation:channel-24" in "GettyImages und Channel 24 Collage" is "Channel 24".
    """
    if key is None:
        return ""
    entity = Entity.objects.filter(key=key).first()
    if entity is not None:
        return entity.name_de
    wanted = key.partition(":")[2]
    words = credit_line.split()
    for length in range(len(words), 0, -1):
        for start in range(len(words) - length + 1):
            name = " ".join(words[start : start + length]).strip(",.;:/()")
            if address_word(name) == wanted:
                return name
    return ""


def authors_named(names: Iterable[str]) -> dict[str, Author]:
    """An author for each name, made where there is none yet."""
    wanted = {name[:_LONGEST_NAME] for name in names}
    Author.objects.bulk_create(
        [Author(name=name) for name in sorted(wanted - set(_known(wanted)))], ignore_conflicts=True
    )
    return _known(wanted)


def _known(names: set[str]) -> dict[str, Author]:
    return {author.name: author for author in Author.objects.filter(name__in=names)}
