"""The contract in plain Python: what every engine is compared with, and what tests of everything else run on.

It looks at each document for each question, so it is right before it is anything else.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from articles.search.backends import analysis
from articles.search.backends.base import Bucket, Document, Health, SearchEngine, UnindexableDocument
from articles.search.criteria import ENTITY_COLUMNS, Audience, Criteria, Filter, Sort
from articles.search.query import (
    Among,
    And,
    Everything,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Tagged,
    Word,
)
from articles.search.results import FacetCount, Hit, MonthCount, PeriodCount, SearchPage

_HEADLINE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class _Entry:
    document: Document
    headline: tuple[str, ...]
    body: tuple[str, ...]
    exact: tuple[str, ...]

    @classmethod
    def of(cls, document: Document) -> _Entry:
        try:
            f"{document.language} {document.status} {' '.join(document.event_kinds)}".encode()
        except UnicodeEncodeError as error:
            raise UnindexableDocument(f"article {document.id} is labelled with half a character") from error
        headline, exact_headline = analysis.indexed_terms(document.headline, document.language)
        body, exact_body = analysis.indexed_terms(f"{document.lead}\n{document.body}", document.language)
        # The sign between keeps a phrase from running out of the headline into the text.
        return cls(
            document, tuple(headline.split()), tuple(body.split()), (*exact_headline.split(), "\n", *exact_body.split())
        )

    def values(self, column: str, confirmed_only: bool) -> frozenset[int | str]:
        document = self.document
        if column in (*ENTITY_COLUMNS, "other"):
            return frozenset((document.confirmed if confirmed_only else document.entities).get(column, ()))
        match column:
            case "source":
                return frozenset() if document.source is None else frozenset({document.source})
            case "author":
                return frozenset(document.authors)
            case "subject":
                return frozenset(document.subjects)
            case "collection":
                return frozenset() if document.collection is None else frozenset({document.collection})
            case "event":
                return frozenset(document.event_kinds)
            case "lang":
                return frozenset({document.language})
            case "status":
                return frozenset({document.status})
        raise ValueError(f"“{column}” is no column of this archive")


class MemoryEngine(SearchEngine):
    def __init__(self) -> None:
        self._entries: dict[int, _Entry] = {}
        self._lock = threading.Lock()
        self._generation = uuid.uuid4().hex

    def search(self, criteria: Criteria) -> SearchPage:
        started = time.perf_counter()
        found = [entry for entry in self._visible(criteria.audience) if _matches(entry, criteria)]
        hits = sorted((_hit(entry, criteria) for entry in found), key=_order(criteria))
        if criteria.after is not None and not criteria.by_relevance:
            hits = [hit for hit in hits if _is_beyond(hit, criteria)]
        page = [] if criteria.is_too_deep else hits[criteria.offset : criteria.offset + criteria.size]
        facets = {column: _facet(found, column, criteria) for column in criteria.facets}
        months = _months(found) if criteria.histogram else ()
        return SearchPage(tuple(page), len(found), facets, months, (time.perf_counter() - started) * 1000)

    def apply(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> bool:
        entries = {document.id: _Entry.of(document) for document in documents}
        gone = set(deleted)
        with self._lock:
            self._entries = {key: one for key, one in {**self._entries, **entries}.items() if key not in gone}
            self._generation = uuid.uuid4().hex
        return True

    def rebuild(self, documents: Iterable[Document]) -> dict[int, str]:
        entries, refused = {}, {}
        for document in documents:
            try:
                entries[document.id] = _Entry.of(document)
            except UnindexableDocument as error:
                refused[document.id] = str(error)
        with self._lock:
            self._entries, self._generation = entries, uuid.uuid4().hex
        return refused

    def buckets(self, size: int = 1000) -> tuple[Bucket, ...]:
        counts: Counter[int] = Counter()
        versions: Counter[int] = Counter()
        for entry in self._entries.values():
            start = entry.document.id // size * size
            counts[start] += 1
            versions[start] += entry.document.version
        return tuple(Bucket(start, counts[start], versions[start]) for start in sorted(counts))

    def versions(self, start: int, size: int) -> dict[int, int]:
        return {key: one.document.version for key, one in self._entries.items() if start <= key < start + size}

    def periods(self, criteria: Criteria) -> tuple[PeriodCount, ...]:
        found = [one.document for one in self._visible(criteria.audience) if _matches(one, criteria)]
        counts = Counter(
            (one.published_from, one.published_to) for one in found if one.published_from and one.published_to
        )
        day = date.fromordinal
        return tuple(PeriodCount(day(first), day(last), count) for (first, last), count in sorted(counts.items()))

    def counts(self, kind: str, ids: Iterable[int], criteria: Criteria) -> dict[int, int]:
        visible = self._visible(criteria.audience)
        found = {one: sum(one in entry.values(kind, False) for entry in visible) for one in ids}
        return {one: count for one, count in found.items() if count}

    def health(self) -> Health:
        size = sum(len(entry.document.body.encode()) for entry in self._entries.values())
        return Health(len(self._entries), self._generation, size)

    def generation(self) -> str:
        return self._generation

    def more_like(self, document: Document, criteria: Criteria) -> tuple[int, ...]:
        words = set(_Entry.of(document).body)
        everywhere = Counter(word for entry in self._entries.values() for word in set(entry.body))
        entities = {one for ids in document.entities.values() for one in ids}

        def likeness(entry: _Entry) -> float:
            shared = sum(1 / everywhere[word] for word in words & set(entry.body))
            return shared + len(entities & {one for ids in entry.document.entities.values() for one in ids})

        others = [entry for entry in self._visible(criteria.audience) if entry.document.id != document.id]
        ranked = sorted(((likeness(entry), entry.document.id) for entry in others), reverse=True)
        return tuple(one for worth, one in ranked if worth)[: criteria.size]

    def _visible(self, audience: Audience) -> list[_Entry]:
        if audience.editor:
            return list(self._entries.values())
        now = audience.now.timestamp() if audience.now else time.time()
        return [
            entry
            for entry in self._entries.values()
            if entry.document.public and entry.document.visible_from <= int(now)
        ]


def _matches(entry: _Entry, criteria: Criteria) -> bool:
    return (
        _answers(criteria.query.tree, entry, criteria)
        and all(_passes(one, entry, criteria) for one in criteria.filters)
        and _is_published(entry.document, criteria.published_from, criteria.published_to)
        and _has_event(entry.document, criteria.event_from, criteria.event_to)
    )


def _answers(node: Node, entry: _Entry, criteria: Criteria) -> bool:
    match node:
        case Everything():
            return True
        case Word() | Phrase() | Prefix():
            return any(_occurrences(node, entry, criteria))
        case Tagged(kind, ids):
            return bool(ids & entry.values(kind, criteria.confirmed_only))
        case Among(column, values):
            return bool(values & entry.values(column, False))
        case Published(earliest, latest):
            return _is_published(entry.document, earliest, latest)
        case And(parts):
            return all(_answers(part, entry, criteria) for part in parts)
        case Or(parts):
            return any(_answers(part, entry, criteria) for part in parts)
        case Not(part):
            return not _answers(part, entry, criteria)
        case Field():
            return False


def _occurrences(node: Word | Phrase | Prefix, entry: _Entry, criteria: Criteria) -> tuple[int, int]:
    """How often the headline and the text have it."""
    if isinstance(node, Word):
        rows = [[frozenset(terms) for terms in places] for places in analysis.query_terms(node.text, criteria.language)]
        headline = sum(_count(entry.headline, row) for row in rows)
        return headline, sum(_count(entry.body, row) for row in rows)
    if isinstance(node, Phrase):
        row = [frozenset({word}) for word in analysis.searched_words(" ".join(node.words))]
        return 0, _count(entry.exact, row)
    *whole, beginning = analysis.searched_words(node.text) or [""]
    if not beginning or not set(whole) <= set(entry.exact):
        return 0, 0
    return 0, sum(word.startswith(beginning) for word in entry.exact)


def _count(words: Sequence[str], row: Sequence[frozenset[str]]) -> int:
    if not row:
        return 0
    starts = range(len(words) - len(row) + 1)
    return sum(all(_is_in(words[start + at], terms) for at, terms in enumerate(row)) for start in starts)


def _is_in(word: str, terms: frozenset[str]) -> bool:
    return word in terms or any(analysis.is_lone_sign(one) and word.startswith(one) for one in terms)


def _passes(one: Filter, entry: _Entry, criteria: Criteria) -> bool:
    values = entry.values(one.column, criteria.confirmed_only)
    return all(group & values for group in one.groups) and not one.without & values


def _is_published(document: Document, earliest: date | None, latest: date | None) -> bool:
    if earliest is None and latest is None:
        return True
    if document.published_from is None or document.published_to is None:
        return False
    return (earliest is None or document.published_to >= earliest.toordinal()) and (
        latest is None or document.published_from <= latest.toordinal()
    )


def _has_event(document: Document, earliest: date | None, latest: date | None) -> bool:
    if earliest is None and latest is None:
        return True
    first = earliest.toordinal() if earliest else date.min.toordinal()
    last = latest.toordinal() if latest else date.max.toordinal()
    return any(start <= last and end >= first for start, end in document.event_spans)


def _hit(entry: _Entry, criteria: Criteria) -> Hit:
    document = entry.document
    key = {Sort.OLDEST: document.oldest_key, Sort.ADDED: document.added_key}.get(criteria.sort, document.sort_key)
    score = _score(criteria.query.tree, entry, criteria) if criteria.by_relevance else 0.0
    return Hit(document.id, score, key)


def _score(node: Node, entry: _Entry, criteria: Criteria) -> float:
    match node:
        case Word() | Phrase() | Prefix():
            headline, text = _occurrences(node, entry, criteria)
            return _HEADLINE_WEIGHT * headline + text / max(len(entry.body), 1)
        case Tagged(kind, ids):
            found = ids & entry.values(kind, criteria.confirmed_only)
            return float(sum(entry.document.prominence.get(int(one), 1) for one in found)) / max(len(entry.body), 1)
        case And(parts) | Or(parts):
            return sum(_score(part, entry, criteria) for part in parts)
        case _:
            return 0.0


def _order(criteria: Criteria) -> Callable[[Hit], tuple[float, int]]:
    if criteria.by_relevance:
        return lambda hit: (-hit.score, -hit.sort_key)
    return lambda hit: (0.0, hit.sort_key if criteria.sort == Sort.OLDEST else -hit.sort_key)


def _is_beyond(hit: Hit, criteria: Criteria) -> bool:
    if criteria.after is None:
        return True
    return hit.sort_key > criteria.after if criteria.sort == Sort.OLDEST else hit.sort_key < criteria.after


def _facet(found: list[_Entry], column: str, criteria: Criteria) -> tuple[FacetCount, ...]:
    counts = Counter(value for entry in found for value in entry.values(column, criteria.confirmed_only))
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(FacetCount(value, count) for value, count in ranked[: criteria.facet_size])


def _months(found: list[_Entry]) -> tuple[MonthCount, ...]:
    counts = Counter(entry.document.month for entry in found if entry.document.month)
    return tuple(MonthCount(year, month, count) for (year, month), count in sorted(counts.items()))
