"""What every search engine owes; tests/search/contract holds each of them to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from articles.search.backends.snippets import make_snippet, wanted_by
from articles.search.criteria import Criteria
from articles.search.query import Node
from articles.search.results import PeriodCount, SearchPage, Snippet
from articles.search.sort_keys import added_key, newest_key, oldest_key
from articles.text.languages import UNDETERMINED


class EngineUnavailable(Exception):
    """The index is missing, broken or being rebuilt; the message says which and what mends it."""


class WriterBusy(EngineUnavailable):
    """Somebody else is writing to the index; the changes wait in the outbox for them."""


class UnindexableDocument(Exception):
    """The engine refuses this document; others of the same batch are not affected."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as the index knows it. All ids are database ids; dates are proleptic ordinals of days.

    `published_from`/`published_to` are None for an article without a date. `visible_from` and `added` are Unix times;
    an embargo ends without anybody writing. `public` is false for drafts, articles in review and withdrawn ones.
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
    # Entity -> how often the article mentions it, for the order by relevance.
    prominence: Mapping[int, int] = field(default_factory=dict)
    # Countries the article names by a metonym alone (Moskau for Russia); they are among its entities as well.
    metonym_countries: frozenset[int] = frozenset()
    # First and last day of each event.
    event_spans: tuple[tuple[int, int], ...] = ()
    event_kinds: frozenset[str] = frozenset()
    event_patterns: frozenset[str] = frozenset()
    source: int | None = None
    authors: frozenset[int] = frozenset()
    subjects: frozenset[int] = frozenset()
    collection: int | None = None

    @property
    def month(self) -> tuple[int, int] | None:
        """Year and month of publication; month 0 for a date no more precise than the year, which is not January."""
        if self.published_from is None or self.published_to is None:
            return None
        first, last = date.fromordinal(self.published_from), date.fromordinal(self.published_to)
        return first.year, first.month if (first.year, first.month) == (last.year, last.month) else 0

    @property
    def sort_key(self) -> int:
        return newest_key(self.published_to, self.id)

    @property
    def oldest_key(self) -> int:
        return oldest_key(self.published_to, self.id)

    @property
    def added_key(self) -> int:
        return added_key(self.added, self.id)


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

    def snippets(
        self, tree: Node, texts: Mapping[int, str], languages: Mapping[int, str], length: int = 220
    ) -> dict[int, Snippet]:
        """For each text the extract that shows the query best; nothing for a text in which no word of it occurs."""
        wanted = wanted_by(tree)
        made = {
            key: make_snippet(text, languages.get(key, UNDETERMINED), wanted, length) for key, text in texts.items()
        }
        return {key: snippet for key, snippet in made.items() if snippet}

    @abstractmethod
    def apply(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> bool:
        """Put each document in the place of any with its id, take out *deleted*, and make both visible, all or nothing.

        *documents* are asked for once the writer is held, and *deleted* after them: both may be read only then.

        False where a new index is being built beside this one: what was applied is visible now and has to be applied
        again to the new one. Raises UnindexableDocument where one document is refused (then nothing was changed),
        WriterBusy where another process or thread holds the writer.
        """

    @abstractmethod
    def buckets(self, size: int = 1000) -> tuple[Bucket, ...]:
        """Counts and version sums by ranges of ids, to be compared with the database."""

    @abstractmethod
    def versions(self, start: int, size: int) -> dict[int, int]:
        """Id -> version of the documents with ids [start, start + size)."""

    @abstractmethod
    def rebuild(self, documents: Iterable[Document]) -> dict[int, str]:
        """Build a new index beside the live one and switch to it; a kill at any moment leaves one whole index live.

        Answers which documents were refused, and why. Raises WriterBusy while somebody else rebuilds.
        """

    @abstractmethod
    def counts(self, kind: str, ids: Iterable[int], criteria: Criteria) -> dict[int, int]:
        """For each of these entities the number of articles *criteria*'s audience may see; without those at zero."""

    @abstractmethod
    def periods(self, criteria: Criteria) -> tuple[PeriodCount, ...]:
        """How many of the hits are dated to which period, in order of time; hits without a date are left out.

        Raises EngineUnavailable.
        """

    @abstractmethod
    def health(self) -> Health:
        """Raises EngineUnavailable."""

    @abstractmethod
    def generation(self) -> str:
        """Changes with every visible change of the index: the key under which counts may be cached."""

    @abstractmethod
    def more_like(self, document: Document, criteria: Criteria) -> tuple[int, ...]:
        """Ids of articles that share the most telling words with this one, within *criteria*'s audience and size."""
