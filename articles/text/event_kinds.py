"""The kinds of events: PLOVER's sixteen types, their modes, and the words pages and addresses have for them.

The types and modes are those of the PLOVER codebook (Open Event Data Alliance); the modes that are this archive's own
say so in the table's note.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from articles.text.names import name_key

_TABLE = Path(__file__).with_name("event_kinds.tsv")


@dataclass(frozen=True, slots=True)
class EventKind:
    """A type, or a mode of it. *slug* is its word in addresses; *export_mode* is PLOVER's word for the mode."""

    slug: str
    type: str
    mode: str
    de: str
    en: str
    export_mode: str

    @property
    def key(self) -> str:
        """What an index calls it: `AID/military`, or `AID` for events of the type without a mode."""
        return f"{self.type}/{self.mode}" if self.mode else self.type

    def label(self, language: str) -> str:
        """In the language of a page: German for `de` and its variants, else English."""
        return self.de if language.startswith("de") else self.en


@cache
def event_kinds() -> tuple[EventKind, ...]:
    """All of them, in the order of the table: each type before its modes."""
    with _TABLE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return tuple(
            EventKind(row["slug"], row["type"], row["mode"], row["de"], row["en"], row["export_mode"]) for row in rows
        )


@cache
def _by_key() -> dict[tuple[str, str], EventKind]:
    return {(kind.type, kind.mode): kind for kind in event_kinds()}


@cache
def _by_slug() -> dict[str, EventKind]:
    return {kind.slug: kind for kind in event_kinds()}


def event_kind(type: str, mode: str = "") -> EventKind:
    """Raises KeyError for a type or mode the table does not have."""
    return _by_key()[type, mode]


@cache
def _by_label() -> dict[str, EventKind]:
    return {name_key(label): kind for kind in reversed(event_kinds()) for label in (kind.en, kind.de)}


def event_kind_of_slug(slug: str) -> EventKind | None:
    return _by_slug().get(slug)


def event_kind_named(words: str) -> EventKind | None:
    """The kind *words* are the slug or, in either language, the name of: `delivery`, Waffenlieferung, AID/military."""
    return _by_slug().get(words.lower()) or _by_label().get(name_key(words)) or event_kind_of_key(words.upper())


def event_kind_of_key(key: str) -> EventKind | None:
    type, _, mode = key.partition("/")
    return _by_key().get((type, mode.lower()))
