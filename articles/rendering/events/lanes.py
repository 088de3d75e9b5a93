"""Events as lanes along the time, one lane a kind: a day is a dot, a month or a period a bar, what is inferred or
unconfirmed is drawn dashed. Everything that was not typed here is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from django.utils.dates import MONTHS_AP
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.text.shortening import shortened

WIDTH = 1200
# Room for the names of the lanes, and at the end of the axis.
LEFT, RIGHT, TOP = 150, 16, 34
# A row of a lane, and what a lane has above its first row for the words of its marks.
ROW, HEAD = 36, 26
MOST_ROWS = 4
LONGEST_LABEL = 44
# About the width of a letter in the drawing's own units.
_LETTER = 6.6
_LEAST_BAR = 8.0
_DOT = 6.5


@dataclass(frozen=True, slots=True)
class LaneMark:
    """One event on its lane. *first* and *last* bound when it can have been."""

    lane: str
    title: str
    url: str
    first: date
    last: date
    is_solid: bool
    words: str = ""

    @property
    def is_day(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True, slots=True)
class Axis:
    """Months from *start* on, along the width of the drawing."""

    start: int
    months: int

    @classmethod
    def over(cls, first: date, last: date) -> Axis:
        """Whole quarters around the days from *first* to *last*."""
        start = int(month_number(first)) // 3 * 3
        end = int(month_number(last)) // 3 * 3 + 3
        return cls(start, end - start)

    def x(self, month: float) -> float:
        """Where a month, as month_number() counts, stands; at the edge where it lies beyond."""
        share = min(max(month - self.start, 0.0), self.months) / self.months
        return LEFT + share * (WIDTH - LEFT - RIGHT)

    @property
    def step(self) -> int:
        """Months between two lines of the axis: about a dozen lines fit."""
        return next((step for step in (3, 6, 12, 24, 60, 120, 240) if self.months / step <= 12), 600)

    def ticks(self) -> list[int]:
        first = -(-self.start // self.step) * self.step
        return list(range(first, self.start + self.months + 1, self.step))


def month_number(day: date, *, end: bool = False) -> float:
    """Months since the year nought; with the share of the month that is over, at the *end* of the day."""
    if not end:
        return day.year * 12 + day.month - 1 + (day.day - 1) / 31
    return day.year * 12 + day.month - 1 + min(day.day / 30, 1.0)


def lanes(marks: Sequence[LaneMark], *, first: date | None = None, last: date | None = None) -> SafeString:
    """*marks* on their lanes, in the order in which the kinds first come; *first* and *last* bound the axis.

    Empty for no marks. The list of the same events beside it is the drawing's twin.
    """
    if not marks:
        return SafeString("")
    axis = _axis(marks, first, last)
    by_lane: dict[str, list[LaneMark]] = {}
    for mark in sorted(marks, key=lambda one: (one.first, one.last)):
        by_lane.setdefault(mark.lane, []).append(mark)
    drawn, top = [], float(TOP)
    for name, some in by_lane.items():
        lane, height = _lane(name, some, axis, top)
        drawn.append(lane)
        top += height
    return svg(
        _grid(axis, top) + "".join(drawn), top + 10, _("Timeline of the events; the same events follow as a list.")
    )


def svg(inner: str, height: float, label: str) -> SafeString:
    """The drawing; *inner* is escaped by whoever made it."""
    return mark_safe(  # noqa: S308  see above
        f'<svg class="lanes" viewBox="0 0 {WIDTH} {height:g}" role="group" aria-label="{escape(label)}">{inner}</svg>'
    )


def _axis(marks: Sequence[LaneMark], first: date | None, last: date | None) -> Axis:
    """As wide as the marks, or as the period that was asked for. What has no end reaches as far as the others."""
    begins = [one.first for one in marks if one.first > date.min] or [one.last for one in marks]
    ends = [one.last for one in marks if one.last < date.max] or [one.first for one in marks]
    start, end = first or min(begins), last or max(*ends, *begins)
    return Axis.over(min(start, end), max(start, end))


def _grid(axis: Axis, bottom: float) -> str:
    lines = []
    for number, tick in enumerate(axis.ticks()):
        x, (year, month) = axis.x(tick), divmod(tick, 12)
        lines.append(f'<line class="tick" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 6}" y2="{bottom:g}"/>')
        if tick < axis.start + axis.months:
            # A year stands at its beginning, and where the axis begins: an autumn has no January.
            words = f"{MONTHS_AP[month + 1] if month else ''} {year if not (month and number) else ''}".strip()
            lines.append(f'<text{"" if month else " class=ln"} x="{x + 4:.0f}" y="{TOP - 14}">{escape(words)}</text>')
    return "".join(lines)


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: LaneMark
    x1: float
    x2: float
    row: int
    # Whether the words end where the mark does, instead of beginning where it begins; empty where there is no room.
    label: str
    from_end: bool


def _lane(name: str, marks: Sequence[LaneMark], axis: Axis, top: float) -> tuple[str, float]:
    """The lane and how high it is."""
    placed = _placed(marks, axis)
    rows = max(one.row for one in placed) + 1
    middle = top + HEAD
    line = f'<line class="lane" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{{0:g}}" y2="{{0:g}}"/>'
    drawn = "".join(line.format(middle + row * ROW) for row in range(rows))
    title = f'<text class="ln" x="0" y="{middle + 4:g}">{escape(capfirst(shortened(name, 22)))}</text>'
    return f"<g>{drawn}{title}{''.join(_mark(one, middle) for one in placed)}</g>", HEAD + rows * ROW


def _placed(marks: Sequence[LaneMark], axis: Axis) -> list[_Placed]:
    """Each mark in the first row where neither it nor its words cover another; without words where all are full."""
    ends: list[float] = []
    placed = []
    for mark in marks:
        x1, x2 = axis.x(month_number(mark.first)), axis.x(month_number(mark.last, end=True))
        if mark.is_day:
            x1 = x2 = (x1 + x2) / 2
        x2 = max(x2, x1 if mark.is_day else x1 + _LEAST_BAR)
        label = shortened(mark.title, LONGEST_LABEL)
        length = len(label) * _LETTER
        from_end = x1 + length > WIDTH - RIGHT
        begin, end = (x2 - length, x2) if from_end else (x1, max(x1 + length, x2))
        begin = min(begin, x1) - _DOT
        row = next((row for row, taken in enumerate(ends) if taken <= begin), len(ends))
        if row == MOST_ROWS:
            row = min(range(MOST_ROWS), key=lambda one: ends[one])
            label, end = "", x2
        if row == len(ends):
            ends.append(0.0)
        ends[row] = max(ends[row], end + _DOT)
        placed.append(_Placed(mark, x1, x2, row, label, from_end))
    return placed


def _mark(one: _Placed, middle: float) -> str:
    mark, y = one.mark, middle + one.row * ROW
    fuzzy = "" if mark.is_solid else " fz"
    if mark.is_day:
        shape = f'<circle class="ev{fuzzy or " f"}" cx="{one.x1:.1f}" cy="{y:g}" r="{_DOT}"/>'
    else:
        shape = (
            f'<rect class="sp{fuzzy}" x="{one.x1:.1f}" y="{y - 7:g}" width="{one.x2 - one.x1:.1f}" height="14" rx="3"/>'
        )
    words = escape(", ".join(part for part in (mark.title, mark.words) if part))
    if not one.label:
        return f'<a href="{escape(mark.url)}">{shape}<title>{words}</title></a>'
    x, anchor = (one.x2, ' text-anchor="end"') if one.from_end else (one.x1, "")
    text = f'<text class="elab" x="{x:.1f}" y="{y - 12:g}"{anchor}>{escape(one.label)}</text>'
    return f'<a href="{escape(mark.url)}">{shape}{text}<title>{words}</title></a>'
