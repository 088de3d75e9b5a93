"""What was typed, as a small typed tree that prints back to text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Everything:
    """The empty query."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Word:
    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with *text*, which has at least two characters."""

    text: str

    def __str__(self) -> str:
        return f"{self.text}*"


@dataclass(frozen=True, slots=True)
class Phrase:
    words: tuple[str, ...]

    def __str__(self) -> str:
        return '"' + " ".join(self.words) + '"'


@dataclass(frozen=True, slots=True)
class Field:
    """`country:KP`, `person:"Kim Jong-un"`, `source:x`, `lang:de`: *value* as typed, not yet looked up."""

    name: str
    value: str

    def __str__(self) -> str:
        quoted = not self.value.replace("-", "").replace("_", "").isalnum()
        return f'{self.name}:"{self.value}"' if quoted else f"{self.name}:{self.value}"


@dataclass(frozen=True, slots=True)
class Published:
    """`after:2023-09` and `before:2024`: the days from *earliest* to *latest*, either of them open."""

    earliest: date | None = None
    latest: date | None = None
    text: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Tagged:
    """Articles with a mention that counts of any of these entities: what a Field or a recognised name becomes."""

    kind: str
    ids: frozenset[int]
    text: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Among:
    """Articles whose plain column (`source`, `lang`) has one of these values."""

    column: str
    values: frozenset[int | str]
    text: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class And:
    parts: tuple[Node, ...]

    def __str__(self) -> str:
        return " ".join(f"({part})" if isinstance(part, Or) else str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    parts: tuple[Node, ...]

    def __str__(self) -> str:
        # No parentheses around an And: it binds tighter, and a query must not grow deeper by being printed.
        return " OR ".join(str(part) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    part: Node

    def __str__(self) -> str:
        return f"-({self.part})" if isinstance(self.part, And | Or) else f"-{self.part}"


Node = Everything | Word | Prefix | Phrase | Field | Published | Tagged | Among | And | Or | Not


def has_words(node: Node) -> bool:
    """Whether hits can be ranked by *node*: it asks for words or people, and not only for dates or exclusions."""
    match node:
        case Word() | Prefix() | Phrase() | Tagged():
            return True
        case And(parts) | Or(parts):
            return any(has_words(part) for part in parts)
        case _:
            return False


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query with what the reader has to be told about it.

    *notes* are keys with their values, such as ("unbalanced_quote", ""): the page knows the sentence for each.
    *plain* says that the text could not be parsed and its words are searched instead, *resolved* that its fields and
    names are looked up already.
    """

    tree: Node = Everything()
    text: str = ""
    notes: tuple[tuple[str, str], ...] = field(default=())
    plain: bool = False
    resolved: bool = False

    def __str__(self) -> str:
        return str(self.tree)
