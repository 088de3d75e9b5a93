"""Sentences of a text, as far as its punctuation shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.text.spans import Span

_END = re.compile(r"[.!?…]+[\"'”“»«’)\]]*(?=\s)|\n")
# "14. Januar", "z. B.", "W. Bush": a stop after a number or a single letter seldom ends a sentence.
_NO_END = re.compile(r"(?:^|[\s(„“\"'.])(?:\d{1,3}|[^\W\d_])\.\Z")
_BEGINS = re.compile(r"\s*[\"'„“”»«‚(\[]*[^\Wa-zß-ÿ]")
_REACH = 12


def sentences(text: str) -> Iterator[Span]:
    """Every sentence of *text* in order, without the white space around it. A line break always ends a sentence."""
    start = 0
    for match in _END.finditer(text):
        if match[0] == "\n" or _ends_here(text, match.start(), match.end()):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _ends_here(text: str, stop: int, end: int) -> bool:
    if text[stop] == "." and _NO_END.search(text[max(0, stop - _REACH) : stop + 1]):
        return False
    return bool(_BEGINS.match(text[end : end + _REACH])) or not text[end : end + _REACH].strip()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield Span.of(text, start, end)
