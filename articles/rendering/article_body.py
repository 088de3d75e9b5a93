"""The text of an article as HTML: paragraphs, subheads, sentences that can be linked to, and marks on what was tagged.

Nothing of the text reaches the page unescaped, and nothing of it is lost: what no part claims becomes a paragraph.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

# Shown elsewhere on the page, not in the reading column.
APPARATUS = frozenset({"headline", "subheadline", "byline", "credit_line"})
# Marks inside marks go no deeper: "russischen" in "russisches Außenministerium" is two, and texts do not nest by tens.
DEEPEST = 4

Part = tuple[str, int, int]
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) that name an entity (with *url*) or a date (without)."""

    start: int
    end: int
    kind: str
    url: str = ""
    # id of the entry beside the text that says who this is; of a date, the id of the mark itself.
    entry: str = ""
    title: str = ""
    confirmed: bool = False


@dataclass(slots=True)
class _Branch:
    """A mark with the marks inside it."""

    mark: Mark
    inside: list[_Branch] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Block:
    tag: str
    start: int
    end: int


def article_body(text: str, parts: Iterable[Part], marks: Iterable[Mark], sentences: Iterable[Range]) -> SafeString:
    """*text* as paragraphs and subheads.

    Sentences are numbered s1, s2 … in reading order over the body; one that runs across a paragraph's end keeps its
    number in its first piece. Where marks cross, the one that begins later loses what they share.
    """
    branches = _untangled(marks, len(text))
    bounds = sorted((start, end) for start, end in sentences if start < end)
    number, last = 0, None
    html = []
    for block in _blocks(text, parts):
        pieces = []
        for start, end, sentence in _sentence_pieces(block, bounds):
            inner = _joined(_pieces(text, start, end, branches, within=None))
            if sentence is None:
                pieces.append(inner)
            elif sentence == last:
                pieces.append(format_html('<span class="s">{}</span>', inner))
            else:
                number, last = number + 1, sentence
                pieces.append(format_html('<span class="s" id="s{}">{}</span>', number, inner))
        tag = mark_safe(block.tag)  # noqa: S308  "p" or "h2", written above
        html.append(format_html("<{}>{}</{}>\n", tag, _joined(pieces), tag))
    return _joined(html)


def _blocks(text: str, parts: Iterable[Part]) -> Iterator[_Block]:
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
        elif kind not in APPARATUS:
            yield from _lines(text, start, end)
        position = end
    yield from _lines(text, position, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[_Block]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield from _trimmed(text, "p", start, stop)
        start = stop + 1


def _trimmed(text: str, tag: str, start: int, end: int) -> Iterator[_Block]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    # A slash between headline and credit line belongs to neither and says nothing alone ("…gestärkt/GettyImages").
    if start < end and (end - start > 1 or text[start].isalnum()):
        yield _Block(tag, start, end)


def _sentence_pieces(block: _Block, sentences: Sequence[Range]) -> Iterator[tuple[int, int, Range | None]]:
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


def _untangled(marks: Iterable[Mark], length: int) -> list[_Branch]:
    """Marks as a tree: any two are nested or apart. The outermost are apart from each other and in order."""
    kept: list[Mark] = []
    around: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.kind)):
        start, end = max(mark.start, 0), min(mark.end, length)
        around = [outer for outer in around if outer.end > start]
        start = max([start, *(outer.end for outer in around if outer.end < end)])
        around = [outer for outer in around if outer.end > start]
        if start < end and len(around) < DEEPEST:
            clipped = replace(mark, start=start, end=end)
            kept.append(clipped)
            around.append(clipped)
    roots: list[_Branch] = []
    path: list[_Branch] = []
    for mark in sorted(kept, key=lambda mark: (mark.start, -mark.end)):
        branch = _Branch(mark)
        while path and path[-1].mark.end <= mark.start:
            path.pop()
        (path[-1].inside if path else roots).append(branch)
        path.append(branch)
    return roots


def _pieces(text: str, start: int, end: int, branches: Sequence[_Branch], within: Mark | None) -> Iterator[SafeString]:
    position = start
    for index in range(bisect_right(branches, start, key=lambda branch: branch.mark.end), len(branches)):
        branch = branches[index]
        first, last = max(branch.mark.start, start), min(branch.mark.end, end)
        if first >= end:
            break
        if position < first:
            yield _own(text[position:first], within)
        yield _mark_html(text, first, last, branch)
        position = last
    if position < end:
        yield _own(text[position:end], within)


def _own(piece: str, within: Mark | None) -> SafeString:
    """Text of a mark around other marks: a link cannot stand inside a link, so each of its own pieces becomes one."""
    if within is None or not within.url or piece.isspace():
        return escape(piece)
    return format_html('<a class="part" href="{}" data-e="{}">{}</a>', within.url, within.entry, piece)


def _mark_html(text: str, start: int, end: int, branch: _Branch) -> SafeString:
    mark = branch.mark
    classes = f"ent ent-{mark.kind}" + (" ok" if mark.confirmed else "")
    if mark.url and not branch.inside:
        return format_html('<a class="{}" href="{}" data-e="{}">{}</a>', classes, mark.url, mark.entry, text[start:end])
    # Cut by the end of a sentence, only the first piece of a date keeps the id.
    own_id = format_html(' id="{}"', mark.entry) if mark.entry and not mark.url and start == mark.start else ""
    title = format_html(' title="{}"', mark.title) if mark.title else ""
    inner = _joined(_pieces(text, start, end, branch.inside, within=mark))
    return format_html('<span class="{}"{}{}>{}</span>', classes, own_id, title, inner)


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308  each piece was escaped by whoever made it
