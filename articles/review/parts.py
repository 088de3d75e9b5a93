"""The parts of an article whose text an editor has changed, and the columns that quote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articles.models import Article
from articles.review.carrying import carried_parts
from articles.text.edits import EditScript
from articles.text.shortening import shortened

# Kind, first and last character, as the column holds them.
Parts = list[list[object]]
_Part = tuple[str, int, int]

# Columns that say on one line what their part says.
_QUOTING = ("headline", "subheadline", "byline", "dateline", "credit_line", "lead")
_LINE_BREAK = re.compile(r"\s*\n\s*")
# Between the paragraphs of a text whose lines were broken by width.
_BLANK_LINE = re.compile(r"\s*\n\s*\n\s*")


def reshaped_parts(article: Article, script: EditScript, text: str) -> Parts:
    """The parts of *article* after *script* made *text* of its text.

    A paragraph an editor broke is two, two that were put together are one. Of anything else its first line stays what
    it was; what no part claims is read as paragraphs anyway.
    """
    parts: list[_Part] = []
    for part in article.parts:
        kind, start, end = part
        for _, first, last in carried_parts([part], script):
            wrapped = "\n" in article.text[start:end]
            pieces = _pieces(text, int(str(first)), int(str(last)), _BLANK_LINE if wrapped else _LINE_BREAK)
            for number, (begin, stop) in enumerate(pieces):
                if number == 0 or kind == "paragraph":
                    parts.append((kind, begin, stop))
    return [list(part) for part in _joined(parts, text)]


def quoting_columns(article: Article, parts: Parts, text: str) -> dict[str, str]:
    """New values of the columns that said what their part said before the edit."""
    before, after = _quotes(article.parts, article.text), _quotes(parts, text)
    values = {}
    for column in _QUOTING:
        old, new = _fitting(column, before.get(column, "")), _fitting(column, after.get(column, ""))
        if old and old != new and getattr(article, column) == old:
            values[column] = new
    if values.get("headline") == "":
        # Every article is listed under something.
        del values["headline"]
    return values


def _pieces(text: str, start: int, end: int, break_: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """What stands between the breaks in [start, end), without white space around it."""
    position = start
    for found in [*break_.finditer(text, start, end), None]:
        stop = found.start() if found else end
        piece = text[position:stop]
        first, last = position + len(piece) - len(piece.lstrip()), stop - len(piece) + len(piece.rstrip())
        if first < last:
            yield first, last
        position = found.end() if found else end


def _joined(parts: Iterable[_Part], text: str) -> Iterator[_Part]:
    """*parts* in the order of the text; paragraphs and subheads that share a line by now are one paragraph."""
    waiting: list[_Part] = []
    for part in sorted(parts, key=lambda part: (part[1], -part[2])):
        last = next((one for one in waiting if one[0] in ("paragraph", "subhead")), None)
        if part[0] in ("paragraph", "subhead"):
            if last and part[1] >= last[2] and "\n" not in text[last[2] : part[1]]:
                # The lead ends where the first paragraph does.
                waiting = [
                    ("paragraph" if one is last else one[0], one[1], part[2] if one[2] == last[2] else one[2])
                    for one in waiting
                ]
                continue
            yield from waiting
            waiting = []
        waiting.append(part)
    yield from waiting


def _fitting(column: str, quote: str) -> str:
    longest = Article._meta.get_field(column).max_length  # type: ignore[union-attr]  # a text column, each of them
    return shortened(quote, longest) if longest else quote


def _quotes(parts: Iterable[list[object]], text: str) -> dict[str, str]:
    quotes: dict[str, str] = {}
    for kind, start, end in parts:
        if kind in _QUOTING:
            quotes.setdefault(str(kind), " ".join(text[int(str(start)) : int(str(end))].split()))
    return quotes
