"""What extraction proposes about one text: its parts, the entities it mentions, its dates and events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from articles.authority.values import EntityKind
from articles.text.dates import PartialDate
from articles.text.spans import Span

Kind = EntityKind
Form = Literal[
    "name",
    "alias",
    "adjective",
    "demonym",
    "metonym",
    "surname",
    "transliteration",
    "misspelling",
    "description",
    "compound",
    "credit",
]
# Raised whenever the same text would give other proposals; proposals stored under an older one are due again.
VERSION = "1"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity a mention may mean, how likely (0 to 1), and a reason an editor can read."""

    entity: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class MentionProposal:
    """A span that names an entity; *entity* stays None where the text alone does not settle which one."""

    span: Span
    kind: Kind
    form: Form
    entity: str | None
    name: str
    candidates: tuple[Candidate, ...]
    score: float
    method: str
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class DateProposal:
    """A date phrase; *date* is None where the phrase counts from a day nobody has told us."""

    span: Span
    date: PartialDate | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Where the parts of an article stand in its text. Paragraphs are the body's, subheads left out."""

    headline: Span | None = None
    subheadline: Span | None = None
    byline: Span | None = None
    authors: tuple[Span, ...] = ()
    dateline: Span | None = None
    credit_line: Span | None = None
    lead: Span | None = None
    subheads: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part in an event: *mention* counts in the extraction's list of mentions."""

    role: Literal["actor", "recipient", "object"]
    entity: str
    countries: tuple[str, ...]
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float
    about: bool
    unit: str


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Something that happened, with the evidence: the sentence, and in it the words that show the event."""

    span: Span
    type: str
    mode: str | None
    trigger: Span
    date: PartialDate | None
    place: str | None
    modality: Literal["reported", "alleged", "denied", "planned", "confirmed"]
    claimed_by: str | None
    participants: tuple[Participant, ...]
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything proposed about one text. *inferred_published* is what the text itself says about its own date."""

    language: str
    parts: Parts
    mentions: tuple[MentionProposal, ...]
    dates: tuple[DateProposal, ...]
    events: tuple[EventProposal, ...]
    inferred_published: PartialDate | None
    version: str
