"""The names extraction looks for: every name of every entity that no editor has rejected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.db.models import Count, Max, Q

from articles.authority.reader import authority_edition, read_authority
from articles.authority.values import EntityKind, NameKind, Strength
from articles.extraction.known_names import KnownName, KnownNames
from articles.models import NAMES_EDITION, Entity, Marker, Name, Status

# What differs when the names do: rows of names, and the markers that every load of starter data and every editor's
# change of a name or an entity move.
_Stamp = tuple[object, ...]
_built: tuple[_Stamp, KnownNames] | None = None


def archive_names() -> KnownNames:
    """Names ready to be found, kept until one of them changes; of an empty archive, those of the starter data."""
    global _built
    stamp = _stamp()
    if _built is None or _built[0] != stamp:
        _built = stamp, KnownNames(_archive_entries() if stamp[0] else _starter_entries())
    return _built[1]


def starter_names() -> KnownNames:
    """The names of the starter data, for a command that has to answer before there is an archive."""
    return KnownNames(_starter_entries())


def _stamp() -> _Stamp:
    names = Name.objects.aggregate(
        count=Count("pk"), last=Max("pk"), rejected=Count("pk", filter=Q(status=Status.REJECTED))
    )
    moved = Q(name__startswith="authority") | Q(name=NAMES_EDITION)
    editions = tuple(Marker.objects.filter(moved).order_by("name").values_list("name", "value"))
    starter = () if names["count"] else (authority_edition(),)
    return (*names.values(), editions, starter)


def _archive_entries() -> Iterator[KnownName]:
    fields = ("pk", "key", "kind", "name_de", "country__key")
    entities = {row[0]: row[1:] for row in Entity.objects.values_list(*fields)}
    survivors = Entity.objects.survivors()
    rows = Name.objects.exclude(status=Status.REJECTED).values_list("text", "kind", "strength", "language", "entity_id")
    for text, kind, strength, language, entity_id in rows.iterator():
        key, entity_kind, canonical, country = entities[survivors.get(entity_id, entity_id)]
        yield KnownName(
            text,
            key,
            cast(EntityKind, entity_kind),
            cast(NameKind, kind),
            cast(Strength, strength),
            language,
            canonical,
            (country or "").rpartition(":")[2],
        )


def _starter_entries() -> Iterator[KnownName]:
    for entity in read_authority().entities:
        for name in entity.names:
            yield KnownName(
                name.text,
                entity.key,
                entity.kind,
                name.kind,
                name.strength,
                name.language,
                entity.name_de,
                entity.country or "",
            )
