"""Which reader reads which file, and the files of a folder in order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

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
# What can be uploaded on a page: files that are one article each.
UPLOADS = tuple(_WHOLE_FILES)


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
            yield Refused(name, _("It is not a file but a device or a pipe."))
            return
        if suffix not in _WHOLE_FILES and suffix not in _LINE_FILES:
            yield Refused(name, _unreadable(suffix, ".txt, .md, .jsonl"))
            return
        with path.open("rb") as file:
            if suffix in _LINE_FILES:
                yield from read_json_lines(file, name)
                return
            data = file.read(LARGEST_TEXT + 1)
    except OSError as error:
        yield Refused(name, _("It cannot be read: %(why)s.") % {"why": error.strerror or error})
        return
    yield Refused(name, too_large(LARGEST_TEXT)) if len(data) > LARGEST_TEXT else _WHOLE_FILES[suffix](data, name)


def read_upload(data: bytes, name: str) -> Incoming | Refused:
    """The article in one uploaded file, or why there is none."""
    return refused_unread(name, len(data)) or _WHOLE_FILES[PurePath(name).suffix.lower()](data, name)


def refused_unread(name: str, size: int) -> Refused | None:
    """What can be said of an upload by its name and size alone; None where it has to be read."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _WHOLE_FILES:
        return Refused(name, _unreadable(suffix, ".txt, .md"))
    return Refused(name, too_large(LARGEST_TEXT)) if size > LARGEST_TEXT else None


def _unreadable(suffix: str, readable: str) -> str:
    if not suffix:
        return _("Files without an ending cannot be read yet; these can: %(endings)s.") % {"endings": readable}
    return _("%(ending)s files cannot be read yet; these can: %(endings)s.") % {
        "ending": printable(suffix),
        "endings": readable,
    }


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
