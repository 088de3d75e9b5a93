"""Writing the tantivy index: one writer at a time, opened for a batch and thrown away after it, whatever happened.

After one failed commit the next add and commit on the same writer report success and lose the document
(tantivy-py 0.27), so no writer outlives its batch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice

import tantivy

from articles.search.backends.base import Document, UnindexableDocument, WriterBusy
from articles.search.backends.tantivy_folder import IndexFolder
from articles.search.backends.tantivy_merging import merge_behind, wait_for_own
from articles.search.backends.tantivy_reader import open_index
from articles.search.backends.tantivy_schema import index_json, schema

_HEAP_FOR_CHANGES = 32_000_000
_HEAP_FOR_REBUILD = 128_000_000
# A rebuild commits this often, so that its segments are merged while it goes on.
_COMMIT_EVERY = 50_000


def apply_changes(folder: IndexFolder, documents: Iterable[Document], deleted: Iterable[int]) -> bool:
    """See SearchEngine.apply."""
    directory = folder.live()
    wait_for_own(directory)
    with _writer(open_index(directory), _HEAP_FOR_CHANGES, partial(merge_behind, directory=directory)) as writer:
        for document in documents:
            line = index_json(document)
            writer.delete_documents_by_term("id", document.id)
            _add(writer, line, document)
        for one in deleted:
            writer.delete_documents_by_term("id", one)
        writer.commit()
    # In this order: a rebuild that is over by the first question has switched by the second.
    return not folder.is_being_rebuilt() and folder.live() == directory


def build_index(folder: IndexFolder, documents: Iterable[Document]) -> dict[int, str]:
    """See SearchEngine.rebuild."""
    refused: dict[int, str] = {}
    with folder.rebuilding():
        directory = folder.new()
        index = tantivy.Index(schema(), path=str(directory))
        stream = iter(documents)
        part = _COMMIT_EVERY
        while part == _COMMIT_EVERY:
            with _writer(index, _HEAP_FOR_REBUILD, tantivy.IndexWriter.wait_merging_threads) as writer:
                part = _load(writer, islice(stream, _COMMIT_EVERY), refused)
                writer.commit()
        folder.switch(directory)
    return refused


def _load(writer: tantivy.IndexWriter, documents: Iterable[Document], refused: dict[int, str]) -> int:
    seen = 0
    for document in documents:
        seen += 1
        try:
            _add(writer, index_json(document), document)
        except UnindexableDocument as error:
            refused[document.id] = str(error)
    return seen


def _add(writer: tantivy.IndexWriter, line: str, document: Document) -> None:
    try:
        writer.add_json(line)
    except ValueError as error:
        raise UnindexableDocument(f"article {document.id}: {error}") from error


@contextmanager
def _writer(
    index: tantivy.Index, heap: int, give_back: Callable[[tantivy.IndexWriter], None]
) -> Iterator[tantivy.IndexWriter]:
    """The writer for one batch; *give_back* lets go of it, and with it of the lock, when the batch is committed."""
    try:
        writer = index.writer(heap_size=heap, num_threads=1)
    except ValueError as error:
        if "LockBusy" in str(error):
            raise WriterBusy("Somebody else is writing to the search index.") from error
        raise
    try:
        yield writer
    except BaseException:
        # Nothing of the batch may reach the index with the next commit.
        with suppress(ValueError):
            writer.rollback()
        writer.wait_merging_threads()
        raise
    give_back(writer)
