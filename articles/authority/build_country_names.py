"""Renews articles/text/country_names.tsv.gz from CLDR: python -m articles.authority.build_country_names FILE.

FILE holds one JSON object a line: {"iso2": "KP", "names": {"Nordkorea": ["de", "da"], …}}; a locale may carry
"/short" or "/variant" behind a slash, as CLDR's own keys do.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "text" / "country_names.tsv.gz"
# CLDR regions that are no entry of ISO 3166 (Ascension, Ceuta, the euro area …) or only test software (XA, XB).
_NOT_ISO_3166 = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


def country_name_rows(lines: Iterator[str]) -> list[str]:
    """Rows of the table: code, name, languages in which it is the standard name (none for a variant)."""
    rows = []
    for line in lines:
        territory = json.loads(line)
        if territory["iso2"] in _NOT_ISO_3166:
            continue
        for name, locales in territory["names"].items():
            standard = sorted(locale for locale in locales if "/" not in locale)
            rows.append("\t".join((territory["iso2"], " ".join(name.split()), " ".join(standard))))
    return sorted(rows)


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        raise SystemExit("Name one file: the CLDR territory names, one JSON object a line.")
    with open(arguments[0], encoding="utf-8") as lines:
        rows = country_name_rows(lines)
    # No time stamp in the header, so that the same names give the same file.
    with TARGET.open("wb") as raw, gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0) as packed:
        packed.write("".join(f"{row}\n" for row in rows).encode())
    print(f"{len(rows)} names of {len({row[:2] for row in rows})} countries in {TARGET.name}")


if __name__ == "__main__":
    main(sys.argv[1:])
