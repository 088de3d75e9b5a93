"""Reading the tables of the starter data: tab separated, a header line, # for comments."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from articles.authority.values import InvalidAuthorityData

DATA = Path(__file__).parent / "data"
# The words for countries are written once, for extraction; here they are read as names.
LEXICONS = Path(__file__).parent.parent / "extraction" / "lexicons"

Row = dict[str, str]


def read_table(path: Path) -> Iterator[Row]:
    """Rows with the header's names as keys; a row may leave out its last cells. A file that is not there has none."""
    if not path.exists():
        return
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(table)
        for number, cells in enumerate(table, start=2):
            if len(cells) > len(header):
                raise InvalidAuthorityData(f"{path.name}, row {number}: more cells than the header has columns")
            cells += [""] * (len(header) - len(cells))
            yield dict(zip(header, cells, strict=True))


def tables() -> list[Path]:
    """Every file the starter data is read from, in a fixed order."""
    return [
        *sorted(DATA.glob("*.tsv")),
        *sorted(LEXICONS.glob("*/country_*.tsv")),
        *sorted(LEXICONS.glob("*/cap*.tsv")),
    ]
