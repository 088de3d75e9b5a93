"""Reads the sentences of one text, each when it is asked for, and proposes the events they show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from articles.extraction.dates import DatePhrase
from articles.extraction.events.arguments import arguments_of, trusted_pronoun
from articles.extraction.events.claims import ClaimReader, Said
from articles.extraction.events.clauses import Clause, ClauseReader
from articles.extraction.events.parties import Party, PartyReader
from articles.extraction.events.phrases import Phrase, PhraseReader
from articles.extraction.events.quantities import quantity_of
from articles.extraction.events.roles import RoleReader, Roles
from articles.extraction.events.tokens import Mentions, tokens_of
from articles.extraction.events.triggers import Shown, shown_in
from articles.extraction.events.words import EventWords
from articles.extraction.sentences import Sentence
from articles.extraction.values import EventProposal, MentionProposal, Participant, Role
from articles.text.dates import PartialDate
from articles.text.spans import Span

# How many sentences back a pronoun may point, as long as nobody else is named in between.
_REACH_OF_PRONOUN = 2
_LONGEST_SENTENCE = 1500
_MISSING = 0.45
# "es" can be a country, and hardly anybody else.
_COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class ReadSentence:
    clauses: list[Clause]
    people: dict[str, Phrase]


class SentenceReader:
    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[MentionProposal],
        dates: Sequence[DatePhrase],
        words: EventWords,
        home_countries: Mapping[str, str],
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._mentions = Mentions(mentions)
        self._dates = {phrase.span.start: phrase for phrase in dates}
        self._date_starts = sorted(self._dates)
        self._words = words
        self._parties = PartyReader(text, self._mentions, words, home_countries)
        self._read: dict[int, ReadSentence] = {}

    def names_somebody(self, index: int) -> bool:
        """Whether anything is mentioned in the sentence; a list of a thousand words is no sentence."""
        span = self._sentences[index].span
        return span.end - span.start <= _LONGEST_SENTENCE and bool(self._mentions.within(span.start, span.end))

    def proposals(self, index: int, written: date | PartialDate | None) -> Iterator[EventProposal]:
        sentence = self._sentences[index]
        read = self._sentence(index)

        def referent(clause: Clause, pronoun: str) -> Phrase | None:
            return self._referent(index, clause, pronoun)

        claims = ClaimReader(read.clauses, self._parties, self._words, referent)
        for clause in read.clauses:
            for shown in shown_in(clause, self._words, self._mentions, is_heading=sentence.is_heading):
                said = claims.said_of(shown)
                roles = self._roles(index, shown)
                if said.modality and (roles.actors or roles.recipients or roles.objects):
                    yield self._proposal(sentence.span, shown, roles, said, written)

    def _roles(self, index: int, shown: Shown) -> Roles:
        verb = shown.token if shown.phrase is None else None
        arguments = arguments_of(shown.clause, verb, self._words)
        pronoun = None
        if arguments.pronoun and arguments.subject is None:
            phrase = self._referent(index, shown.clause, arguments.pronoun)
            pronoun = trusted_pronoun(phrase) if phrase else None
        return RoleReader(shown, arguments, pronoun, self._parties, self._mentions, self._words).roles()

    def _proposal(
        self, sentence: Span, shown: Shown, roles: Roles, said: Said, written: date | PartialDate | None
    ) -> EventProposal:
        trigger = shown.trigger
        when, inferred = self._date(shown, written)
        modality = said.modality or "reported"
        if modality == "reported" and when and written and when.earliest > _latest(written):
            modality = "planned"
        actors = {party.entity for party in roles.actors}
        claimed_by = said.claimed_by if modality != "planned" or said.claimed_by not in actors else None
        quantity = quantity_of(shown.clause, roles.objects[0], self._words) if roles.objects else None
        return EventProposal(
            span=sentence,
            type=trigger.type,
            mode=_mode(shown, roles),
            trigger=Span.of(self._text, shown.token.start, shown.token.end),
            date=when,
            place=roles.place,
            modality=modality,
            claimed_by=claimed_by,
            participants=tuple(self._participants(roles)),
            quantity=quantity,
            date_inferred=inferred,
            score=round(score_of(shown, roles), 2),
        )

    def _participants(self, roles: Roles) -> Iterator[Participant]:
        for role, parties in (("actor", roles.actors), ("recipient", roles.recipients)):
            for party in parties:
                yield _participant(role, party)
        for token in roles.objects:
            entity = self._mentions[token.mention].entity if token.mention is not None else None
            yield Participant("object", entity, token.text, (), token.mention)

    def _date(self, shown: Shown, written: date | PartialDate | None) -> tuple[PartialDate | None, bool]:
        """The date in the verb's own clause that stands nearest to it, or in the clause that shares its subject."""
        clause: Clause | None = shown.clause
        while clause is not None:
            tokens = [token for item in clause.items for token in (item.tokens if isinstance(item, Phrase) else [item])]
            phrases = [self._dates[token.start] for token in tokens if token.is_date and token.start in self._dates]
            for phrase in sorted(phrases, key=lambda phrase: abs(phrase.span.start - shown.token.start)):
                if when := phrase.seen_from(written):
                    return when, phrase.stated is None
            clause = clause.before
        return None, False

    def _sentence(self, index: int) -> ReadSentence:
        if index not in self._read:
            sentence = self._sentences[index].span
            tokens = tokens_of(
                self._text, sentence, self._mentions, [phrase.span for phrase in self._dates_in(sentence)]
            )
            items = PhraseReader(tokens, self._mentions, self._words).items()
            clauses = ClauseReader(items, self._words).clauses()
            self._read[index] = ReadSentence(clauses, self._people(clauses))
        return self._read[index]

    def _dates_in(self, sentence: Span) -> list[DatePhrase]:
        first = bisect_left(self._date_starts, sentence.start)
        last = bisect_left(self._date_starts, sentence.end)
        return [self._dates[start] for start in self._date_starts[first:last]]

    def _people(self, clauses: Sequence[Clause]) -> dict[str, Phrase]:
        """The persons a sentence names, each with the phrase that names them first."""
        people: dict[str, Phrase] = {}
        for clause in clauses:
            for phrase in clause.phrases:
                for token in phrase.tokens:
                    for index in (token.mention, *token.inside):
                        if index is not None and self._mentions[index].kind == "person":
                            people.setdefault(self._mentions[index].entity or token.text, phrase)
        return people

    def _referent(self, index: int, clause: Clause, pronoun: str) -> Phrase | None:
        """The one person that a pronoun can mean: of the main clause, else of the sentences before, if only one is."""
        number = self._words.value("pronoun", pronoun).partition(" ")[0]
        if number not in ("one", "any", _COUNTRY) or (number == "any" and self._is_plural(clause)):
            return None
        main = clause.parent
        if main is not None:
            subject = arguments_of(main, None, self._words).subject
            if subject and len(self._parties.parties(subject.phrase)) == 1:
                kind = _COUNTRY if number == _COUNTRY else "person"
                return subject.phrase if self._names(subject.phrase, kind) else None
        if number == _COUNTRY:
            return None
        for earlier in range(index - 1, max(-1, index - 1 - _REACH_OF_PRONOUN), -1):
            if self._sentences[earlier].is_heading:
                return None
            people = self._sentence(earlier).people
            if people:
                return next(iter(people.values())) if len(people) == 1 else None
        return None

    def _names(self, phrase: Phrase, kind: str) -> bool:
        parties = self._parties.parties(phrase)
        return any(party.mention is not None and self._mentions[party.mention].kind == kind for party in parties)

    def _is_plural(self, clause: Clause) -> bool:
        verbs = [word.text for word in clause.words if word.text in self._words.known_verbs]
        return bool(verbs) and verbs[0].endswith(self._words.plural_endings)


def score_of(shown: Shown, roles: Roles) -> float:
    """Trigger and voice, times the trust in each role that events of this kind need, missing ones counting little."""
    score = shown.trigger.score * shown.doubt
    for role in shown.trigger.frame.needs:
        score *= roles.trust.get(role, _MISSING)
    return score


def _mode(shown: Shown, roles: Roles) -> str | None:
    """“traf sich im Fernen Osten Russlands mit Putin”: whoever comes from elsewhere is on a visit."""
    trigger = shown.trigger
    hosts = {code for party in roles.recipients for code in party.countries}
    guests = {code for party in roles.actors for code in party.countries}
    if trigger.abroad and roles.place_country in hosts and guests and roles.place_country not in guests:
        return trigger.abroad
    return trigger.mode


def _participant(role: str, party: Party) -> Participant:
    return Participant(cast(Role, role), party.entity, party.wording, party.countries, party.mention)


def _latest(written: date | PartialDate) -> date:
    return written.latest if isinstance(written, PartialDate) else written
