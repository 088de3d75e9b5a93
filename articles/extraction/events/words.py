"""The words of one language that events are told in: verbs, nouns, claims and the small words between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from articles.extraction.lexicons import Row, first_column, read_lexicon
from articles.extraction.matching import WordMatcher
from articles.text.event_kinds import event_kind

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the parties stand: for each role the places to look in, the likeliest first."""

    name: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    object: tuple[str, ...]
    place: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A verb or noun that shows an event. *abroad* is the mode of one that takes place in the recipient's country."""

    type: str
    mode: str | None
    abroad: str | None
    frame: Frame
    forms: frozenset[str]
    participles: frozenset[str]
    particle: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Claim:
    how: str
    modality: str
    particle: str


@dataclass(frozen=True, slots=True)
class EventWords:
    """Look-ups by lower-case word, nouns by their own spelling.

    *small_words* are never an adjective in front of a noun; *known_verbs* are auxiliaries, claims and *verbs*.
    """

    roles: dict[str, dict[str, str]]
    verbs: dict[str, tuple[Trigger, ...]]
    nouns: dict[str, tuple[Trigger, ...]]
    claims: dict[str, tuple[Claim, ...]]
    offices: tuple[str, ...]
    verb_endings: tuple[str, ...]
    adjective_endings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    genitive_endings: tuple[str, ...]
    weapon_endings: tuple[str, ...]
    small_words: frozenset[str]
    known_verbs: frozenset[str]
    shows_an_event: WordMatcher[None]

    @property
    def abbreviations(self) -> dict[str, str]:
        return self.roles["abbreviation"]

    def has(self, role: str, word: str) -> bool:
        return word in self.roles[role]

    def value(self, role: str, word: str) -> str:
        return self.roles[role].get(word, "")

    def is_auxiliary(self, word: str, *makes: str) -> bool:
        return not set(makes).isdisjoint(self.value("auxiliary", word).split())


_SMALL = (
    "determiner", "preposition", "conjunction", "clause_conjunction", "subordinator", "purpose", "relative", "pronoun",
    "reflexive", "auxiliary", "adverb",
)  # fmt: skip
_ROLES = (
    *_SMALL,
    "marker",
    "elaboration",
    "about",
    "number",
    "scale",
    "abbreviation",
    "of",
    "agent",
    "where",
    "infinitive",
    "weapon_ending",
)


@cache
def event_words(language: str) -> EventWords | None:
    """None for a language that has no table of verbs: its texts have no events to propose."""
    if not read_lexicon(language, "event_verbs"):
        return None
    roles: dict[str, dict[str, str]] = {role: {} for role in _ROLES}
    for row in read_lexicon(language, "event_grammar"):
        roles[row["role"]][row["word"]] = row["value"]
    frames = {row["frame"]: _frame(row) for row in read_lexicon(language, "event_frames")}
    verbs = [_verb(row, frames) for row in read_lexicon(language, "event_verbs")]
    nouns = [_noun(row, frames) for row in read_lexicon(language, "event_nouns")]
    by_verb = _by_form((form, verb) for verb in verbs for form in _forms_of_verb(verb))
    by_noun = _by_form((form, noun) for noun in nouns for form in noun.forms)
    claims = _by_form(_claims(language))
    claim_verbs = {form for form, meant in claims.items() if any(claim.how == "verb" for claim in meant)}
    return EventWords(
        roles=roles,
        verbs=by_verb,
        nouns=by_noun,
        claims=claims,
        offices=tuple(first_column(language, "event_offices")),
        verb_endings=_endings(language, "verb"),
        adjective_endings=_endings(language, "adjective"),
        plural_endings=_endings(language, "plural_verb"),
        genitive_endings=_endings(language, "genitive"),
        weapon_endings=tuple(roles["weapon_ending"]),
        small_words=frozenset(word for role in _SMALL for word in roles[role]),
        known_verbs=frozenset(by_verb) | frozenset(roles["auxiliary"]) | claim_verbs,
        shows_an_event=WordMatcher(dict.fromkeys([*by_verb, *by_noun])),
    )


def _frame(row: Row) -> Frame:
    actor, recipient, object_, place = (
        tuple(slot for slot in row[column].split("|") if slot) for column in ("actor", "recipient", "object", "place")
    )
    return Frame(row["frame"], actor, recipient, object_, place, tuple(row["needs"].split()))


def _verb(row: Row, frames: dict[str, Frame]) -> Trigger:
    mode, _, abroad = row["mode"].partition("/")
    participles = frozenset(row["participle"].split())
    return _trigger(row, frames, mode, abroad, frozenset(row["finite"].split()), participles)


def _noun(row: Row, frames: dict[str, Frame]) -> Trigger:
    return _trigger(row, frames, row["mode"], "", frozenset(row["forms"].split()), frozenset())


def _trigger(
    row: Row, frames: dict[str, Frame], mode: str, abroad: str, forms: frozenset[str], participles: frozenset[str]
) -> Trigger:
    for named in {mode, abroad or mode}:
        event_kind(row["type"], named)  # a kind that pages cannot name must not get this far
    return Trigger(
        type=row["type"],
        mode=mode or None,
        abroad=abroad or None,
        frame=frames[row["frame"]],
        forms=forms,
        participles=participles,
        particle=row.get("particle", ""),
        wanted=tuple(row["with"].split()),
        unwanted=tuple(row.get("without", "").split()),
        score=float(row["score"]),
    )


def _forms_of_verb(verb: Trigger) -> Iterable[str]:
    joined = {verb.particle + form for form in verb.forms} if verb.particle else set()
    return verb.forms | joined | verb.participles


def _claims(language: str) -> Iterable[tuple[str, Claim]]:
    for row in read_lexicon(language, "event_claims"):
        claim = Claim(row["how"], row["modality"], row["particle"])
        for form in row["forms"].split():
            yield form, claim
            if claim.particle:
                yield claim.particle + form, Claim(claim.how, claim.modality, "")


def _by_form(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    table: dict[str, dict[Value, None]] = {}
    for form, value in pairs:
        table.setdefault(form, {})[value] = None
    return {form: tuple(values) for form, values in table.items()}


def _endings(language: str, class_: str) -> tuple[str, ...]:
    return tuple(row["ending"] for row in read_lexicon(language, "endings") if row["class"] == class_)
