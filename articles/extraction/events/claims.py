"""Who says that something happened, and what that makes of it: reported, alleged, denied, planned, confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.events.arguments import arguments_of
from articles.extraction.events.clauses import Clause
from articles.extraction.events.parties import PartyReader
from articles.extraction.events.phrases import Phrase
from articles.extraction.events.tokens import Token
from articles.extraction.events.triggers import Shown
from articles.extraction.events.words import Claim, EventWords
from articles.extraction.values import Modality

_NOTHING, _SAID, _QUOTING = "none", "said", "quoting"
_WEIGHT = {"denied": 4, "planned": 3, "alleged": 2, "confirmed": 1}
# Whom a pronoun at this place stands for, where that is certain.
Referent = Callable[[Clause, str], Phrase | None]


@dataclass(frozen=True, slots=True)
class Said:
    """*modality* is None where the words say that nothing happened, or ask for it."""

    modality: Modality | None
    claimed_by: str | None = None


class ClaimReader:
    """Reads the claims of one sentence."""

    def __init__(self, clauses: Sequence[Clause], parties: PartyReader, words: EventWords, referent: Referent) -> None:
        self._clauses = clauses
        self._parties = parties
        self._words = words
        self._referent = referent

    def said_of(self, shown: Shown) -> Said:
        found = set(self._words_about(shown))
        claimants: list[str] = []
        for claim, claimant in self._claims(shown):
            found.add(claim.modality)
            if claimant:
                claimants.append(claimant)
        if _NOTHING in found:
            return Said(None)
        modalities = [modality for modality in found if modality in _WEIGHT]
        modality = max(modalities, key=lambda name: _WEIGHT[name], default="reported")
        return Said(modality, claimants[0] if claimants else None)  # type: ignore[arg-type]  # keys of _WEIGHT

    def _words_about(self, shown: Shown) -> Iterator[str]:
        """What conjunction, auxiliary and adverbs say."""
        clause = shown.clause
        shared = clause.before.words if clause.before and clause.kind != "main" else []
        for word in shared:
            # "die Russland angeblich erhalten und eingesetzt hat": said of both.
            yield from self._words.value("marker", word.word).split()
        for role in ("subordinator", "purpose"):
            yield from self._words.value(role, clause.introduced_by).split()
        for word in clause.words:
            yield from self._words.value("marker", word.word).split()
            yield from self._of_auxiliary(word, shown)
        tokens = shown.member.tokens if shown.member else [t for phrase in clause.phrases for t in phrase.tokens[:1]]
        for token in tokens:
            if token.mention is None:
                yield from self._words.value("marker", token.word).split()

    def _of_auxiliary(self, word: Token, shown: Shown) -> Iterator[str]:
        makes = self._words.value("auxiliary", word.text).split()
        modal = "modal" in makes or ("future" in makes and not shown.passive)
        done = shown.token.text in shown.trigger.participles
        if "future" in makes and not shown.passive:
            yield "planned"
        for made in makes:
            if made == "alleged" and modal and not done:
                yield "planned"  # "soll liefern" is to come, "soll geliefert haben" is said to have been
            elif made in _WEIGHT or made == _NOTHING:
                yield made

    def _claims(self, shown: Shown) -> Iterator[tuple[Claim, str | None]]:
        for clause in self._clauses:
            here = clause is shown.clause
            for phrase in clause.phrases:
                if here:
                    yield from self._by_preposition(phrase)
                yield from self._by_noun(clause, phrase)
            for index, item in enumerate(clause.items):
                if not isinstance(item, Token) or item.mention is not None:
                    continue
                for claim in self._words.claims.get(item.text, ()):
                    if claim.how == "after" and here and index:
                        yield claim, self._named_before(clause, index)
                    elif claim.how == "verb" and item is not shown.token and self._governs(clause, shown):
                        if claim.particle and all(word.text != claim.particle for word in clause.words):
                            continue
                        yield claim, self._subject(clause)

    def _governs(self, clause: Clause, shown: Shown) -> bool:
        """Whether a verb of saying in *clause* speaks of the event: “er sagte, dass …”, “…, sagte er”."""
        event = shown.clause
        if clause is event:
            return shown.phrase is not None
        if event.kind == "main":
            if clause.parent is event:
                return self._introduces(clause, _QUOTING)
            return clause.kind == "main" and clause.before is not event and not self._says_something_else(clause)
        return event.parent is clause and self._introduces(event, _SAID)

    def _says_something_else(self, clause: Clause) -> bool:
        return any(other.parent is clause and self._introduces(other, _SAID) for other in self._clauses)

    def _introduces(self, clause: Clause, what: str) -> bool:
        return self._words.value("subordinator", clause.introduced_by) == what

    def _by_preposition(self, phrase: Phrase) -> Iterator[tuple[Claim, str | None]]:
        for claim in self._words.claims.get(phrase.preposition, ()):
            if claim.how == "before":
                yield claim, self._entity(phrase)

    def _by_noun(self, clause: Clause, phrase: Phrase) -> Iterator[tuple[Claim, str | None]]:
        for member in phrase.members:
            for claim in self._words.claims.get(member.head, ()):
                if claim.how != "noun":
                    continue
                parties = [party for other in member.about for party in self._parties.of_member(other)]
                if not parties:
                    follower = self._next_phrase(clause, phrase)
                    if follower and self._words.has("of", follower.preposition):
                        parties = self._parties.parties(follower)
                yield claim, next((party.entity for party in parties if party.entity), None)

    def _next_phrase(self, clause: Clause, phrase: Phrase) -> Phrase | None:
        index = next(i for i, item in enumerate(clause.items) if item is phrase) + 1
        follower = clause.items[index] if index < len(clause.items) else None
        return follower if isinstance(follower, Phrase) else None

    def _named_before(self, clause: Clause, index: int) -> str | None:
        before = clause.items[index - 1]
        if isinstance(before, Phrase):
            return self._entity(before)
        referent = self._referent(clause, before.word)
        return self._entity(referent) if referent else None

    def _subject(self, clause: Clause) -> str | None:
        if any(self._words.is_auxiliary(word.text, "passive") for word in clause.words):
            return None  # "ein Bericht wurde dementiert": by whom, it does not say
        arguments = arguments_of(clause, None, self._words)
        if arguments.subject:
            return self._entity(arguments.subject.phrase)
        referent = self._referent(clause, arguments.pronoun) if arguments.pronoun else None
        return self._entity(referent) if referent else None

    def _entity(self, phrase: Phrase) -> str | None:
        return next((party.entity for party in self._parties.parties(phrase) if party.entity), None)
