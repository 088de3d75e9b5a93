"""The folder of the tantivy index: which of its directories is live, and the switch to a new one.

`CURRENT` names the live directory, `<schema hash>-<n>`. It is replaced by a rename, so a kill at any moment leaves it
naming one whole index; whatever else lies in the folder is left over and goes with the next switch.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articles.search.backends.base import EngineUnavailable, WriterBusy
from articles.search.backends.tantivy_schema import schema_hash

_NAME = re.compile(r"[0-9a-f]{12}-\d+")
MENDS = "run “manage.py search_index rebuild”"


class IndexFolder:
    def __init__(self, root: Path) -> None:
        self.root = root

    def live(self) -> Path:
        """The live directory. Raises EngineUnavailable when there is none that this version can read."""
        try:
            name = (self.root / "CURRENT").read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise EngineUnavailable(f"There is no search index in {self.root}: {MENDS}.") from error
        if not _NAME.fullmatch(name):
            raise EngineUnavailable(f"{self.root / 'CURRENT'} names no search index: {MENDS}.")
        if name.split("-")[0] != schema_hash():
            raise EngineUnavailable(f"The search index was built by another version of this archive: {MENDS}.")
        return self.root / name

    def new(self) -> Path:
        """An empty directory for an index to be built in; only for the holder of the rebuild lock."""
        taken = [int(path.name.split("-")[1]) for path in self._directories()]
        directory = self.root / f"{schema_hash()}-{max(taken, default=0) + 1}"
        directory.mkdir(mode=0o700)
        return directory

    def switch(self, directory: Path) -> None:
        """Make *directory* the live one, then remove every other."""
        _sync(directory)
        pointer = self.root / "CURRENT.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(directory.name)
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.root / "CURRENT")
        _sync(self.root)
        for other in self._directories():
            if other != directory:
                # Readers that still have its files open keep them; a writer in it fails and leaves its work queued.
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def rebuilding(self) -> Iterator[None]:
        """Hold the one right to build an index here. Raises WriterBusy; ends with the process, however that ends."""
        self.root.mkdir(parents=True, exist_ok=True, mode=0o700)
        with (self.root / "rebuild.lock").open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise WriterBusy("The search index is being rebuilt already.") from error
            yield

    def is_being_rebuilt(self) -> bool:
        try:
            with (self.root / "rebuild.lock").open("a") as file:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        except FileNotFoundError:
            return False
        return False

    def _directories(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return sorted(path for path in self.root.iterdir() if path.is_dir() and _NAME.fullmatch(path.name))


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
