"""Which reader reads which file, and the files of a folder in order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from articles.ingest.incoming import LARGEST_TEXT, Incoming, Refused
from articles.ingest.readers.jsonlines import read_json_lines
from articles.ingest.readers.markdown import read_markdown
from articles.ingest.readers.plain import read_plain, too_large

_WHOLE_FILES = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
}
_LINE_FILES = {".jsonl", ".ndjson"}


def read_paths(paths: Iterable[Path]) -> Iterator[Incoming | Refused]:
    """All articles of the files and folders named; folders with what is below them, sorted, hidden names left out."""
    for path in paths:
        if path.is_dir():
            for file in _files_below(path):
                yield from read_file(file)
        else:
            yield from read_file(path)


def read_file(path: Path) -> Iterator[Incoming | Refused]:
    """The articles of one file, or why there are none."""
    name = printable(str(path))
    suffix = path.suffix.lower()
    try:
        # Not opened before it is known to be a file: reading from a pipe could wait for ever.
        if not stat.S_ISREG(path.stat().st_mode):
            yield Refused(name, "It is not a file but a device or a pipe.")
            return
        if suffix not in _WHOLE_FILES and suffix not in _LINE_FILES:
            kind = f"{suffix} files" if suffix else "Files without an ending"
            yield Refused(name, f"{printable(kind)} cannot be read yet; .txt, .md and .jsonl can.")
            return
        with path.open("rb") as file:
            if suffix in _LINE_FILES:
                yield from read_json_lines(file, name)
                return
            data = file.read(LARGEST_TEXT + 1)
    except OSError as error:
        yield Refused(name, f"It cannot be read: {error.strerror or error}.")
        return
    yield Refused(name, too_large(LARGEST_TEXT)) if len(data) > LARGEST_TEXT else _WHOLE_FILES[suffix](data, name)


def printable(name: str) -> str:
    """*name* as it can be shown and stored: file names may hold any byte but "/"."""
    shown = name.encode("utf-8", errors="surrogatepass").decode("utf-8", errors="replace")
    return "".join(character if character.isprintable() else "\ufffd" for character in shown)


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(place) / name
