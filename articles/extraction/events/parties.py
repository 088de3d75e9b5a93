"""Who a noun phrase stands for: persons, organisations and countries, and the countries they act for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from articles.extraction.capitals import capital_name, place_key
from articles.extraction.events.phrases import Member, Phrase
from articles.extraction.events.tokens import Mentions
from articles.extraction.events.words import EventWords
from articles.extraction.lexicons import read_lexicon
from articles.extraction.values import MentionProposal

_COUNTRY = "country:"
# A name says who it is; an office its country; "russische Sänger" are not Russia, a lone surname waits for an editor.
_NAMED, _OFFICE, _OFFICIAL, _PEOPLE, _SOMEBODY, _UNLINKED = 1.0, 0.9, 0.75, 0.75, 0.5, 0.5


@dataclass(frozen=True, slots=True)
class Party:
    """*trust* says how directly the words name it; *mention* counts in the text's list of mentions."""

    entity: str | None
    wording: str
    countries: tuple[str, ...]
    mention: int | None
    trust: float


class PartyReader:
    """Reads phrases of one text. *home_countries* are the country codes of people, organisations and places."""

    def __init__(self, text: str, mentions: Mentions, words: EventWords, home_countries: Mapping[str, str]) -> None:
        self._text = text
        self._mentions = mentions
        self._words = words
        self._home = home_countries

    def parties(self, phrase: Phrase) -> list[Party]:
        return [party for member in phrase.members for party in self.of_member(member)]

    def of_member(self, member: Member) -> list[Party]:
        """Persons before organisations before countries: "der russische Präsident Putin" is Putin, for Russia."""
        countries = self._countries_beside(member)
        names = [name for name in member.names if self._kind(name) in ("person", "organisation")]
        if not names:
            names = [name for other in member.about for name in other.names if self._kind(name) == "person"]
        if names:
            return [self._somebody(index, countries) for index in names]
        own = [name for name in member.names if self._kind(name) == "country"]
        if own:
            return [self._country(index, self._mentions[index].span.quote) for index in own]
        places = [name for name in member.names if self._kind(name) == "place"]
        if places:
            return []
        belonging = [name for name in member.belongs if self._kind(name) == "country"]
        acts = any(token.text[0].isupper() and token.word.endswith(self._words.offices) for token in member.tokens)
        wording = self._wording(member)
        once = {self._mentions[index].entity: index for index in reversed(belonging)}
        return [self._country(index, wording, _OFFICE if acts else _SOMEBODY) for index in sorted(once.values())]

    def country_at(self, member: Member) -> Party | None:
        """The country a place lies in, or that the phrase names."""
        for index in member.names:
            mention = self._mentions[index]
            if mention.kind == "country" and mention.form not in ("adjective", "demonym"):
                return self._country(index, mention.span.quote)
            if mention.kind == "place" and (code := self.code_of_place(index, member)):
                return Party(_COUNTRY + code, mention.span.quote, (code,), None, _OFFICE)
        return None

    def place_of(self, member: Member) -> tuple[str, int] | None:
        """Entity and mention of the place or country that the phrase names."""
        for index in member.names:
            mention = self._mentions[index]
            if mention.entity and mention.kind in ("place", "country") and mention.form not in ("adjective", "demonym"):
                return mention.entity, index
        return None

    def code_of_place(self, index: int, member: Member) -> str:
        entity = self._mentions[index].entity or ""
        inside = [m for m in member.belongs if self._kind(m) == "country"]
        own = self._mentions[index].span
        nested = [m for m in inside if own.contains(self._mentions[m].span)]
        if nested:
            return _code(self._mentions[nested[0]])
        return self._home.get(entity) or capitals_by_key().get(entity, "")

    def _somebody(self, index: int, countries: tuple[str, ...]) -> Party:
        mention = self._mentions[index]
        home = self._home.get(mention.entity or "")
        codes = (home,) if home else countries[:1]
        trust = _NAMED if mention.entity else _OFFICIAL if codes else _UNLINKED
        return Party(mention.entity, mention.span.quote, codes, index, trust)

    def _country(self, index: int, wording: str, trust: float = _NAMED) -> Party:
        mention = self._mentions[index]
        if mention.form == "demonym":
            trust = min(trust, _PEOPLE)
        if mention.entity is None:
            trust = min(trust, _SOMEBODY)  # "kongolesisch" may be either Congo
        code = _code(mention)
        return Party(mention.entity, wording, (code,) if code else (), index, trust)

    def _countries_beside(self, member: Member) -> tuple[str, ...]:
        beside = [*member.belongs, *(name for other in member.about for name in (*other.names, *other.belongs))]
        codes = [_code(self._mentions[index]) for index in beside if self._kind(index) == "country"]
        return tuple(dict.fromkeys(code for code in codes if code))

    def _kind(self, index: int) -> str:
        return self._mentions[index].kind

    def _wording(self, member: Member) -> str:
        tokens = member.tokens
        while len(tokens) > 1 and (
            self._words.has("preposition", tokens[0].word) or self._words.has("elaboration", tokens[0].word)
        ):
            tokens = tokens[1:]
        return self._text[tokens[0].start : tokens[-1].end]


def _code(mention: MentionProposal) -> str:
    entity = mention.entity or ""
    return entity.removeprefix(_COUNTRY) if entity.startswith(_COUNTRY) else ""


@cache
def capitals_by_key() -> dict[str, str]:
    """Country codes of the capitals by their entity key."""
    codes: dict[str, str] = {}
    for row in read_lexicon("de", "capitals"):
        if row["kind"] == "capital":
            codes.setdefault(place_key(capital_name(row["code"], row["name"])), row["code"])
    return codes
