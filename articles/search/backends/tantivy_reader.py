"""The open index of this process: looked at anew whenever somebody has committed or switched to another one."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from articles.search.backends.base import EngineUnavailable, UnindexableDocument
from articles.search.backends.tantivy_folder import MENDS, IndexFolder

logger = logging.getLogger(__name__)


class IndexReader:
    """Gives out searchers over the newest commit. Two calls of stat() a request; safe in threads and after a fork."""

    def __init__(self, folder: IndexFolder) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._directory: Path | None = None
        self._stamp: tuple[int, int] = (0, 0)
        self._index: tantivy.Index | None = None

    def searcher(self) -> tantivy.Searcher:
        with self._lock:
            directory, stamp = self._newest()
            if self._index is None or directory != self._directory:
                self._index = open_index(directory)
            elif stamp != self._stamp:
                self._index.reload()
            self._directory, self._stamp = directory, stamp
            return self._index.searcher()

    def generation(self) -> str:
        directory, (modified, inode) = self._newest()
        return f"{directory.name}.{modified}.{inode}"

    def forget(self) -> None:
        with self._lock:
            self._index = None

    def _newest(self) -> tuple[Path, tuple[int, int]]:
        # A second look: between the two a rebuild can have switched and removed the directory just read of.
        for last_look in (False, True):
            directory = self.folder.live()
            try:
                status = (directory / "meta.json").stat()
                return directory, (status.st_mtime_ns, status.st_ino)
            except OSError as error:
                if last_look:
                    raise EngineUnavailable(f"The search index in {directory} is broken: {MENDS}.") from error
        raise AssertionError("unreachable: the second look returns or raises")


def open_index(directory: Path) -> tantivy.Index:
    index = tantivy.Index.open(str(directory))
    # Manual: the reader looks for itself, and no thread has to watch the file.
    index.config_reader(reload_policy="manual")
    return index


@contextmanager
def engine_boundary(reader: IndexReader | None = None) -> Iterator[None]:
    """Turns whatever a damaged index throws into EngineUnavailable.

    A flipped byte in a .fast file ends in a pyo3 PanicException, a BaseException: `except Exception` misses it.
    """
    try:
        yield
    except (EngineUnavailable, UnindexableDocument):
        raise
    except BaseException as error:
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        logger.exception("The search index failed")
        if reader:
            reader.forget()
        raise EngineUnavailable(f"The search index failed ({error}): if it goes on, {MENDS}.") from error
