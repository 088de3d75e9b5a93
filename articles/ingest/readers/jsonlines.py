"""JSON lines: one article a line; a bad line is refused with its number, and the others go on."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO

from articles.ingest.incoming import LARGEST_LINE, Incoming, Refused
from articles.ingest.readers.encoding import NotText, decode
from articles.ingest.readers.fields import UnusableField, read_date, read_language, read_list, read_text, read_url

MEDIA_TYPE = "application/json"
_REST_OF_LINE = 1024 * 1024


def read_json_lines(file: IO[bytes], name: str) -> Iterator[Incoming | Refused]:
    """Every line of *file* that says something, in order, as an article or a refusal.

    Fields: id, title, date, body, source, url, lang, author, keywords. The article's original is its line, without the
    line end; its text is the title, a line end, and the body.
    """
    for number, line in _lines(file):
        place = f"{name}, line {number}"
        if line is None:
            yield Refused(place, f"The line is longer than {LARGEST_LINE // (1024 * 1024)} MB.")
        elif number == 1 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield Refused(name, "The file is in UTF-16; JSON lines are written in UTF-8.")
            return
        else:
            yield _read_record(line, place)


def _lines(file: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; None for one that is too long, which is never held in memory whole."""
    number = 0
    while line := file.readline(LARGEST_LINE + 2):
        number += 1
        if len(line) > LARGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(_REST_OF_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        line = line.removeprefix(codecs.BOM_UTF8) if number == 1 else line
        if line.strip():
            yield number, line.rstrip(b"\r\n")


def _read_record(line: bytes, place: str) -> Incoming | Refused:
    try:
        decoded = decode(line)
        record = json.loads(decoded.text, parse_constant=_refuse_constant, object_pairs_hook=_fields)
        if not isinstance(record, dict):
            raise UnusableField("The line is not an object with fields in braces.")
        title = " ".join(read_text(record.get("title"), "title").split())
        body = read_text(record.get("body"), "body")
        return Incoming(
            name=_name(record.get("id"), place),
            data=line,
            text=f"{title}\n{body}" if title else body,
            encoding=decoded.encoding,
            encoding_basis=decoded.basis,
            media_type=MEDIA_TYPE,
            title=title or None,
            published=read_date(record.get("date")),
            source=read_text(record.get("source"), "source"),
            url=read_url(record.get("url")),
            authors=read_list(record.get("author"), "author"),
            language=read_language(record.get("lang")),
            keywords=read_list(record.get("keywords"), "keywords"),
        )
    except (NotText, UnusableField) as error:
        return Refused(place, str(error))
    except RecursionError:
        return Refused(place, "The line is nested too deeply.")
    except json.JSONDecodeError as error:
        return Refused(place, f"The line is not JSON: {error}.")
    except ValueError:
        # All that is left: Python reads no whole number of more than 4,300 digits.
        return Refused(place, "A number in the line is too long.")


def _fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise UnusableField(f"The field {twice[:80]!r} stands twice in the line.")
    return fields


def _refuse_constant(constant: str) -> object:
    raise UnusableField(f"{constant} is not JSON.")


def _name(identifier: object, place: str) -> str:
    return f"{place} ({identifier[:100]})" if isinstance(identifier, str) and identifier else place
