"""Many events along the time: too many to draw each, so that a lane shows how many there were, bar by bar, and a
table says the same by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.rendering.events.lanes import LEFT, RIGHT, TOP, WIDTH, Axis, svg
from articles.rendering.numbers import figures
from articles.text.shortening import shortened

MOST_BARS = 72
HEIGHT = 44

# Lane -> month, as month_number() counts -> events.
Counts = Mapping[str, Mapping[int, int]]


def lane_bars(counts: Counts, *, lane_link: Callable[[str], str], year_link: Callable[[int], str]) -> SafeString:
    """Lanes, most events first, of bars as high as the highest of all lanes allows; empty for no counts."""
    months = [month for lane in counts.values() for month in lane]
    if not months:
        return SafeString("")
    first, last = min(months) // 12 * 12, max(months) // 12 * 12 + 12
    axis = Axis(first, last - first)
    step = next((step for step in (1, 3, 12, 60, 120) if axis.months / step <= MOST_BARS), 600)
    lanes = sorted(counts.items(), key=lambda pair: -sum(pair[1].values()))
    bars = {lane: _buckets(by_month, step) for lane, by_month in lanes}
    highest = max(count for one in bars.values() for count in one.values())
    drawn = [
        _lane(lane, bars[lane], lane_link(lane), axis, step, highest, TOP + place * HEIGHT)
        for place, (lane, _by_month) in enumerate(lanes)
    ]
    bottom = TOP + len(lanes) * HEIGHT
    label = _("Number of events by time and kind; the same numbers follow as a table.")
    chart = svg(_grid(axis, bottom, year_link) + "".join(drawn), bottom + 10, label)
    return format_html("{}{}", chart, _table(dict(lanes), year_link))


def _buckets(by_month: Mapping[int, int], step: int) -> Counter[int]:
    buckets: Counter[int] = Counter()
    for month, count in by_month.items():
        buckets[month // step * step] += count
    return buckets


def _grid(axis: Axis, bottom: float, year_link: Callable[[int], str]) -> str:
    lines = []
    step = max(axis.step, 12)
    for tick in range(-(-axis.start // step) * step, axis.start + axis.months, step):
        x, year = axis.x(tick), tick // 12
        lines.append(
            f'<line class="tick" x1="{x:.0f}" x2="{x:.0f}" y1="{TOP - 6}" y2="{bottom}"/><a href="'
            f'{escape(year_link(year))}"><text class="ln" x="{x + 4:.0f}" y="{TOP - 14}">{year}</text></a>'
        )
    return "".join(lines)


def _lane(lane: str, bars: Mapping[int, int], url: str, axis: Axis, step: int, highest: int, top: float) -> str:
    base = top + HEIGHT - 6
    width = axis.x(axis.start + step) - axis.x(axis.start)
    # One path a lane: the addresses and titles of seven hundred bars would weigh more than the list below.
    path = "".join(
        f"M{axis.x(month):.1f} {base:g}v-{max(2.0, (HEIGHT - 14) * count / highest):.1f}h{width * 0.84:.1f}V{base:g}"
        for month, count in sorted(bars.items())
    )
    name = escape(capfirst(shortened(lane, 22)))
    return (
        f'<line class="lane" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{base:g}" y2="{base:g}"/>'
        f'<a href="{escape(url)}"><text class="ln" x="0" y="{base - 2:g}">{name}</text></a>'
        f'<path class="cnt" d="{path}"/>'
    )


def _table(lanes: Counts, year_link: Callable[[int], str]) -> SafeString:
    """The numbers, a year a row and a kind a column."""
    figure = figures()
    by_year = {lane: _buckets(months, 12) for lane, months in lanes.items()}
    years = sorted({month // 12 for months in by_year.values() for month in months}, reverse=True)
    rows = format_html_join(
        "",
        '<tr><th scope="row"><a href="{}">{}</a></th>{}</tr>',
        (
            (
                year_link(year),
                year,
                mark_safe("".join(f"<td>{figure(one.get(year * 12))}</td>" for one in by_year.values())),  # noqa: S308  figures
            )
            for year in years
        ),
    )
    return format_html(
        '<details class="lane-table"><summary>{}</summary><div class="scroll" tabindex="0"><table><tr>'
        '<th scope="col">{}</th>{}</tr>{}</table></div></details>',
        _("Numbers as a table"),
        _("Year"),
        format_html_join("", '<th scope="col">{}</th>', ((lane,) for lane in lanes)),
        rows,
    )
