"""manage.py extract: text in, proposals out as JSON lines; no article is touched."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from math import isfinite
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from articles.extraction.contract import Json, as_contract
from articles.extraction.known_names import KnownNames
from articles.extraction.pipeline import extract
from articles.ingest.known_names import archive_names, starter_names


class UnusableLine(ValueError):
    """A line that is no document; the message says why, for whoever wrote it."""


class Command(BaseCommand):
    help = (
        "Prints what extraction proposes, one JSON object a line: for text files, or with --jsonl for documents "
        '{"id", "text", "published", "language"} on standard input. No article is touched.'
    )

    # It touches no archive, so what is wrong with one is not its business.
    requires_system_checks = ()

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help="text files in UTF-8")
        parser.add_argument("--jsonl", action="store_true", help="read JSON lines from standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jsonl"] == bool(options["files"]):
            raise CommandError("Name the files to read, or give --jsonl and the documents on standard input.")
        known = _names()
        failed = 0
        documents = _documents(_lines(sys.stdin)) if options["jsonl"] else _files(options["files"])
        for place, document in documents:
            try:
                answer = _answer(document, known)
            except UnusableLine as error:
                failed += 1
                self.stderr.write(f"{place}: {error}")
                continue
            self.stdout.write(_printable(answer))
            self.stdout.flush()
        if failed:
            raise CommandError(f"{failed} of the documents could not be read.", returncode=1)


def _names() -> KnownNames:
    try:
        return archive_names()
    except DatabaseError:
        # A fresh clone, whose tables have not been made yet.
        return starter_names()


def _lines(stream: TextIO) -> Iterator[bytes]:
    """Lines as bytes, so that one line in another encoding does not end the stream."""
    yield from stream.buffer if hasattr(stream, "buffer") else (line.encode() for line in stream)


def _documents(lines: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield f"line {number}", line


def _files(paths: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for path in paths:
        yield path.name, path


def _answer(document: bytes | Path, known: KnownNames) -> Json:
    if isinstance(document, Path):
        return as_contract(extract(_text_of(document), known=known), document.name)
    fields = _fields(document)
    text, language = fields.get("text"), fields.get("language")
    if not isinstance(text, str):
        raise UnusableLine("“text” has to be a string")
    if language is not None and not isinstance(language, str):
        raise UnusableLine("“language” has to be a code such as de, or null")
    extraction = extract(text, published=_published(fields.get("published")), language=language, known=known)
    return as_contract(extraction, fields.get("id"))


def _text_of(path: Path) -> str:
    try:
        # Positions count code points of the file as it is, so line ends are not translated.
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UnusableLine(f"the file cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnusableLine(f"the file is not UTF-8 (byte {error.start})") from error


def _fields(line: bytes) -> dict[str, Any]:  # JSON values
    try:
        fields = json.loads(line.decode("utf-8"), parse_float=_finite, parse_constant=_finite)
    except UnicodeDecodeError as error:
        raise UnusableLine(f"not UTF-8 (byte {error.start})") from error
    except (ValueError, RecursionError) as error:
        raise UnusableLine(f"not JSON ({error})") from error
    if not isinstance(fields, dict):
        raise UnusableLine('not an object such as {"id": 1, "text": "…"}')
    return fields


def _finite(written: str) -> float:
    """Python reads NaN and 1e999 and would print them back, which is no JSON for anybody else."""
    number = float(written)
    if not isfinite(number):
        raise ValueError(f"{written} is no number of JSON")
    return number


def _published(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value if isinstance(value, str) and len(value) == 10 else "")
    except ValueError as error:
        raise UnusableLine(f"“published” has to be YYYY-MM-DD or null, not {value!r}") from error


def _printable(answer: Json) -> str:
    text = json.dumps(answer, ensure_ascii=False)
    # A lone surrogate is legal in JSON as an escape and nowhere in UTF-8.
    return text if _encodes(text) else json.dumps(answer)


def _encodes(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
