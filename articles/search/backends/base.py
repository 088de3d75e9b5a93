"""What every search engine owes; tests/search/contract.py holds each of them to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.search.criteria import Criteria
from articles.search.query import Node
from articles.search.results import SearchPage, Snippet


class EngineUnavailable(Exception):
    """The index is missing, broken or being rebuilt; the message says which and what mends it."""


class UnindexableDocument(Exception):
    """The engine refuses this document; others of the same batch are not affected."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index knows it. All ids are database ids; dates are proleptic ordinals of days.

    `published_from`/`published_to` are None for an article without a date. `visible_from` is a Unix time: an embargo
    ends without anybody writing. `public` is false for drafts, articles in review and withdrawn ones.
    """

    id: int
    version: int
    headline: str
    lead: str
    body: str
    language: str
    status: str
    public: bool
    visible_from: int
    published_from: int | None
    published_to: int | None
    added: int
    # Column -> ids of entities, counting ones and among them the confirmed ones.
    entities: Mapping[str, frozenset[int]]
    confirmed: Mapping[str, frozenset[int]]
    metonym_countries: frozenset[int] = frozenset()
    # Names and spellings of the entities mentioned, and of mentions nobody has resolved.
    names: tuple[str, ...] = ()
    event_spans: tuple[tuple[int, int], ...] = ()
    event_kinds: frozenset[str] = frozenset()
    event_patterns: frozenset[str] = frozenset()
    source: int | None = None
    authors: frozenset[int] = frozenset()
    subjects: frozenset[int] = frozenset()

    @property
    def sort_key(self) -> int:
        """Unique and in order of the latest possible day of publication; articles without a date come last."""
        return ((self.published_to or 0) << 40) + self.id


@dataclass(frozen=True, slots=True)
class Bucket:
    """Articles with ids [start, start + size): how many, and the sum of their versions."""

    start: int
    count: int
    versions: int


@dataclass(frozen=True, slots=True)
class Health:
    documents: int
    generation: str
    size_bytes: int


class SearchEngine(ABC):
    @abstractmethod
    def search(self, criteria: Criteria) -> SearchPage:
        """Hits, exact total, facets and months. One call a page. Raises EngineUnavailable."""

    @abstractmethod
    def snippets(
        self, tree: Node, texts: Mapping[int, str], language: Mapping[int, str], length: int = 220
    ) -> dict[int, Snippet]:
        """For each text the extract that shows the query best; nothing for a text in which no word of it occurs."""

    @abstractmethod
    def apply(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> None:
        """Put each document in the place of any with its id, take out *deleted*, and make both visible, all or nothing.

        Raises UnindexableDocument where one document is refused (then nothing was changed), EngineUnavailable where
        another process holds the writer.
        """

    @abstractmethod
    def buckets(self, size: int = 1000) -> tuple[Bucket, ...]:
        """Counts and version sums by ranges of ids, to be compared with the database."""

    @abstractmethod
    def rebuild(self, documents: Iterable[Document]) -> None:
        """Build a new index beside the live one and switch to it; a kill at any moment leaves one whole index live."""

    @abstractmethod
    def health(self) -> Health:
        """Raises EngineUnavailable."""

    @abstractmethod
    def generation(self) -> str:
        """Changes with every visible change of the index: the key under which counts may be cached."""

    @abstractmethod
    def more_like(self, document_id: int, criteria: Criteria) -> tuple[int, ...]:
        """Ids of articles that share the most telling words with this one, within *criteria*'s audience."""
