"""The table of the sample texts: what each says of which event, in which words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.ingest.incoming import Incoming
from articles.ingest.readers.plain import read_plain
from articles.models import DateBasis
from articles.text.dates import PartialDate

FOLDER = Path(__file__).parent
_TABLE = FOLDER / "samples.json"


@dataclass(frozen=True, slots=True)
class SampleQuantity:
    value: int
    about: bool
    unit: str


@dataclass(frozen=True, slots=True)
class SampleEvent:
    """What the archive takes to be so. *key* is its name in the table alone: several texts can report one event."""

    key: str
    type: str
    mode: str
    date: PartialDate | None
    place: str | None


@dataclass(frozen=True, slots=True)
class SamplePart:
    """*country* is the country acted for where the entity itself does not say it, or there is none."""

    role: str
    wording: str
    entity: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class SampleReport:
    """One sentence of a text, in its exact words, that reports an event."""

    event: SampleEvent
    sentence: str
    trigger: str
    modality: str
    claimed_by: str | None
    date: PartialDate | None
    place: str | None
    quantity: SampleQuantity | None
    participants: tuple[SamplePart, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """*fact* is a day and what happened on it; *known_from* is where anybody can look that up."""

    incoming: Incoming
    fact: str
    known_from: str
    reports: tuple[SampleReport, ...]

    @property
    def text(self) -> str:
        return self.incoming.text


def read_samples() -> list[Sample]:
    """All of them, in the order of the table."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    events = {key: _event(key, row) for key, row in table["events"].items()}
    return [
        Sample(_incoming(row), row["fact"], row["known_from"], tuple(_report(one, events) for one in row["reports"]))
        for row in table["texts"]
    ]


def _incoming(row: Mapping[str, Any]) -> Incoming:
    incoming = read_plain((FOLDER / row["file"]).read_bytes(), row["file"])
    if not isinstance(incoming, Incoming):
        raise ValueError(f"{row['file']}: {incoming.reason}")
    return Incoming(
        name=incoming.name,
        data=incoming.data,
        text=incoming.text,
        encoding=incoming.encoding,
        encoding_basis=incoming.encoding_basis,
        title=incoming.text.splitlines()[0],
        published=PartialDate(row["published"]),
        published_basis=DateBasis.EDITOR,
        source=row["source"],
        language=row["language"],
    )


def _event(key: str, row: Mapping[str, Any]) -> SampleEvent:
    return SampleEvent(key, row["type"], row["mode"], _date(row["date"]), row["place"])


def _report(row: Mapping[str, Any], events: Mapping[str, SampleEvent]) -> SampleReport:
    event = events[row["event"]]
    quantity = row.get("quantity")
    return SampleReport(
        event=event,
        sentence=row["sentence"],
        trigger=row["trigger"],
        modality=row["modality"],
        claimed_by=row["claimed_by"],
        # What the table leaves out is as the event has it; null says that the sentence does not tell.
        date=_date(row["date"]) if "date" in row else event.date,
        place=row.get("place", event.place),
        quantity=SampleQuantity(**quantity) if quantity else None,
        participants=tuple(
            SamplePart(part["role"], part["wording"], part["entity"], part.get("country"))
            for part in row["participants"]
        ),
    )


def _date(edtf: str | None) -> PartialDate | None:
    return PartialDate(edtf) if edtf else None
