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
Role = Literal["actor", "recipient", "object"]
Modality = Literal["reported", "alleged", "denied", "planned", "confirmed"]
# Raised whenever the same text would give other proposals; proposals stored under an older one are due again.
VERSION = "2"


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
    """Who took part in an event: *mention* counts in the extraction's list of mentions.

    *wording* is what the text says; *entity* stays None where the mention settles none. *countries* are those the
    participant is or acts for.
    """

    role: Role
    entity: str | None
    wording: str
    countries: tuple[str, ...] = ()
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    value: float
    about: bool
    unit: str


@dataclass(frozen=True, slots=True)
class EventProposal:
    """Something that happened, with the evidence: the sentence, and in it the words that show the event.

    *also_reported* are the further sentences of the article that report it. *date_inferred*: the phrase says less than
    the date ("am 14. Januar" has no year). *score* (0 to 1) is above one half where the kind is unambiguous and the
    roles are filled.
    """

    span: Span
    type: str
    mode: str | None
    trigger: Span
    date: PartialDate | None
    place: str | None
    modality: Modality
    claimed_by: str | None
    participants: tuple[Participant, ...]
    quantity: Quantity | None = None
    date_inferred: bool = False
    score: float = 0.0
    also_reported: tuple[Span, ...] = ()


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
