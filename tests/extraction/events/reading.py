"""Short texts read for their events, and what the tests want to know of them."""

from __future__ import annotations

from datetime import date

from articles.extraction.pipeline import extract
from articles.extraction.values import EventProposal, Role

from ..starter import starter_names

# So that the sentence under test is no headline.
LEAD = "Ein Absatz, der den Anfang macht, ist hier lang genug, um keine Überschrift zu sein."


def events_in(sentences: str, *, written: date | None = date(2024, 1, 16)) -> tuple[EventProposal, ...]:
    return extract(f"{LEAD} {sentences}", published=written, known=starter_names(), language="de").events


def event_in(sentences: str, *, written: date | None = date(2024, 1, 16)) -> EventProposal:
    [event] = events_in(sentences, written=written)
    return event


def kind(event: EventProposal) -> str:
    return f"{event.type}/{event.mode}" if event.mode else event.type


def who(event: EventProposal, role: Role) -> list[str]:
    """Entities in a role; the words of the text where no entity is known."""
    return [one.entity or one.wording for one in event.participants if one.role == role]


def told(event: EventProposal) -> tuple[str, list[str], list[str]]:
    return kind(event), who(event, "actor"), who(event, "recipient")
