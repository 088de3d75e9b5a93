"""A sentence as the finder of events sees it: words, signs, dates, and each mention as one piece."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.extraction.values import MentionProposal
from articles.text.spans import Span

_PIECE = re.compile(r"\d{1,12}(?:[.,]\d{1,9}){0,3}|[^\W_](?:[\w’'-]{0,80}\w)?|[^\w\s]")


@dataclass(slots=True)
class Token:
    """*mention* is the outermost one that fills the token; *inside* are those within it ("US" in "US-Präsident")."""

    start: int
    end: int
    text: str
    mention: int | None = None
    inside: tuple[int, ...] = ()
    is_date: bool = False
    word: str = field(init=False)

    def __post_init__(self) -> None:
        self.word = self.text.lower()

    @property
    def is_sign(self) -> bool:
        return self.mention is None and not self.text[0].isalnum()

    @property
    def is_number(self) -> bool:
        return self.text[0].isdigit() and self.mention is None and not self.is_date


class Mentions:
    """The mentions of a text by the place where they stand."""

    def __init__(self, mentions: Sequence[MentionProposal]) -> None:
        self.all = mentions
        self._starts = [mention.span.start for mention in mentions]

    def __getitem__(self, index: int) -> MentionProposal:
        return self.all[index]

    def within(self, start: int, end: int) -> list[int]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [index for index in range(first, last) if self.all[index].span.end <= end]


def tokens_of(text: str, sentence: Span, mentions: Mentions, dates: Sequence[Span]) -> list[Token]:
    """The pieces of one sentence. A mention or a date of several words is one piece."""
    here = mentions.within(sentence.start, sentence.end)
    wholes: list[tuple[int, int, int | None]] = [
        (span.start, span.end, None) for span in dates if sentence.contains(span)
    ]
    wholes += [(mentions[index].span.start, mentions[index].span.end, index) for index in here]
    tokens: list[Token] = []
    position = sentence.start
    for start, end, index in sorted(wholes, key=lambda whole: (whole[0], -whole[1])):
        if start < position:
            if tokens and index is not None and tokens[-1].end >= end and not tokens[-1].is_date:
                tokens[-1].inside += (index,)
            continue
        tokens += _pieces(text, position, start)
        token = Token(start, end, text[start:end], index, is_date=index is None)
        position = end
        if index is not None and (tail := _PIECE.match(text, end)) and text[end].isalnum() | (text[end] == "-"):
            # "US-Präsident": the country is inside a word, and the word is no country.
            tail_end = _end_of_word(text, end, sentence.end)
            if tail_end > end and tail:
                token = Token(start, tail_end, text[start:tail_end], None, (index,))
                position = tail_end
        tokens.append(token)
    return tokens + _pieces(text, position, sentence.end)


def _pieces(text: str, start: int, end: int) -> list[Token]:
    return [Token(match.start(), match.end(), match[0]) for match in _PIECE.finditer(text, start, end)]


def _end_of_word(text: str, start: int, limit: int) -> int:
    while start < limit and (text[start].isalnum() or (text[start] == "-" and text[start + 1 : start + 2].isalnum())):
        start += 1
    return start
