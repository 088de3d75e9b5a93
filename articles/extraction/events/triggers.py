"""The verbs and nouns of a clause that show an event, with the voice they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articles.extraction.events.clauses import Clause
from articles.extraction.events.phrases import Member, Phrase
from articles.extraction.events.tokens import Mentions, Token
from articles.extraction.events.words import EventWords, Trigger

_WEAPON = "weapon"
# A word that is wanted only in front of an infinitive, or as a preposition.
_BY_PREPOSITION = "+"


@dataclass(frozen=True, slots=True)
class Shown:
    """An event shown at *token* of *clause*: by a verb, or by a noun of *phrase*."""

    trigger: Trigger
    token: Token
    clause: Clause
    passive: bool = False
    phrase: Phrase | None = None
    member: Member | None = None
    doubt: float = 1.0


def shown_in(clause: Clause, words: EventWords, mentions: Mentions, *, is_heading: bool) -> Iterator[Shown]:
    """A noun beside a verb of the same type shows no second event: "verhängte Sanktionen"."""
    by_verb = list(_verbs(clause, words, mentions, is_heading))
    yield from by_verb
    types = {shown.trigger.type for shown in by_verb}
    for phrase in clause.phrases:
        for member in phrase.members:
            for shown in _nouns(clause, phrase, member, words, mentions):
                if shown.trigger.type not in types:
                    yield shown


def _verbs(clause: Clause, words: EventWords, mentions: Mentions, is_heading: bool) -> Iterator[Shown]:
    for index, token in enumerate(clause.items):
        if not isinstance(token, Token) or token.mention is not None or not token.text[0].islower():
            continue
        for trigger in words.verbs.get(token.text, ()):
            before = clause.items[index - 1] if index else None
            if isinstance(before, Token) and before.word in words.roles["infinitive"]:
                continue  # "zu treffen" has no subject of its own
            reading = _reading(clause, token, trigger, words, is_heading)
            if reading and _fits(clause, trigger, token, words, mentions):
                passive, doubt = reading
                yield Shown(trigger, token, clause, passive, doubt=doubt)
                break


def _reading(
    clause: Clause, token: Token, trigger: Trigger, words: EventWords, is_heading: bool
) -> tuple[bool, float] | None:
    """Whether the verb is passive, and how sure its form is; None where the form does not fit the clause."""
    own = any(word is not token and words.has("auxiliary", word.text) for word in clause.words)
    made = {part for word in _auxiliaries(clause, token, words) for part in words.value("auxiliary", word).split()}
    finite = token.text in trigger.forms or token.text.removeprefix(trigger.particle) in trigger.forms
    if token.text in trigger.participles and "passive" in made:
        return True, 1.0
    if token.text in trigger.participles and "future" in made and not (finite and token.text.endswith("en")):
        return True, 1.0
    if token.text in trigger.participles and "perfect" in made:
        return False, 1.0
    if "modal" in made or "future" in made:
        is_infinitive = finite and token.text.endswith(words.plural_endings)
        return (False, 1.0) if is_infinitive and _has_particle(clause, token, trigger) else None
    if finite and not own and _has_particle(clause, token, trigger):
        return False, 1.0
    if token.text in trigger.participles and not finite and is_heading and not made:
        return True, 0.8  # "Präsident in Berlin festgenommen"
    return None


def _auxiliaries(clause: Clause, token: Token, words: EventWords) -> list[str]:
    """The clause's own, else those of the clause it is joined to ("die Russland erhalten und eingesetzt hat")."""
    own = [word.text for word in clause.words if word is not token and words.has("auxiliary", word.text)]
    return own or clause.shared_auxiliaries


def _has_particle(clause: Clause, token: Token, trigger: Trigger) -> bool:
    if not trigger.particle:
        return True
    if token.text not in trigger.forms or token.text in trigger.participles:
        return True  # "eintraf"
    return any(word.text == trigger.particle and word.start > token.start for word in clause.words)


def _fits(clause: Clause, trigger: Trigger, token: Token, words: EventWords, mentions: Mentions) -> bool:
    around = _around(clause, words)
    if any(unwanted in around for unwanted in trigger.unwanted):
        return False
    if not trigger.wanted:
        return True
    return any(wanted in around for wanted in trigger.wanted) or (
        _WEAPON in trigger.wanted and bool(weapons_beside(clause, mentions, words))
    )


def _around(clause: Clause, words: EventWords) -> set[str]:
    found = {word.text for word in clause.words}
    found |= {_BY_PREPOSITION + word.text for word in clause.words}
    for phrase in clause.phrases:
        found.add(_BY_PREPOSITION + phrase.preposition)
        found |= {token.text for token in phrase.tokens if token.text[0].isupper()}
    if clause.relative_preposition:
        found.add(_BY_PREPOSITION + clause.relative_preposition)
    return found


def _nouns(clause: Clause, phrase: Phrase, member: Member, words: EventWords, mentions: Mentions) -> Iterator[Shown]:
    for token in member.tokens:
        for trigger in words.nouns.get(token.text, ()):
            if _WEAPON in trigger.wanted and not any(
                _is_weapon(part, mentions, words) for part in phrase.tokens if part is not token
            ):
                continue
            yield Shown(trigger, token, clause, phrase=phrase, member=member)
            break


def weapons_beside(clause: Clause, mentions: Mentions, words: EventWords) -> list[Token]:
    """Weapons named in the clause or in what a relative clause is about; known ones before those of no entity."""
    phrases = [*([clause.antecedent] if clause.antecedent else []), *clause.phrases]
    tokens = [token for phrase in phrases for token in phrase.tokens if _is_weapon(token, mentions, words)]
    return sorted(tokens, key=lambda token: token.mention is None)


def _is_weapon(token: Token, mentions: Mentions, words: EventWords) -> bool:
    if token.mention is not None:
        return mentions[token.mention].kind == _WEAPON
    return token.text[0].isupper() and token.word.endswith(words.weapon_endings)
