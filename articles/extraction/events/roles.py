"""From the places where a verb's or noun's parties stand to actor, recipient, object and place."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.extraction.events.arguments import Arguments, Filled
from articles.extraction.events.parties import Party, PartyReader
from articles.extraction.events.phrases import Member, Phrase
from articles.extraction.events.tokens import Mentions, Token
from articles.extraction.events.triggers import Shown, weapons_beside
from articles.extraction.events.words import EventWords

_PREPOSITION = "+"
_BY_NOUN, _BY_GOVERNOR, _BY_PLACE = 0.9, 0.9, 0.9


@dataclass(slots=True)
class Roles:
    """*trust* has, for each role that is filled, how sure that is."""

    actors: list[Party] = field(default_factory=list)
    recipients: list[Party] = field(default_factory=list)
    objects: list[Token] = field(default_factory=list)
    place: str | None = None
    place_country: str = ""
    trust: dict[str, float] = field(default_factory=dict)


class RoleReader:
    """Fills the roles of one event. *pronoun* is whom a pronoun of the clause stands for, where that is certain."""

    def __init__(
        self,
        shown: Shown,
        arguments: Arguments,
        pronoun: Filled | None,
        parties: PartyReader,
        mentions: Mentions,
        words: EventWords,
    ) -> None:
        self._shown = shown
        self._arguments = arguments
        self._subject = arguments.subject or pronoun
        self._parties = parties
        self._mentions = mentions
        self._words = words

    def roles(self) -> Roles:
        frame, roles = self._shown.trigger.frame, Roles()
        for name, slots, into in (
            ("actor", frame.actor, roles.actors),
            ("recipient", frame.recipient, roles.recipients),
        ):
            filled = self._first(slots, taken=roles.actors)
            if filled:
                parties, trust = filled
                into += parties
                roles.trust[name] = trust
        if not roles.recipients and len(roles.actors) > 1 and self._is_mutual():
            # "Russland und Nordkorea festigten ihre Beziehungen": each to the other.
            roles.trust["recipient"] = roles.trust["actor"]
        if "weapon" in frame.object:
            roles.objects = weapons_beside(self._shown.clause, self._mentions, self._words)[:1]
        if roles.objects:
            roles.trust["object"] = 1.0
        self._set_place(roles)
        return roles

    def _is_mutual(self) -> bool:
        frame = self._shown.trigger.frame
        return any(slot == f"{_PREPOSITION}mit" for slot in frame.recipient) or "between" in frame.recipient

    def _first(self, slots: tuple[str, ...], taken: list[Party]) -> tuple[list[Party], float] | None:
        held = {party.entity for party in taken if party.entity}
        for slot in slots:
            parties, trust = self._in_slot(slot)
            parties = [party for party in parties if party.entity not in held or party.entity is None]
            if parties:
                return parties, trust * min(party.trust for party in parties)
        return None

    def _in_slot(self, slot: str) -> tuple[list[Party], float]:
        if slot == "place":
            country = next((c for m in self._places(self._shown.trigger.frame.place) if (c := self._at(m))), None)
            return ([country] if country else []), _BY_PLACE
        if slot == "genitive":
            return self._genitive(), _BY_NOUN
        if slot == "adjective":
            return self._adjective(), _BY_NOUN
        if slot in ("governor", "attendant"):
            behind = bool(self._shown.phrase and self._shown.phrase.preposition)
            return self._filled(self._subject, _BY_GOVERNOR) if behind == (slot == "attendant") else ([], 0.0)
        if slot.startswith(_PREPOSITION):
            return self._behind(slot[1:])
        if self._shown.passive:
            return self._passive(slot)
        return self._filled(self._subject if slot == "subject" else getattr(self._arguments, slot))

    def _passive(self, slot: str) -> tuple[list[Party], float]:
        if slot == "dative" and self._arguments.dative:
            return self._filled(self._arguments.dative)
        if slot in ("object", "dative"):
            return self._filled(self._subject)
        for preposition in self._words.roles["agent"]:
            parties, trust = self._behind(preposition, agent=True)
            if parties:
                return parties, trust
        return [], 0.0

    def _filled(self, filled: Filled | None, factor: float = 1.0) -> tuple[list[Party], float]:
        if filled is None:
            return [], 0.0
        return self._parties.parties(filled.phrase), filled.trust * factor

    def _behind(self, preposition: str, *, agent: bool = False) -> tuple[list[Party], float]:
        """A verb takes the phrase anywhere in its clause, a noun only one that follows it before the next verb."""
        for phrase in self._arguments.behind(preposition):
            if self._shown.phrase is not None and not self._belongs_to_noun(phrase):
                continue
            if agent and not phrase.determiner and self._follows_a_noun(phrase):
                continue  # "wurde in der Nähe von Brüssel verhaftet"
            parties = self._parties.parties(phrase)
            if not parties and (country := self._at(phrase.members[0])):
                parties = [country]
            if parties:
                return parties, 1.0
        return [], 0.0

    def _belongs_to_noun(self, phrase: Phrase) -> bool:
        noun = self._shown.phrase
        if noun is None or phrase.start < noun.end:
            return False
        between = [
            item for item in self._shown.clause.items
            if isinstance(item, Token) and noun.end <= item.start < phrase.start and not item.is_date
        ]  # fmt: skip
        return not between

    def _member(self) -> Member:
        member = self._shown.member
        if member is None:
            return Member([])
        # "das Ausmaß der Waffenlieferungen Russlands": the noun may itself depend on another.
        inner = next((other for other in member.about if self._shown.token in other.tokens), None)
        return inner or member

    def _genitive(self) -> list[Party]:
        after = self._shown.token.end
        member = self._member()
        found = [party for other in member.about if other.tokens[0].start >= after for party in self._of(other)]
        return [party for party in found if party.trust >= 0.5]

    def _of(self, other: Member) -> list[Party]:
        return self._parties.of_member(other)

    def _adjective(self) -> list[Party]:
        member, start = self._member(), self._shown.token.start
        before = [
            index for index in member.belongs
            if self._mentions[index].kind == "country" and self._mentions[index].span.start < start
            and self._mentions[index].form == "adjective"
        ]  # fmt: skip
        return [
            Party(self._mentions[index].entity, self._mentions[index].span.quote, (code,), index, 1.0)
            for index in before
            if (code := (self._mentions[index].entity or "").rpartition(":")[2])
        ]

    def _places(self, slots: tuple[str, ...]) -> list[Member]:
        members: list[Member] = []
        for slot in slots:
            if slot == "object":
                filled = self._subject if self._shown.passive else self._arguments.object
                members += filled.phrase.members[:1] if filled else []
            elif slot.startswith(_PREPOSITION):
                phrases = [phrase for phrase in self._arguments.behind(slot[1:]) if self._says_where(phrase)]
                members += [phrase.members[0] for phrase in phrases]
        return [member for member in members if self._parties.place_of(member)]

    def _says_where(self, phrase: Phrase) -> bool:
        """Not where the place belongs to a noun in front of it: “nach dem Ausbruch eines Krieges in der Ukraine”."""
        if self._shown.phrase is not None:
            return self._belongs_to_noun(phrase)
        return not self._follows_a_noun(phrase)

    def _follows_a_noun(self, phrase: Phrase) -> bool:
        """Whether *phrase* may depend on what a preposition in front of it stands for."""
        items = self._shown.clause.items
        index = next((i for i, item in enumerate(items) if item is phrase), 0)
        before = items[index - 1] if index else None
        return isinstance(before, Phrase) and bool(before.preposition) and not before.members[-1].names

    def _at(self, member: Member) -> Party | None:
        return self._parties.country_at(member)

    def _set_place(self, roles: Roles) -> None:
        slots = self._shown.trigger.frame.place or tuple(_PREPOSITION + word for word in self._words.roles["where"])
        for member in self._places(slots):
            place = self._parties.place_of(member)
            if place:
                roles.place = place[0]
                country = self._at(member)
                roles.place_country = country.countries[0] if country and country.countries else ""
                roles.trust["place"] = 1.0
                return
