"""The CIA World Factbook as the builders read it: its countries under ISO codes, its leaders taken apart."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from articles.text.country_names import countries_named

# Short names of the Factbook that no language of CLDR uses.
_OTHER_NAMES = {
    "The Gambia": "GM",
    "The Bahamas": "BS",
    "The Dominican": "DO",
    "DRC": "CD",
    "Federated States of Micronesia": "FM",
    "Congo (Brazzaville)": "CG",
    "Burma": "MM",
    "Holy See (Vatican City)": "VA",
    "Virgin Islands": "VI",
}
# Sovereign without being members of the United Nations.
_NOT_IN_THE_UN = frozenset({"VA", "XK", "TW"})

_OFFICE_HOLDER = re.compile(
    r"^(?P<words>.+?) \((?:chairperson )?(?:since )?(?P<since>(?:\d+ )?(?:[A-Z][a-z]+ )?\d{4})\b"
)
_RANKS = re.compile(r"^(?:Sr\. )?(?:(?:Gen|Col|Capt|Dr)\.|General|Sir) ")
_NICKNAME = re.compile(r"\"[^\"]*\" ")
_SPELLED_OTHERWISE = re.compile(r"\s*(?:;|\().*")
_REGNAL_NUMBER = re.compile(r"[IVX]+")
# "EL-SISI", "DÉBY", "OSMANI-Sadriu", "al-SUDANI": how the Factbook marks the family name. An initial marks nothing.
_IN_CAPITALS = re.compile(r"[^\W\d_a-z]{2}[^a-z\d_]*")
# Written small inside a family name that the Factbook prints in capitals ("DOS RAMOS").
_PARTICLES = frozenset({"BIN", "DA", "DE", "DEL", "DER", "DOS", "LA"})


@dataclass(frozen=True, slots=True)
class Leader:
    """*name* in the order of the Factbook; *family* is what it prints in capitals, empty for a monarch."""

    country: str
    office: str
    name: str
    family: str
    since: str


@dataclass(frozen=True, slots=True)
class FactbookCountry:
    code: str
    sovereign: bool
    chief_of_state: str
    head_of_government: str


def read_factbook(lines: Iterator[str]) -> Iterator[FactbookCountry]:
    """Countries with an ISO code; islands and bases without one are left out."""
    for line in lines:
        row = json.loads(line)
        names = [name for name in (row["name"], row["long"]) if name and name != "none"]
        codes = {code for name in names for code in _codes(html.unescape(name))}
        if len(codes) == 1:
            code = codes.pop()
            member = "UN" in [word.strip() for word in (row["intl_orgs"] or "").split(",")]
            yield FactbookCountry(
                code,
                member or code in _NOT_IN_THE_UN,
                html.unescape(row["chief_of_state"] or ""),
                html.unescape(row["head_of_government"] or ""),
            )


def leader_of(country: str, entry: str, offices: list[str]) -> Leader | None:
    """The person of an entry like "President Abdelmadjid TEBBOUNE (since 12 December 2019)"; None where it is unclear.

    Heads of state who are represented by a governor belong to another country and are none of this one's leaders.
    """
    holder = _OFFICE_HOLDER.match(entry.replace("’", "'"))
    if holder is None or "represented by" in entry:
        return None
    words = holder["words"]
    office = max((one for one in offices if words.startswith(f"{one} ")), key=len, default="")
    if not office:
        return None
    name = _NICKNAME.sub("", _SPELLED_OTHERWISE.sub("", _RANKS.sub("", words.removeprefix(office).strip())))
    tokens = name.replace(",", "").split()
    if not tokens or tokens[0].islower():
        return None
    reigns = any(_is_number(token) for token in tokens[1:])
    marked = [token for number, token in enumerate(tokens) if _is_marked(token) and not (number and _is_number(token))]
    return Leader(
        country=country,
        office=office,
        name=" ".join(
            _in_small_letters(token, leads=token == marked[0]) if token in marked else token for token in tokens
        ),
        family="" if reigns else " ".join(_in_small_letters(token, leads=token == marked[0]) for token in marked),
        since=" ".join(holder["since"].split()),
    )


def _codes(name: str) -> tuple[str, ...]:
    return (_OTHER_NAMES[name],) if name in _OTHER_NAMES else countries_named(name)


def _is_marked(token: str) -> bool:
    return any(_IN_CAPITALS.fullmatch(part) for part in token.split("-"))


def _is_number(token: str) -> bool:
    return _REGNAL_NUMBER.fullmatch(token) is not None


def _in_small_letters(token: str, *, leads: bool) -> str:
    if token in _PARTICLES and not leads:
        return token.lower()
    return re.sub(r"[^\W\d_]{2,}", lambda part: part[0].capitalize() if part[0].isupper() else part[0], token)
