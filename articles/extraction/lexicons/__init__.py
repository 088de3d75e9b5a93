"""Reading the lexicons: what the archive knows about the words of a language, kept as tables beside this file."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
# Languages with tables of their own; a folder appears here the moment somebody writes one.
_LANGUAGE_CODE_LENGTHS = (2, 3)

Row = dict[str, str]


class InvalidLexicon(ValueError):
    """A table that cannot be used; the message names the file and the line."""


@cache
def read_lexicon(language: str, name: str) -> tuple[Row, ...]:
    """Rows of `<language>/<name>.tsv`, header names as keys; no rows where the language has no such table.

    Lines that start with # are comments, and a row may leave out its last cells.
    """
    path = _FOLDER / language / f"{name}.tsv"
    if not path.is_file():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.reader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(table, [])
        rows = []
        for cells in table:
            if not any(cells):
                continue
            if len(cells) > len(header) or not cells[0].strip():
                raise InvalidLexicon(f"{language}/{name}.tsv: “{' | '.join(cells)}” does not fit {', '.join(header)}")
            padded = [cell.strip() for cell in cells] + [""] * (len(header) - len(cells))
            rows.append(dict(zip(header, padded, strict=True)))
    return tuple(rows)


@cache
def lexicon_languages() -> tuple[str, ...]:
    """Languages that have tables of their own."""
    folders = (path for path in _FOLDER.iterdir() if path.is_dir() and len(path.name) in _LANGUAGE_CODE_LENGTHS)
    return tuple(sorted(path.name for path in folders if any(path.glob("*.tsv"))))


@cache
def words_with(language: str, name: str, column: str, value: str) -> frozenset[str]:
    """First cells of the rows of a table whose *column* says *value*."""
    rows = read_lexicon(language, name)
    return frozenset(next(iter(row.values())) for row in rows if row.get(column) == value)


@cache
def first_column(language: str, name: str) -> frozenset[str]:
    return frozenset(next(iter(row.values())) for row in read_lexicon(language, name))
