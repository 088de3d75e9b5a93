"""Pieces of a stored text: where they stand and what they say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters [start, end) of a stored text, counted in code points, and the text quoted there.

    The quote makes a span checkable: whoever moves or edits a text can see whether the span still says what it said.
    """

    start: int
    end: int
    quote: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")
        if self.end - self.start != len(self.quote):
            raise ValueError(f"[{self.start}, {self.end}) cannot quote {len(self.quote)} characters")

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        return cls(start, end, text[start:end])

    def quotes(self, text: str) -> bool:
        """Whether *text* still says the quote at this place."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end
