"""The sentences of a text, part by part: a headline and a subhead are sentences of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articles.extraction.events.words import EventWords
from articles.extraction.values import Parts
from articles.text.spans import Span

_END = re.compile(r"[.!?…]{1,3}[\"”“»«’)\]]{0,2}\s{1,3}(?=\d{1,4}\s|[\W\d_]{0,2}[^\W\d_a-zß-ÿ])")
_LAST_WORD = re.compile(r"[^\s(„“\"]{1,20}\Z")
_ORDINAL = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[^\W\d_])\.")


@dataclass(frozen=True, slots=True)
class Sentence:
    """*is_heading* for headlines and subheads, which leave out verbs and repeat what the text says in full."""

    span: Span
    is_heading: bool


def split_sentences(text: str, parts: Parts, words: EventWords, around: Sequence[int]) -> list[Sentence]:
    """The sentences of those parts in which one of the ordered positions *around* lies."""
    headings = [part for part in (parts.headline, parts.subheadline) if part]
    pieces = [(part, True) for part in (*headings, *parts.subheads)] + [(part, False) for part in parts.paragraphs]
    return [
        Sentence(Span.of(text, start, end), is_heading)
        for part, is_heading in sorted(pieces, key=lambda piece: piece[0])
        if has_position(around, part)
        for start, end in _split(text, part, words)
    ]


def has_position(positions: Sequence[int], span: Span) -> bool:
    """Whether one of *positions*, which are in order, lies in *span*."""
    first = bisect_left(positions, span.start)
    return first < len(positions) and positions[first] < span.end


def _split(text: str, part: Span, words: EventWords) -> Iterator[tuple[int, int]]:
    start = part.start
    for match in _END.finditer(text, part.start, part.end):
        word = _LAST_WORD.search(text[max(start, match.start() - 20) : match.start() + 1])
        # "am 14. Januar", "George W. Bush", "Dr. Merkel" go on.
        if word and (_ORDINAL.fullmatch(word[0]) or word[0] in words.abbreviations):
            continue
        end = match.start() + len(match[0].rstrip())
        yield start, end
        start = match.end()
    if text[start : part.end].strip():
        yield start, part.end
