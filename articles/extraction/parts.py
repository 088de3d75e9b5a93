"""The parts of an uploaded text: headline, credit, byline, dateline, lead, paragraphs and the subheads between them."""

from __future__ import annotations

import re
from dataclasses import replace

from articles.extraction.credits import authors_in_byline, is_credit, source_in_credit, split_off_credit
from articles.extraction.dates import find_date_phrases
from articles.extraction.lines import Line, has_markdown_headings, read_lines
from articles.extraction.values import Parts
from articles.text.spans import Span

_LONGEST_SUBHEAD = 140
_LONGEST_HEADLINE = 300
_LINES_OF_THE_HEAD = 6
_LONGEST_DATE = 40
_ENDS_A_SENTENCE = (".", "!", "?", "…", ":", ";", ",", "–", "—", "-")
_CLOSING = "\"'”“»«’)]"
_LIST_ITEM = re.compile(r"(?:[-*•·–]|\d{1,3}[.)])\s")
# "BERLIN (dpa) –", "Berlin (Deutschland), 05.08.2005 –", "MOSCOW, Jan. 14 (AP) —"
_DATELINE = re.compile(
    r"(?:[^\W\d_][^\n():]{1,40}? ?\([^()\n]{2,40}\)(?:, ?[\w. ]{4,24})?|"
    r"[^\W\d_a-zß-ÿ]{3}[^\W\d_a-zß-ÿ /-]{0,30}(?:, ?[\w. ]{3,24})?(?: ?\([^()\n]{2,30}\))?) ?[-–—:] ?",
)


def find_parts(text: str, language: str, title: str | None = None) -> Parts:
    """Where the parts of *text* stand. With *title*, the text begins with that title, which is the headline.

    A credit glued to the headline ("…gestärkt/GettyImages und Channel 24 Collage") is split off at its sign.
    """
    lines = read_lines(text, after=len(title) if title and text.startswith(title) else 0)
    if title and text.startswith(title):
        parts = Parts(headline=Span.of(text, 0, len(title)))
    else:
        parts, lines = _headline(text, lines)
    parts, lines = _head(text, parts, lines, language)
    return _body(text, parts, lines)


def _headline(text: str, lines: list[Line]) -> tuple[Parts, list[Line]]:
    """The first line that is no credit, unless it reads like a paragraph."""
    if not lines:
        return Parts(), []
    if is_credit(lines[0].text) and len(lines) > 1:
        credit = _with_credit(text, Parts(), lines[0].start, lines[0].end)
        parts, rest = _headline(text, lines[1:])
        return replace(parts, credit_line=credit.credit_line, source=credit.source), rest
    first = lines[0]
    cut = split_off_credit(first.text)
    if cut is not None:
        parts = _with_credit(text, Parts(), first.start + cut, first.end)
        end = first.start + len(first.text[:cut].rstrip(" /|–—-"))
        if end == first.start:  # nothing but signs before the credit
            return parts, lines[1:]
        return replace(parts, headline=Span.of(text, first.start, end)), lines[1:]
    if len(first.text) > _LONGEST_HEADLINE or not (first.heading or _reads_like_a_headline(lines)):
        return Parts(), lines
    return Parts(headline=Span.of(text, first.start, first.end)), lines[1:]


def _reads_like_a_headline(lines: list[Line]) -> bool:
    """A line that ends like a sentence is a headline only where it is one short sentence above a longer paragraph."""
    first = lines[0]
    if not any(sign.isalnum() for sign in first.text):
        return False
    if not _is_prose(first):
        return True
    one_sentence = len(first.text) <= _LONGEST_SUBHEAD and ". " not in first.text
    return one_sentence and len(lines) > 1 and len(lines[1].text) > 2 * len(first.text)


def _with_credit(text: str, parts: Parts, start: int, end: int) -> Parts:
    credit = Span.of(text, start, end)
    return replace(parts, credit_line=credit, source=source_in_credit(credit.quote))


