"""Typed text to a query tree: a small grammar, read in one pass and within limits. It never raises.

    query   = part { "OR" part }
    part    = clause { ["AND"] clause }
    clause  = { "-" | "NOT" } ( "(" query ")" | phrase | field | prefix | word )

ODER, UND and NICHT are read as OR, AND and NOT; all six only in capitals. `before:2024` is everything up to the last
day of 2023, `after:2024` everything from the first day of 2024 on.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta

from articles.search.query import And, Everything, Field, Node, Not, Or, Phrase, Prefix, Published, Query, Word
from articles.text.dates import InvalidPartialDate, PartialDate

LONGEST = 512
DEEPEST = 10
MOST_CLAUSES = 32
LEAST_PREFIX = 2

FIELDS = {
    "country": "country",
    "person": "person",
    "org": "org",
    "organisation": "org",
    "organization": "org",
    "place": "place",
    "weapon": "weapon",
    "event": "event",
    "source": "source",
    "lang": "lang",
    "language": "lang",
    "before": "before",
    "after": "after",
}
_KEYWORDS = {"AND": "and", "UND": "and", "OR": "or", "ODER": "or", "NOT": "not", "NICHT": "not"}
_QUOTES = '"„“”‟«»'
# Marks nobody sees, halves of characters and direction overrides: pasted along, never meant.
_UNSEEN = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_PIECE = re.compile(rf"\s+|[()]|[{_QUOTES}]|[^\s(){_QUOTES}]+")
_FIELD = re.compile(r"([A-Za-z]+):(.*)", re.DOTALL)


_NOTHING = Everything()


@dataclass(frozen=True, slots=True)
class _Token:
    """`(`, `)`, `and`, `or`, `not`, or `clause` with the leaf it stands for."""

    kind: str
    leaf: Node = _NOTHING


class _Unparsed(Exception):
    """The tokens are no query; their words are searched instead."""


def parse(text: str) -> Query:
    """The query *text* stands for, with notes on whatever could not be taken as typed.

    Notes: too_long, too_deep, too_many, unparsed, unbalanced_quote, short_prefix, bad_date.
    """
    notes: dict[str, str] = {}
    typed = _cut(_cleaned(text[: LONGEST * 4]), notes)
    if len(text) > LONGEST * 4:
        notes["too_long"] = str(LONGEST)
    tokens = _limited(_tokens(typed, notes), notes)
    try:
        tree = _Reader(tokens, notes).query()
        plain = False
    except _Unparsed:
        notes["unparsed"] = ""
        tree = _joined(And, [token.leaf for token in tokens if token.kind == "clause"])
        plain = True
    return Query(tree, typed, tuple(notes.items()), plain)


def _cleaned(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _UNSEEN.sub("", text))).strip()


def _cut(text: str, notes: dict[str, str]) -> str:
    if len(text) <= LONGEST:
        return text
    notes["too_long"] = str(LONGEST)
    fits = text[: LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]
    return fits[:LONGEST].rstrip()


def _tokens(text: str, notes: dict[str, str]) -> list[_Token]:
    tokens: list[_Token] = []
    pieces = [match[0] for match in _PIECE.finditer(text)]
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if piece.isspace():
            continue
        if piece in "()":
            tokens.append(_Token(piece))
            continue
        before = pieces[position - 2] if position > 1 else " "
        if piece in _QUOTES:
            quoted, position = _quoted(pieces, position, notes)
            tokens += _phrase(quoted)
            continue
        if piece[0] in "-–" and (before.isspace() or before in "()"):
            negations = len(piece) - len(piece.lstrip("-–"))
            piece = piece[negations:]
            follows = position < len(pieces) and not pieces[position].isspace() and pieces[position] != ")"
            if piece or follows:
                tokens.append(_Token("not"))
            if not piece:
                continue
        name, value = _field(piece)
        if name and not value and position < len(pieces) and pieces[position] in _QUOTES:
            value, position = _quoted(pieces, position + 1, notes)
            value = " ".join(value.split())
        tokens += _leaf_of_field(name, value, notes) if name and _says_something(value) else _words(piece, notes)
    return tokens


def _quoted(pieces: list[str], position: int, notes: dict[str, str]) -> tuple[str, int]:
    """What stands from *position* to the next quotation mark of any kind, and the position after that."""
    for end in range(position, len(pieces)):
        if pieces[end] in _QUOTES:
            return "".join(pieces[position:end]), end + 1
    notes["unbalanced_quote"] = ""
    return "".join(pieces[position:]), len(pieces)


def _phrase(quoted: str) -> list[_Token]:
    words = tuple(filter(None, (_stripped(word) for word in quoted.split())))
    return [_Token("clause", Phrase(words))] if words else []


def _field(piece: str) -> tuple[str, str]:
    match = _FIELD.fullmatch(_without_leading_signs(piece))
    name = FIELDS.get(match[1].lower(), "") if match else ""
    return (name, match[2].strip()) if match and name else ("", "")


def _leaf_of_field(name: str, value: str, notes: dict[str, str]) -> list[_Token]:
    if name not in ("before", "after"):
        return [_Token("clause", Field(name, _stripped(value)))]
    try:
        return [_Token("clause", _published(name, _stripped(value)))]
    except InvalidPartialDate:
        notes["bad_date"] = value
        # Anything but letters, digits and the signs of a date would be read as something else when printed.
        plain = _stripped(value)
        is_word = plain.replace("-", "").replace(".", "").isalnum()
        return [_Token("clause", Word(f"{name}:{plain}"))] if is_word else _phrase(value)


def _published(name: str, value: str) -> Published:
    day = PartialDate(value).earliest
    if name == "after":
        return Published(earliest=day, text=f"after:{value}")
    if day == date.min:
        raise InvalidPartialDate(f"nothing is before {value}")
    return Published(latest=day - timedelta(days=1), text=f"before:{value}")


def _words(piece: str, notes: dict[str, str]) -> list[_Token]:
    typed = _without_leading_signs(piece)
    if typed in _KEYWORDS:
        return [_Token(_KEYWORDS[typed])]
    begun = typed.rstrip("".join({sign for sign in typed if not sign.isalnum()} - {"*"}))
    word = _stripped(typed)
    if not word:
        return []
    if begun.endswith("*"):
        if len(word) >= LEAST_PREFIX:
            return [_Token("clause", Prefix(word))]
        notes["short_prefix"] = f"{word}*"
    # Capitals would be read as an operator when the query is printed and read again.
    return [_Token("clause", Word(word.lower() if word in _KEYWORDS else word))]


def _stripped(text: str) -> str:
    """*text* without signs around it; a mark that belongs to the last letter stays."""
    text = _without_leading_signs(text)
    end = len(text)
    while end and not (text[end - 1].isalnum() or unicodedata.category(text[end - 1]).startswith("M")):
        end -= 1
    return text[:end]


def _without_leading_signs(text: str) -> str:
    for position, sign in enumerate(text):
        if sign.isalnum():
            return text[position:]
    return ""


def _says_something(value: str) -> bool:
    return any(sign.isalnum() for sign in value)


def _limited(tokens: list[_Token], notes: dict[str, str]) -> list[_Token]:
    kept: list[_Token] = []
    clauses = 0
    for token in tokens:
        clauses += token.kind == "clause"
        if clauses > MOST_CLAUSES:
            notes["too_many"] = str(MOST_CLAUSES)
            if token.kind != ")":
                continue
        kept.append(token)
    if clauses > MOST_CLAUSES:
        # The operator before the first clause that was left out has lost its other side.
        while kept and kept[-1].kind in ("and", "or", "not", "("):
            kept.pop()
    return kept


class _Reader:
    """Recursive descent over the tokens; as deep as DEEPEST, and every token is looked at once."""

    def __init__(self, tokens: list[_Token], notes: dict[str, str]) -> None:
        self.tokens = tokens
        self.notes = notes
        self.position = 0
        # Parentheses beyond the deepest level, which are read as if they were not there.
        self.ignored = 0

    def query(self) -> Node:
        tree = self._alternatives(0)
        if self.position < len(self.tokens):
            raise _Unparsed
        return tree

    def _next(self) -> str:
        return self.tokens[self.position].kind if self.position < len(self.tokens) else "end"

    def _alternatives(self, depth: int) -> Node:
        parts = [self._conjunction(depth)]
        while self._next() == "or":
            self.position += 1
            parts.append(self._conjunction(depth))
        if len(parts) > 1 and any(isinstance(part, Everything) for part in parts):
            raise _Unparsed
        return _joined(Or, parts)

    def _conjunction(self, depth: int) -> Node:
        parts: list[Node] = []
        while (kind := self._next()) not in ("or", "end"):
            if kind == ")" and not self.ignored:
                break
            if kind == ")":
                self.ignored -= 1
                self.position += 1
            elif kind == "and":
                self.position += 1
            elif kind == "(" and depth >= DEEPEST:
                self._ignore_parenthesis()
            else:
                parts.append(self._clause(depth))
        return _joined(And, parts)

    def _clause(self, depth: int) -> Node:
        negated = False
        while self._next() == "not":
            negated = True
            self.position += 1
        while self._next() == "(" and depth >= DEEPEST:
            self._ignore_parenthesis()
        kind = self._next()
        if kind == "(":
            self.position += 1
            inner = self._alternatives(depth + 1)
            if self._next() != ")":
                raise _Unparsed
            self.position += 1
        elif kind == "clause":
            inner = self.tokens[self.position].leaf
            self.position += 1
        else:
            raise _Unparsed
        if isinstance(inner, Everything):
            raise _Unparsed
        if not negated:
            return inner
        return inner.part if isinstance(inner, Not) else Not(inner)

    def _ignore_parenthesis(self) -> None:
        self.notes["too_deep"] = str(DEEPEST)
        self.ignored += 1
        self.position += 1


def _joined(kind: type[And] | type[Or], parts: list[Node]) -> Node:
    """One node of *kind*, none inside another of its own kind; a single part stands for itself."""
    flat: list[Node] = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    if not flat:
        return Everything()
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
