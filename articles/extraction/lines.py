"""The lines of an uploaded text as blocks: marks of Markdown left out, hard-wrapped lines put together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_MARKS_BEFORE = re.compile(r"[ \t]*(?:(#{1,6})[ \t]+|>[ \t]?|(\*\*|__)(?=\S))?")
_RULE = re.compile(r"\s*(?:[-*_=~] ?){3,}\s*")
_IMAGE = re.compile(r"\s*!\[[^\]]*\]\([^)]*\)\s*")
_SPACE = " \t\r\f\v\u00a0\u3000\ufeff\x00"
_WRAPPED_WIDTH = (40, 110)


@dataclass(frozen=True, slots=True)
class Line:
    """One line or wrapped paragraph: [start, end) of the text, without its marks; *heading* where they say so."""

    start: int
    end: int
    text: str
    heading: bool = False


def read_lines(text: str, *, after: int = 0) -> list[Line]:
    """Lines of *text* from *after* on that say something, wrapped ones of one block joined."""
    lines: list[Line] = []
    for block in _blocks(text, after):
        if len(block) > 1 and _is_wrapped(block):
            start, end = block[0].start, block[-1].end
            lines.append(Line(start, end, text[start:end]))
        else:
            lines += block
    return lines


def has_markdown_headings(lines: list[Line]) -> bool:
    return any(line.heading for line in lines)


def _blocks(text: str, after: int) -> list[list[Line]]:
    """Lines between blank lines."""
    blocks: list[list[Line]] = [[]]
    position = after
    for raw in text[after:].split("\n"):
        line = _line(raw, position)
        position += len(raw) + 1
        if _RULE.fullmatch(raw) and blocks[-1] and set(raw.strip()) in ({"="}, {"-"}):
            # A line of = or - below a line makes that line a heading, in Markdown as on a typewriter.
            last = blocks[-1].pop()
            blocks += [[Line(last.start, last.end, last.text, heading=True)], []]
        elif line is None or _RULE.fullmatch(raw) or _IMAGE.fullmatch(raw):
            blocks.append([])
        elif line.heading:
            blocks += [[line], []]
        else:
            blocks[-1].append(line)
    return [block for block in blocks if block]


def _line(raw: str, position: int) -> Line | None:
    marks = _MARKS_BEFORE.match(raw)
    start = marks.end() if marks else 0
    heading = bool(marks and marks[1])
    body = raw[start:].rstrip(_SPACE)
    if marks and marks[2]:
        # A line that is bold from end to end is a subhead; bold words inside a paragraph stay as they are.
        bold = body.endswith(marks[2]) and body.count(marks[2]) == 1
        heading, body = bold, body.removesuffix(marks[2]) if bold else raw[start - 2 :].rstrip(_SPACE)
        start = start if bold else start - 2
    elif heading:
        body = body.rstrip("#").rstrip(_SPACE)
    stripped = body.lstrip(_SPACE)
    start += len(body) - len(stripped)
    return Line(position + start, position + start + len(stripped), stripped, heading) if stripped else None


def _is_wrapped(block: list[Line]) -> bool:
    """Whether the lines of a block were broken by width: no line had room for the next word, and some go on in the
    middle of a sentence. A headline above its credit and its paragraph is no such block: each begins with a capital.
    """
    shortest, longest = _WRAPPED_WIDTH
    width = max(len(line.text) for line in block)
    pairs = list(pairwise(block))
    return (
        shortest <= width <= longest
        and all(len(line.text) + len(follower.text.split()[0]) >= width for line, follower in pairs)
        and any(follower.text[0].islower() for _, follower in pairs)
    )