def _head(text: str, parts: Parts, lines: list[Line], language: str) -> tuple[Parts, list[Line]]:
    """Credit, byline, date and subheadline among the lines before the first paragraph."""
    remaining = list(lines)
    for _ in range(_LINES_OF_THE_HEAD):
        if len(remaining) < 2:
            break
        line = remaining[0]
        authors = authors_in_byline(line.text)
        if authors and parts.byline is None:
            spans = tuple(Span.of(text, line.start + start, line.start + end) for start, end in authors)
            parts = replace(parts, byline=Span.of(text, line.start, line.end), authors=spans)
        elif parts.credit_line is None and is_credit(line.text):
            parts = _with_credit(text, parts, line.start, line.end)
        elif parts.dateline is None and _is_a_date(line, language):
            parts = replace(parts, dateline=Span.of(text, line.start, line.end))
        elif parts.headline and parts.subheadline is None and not line.heading and _looks_like_a_subhead(line):
            parts = replace(parts, subheadline=Span.of(text, line.start, line.end))
        else:
            break
        remaining.pop(0)
    return parts, remaining


def _is_a_date(line: Line, language: str) -> bool:
    """Whether a line is nothing but a date: "Friday, July 21, 2017"."""
    if len(line.text) > _LONGEST_DATE:
        return False
    return any(len(phrase.span.quote) == len(line.text) for phrase in find_date_phrases(line.text, language))


def _body(text: str, parts: Parts, lines: list[Line]) -> Parts:
    subheads, paragraphs = [], []
    marked = has_markdown_headings(lines)
    short = _looks_hard_wrapped(lines)
    for index, line in enumerate(lines):
        span = Span.of(text, line.start, line.end)
        follower = lines[index + 1] if index + 1 < len(lines) else None
        if line.heading or (not marked and not short and _is_subhead(line, follower)):
            subheads.append(span)
        elif is_credit(line.text):
            if parts.credit_line is None:
                parts = _with_credit(text, parts, line.start, line.end)
        else:
            paragraphs.append(span)
    parts = replace(parts, subheads=tuple(subheads), paragraphs=tuple(paragraphs))
    if not paragraphs:
        return parts
    dateline = _DATELINE.match(paragraphs[0].quote)
    start = paragraphs[0].start + (dateline.end() if dateline else 0)
    if dateline and parts.dateline is None:
        end = paragraphs[0].start + len(dateline[0].rstrip(" -–—:"))
        parts = replace(parts, dateline=Span.of(text, paragraphs[0].start, end))
    if len(paragraphs) > 1 and start < paragraphs[0].end:
        parts = replace(parts, lead=Span.of(text, start, paragraphs[0].end))
    return parts


def _is_subhead(line: Line, follower: Line | None) -> bool:
    """A short line without a final stop, with a paragraph after it that is longer or ends like one."""
    if follower is None or follower.heading or not _looks_like_a_subhead(line):
        return False
    return _is_prose(follower) or len(follower.text) > max(_LONGEST_SUBHEAD, len(line.text))


def _looks_like_a_subhead(line: Line) -> bool:
    first = line.text[0]
    return (
        len(line.text) <= _LONGEST_SUBHEAD
        and not _is_prose(line)
        and not line.text.endswith((",", ";", ":"))
        and not _LIST_ITEM.match(line.text)
        and not first.islower()
        and any(letter.isalpha() for letter in line.text)
    )


def _is_prose(line: Line) -> bool:
    """Whether a line ends like a paragraph. One short question is a subhead: "Wie geht es weiter?"."""
    end = line.text.rstrip(_CLOSING)
    if end.endswith(("?", "!")):
        return len(line.text.split()) > 8
    return end.endswith(_ENDS_A_SENTENCE)


def _looks_hard_wrapped(lines: list[Line]) -> bool:
    """Whether most lines end in the middle of a sentence, so that a line without a full stop means nothing."""
    unfinished = sum(not _is_prose(line) for line in lines)
    return len(lines) > 4 and unfinished * 2 > len(lines)
