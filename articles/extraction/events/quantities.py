"""How many: “etwa eine Million Artilleriegeschosse”."""

from __future__ import annotations

from articles.extraction.events.clauses import Clause
from articles.extraction.events.tokens import Token
from articles.extraction.events.words import EventWords
from articles.extraction.values import Quantity


def quantity_of(clause: Clause, counted: Token, words: EventWords) -> Quantity | None:
    """The number in front of *counted*; None where the text counts nothing."""
    for phrase in clause.phrases:
        tokens = phrase.tokens
        index = next((i for i, token in enumerate(tokens) if token is counted), None)
        if index is not None:
            return _counted(tokens[:index], tokens[index].text, words)
    return None


def _counted(before: list[Token], unit: str, words: EventWords) -> Quantity | None:
    value, counted = 1.0, False
    for token in before:
        factor = _value(token, words)
        if factor is not None:
            value, counted = value * factor, True
    # "eine Rakete" is an article and no count; with a scale or "etwa" in front of it, it is one.
    about = any(words.has("about", token.word) for token in before)
    if not counted or (value == 1.0 and not about):
        return None
    return Quantity(value, about, unit)


def _value(token: Token, words: EventWords) -> float | None:
    if token.is_number:
        return _number(token.text)
    listed = words.value("scale", token.text) or words.value("number", token.word)
    return float(listed) if listed else None


def _number(written: str) -> float:
    """German and English thousands: groups of three digits behind a sign are thousands, anything else a fraction."""
    for sign in ".,":
        parts = written.split(sign)
        if len(parts) > 1 and all(len(part) == 3 for part in parts[1:]):
            written = "".join(parts)
    return float(written.replace(",", ".")) if written.count(".") + written.count(",") <= 1 else 0.0
