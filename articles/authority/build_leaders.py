"""Renews data/leaders.tsv and data/leader_names.tsv: heads of state and government.

python -m articles.authority.build_leaders FACTBOOK POLITICIANS DATE: the World Factbook and the politicians of
Wikidata, one JSON object a line (the second may be compressed), and the day of the Factbook's edition, which the source
of every entity names: the archive does not say who governs, it says what the Factbook said.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from articles.authority.factbook import Leader, leader_of, read_factbook
from articles.authority.tables import DATA, Row, read_table
from articles.text.country_names import countries_named, country_name
from articles.text.names import name_key

FACTBOOK = "CIA World Factbook 8662a8b (public domain)"
WIKIDATA = "Wikidata via EveryPolitician 0642e77 (CC0)"
OWN = "own table"
LEADER_COLUMNS = ("key", "country", "name_de", "name_en", "description_de", "description_en", "wikidata", "source")
NAME_COLUMNS = ("key", "text", "kind", "language", "strength", "source")
_TRANSCRIBED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
# Languages whose spelling of a name is taken over: those of news that reach the archive.
_LANGUAGES = frozenset(
    ["ar", "az", "be", "bg", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hr", "hu", "hy", "it",
     "ja", "ka", "kk", "ko", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi", "zh"]
)  # fmt: skip
# Shorter family names ("Kim", "Li", "Ali") are everybody's and stand for nobody.
_SHORTEST_FAMILY_NAME = 4
_DAYS = ("%d %B %Y", "%d %b %Y", "%B %Y", "%Y")

PersonId = tuple[str, str]


@dataclass
class Person:
    """A leader with all offices, and the rows about the same person elsewhere."""

    leader: Leader
    spelling: Row
    offices: list[Leader] = field(default_factory=list)
    wikidata: dict[str, str] = field(default_factory=dict)
    qid: str = ""

    @property
    def name_de(self) -> str:
        return self.spelling.get("name_de") or self.wikidata.get("de") or _with_ordinal(self.leader.name)

    @property
    def name_en(self) -> str:
        return self.spelling.get("name_en") or self.wikidata.get("en") or self.leader.name

    @property
    def key(self) -> str:
        return f"person:{name_key(self.name_de.casefold().translate(_TRANSCRIBED)).replace(' ', '-')}"


def find_leaders(factbook: Iterator[str], politicians: Iterable[str]) -> list[Person]:
    spellings = {(row["country"], row["factbook"]): row for row in read_table(DATA / "leader_spellings.tsv")}
    offices = [row["office"] for row in read_table(DATA / "offices.tsv")]
    people: dict[PersonId, Person] = {}
    for country in read_factbook(factbook):
        for entry in (country.chief_of_state, country.head_of_government):
            leader = leader_of(country.code, entry, offices) if country.sovereign else None
            if leader is not None:
                identity = (leader.country, leader.name)
                person = people.setdefault(identity, Person(leader, spellings.get(identity, {})))
                if leader.office not in [held.office for held in person.offices]:
                    person.offices.append(leader)
    _add_wikidata(list(people.values()), politicians)
    return sorted(people.values(), key=lambda person: person.key)


def _add_wikidata(people: list[Person], politicians: Iterable[str]) -> None:
    """Names and number of the one politician of the same country and the same name; of two, neither is taken."""
    wanted: dict[PersonId, Person] = {}
    for person in people:
        for name in (person.leader.name, person.spelling.get("name_en", ""), person.spelling.get("name_de", "")):
            wanted[(person.leader.country, name_key(name))] = person
    found: dict[str, list[dict[str, Any]]] = {}
    for line in politicians:
        row = json.loads(line)
        countries = {code for place in row["countries"] for code in countries_named(place.split(" / ")[0])}
        keys = {name_key(name) for name in row["names"]}
        matched = {wanted[pair].key: wanted[pair] for c in countries for k in keys if (pair := (c, k)) in wanted}
        for key in matched:
            found.setdefault(key, []).append(row)
    for person in people:
        rows = found.get(person.key, [])
        if len(rows) == 1:
            person.qid = rows[0]["qid"]
            # "Хаджимба, Рауль Джумкович": turned round, a name no text writes so.
            named = ((name, tags) for name, tags in rows[0]["names"].items() if "," not in name)
            person.wikidata = {tag.partition("_")[0]: name for name, tags in named for tag in reversed(tags)}


def leader_row(person: Person, edition: date) -> tuple[str, ...]:
    leader, qid = person.leader, person.qid
    factbook = FACTBOOK.replace(" (", f" of {edition} (")
    source = f"{factbook}; {WIKIDATA}" if qid else factbook
    described = (_description(person, "de"), _description(person, "en"))
    return (person.key, leader.country, person.name_de, person.name_en, *described, qid, source)


def name_rows(person: Person) -> Iterator[tuple[str, ...]]:
    leader, key = person.leader, person.key
    kind = person.spelling.get("kind") or "transliteration"
    taken = {person.name_de, person.name_en} | {name for name, keys in _own_names().items() if key in keys}
    if leader.name not in taken and leader.name not in _own_names():
        yield (key, leader.name, kind, "en", _strength(leader.name, kind), FACTBOOK)
    for language, name in sorted(person.wikidata.items()):
        # Wikidata's Mongolian calls Kim Jong-un Ким Чен Ир: a name our own table gives to another person is left out.
        if language in _LANGUAGES and name not in taken | {leader.name} | _own_names().keys():
            taken.add(name)
            yield (key, name, "transliteration", language, _strength(name), WIKIDATA)
    common = {row["family_name"] for row in read_table(DATA / "common_family_names.tsv")}
    if leader.family and " " in leader.name:
        for family in dict.fromkeys(
            _family_name(name, leader) for name in (person.name_de, person.name_en, leader.name)
        ):
            if len(family) >= _SHORTEST_FAMILY_NAME and family not in taken | common:
                yield (key, family, "alias", "", "weak", FACTBOOK)
    else:
        yield from _titles(person)


@cache
def _own_names() -> dict[str, frozenset[str]]:
    """Every name of our own table, with the keys of those who bear it."""
    keys: dict[str, frozenset[str]] = {}
    for row in read_table(DATA / "names.tsv"):
        keys[row["text"]] = keys.get(row["text"], frozenset()) | {row["key"]}
    return keys


def _titles(person: Person) -> Iterator[tuple[str, ...]]:
    """ "König Charles III.": who reigns under one name is named with the title."""
    for office in _offices(person):
        yield (person.key, f"{office['de']} {person.name_de}", "title", "de", "strong", FACTBOOK)
        english = " ".join(word if word == "of" else word.capitalize() for word in office["en"].split())
        yield (person.key, f"{english} {person.name_en}", "title", "en", "strong", FACTBOOK)


def _family_name(name: str, leader: Leader) -> str:
    """The words of *name* that stand where the Factbook's family name stands, in this spelling."""
    words, family = name.split(), leader.family.split()
    if name == leader.name:
        return leader.family
    # Family name first stays first ("Kim Jong-un"), else it is taken from the end.
    return " ".join(words[: len(family)] if leader.name.startswith(leader.family) else words[-len(family) :])


