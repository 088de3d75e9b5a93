"""Subject, object and the phrases behind prepositions: where a verb's parties stand in its clause."""

from __future__ import annotations

from dataclasses import dataclass, field

from articles.extraction.events.clauses import Clause
from articles.extraction.events.phrases import Phrase
from articles.extraction.events.tokens import Token
from articles.extraction.events.words import EventWords

# How far a slot read by position alone is to be trusted.
_SURE, _AMBIGUOUS, _INHERITED, _PRONOUN = 1.0, 0.7, 0.85, 0.85


@dataclass(frozen=True, slots=True)
class Filled:
    """A phrase in a slot, and how sure it stands there."""

    phrase: Phrase
    trust: float = _SURE


@dataclass(slots=True)
class Arguments:
    """*prepositional* in the order of the text. *pronoun* is set where a pronoun is the subject."""

    subject: Filled | None = None
    object: Filled | None = None
    dative: Filled | None = None
    prepositional: list[Phrase] = field(default_factory=list)
    pronoun: str = ""

    def behind(self, preposition: str) -> list[Phrase]:
        return [phrase for phrase in self.prepositional if phrase.preposition == preposition]


def arguments_of(clause: Clause, verb: Token | None, words: EventWords) -> Arguments:
    """The slots of *clause* as its *verb* stands in it; without a verb, as its first finite verb does."""
    found = Arguments(prepositional=[phrase for phrase in clause.phrases if phrase.preposition])
    if clause.kind == "main":
        _main(clause, verb, words, found)
    else:
        _relative_or_subordinate(clause, words, found)
    if found.subject is None and not found.pronoun and clause.before is not None:
        earlier = arguments_of(clause.before, None, words)
        found.pronoun = earlier.pronoun
        if earlier.subject:
            found.subject = Filled(earlier.subject.phrase, earlier.subject.trust * _INHERITED)
        if found.object is None and clause.kind == "relative":
            found.object = earlier.object
    return found


def _main(clause: Clause, verb: Token | None, words: EventWords, found: Arguments) -> None:
    finite = _finite(clause, verb, words)
    front = clause.items[:finite]
    rest = [item for item in clause.items[finite:] if isinstance(item, Phrase) and not item.preposition]
    first = next((item for item in front if isinstance(item, Phrase)), None)
    if first is not None and not first.preposition:
        # Only one part of a sentence stands before its verb: what follows there belongs to it.
        _attach(first, front, words)
        if first.may_be_subject:
            found.subject = Filled(first)
        else:
            found.object = Filled(first)
    else:
        found.pronoun = _pronoun(front, words)
    if found.subject is None and not found.pronoun:
        found.pronoun = _pronoun(clause.items[finite:], words)
        if not found.pronoun and not (clause.before is not None and finite == 0):
            subject = next((phrase for phrase in rest if phrase.may_be_subject), None)
            if subject:
                rest.remove(subject)
                found.subject = Filled(subject)
    _objects(rest, found)


def _relative_or_subordinate(clause: Clause, words: EventWords, found: Arguments) -> None:
    bare = [phrase for phrase in clause.phrases if not phrase.preposition]
    found.pronoun = _pronoun(clause.items, words)
    if clause.kind == "relative" and clause.antecedent is not None:
        bare = _relative(clause, clause.antecedent, bare, words, found)
    elif clause.kind == "purpose":
        _objects(bare, found)
        return
    if found.subject is None and not found.pronoun:
        subject = next((phrase for phrase in bare if phrase.may_be_subject), None)
        if subject:
            bare.remove(subject)
            found.subject = Filled(subject)
    _objects(bare, found)


def _relative(
    clause: Clause, antecedent: Phrase, bare: list[Phrase], words: EventWords, found: Arguments
) -> list[Phrase]:
    """Gives the antecedent the slot its pronoun stands for; the phrases that remain are handed back."""
    if clause.relative_preposition:
        behind = Phrase(clause.relative_preposition, antecedent.cases, antecedent.members, antecedent.determiner)
        found.prepositional.append(behind)
        return bare
    cases = words.value("relative", clause.relative).split()
    if "nom" not in cases:
        found.object = Filled(antecedent)
    elif "acc" not in cases:
        found.subject = Filled(antecedent)
    elif not bare or clause.before is not None:
        found.subject = None if clause.before is not None else Filled(antecedent)
    else:
        # "Raketen, die Russland erhalten hat": who reads it knows that missiles receive nothing. Both are possible.
        found.subject, found.object = Filled(bare[0], _AMBIGUOUS), Filled(antecedent, _AMBIGUOUS)
        return bare[1:]
    return bare


def _objects(rest: list[Phrase], found: Arguments) -> None:
    objects = [phrase for phrase in rest if phrase.cases - {"nom"} - {"gen"}]
    for phrase in objects:
        if found.dative is None and "acc" not in phrase.cases:
            found.dative = Filled(phrase)
        elif found.object is None:
            found.object = Filled(phrase)
    if found.dative is None:
        found.dative = found.object


def _finite(clause: Clause, verb: Token | None, words: EventWords) -> int:
    """Where the verb that divides a main clause stands: the first auxiliary or known verb, else *verb* itself."""
    for index, item in enumerate(clause.items):
        if not isinstance(item, Token) or item.mention is not None or not item.text[0].islower():
            continue
        if item is verb or item.text in words.known_verbs:
            return index
    return len(clause.items)


def _attach(first: Phrase, front: list[Phrase | Token], words: EventWords) -> None:
    for item in front:
        if isinstance(item, Phrase) and item is not first and words.has("of", item.preposition):
            last = first.members[-1]
            if item.members[0] not in last.about:
                last.about.append(item.members[0])
                last.belongs += item.members[0].names


def _pronoun(items: list[Phrase | Token], words: EventWords) -> str:
    for item in items:
        if not isinstance(item, Token) or item.mention is not None or not words.has("pronoun", item.word):
            continue
        if "oblique" not in words.value("pronoun", item.word).split():
            return item.word
    return ""


def trusted_pronoun(phrase: Phrase) -> Filled:
    """The subject that a pronoun stands for."""
    return Filled(phrase, _PRONOUN)
