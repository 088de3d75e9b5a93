"""Loading the starter authority data into the archive, without touching what editors changed.

Every entity remembers what this loader wrote last (`authority_values`). What still reads so may be brought up to date;
what differs was an editor's decision and stays: a corrected description, a reworded or rejected name, a deleted one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from articles.authority.reader import authority_edition, read_authority
from articles.authority.values import AuthorityEntity, AuthorityName, AuthoritySet
from articles.models import Entity, Marker, Mention, Name, Status
from articles.search.outbox import refresh_after_commit
from articles.text.names import name_key

EDITION = "authority_edition"
_ORIGIN = "authority"
_FIELDS = ("name_de", "name_en", "description_de", "description_en", "external_ids", "source")
_COUNTRY = "country"
_NAMES = "names"
# Keeps one statement below the number of parameters SQLite takes.
_ROWS_AT_ONCE = 500

# text, kind, language: what makes a name of an entity one row.
NameId = tuple[str, str, str]


@dataclass(slots=True)
class LoadReport:
    """What a load did; *unchanged* when this edition of the data had been loaded before."""

    entities_added: int = 0
    entities_updated: int = 0
    names_added: int = 0
    names_updated: int = 0
    names_removed: int = 0
    unchanged: bool = False


@dataclass(slots=True)
class _Changes:
    """Rows to write, gathered first so that each table is written in a few statements."""

    entities: list[Entity] = field(default_factory=list)
    new_names: list[Name] = field(default_factory=list)
    changed_names: list[Name] = field(default_factory=list)
    removed_names: list[int] = field(default_factory=list)


def load_authority(authority: AuthoritySet | None = None) -> LoadReport:
    """Bring *authority* (by default the data that comes with the archive) into the archive, in one transaction."""
    edition = authority.edition if authority else authority_edition()
    if Marker.objects.filter(name=EDITION, value=edition).exists():
        return LoadReport(unchanged=True)
    authority = authority or read_authority()
    with transaction.atomic():
        # Of two processes that start at once, the second waits at this row and then finds the edition loaded.
        marker, _ = Marker.objects.select_for_update().get_or_create(name=EDITION, defaults={"value": ""})
        if marker.value == edition:
            return LoadReport(unchanged=True)
        report = _load(authority.entities)
        marker.value = edition
        marker.save()
    return report


def _load(wanted: Iterable[AuthorityEntity]) -> LoadReport:
    # Countries first, because the others point at them.
    ordered = sorted(wanted, key=lambda one: one.kind != _COUNTRY)
    rows = Entity.objects.in_bulk([one.key for one in ordered], field_name="key")
    known = set(rows)
    names: dict[int, list[Name]] = {}
    for name in Name.objects.filter(entity__key__in=known):
        names.setdefault(name.entity_id, []).append(name)
    changes = _Changes()
    for countries in (True, False):
        missing = [one for one in ordered if one.key not in known and (one.kind == _COUNTRY) is countries]
        added = Entity.objects.bulk_create([_new_row(one, rows) for one in missing], batch_size=_ROWS_AT_ONCE)
        for one, row in zip(missing, added, strict=True):
            rows[one.key] = row
            changes.new_names += [_new_name(row, name) for name in one.names]
    for one in ordered:
        row = rows[one.key]
        if one.key in known and row.merged_into_id is None:
            _compare_fields(one, row, rows, changes)
            _compare_names(one, row, names.get(row.pk, []), changes)
            _remember(one, row, changes)
    return _write(changes, entities_added=len(rows) - len(known))


def _compare_fields(one: AuthorityEntity, row: Entity, rows: dict[str, Entity], changes: _Changes) -> None:
    loaded = row.authority_values
    for name in _FIELDS:
        current = getattr(row, name)
        # A field this loader never wrote is filled where an editor left it empty.
        if current == loaded[name] if name in loaded else not current:
            setattr(row, name, _values(one)[name])
    country = next((key for key, other in rows.items() if other.pk == row.country_id), None)
    if country == loaded.get(_COUNTRY):
        row.country = rows[f"country:{one.country}"] if one.country else None


def _compare_names(one: AuthorityEntity, row: Entity, present: list[Name], changes: _Changes) -> None:
    loaded = {
        (text, kind, language): strength for text, kind, language, strength in row.authority_values.get(_NAMES, ())
    }
    by_id = {(name.text, name.kind, name.language): name for name in present}
    wanted = {_identity(name): name for name in one.names}
    rejected = {name.text for name in present if name.status == Status.REJECTED}
    for identity, name in wanted.items():
        mine = by_id.get(identity)
        if mine is None:
            # Loaded before and gone by now: an editor deleted or reworded it. Rejected once is rejected in every form.
            if identity not in loaded and name.text not in rejected:
                changes.new_names.append(_new_name(row, name))
        elif mine.strength != name.strength and _is_untouched(mine, loaded.get(identity)):
            mine.strength = name.strength
            changes.changed_names.append(mine)
    for identity, strength in loaded.items():
        if identity not in wanted and identity in by_id and _is_untouched(by_id[identity], strength):
            changes.removed_names.append(by_id[identity].pk)


def _remember(one: AuthorityEntity, row: Entity, changes: _Changes) -> None:
    if row.authority_values != _values(one):
        row.authority_values = _values(one)
        changes.entities.append(row)


def _write(changes: _Changes, *, entities_added: int) -> LoadReport:
    written = [*_FIELDS, _COUNTRY, "authority_values"]
    Entity.objects.bulk_update(changes.entities, written, batch_size=_ROWS_AT_ONCE // len(written))
    Name.objects.bulk_create(changes.new_names, batch_size=_ROWS_AT_ONCE)
    Name.objects.bulk_update(changes.changed_names, ["strength"], batch_size=_ROWS_AT_ONCE)
    Name.objects.filter(pk__in=changes.removed_names).delete()
    # The index keeps the names of whoever an article mentions. A new entity is mentioned nowhere yet.
    renamed = [row.pk for row in changes.entities]
    refresh_after_commit(Mention.objects.filter(entity__in=renamed).values_list("article_id", flat=True).distinct())
    return LoadReport(
        entities_added=entities_added,
        entities_updated=len(changes.entities),
        names_added=len(changes.new_names),
        names_updated=len(changes.changed_names),
        names_removed=len(changes.removed_names),
    )


def _new_row(one: AuthorityEntity, rows: dict[str, Entity]) -> Entity:
    return Entity(
        key=one.key,
        kind=one.kind,
        slug=one.key.partition(":")[2].lower(),
        country=rows[f"country:{one.country}"] if one.country else None,
        authority_values=_values(one),
        **{name: _values(one)[name] for name in _FIELDS},
    )


def _new_name(row: Entity, name: AuthorityName) -> Name:
    return Name(
        entity=row,
        text=name.text,
        key=name_key(name.text),
        kind=name.kind,
        language=name.language,
        script=name.script,
        strength=name.strength,
        origin=_ORIGIN,
        source=name.source,
    )


def _values(one: AuthorityEntity) -> dict[str, Any]:  # what a JSON column holds
    """What is loaded, as it is remembered."""
    return {
        **{name: getattr(one, name) for name in _FIELDS},
        _COUNTRY: f"country:{one.country}" if one.country else None,
        _NAMES: [[*_identity(name), name.strength] for name in one.names],
    }


def _identity(name: AuthorityName) -> NameId:
    return (name.text, name.kind, name.language)


def _is_untouched(name: Name, loaded_strength: str | None) -> bool:
    return name.origin == _ORIGIN and name.status == Status.CONFIRMED and name.strength == loaded_strength