def _description(person: Person, language: str) -> str:
    """ "Präsident, Russland (seit 2012)": short enough for a list; the source says who says so and when."""
    feminine = {(row["country"], row["family_name"]) for row in read_table(DATA / "feminine.tsv")}
    column = "de_feminine" if (person.leader.country, person.leader.family) in feminine else "de"
    country = country_name(person.leader.country, language)
    since, and_ = {"de": ("seit", "und"), "en": ("since", "and")}[language]
    titles = [office[column if language == "de" else "en"] for office in _offices(person)]
    years = [_year(leader.since) for leader in person.offices]
    if len(set(years)) == 1:
        text = f"{f' {and_} '.join(titles)}, {country} ({since} {years[0]})"
    else:
        held = (f"{title} ({since} {year})" for title, year in zip(titles, years, strict=True))
        text = f"{f' {and_} '.join(held)}, {country}"
    return f"{text[0].upper()}{text[1:]}"


def _offices(person: Person) -> list[Row]:
    offices = {row["office"]: row for row in read_table(DATA / "offices.tsv")}
    return [offices[leader.office] for leader in person.offices]


def _year(since: str) -> int:
    """Of "12 December 2019", "April 2018" or "1997"."""
    for pattern in _DAYS:
        with suppress(ValueError):
            return datetime.strptime(since, pattern).year
    raise SystemExit(f"“{since}” is no date the builder reads.")


def _strength(name: str, kind: str = "transliteration") -> str:
    # 習近平 is a full name; a single word in a script with capitals is not.
    single = " " not in name and name != name.lower()
    return "weak" if kind == "misspelling" or single else "strong"


def _with_ordinal(name: str) -> str:
    """German writes regnal numbers as ordinals: "Charles III."."""
    return " ".join(f"{word}." if word.strip("IVX") == "" else word for word in name.split())


def main(arguments: list[str]) -> None:
    if len(arguments) != 3:
        raise SystemExit("Name the Factbook, the politicians of Wikidata, and the Factbook's day (2026-05-17).")
    factbook, politicians, edition = arguments
    opened = gzip.open if politicians.endswith(".gz") else open
    with open(factbook, encoding="utf-8") as entries, opened(politicians, "rt", encoding="utf-8") as rows:
        people = find_leaders(entries, rows)
    leaders = [leader_row(person, date.fromisoformat(edition)) for person in people]
    names = [row for person in people for row in name_rows(person)]
    for target, table in (("leaders.tsv", (LEADER_COLUMNS, *leaders)), ("leader_names.tsv", (NAME_COLUMNS, *names))):
        (DATA / target).write_text("".join("\t".join(row) + "\n" for row in table), encoding="utf-8")
    matched = sum(bool(person.qid) for person in people)
    print(f"{len(leaders)} leaders, {len(names)} further names, {matched} of them known to Wikidata")


if __name__ == "__main__":
    main(sys.argv[1:])
