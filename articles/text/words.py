"""Where words begin and end."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


def word_start(text: str, position: int, step: int) -> int:
    """The beginning of the next word (*step* 1) or of the one before (-1); *position* itself where there is none."""
    return _beside([found.start() for found in _WORD.finditer(text)], position, step)


def word_end(text: str, position: int, step: int) -> int:
    """The same with the ends of words."""
    return _beside([found.end() for found in _WORD.finditer(text)], position, step)


def _beside(places: list[int], position: int, step: int) -> int:
    if step > 0:
        return min((place for place in places if place > position), default=position)
    return max((place for place in places if place < position), default=position)
