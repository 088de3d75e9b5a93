"""The starter authority data as one value: countries out of the lexicons, everybody else out of the tables here."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.authority.countries import read_countries
from articles.authority.tables import DATA, Row, read_table, tables
from articles.authority.values import AuthorityEntity, AuthorityName, AuthoritySet, InvalidAuthorityData, Strength
from articles.text.names import script_of


def read_authority() -> AuthoritySet:
    """Everything, each entity once. Raises InvalidAuthorityData when a table contradicts itself."""
    entities = [*read_countries(), *_read_others()]
    _check(entities)
    return AuthoritySet(tuple(entities), authority_edition())


def authority_edition() -> str:
    """A hash over the tables and over the code that reads them; a few milliseconds, nothing is parsed."""
    digest = hashlib.sha256()
    for path in [*tables(), *sorted(Path(__file__).parent.glob("*.py"))]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _read_others() -> Iterator[AuthorityEntity]:
    names: dict[str, list[AuthorityName]] = {}
    for table in ("names.tsv", "leader_names.tsv"):
        for row in read_table(DATA / table):
            names.setdefault(row["key"], []).append(_name(row))
    leaders = {row["key"]: row for row in read_table(DATA / "leaders.tsv")}
    for row in read_table(DATA / "entities.tsv"):
        yield _entity({**row, **_filled(leaders.pop(row["key"], {}))}, names.pop(row["key"], []))
    for key, row in leaders.items():
        yield _entity(row, names.pop(key, []))
    if names:
        raise InvalidAuthorityData(f"names without an entity: {', '.join(sorted(names))}")


def _filled(row: Row) -> Row:
    # The Factbook knows the office and its date; the name stays the one of our own table.
    return {
        column: row[column] for column in ("description_de", "description_en", "wikidata", "source") if row.get(column)
    }


def _entity(row: Row, names: Iterable[AuthorityName]) -> AuthorityEntity:
    kind = row["key"].partition(":")[0]
    preferred = [_preferred(row, kind, language) for language in ("de", "en")]
    once = {(name.text, name.kind, name.language): name for name in [*names, *preferred]}
    return AuthorityEntity(
        key=row["key"],
        kind=kind,  # type: ignore[arg-type]  # the database's own constraint and the tests hold the kinds
        country=row["country"] or None,
        name_de=row["name_de"],
        name_en=row["name_en"],
        description_de=row["description_de"],
        description_en=row["description_en"],
        external_ids={"wikidata": row["wikidata"]} if row["wikidata"] else {},
        names=tuple(once.values()),
        source=row["source"],
    )


def _preferred(row: Row, kind: str, language: str) -> AuthorityName:
    text = row[f"name_{language}"]
    # "Philippe" is the king's whole name and everybody's first name.
    strength: Strength = "weak" if kind == "person" and " " not in text else "strong"
    return AuthorityName(text, "preferred", language, script_of(text), strength, row["source"])


def _name(row: Row) -> AuthorityName:
    return AuthorityName(
        text=row["text"],
        kind=row["kind"],  # type: ignore[arg-type]
        language=row["language"],
        script=script_of(row["text"]),
        strength=row["strength"],  # type: ignore[arg-type]
        source=row["source"],
    )


def _check(entities: list[AuthorityEntity]) -> None:
    keys = [entity.key for entity in entities]
    if twice := {key for key in keys if keys.count(key) > 1}:
        raise InvalidAuthorityData(f"entities that stand in the tables twice: {', '.join(sorted(twice))}")
    for entity in entities:
        if entity.country and f"country:{entity.country}" not in keys:
            raise InvalidAuthorityData(f"{entity.key} belongs to {entity.country}, which is no country of the tables")
