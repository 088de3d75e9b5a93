"""Countries and territories as entities: their names, adjectives, inhabitants and capitals, out of the lexicons."""

from __future__ import annotations

from collections.abc import Iterator

from articles.authority.tables import DATA, LEXICONS, Row, read_table
from articles.authority.values import AuthorityEntity, AuthorityName, InvalidAuthorityData, NameKind, Strength
from articles.text.country_names import all_codes, country_name
from articles.text.names import script_of

LANGUAGES = ("de", "en", "uk", "ru")
# In the other tables an adjective is a stem that no text writes: "українськ".
_STEMS_ARE_WORDS = ("de", "en")
_OWN = "own table"
_CLDR = "Unicode CLDR"
# How a note begins when the word means something else as often, or is only another case of a name already listed.
_AMBIGUOUS = "ambiguous"
_INFLECTED = "inflected"
_AN_ORGANISATION = "the organisation"


def read_countries() -> list[AuthorityEntity]:
    facts = {row["code"]: row for row in read_table(DATA / "country_facts.tsv")}
    names: dict[str, dict[tuple[str, str, str], AuthorityName]] = {}
    for language in LANGUAGES:
        for code, name in _names(language):
            names.setdefault(code, {}).setdefault((name.text, name.kind, name.language), name)
    return [_country(code, facts.get(code, {}), tuple(by_text.values())) for code, by_text in sorted(names.items())]


def _country(code: str, facts: Row, names: tuple[AuthorityName, ...]) -> AuthorityEntity:
    preferred = {name.language: name.text for name in names if name.kind == "preferred"}
    if not {"de", "en"} <= preferred.keys():
        raise InvalidAuthorityData(f"country_names.tsv: {code} needs a German and an English name")
    return AuthorityEntity(
        key=f"country:{code}",
        kind="country",
        country=None,
        name_de=preferred["de"],
        name_en=preferred["en"],
        description_de=facts.get("description_de", ""),
        description_en=facts.get("description_en", ""),
        external_ids={field: facts[field] for field in ("iso2", "iso3", "wikidata") if facts.get(field)},
        names=names + tuple(_own_names(code, facts)),
        source=facts.get("source") or _OWN,
    )


def _names(language: str) -> Iterator[tuple[str, AuthorityName]]:
    """Every word of *language* for a country; case forms stay in the lexicon, where extraction needs them."""
    folder = LEXICONS / language
    seen: set[str] = set()
    for row in read_table(folder / "country_names.tsv"):
        # The first row of a country is what the language calls it, the others are variants of the name.
        kind: NameKind = "alias" if row["code"] in seen else "preferred"
        seen.add(row["code"])
        source = _CLDR if row["code"] in _cldr_codes() else _OWN
        yield row["code"], _name(row["name"], kind, language, _strength(row), source)
    for row in read_table(folder / "country_aliases.tsv"):
        if _INFLECTED not in row["note"]:
            yield row["code"], _name(row["name"], row["kind"], language, _strength(row))
    for row in read_table(folder / "country_adjectives.tsv") if language in _STEMS_ARE_WORDS else ():
        yield row["code"], _name(row["stem"], "adjective", language, _strength(row))
    for row in read_table(folder / "country_demonyms.tsv"):
        yield row["code"], _name(_spaced(row["forms"].split()[0]), "demonym", language, _strength(row))
    for row in read_table(folder / "capitals.tsv"):
        if _INFLECTED not in row["note"] and not row["note"].startswith(_AN_ORGANISATION):
            yield row["code"], _name(row["name"], "metonym", language, "weak")


def _own_names(code: str, facts: Row) -> Iterator[AuthorityName]:
    for language in facts.get("languages", "").split():
        if language not in LANGUAGES:
            yield _name(country_name(code, language), "preferred", language, "strong", _CLDR)


def _name(text: str, kind: str, language: str, strength: Strength, source: str = _OWN) -> AuthorityName:
    return AuthorityName(text, kind, language, script_of(text), strength, source)  # type: ignore[arg-type]


def _strength(row: Row) -> Strength:
    return "weak" if row["note"].startswith(_AMBIGUOUS) else "strong"


def _spaced(form: str) -> str:
    return form.replace("_", " ")


def _cldr_codes() -> frozenset[str]:
    return frozenset(all_codes())
