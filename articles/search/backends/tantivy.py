"""tantivy, embedded: the index is a folder beside the database, no server to install."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from articles.search.backends import analysis
from articles.search.backends.base import Bucket, Document, Health, SearchEngine
from articles.search.backends.tantivy_facets import facets_and_months, periods, version_buckets
from articles.search.backends.tantivy_folder import IndexFolder
from articles.search.backends.tantivy_query import QueryCompiler, between, order_of
from articles.search.backends.tantivy_reader import IndexReader, engine_boundary
from articles.search.backends.tantivy_schema import PROMINENCE, schema
from articles.search.backends.tantivy_writer import apply_changes, build_index
from articles.search.criteria import Criteria
from articles.search.results import Hit, PeriodCount, SearchPage

# Words of an article that are asked for in others, by how often it has them and how rare they are.
_TELLING_WORDS = 25
_CANDIDATE_WORDS = 400
_TOO_COMMON = 0.2


class TantivyEngine(SearchEngine):
    def __init__(self, directory: Path | str) -> None:
        self._folder = IndexFolder(Path(directory))
        self._reader = IndexReader(self._folder)

    def search(self, criteria: Criteria) -> SearchPage:
        started = time.perf_counter()
        with engine_boundary(self._reader):
            searcher = self._reader.searcher()
            compiler = QueryCompiler(searcher, criteria)
            query = compiler.query()
            hits, total = _hits(searcher, compiler, query)
            facets, months = facets_and_months(searcher, query, criteria)
        return SearchPage(hits, total, facets, months, (time.perf_counter() - started) * 1000)

    def apply(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> bool:
        with engine_boundary(self._reader):
            return apply_changes(self._folder, documents, deleted)

    def rebuild(self, documents: Iterable[Document]) -> dict[int, str]:
        with engine_boundary(self._reader):
            return build_index(self._folder, documents)

    def buckets(self, size: int = 1000) -> tuple[Bucket, ...]:
        with engine_boundary(self._reader):
            return version_buckets(self._reader.searcher(), size)

    def versions(self, start: int, size: int) -> dict[int, int]:
        with engine_boundary(self._reader):
            searcher = self._reader.searcher()
            found = searcher.search(between("id", start, start + size - 1), limit=size * 2)
            addresses = [address for _, address in found.hits]
            ids, versions = (_integers(searcher, name, addresses) for name in ("id", "version"))
        return dict(zip(ids, versions, strict=True))

    def periods(self, criteria: Criteria) -> tuple[PeriodCount, ...]:
        with engine_boundary(self._reader):
            searcher = self._reader.searcher()
            return periods(searcher, QueryCompiler(searcher, criteria).query())

    def counts(self, kind: str, ids: Iterable[int], criteria: Criteria) -> dict[int, int]:
        with engine_boundary(self._reader):
            searcher = self._reader.searcher()
            visibility = QueryCompiler(searcher, criteria).visibility()
            found = {
                one: _count(
                    searcher, Query.boolean_query([(Occur.Must, Query.term_query(schema(), kind, one)), *visibility])
                )
                for one in ids
            }
        return {one: count for one, count in found.items() if count}

    def health(self) -> Health:
        with engine_boundary(self._reader):
            documents = self._reader.searcher().num_docs
            size = sum(path.stat().st_size for path in self._folder.live().iterdir())
        return Health(documents, self.generation(), size)

    def generation(self) -> str:
        with engine_boundary(self._reader):
            return self._reader.generation()

    def more_like(self, document: Document, criteria: Criteria) -> tuple[int, ...]:
        stems, _ = analysis.indexed_terms(document.body, document.language)
        with engine_boundary(self._reader):
            searcher = self._reader.searcher()
            telling: list[tuple[float, str]] = []
            for marked, times in Counter(stems.split()).most_common(_CANDIDATE_WORDS):
                holding = searcher.doc_freq("body", marked)
                # A word of this article alone leads nowhere, one of every fifth article says nothing.
                if 1 < holding <= max(2, searcher.num_docs * _TOO_COMMON):
                    telling.append((times / holding**0.5, marked))
            best = [marked for _, marked in sorted(telling, reverse=True)[:_TELLING_WORDS]]
            shoulds = [(Occur.Should, Query.term_query(schema(), "body", marked, "freq")) for marked in best]
            entities = {one for ids in document.entities.values() for one in ids}
            shoulds += [(Occur.Should, Query.term_query(schema(), PROMINENCE, f"e{one}", "freq")) for one in entities]
            if not shoulds:
                return ()
            query = Query.boolean_query(
                [
                    (Occur.Must, Query.boolean_query(shoulds)),
                    (Occur.MustNot, Query.term_query(schema(), "id", document.id)),
                    *QueryCompiler(searcher, criteria).visibility(),
                ]
            )
            addresses = [address for _, address in searcher.search(query, limit=criteria.size).hits]
            return tuple(_integers(searcher, "id", addresses))


def _hits(searcher: tantivy.Searcher, compiler: QueryCompiler, query: tantivy.Query) -> tuple[tuple[Hit, ...], int]:
    criteria, order = compiler.criteria, order_of(compiler.criteria)
    if criteria.is_too_deep:
        # tantivy makes room for every hit before the page: page=1000000000 would end the process.
        return (), _count(searcher, query)
    cursor = compiler.beyond_cursor()
    wanted = query if cursor is None else Query.boolean_query([(Occur.Must, query), (Occur.Must, cursor)])
    if order is None:
        result = searcher.search(wanted, limit=criteria.size, offset=criteria.offset)
    else:
        column, direction = order
        result = searcher.search(
            wanted, limit=criteria.size, offset=criteria.offset, order_by_field=column, order=direction
        )
    addresses = [address for _, address in result.hits]
    ids = _integers(searcher, "id", addresses)
    keys = _integers(searcher, order[0] if order else "sort_key", addresses)
    scores = [float(score) if order is None else 0.0 for score, _ in result.hits]
    hits = tuple(Hit(*one) for one in zip(ids, scores, keys, strict=True))
    # The total is that of the whole search, wherever in it this page stands.
    return hits, _count(searcher, query) if cursor is not None else _counted(result)


def _integers(searcher: tantivy.Searcher, column: str, addresses: list[tantivy.DocAddress]) -> list[int]:
    """What the documents have in a column that every document has."""
    return [int(value or 0) for value in searcher.fast_field_values(column, addresses)] if addresses else []


def _count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    return _counted(searcher.search(query, limit=1))


def _counted(result: tantivy.SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # left out of tantivy's stub only
