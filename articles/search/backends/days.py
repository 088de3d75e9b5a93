"""Spans of days as a few blocks each, so that "does any of its spans meet mine" is a question about sets of numbers.

Two columns "from" and "to" cannot answer it for an article with several events: one of 2020 and one of 2024 would
answer for 2022. A span is covered by blocks of 1, 32, 1024 and 32768 days; two spans meet exactly where a block of one
equals or contains a block of the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

_BITS = 5
_LEVELS = 5
_LEVEL_SHIFT = 32
_LAST_DAY = date.max.toordinal()


def cover(first: int, last: int) -> set[int]:
    """The fewest blocks that make up the days from *first* to *last*, which are ordinals."""
    first, last = max(first, 0), min(last, _LAST_DAY)
    blocks: set[int] = set()
    position = first
    while position <= last:
        level = 0
        while level + 1 < _LEVELS and _fits(position, last, level + 1):
            level += 1
        blocks.add(_block(level, position))
        position += 1 << (_BITS * level)
    return blocks


def above(blocks: Iterable[int]) -> set[int]:
    """Every block that contains one of *blocks*, without themselves."""
    containing: set[int] = set()
    for block in blocks:
        level, number = block >> _LEVEL_SHIFT, block & ((1 << _LEVEL_SHIFT) - 1)
        for higher in range(level + 1, _LEVELS):
            number >>= _BITS
            containing.add((higher << _LEVEL_SHIFT) + number)
    return containing


def _fits(position: int, last: int, level: int) -> bool:
    size = 1 << (_BITS * level)
    return position % size == 0 and position + size - 1 <= last


def _block(level: int, position: int) -> int:
    return (level << _LEVEL_SHIFT) + (position >> (_BITS * level))
