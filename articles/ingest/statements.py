"""What an upload says about all of its files at once, and how far that goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from articles.ingest.incoming import Incoming
from articles.models import DateBasis
from articles.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Statements:
    """Stated by an editor: goes before what is found in a text, and after what the file says of itself.

    A byline in the text is found; `author:` in front matter is said.
    """

    source: str = ""
    published: PartialDate | None = None
    language: str = ""
    authors: tuple[str, ...] = ()
    url: str = ""
    rights: str = ""
    collection: str = ""
    machine_translated: bool = False
    # Of a pasted text, whose first line it is.
    headline: str = ""

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Statements:
        """As kept in Batch.values."""
        published = values.get("published")
        return cls(
            **dict(values)
            | {
                "published": PartialDate(published) if published else None,
                "authors": tuple(values.get("authors", ())),
            }
        )

    def to_json(self) -> dict[str, Any]:
        """What is stated, and nothing else."""
        values = {name: getattr(self, name) for name in self.__dataclass_fields__ if getattr(self, name)}
        if self.published:
            values["published"] = self.published.edtf
        if self.authors:
            values["authors"] = list(self.authors)
        return values

    def complete(self, incoming: Incoming) -> Incoming:
        """*incoming* with everything it does not say itself."""
        begins_with_headline = bool(self.headline) and incoming.text.startswith(self.headline)
        dated = incoming.published is not None
        return replace(
            incoming,
            title=incoming.title or (self.headline if begins_with_headline else None),
            source=incoming.source or self.source,
            published=incoming.published if dated else self.published,
            published_basis=incoming.published_basis if dated else DateBasis.EDITOR,
            language=incoming.language or self.language,
            authors=incoming.authors or self.authors,
            url=incoming.url or self.url,
            rights=incoming.rights or self.rights,
            collection=incoming.collection or self.collection,
            machine_translated=incoming.machine_translated or self.machine_translated,
        )
