"""A text cut into blocks, sentences and marks: marks lie inside each other or apart, and nothing of the text is lost.

What a mark looks like is said by whoever shows it (`Markup`); nothing reaches the page unescaped.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Blocks that are no part of the running text: its sentences are counted without theirs.
APPARATUS = frozenset({"headline", "subheadline", "byline", "credit_line"})
# Marks inside marks go no deeper: "russischen" in "russisches Außenministerium" is two, and texts do not nest by tens.
DEEPEST = 4

Part = tuple[str, int, int]
Range = tuple[int, int]
# A place in the text and what is set there, behind the word: the number of an event.
Sign = tuple[int, SafeString]


@dataclass(frozen=True, slots=True)
class Place:
    """Characters [start, end) that something is said about."""

    start: int
    end: int
    kind: str


P = TypeVar("P", bound=Place)
P_contra = TypeVar("P_contra", bound=Place, contravariant=True)


class Markup(Protocol[P_contra]):
    def mark(self, mark: P_contra, inner: SafeString, *, is_leaf: bool, is_first: bool) -> SafeString:
        """*inner* inside its mark. A mark cut by the end of a sentence comes in pieces; *is_first* is the first."""

    def own(self, mark: P_contra, piece: str) -> SafeString:
        """Text of a mark beside the marks inside it."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ("p"), a subhead ("h2") or a piece of the apparatus, by its name."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class _Branch(Generic[P]):
    """A mark with the marks inside it."""

    mark: P
    inside: list[_Branch[P]] = field(default_factory=list)


def blocks(text: str, parts: Iterable[Part]) -> Iterator[Block]:
    """What no part claims is a paragraph of its own, line by line."""
    position = 0
    for kind, start, end in sorted(parts, key=lambda part: (part[1], -part[2])):
        start, end = max(start, position), min(end, len(text))
        if start >= end or kind == "dateline":
            continue
        yield from _lines(text, position, start)
        if kind == "subhead":
            yield from _trimmed(text, "h2", start, end)
        elif kind in ("lead", "paragraph"):
            yield from _trimmed(text, "p", start, end)
        elif kind in APPARATUS:
            yield from _trimmed(text, kind, start, end)
        else:
            yield from _lines(text, start, end)
        position = end
    yield from _lines(text, position, len(text))


def numbered(text: str, parts: Iterable[Part], sentences: Iterable[Range]) -> dict[Range, int]:
    """The sentences of the running text with their numbers, from one, in reading order."""
    bounds = _in_order(sentences)
    numbers: dict[Range, int] = {}
    for block in blocks(text, parts):
        if block.kind not in APPARATUS:
            for _, _, sentence in _sentence_pieces(block, bounds):
                if sentence is not None:
                    numbers.setdefault(sentence, len(numbers) + 1)
    return numbers


def written(
    text: str,
    parts: Sequence[Part],
    marks: Iterable[P],
    sentences: Mapping[Range, int],
    markup: Markup[P],
    signs: Iterable[Sign] = (),
) -> Iterator[tuple[Block, SafeString]]:
    """Each block with its HTML: sentences as `<span class="s" id="s…">`, marks as *markup* writes them.

    Signs stand behind their word and behind the mark around it: most are links, and so are most marks.
    *sentences* is what numbered() gave; one that runs across a block's end keeps its number in its first piece.
    Where marks cross, the one that begins later loses what they share.
    """
    branches = _untangled(marks, len(text))
    bounds = _in_order(sentences)
    placed = sorted((_behind(position, text, branches), position, html) for position, html in signs)
    last = None
    for block in blocks(text, parts):
        if block.kind in APPARATUS:
            yield block, joined(_pieces(text, block.start, block.end, branches, None, markup))
            continue
        html = []
        for start, end, sentence in _sentence_pieces(block, bounds):
            inner = joined(_with_signs(text, start, end, branches, placed, markup))
            if sentence is None:
                html.append(inner)
            elif sentence == last:
                html.append(format_html('<span class="s">{}</span>', inner))
            else:
                last = sentence
                html.append(format_html('<span class="s" id="s{}">{}</span>', sentences[sentence], inner))
        yield block, joined(html)


def joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308  each piece was escaped by whoever made it


def _in_order(sentences: Iterable[Range]) -> list[Range]:
    return sorted((start, end) for start, end in sentences if start < end)


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _trimmed(text, "p", start, stop)
        start = stop + 1


def _trimmed(text: str, kind: str, start: int, end: int) -> Iterator[Block]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    # A slash between headline and credit line belongs to neither and says nothing alone ("…gestärkt/GettyImages").
    if start < end and (end - start > 1 or text[start].isalnum()):
        yield Block(kind, start, end)


def _sentence_pieces(block: Block, sentences: Sequence[Range]) -> Iterator[tuple[int, int, Range | None]]:
    position = block.start
    # One before the place found: that sentence may have begun in the block before.
    for index in range(max(0, bisect_right(sentences, (block.start, block.start)) - 1), len(sentences)):
        sentence = sentences[index]
        if sentence[0] >= block.end:
            break
        start, end = max(sentence[0], position), min(sentence[1], block.end)
        if start >= end:
            continue
        if position < start:
            yield position, start, None
        yield start, end, sentence
        position = end
    if position < block.end:
        yield position, block.end, None


def _untangled(marks: Iterable[P], length: int) -> list[_Branch[P]]:
    """Marks as a tree: any two are nested or apart. The outermost are apart from each other and in order."""
    kept: list[P] = []
    around: list[P] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        start, end = max(mark.start, 0), min(mark.end, length)
        around = [outer for outer in around if outer.end > start]
        start = max([start, *(outer.end for outer in around if outer.end < end)])
        around = [outer for outer in around if outer.end > start]
        if start < end and len(around) < DEEPEST:
            clipped = replace(mark, start=start, end=end)
            kept.append(clipped)
            around.append(clipped)
    roots: list[_Branch[P]] = []
    path: list[_Branch[P]] = []
    for mark in sorted(kept, key=lambda mark: (mark.start, -mark.end)):
        branch = _Branch(mark)
        while path and path[-1].mark.end <= mark.start:
            path.pop()
        (path[-1].inside if path else roots).append(branch)
        path.append(branch)
    return roots


def _behind(position: int, text: str, branches: Sequence[_Branch[P]]) -> int:
    while 0 < position < len(text) and text[position].isalnum():
        position += 1
    around = bisect_right(branches, position, key=lambda branch: branch.mark.end)
    if around < len(branches) and branches[around].mark.start < position:
        return branches[around].mark.end
    return position


def _with_signs(
    text: str,
    start: int,
    end: int,
    branches: Sequence[_Branch[P]],
    signs: Sequence[tuple[int, int, SafeString]],
    markup: Markup[P],
) -> Iterator[SafeString]:
    position = start
    for behind, asked, sign in signs:
        if start < asked <= end:
            # A mark that goes on in the next sentence does not take the sign along.
            stop = min(behind, end)
            yield from _pieces(text, position, stop, branches, None, markup)
            yield sign
            position = stop
    yield from _pieces(text, position, end, branches, None, markup)


def _pieces(
    text: str, start: int, end: int, branches: Sequence[_Branch[P]], within: P | None, markup: Markup[P]
) -> Iterator[SafeString]:
    position = start
    for index in range(bisect_right(branches, start, key=lambda branch: branch.mark.end), len(branches)):
        branch = branches[index]
        mark = branch.mark
        first, last = max(mark.start, start), min(mark.end, end)
        if first >= end:
            break
        if position < first:
            yield _own(text[position:first], within, markup)
        is_leaf = not branch.inside
        inner = escape(text[first:last]) if is_leaf else joined(_pieces(text, first, last, branch.inside, mark, markup))
        yield markup.mark(mark, inner, is_leaf=is_leaf, is_first=first == mark.start)
        position = last
    if position < end:
        yield _own(text[position:end], within, markup)


def _own(piece: str, within: P | None, markup: Markup[P]) -> SafeString:
    return escape(piece) if within is None or piece.isspace() else markup.own(within, piece)
