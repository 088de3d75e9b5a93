"""Charts drawn by the server: numbers in, SVG out. Everything that was not typed here is escaped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.rendering.numbers import figures
from articles.search.results import MonthCount

# Bars of a month up to so many years, of a quarter up to so many, of a year beyond: 240 bars would be most of a page.
YEARS_OF_MONTHS = 10
YEARS_OF_QUARTERS = 30
# So many bars have a link of their own.
MOST_LINKED_BARS = 48
# So many labels fit under a chart on a wide screen, and on a telephone.
LABELS_WIDE = 14
LABELS_NARROW = 6

# (first month, last month), both as YYYY-MM -> address of the articles published then. Charts are kept by it.
PeriodLink = Callable[[str, str], str]
Period = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class _Bar:
    index: int
    first: str
    last: str
    words: str
    count: int


def histogram(
    months: Sequence[MonthCount],
    *,
    link: PeriodLink,
    chosen: Period = (None, None),
    slider: tuple[str, str] | None = None,
    step: int | None = None,
) -> SafeString:
    """Articles by month of publication: bars that lead to their period, years under them, the same numbers as a table.

    Counts of articles dated to a year only (month 0) are no month's bar; they are said in words. Bars outside the
    *chosen* period are drawn pale. *slider* gives the ids of the two fields a pair of range inputs writes into. A bar
    covers *step* months (1, 3 or 12), by default as many as keep them legible. Empty for no months.
    """
    return _histogram(tuple(months), link, chosen, slider, step, get_language()) if months else SafeString("")


# The chart of the whole archive stands on every start page and under every search without words.
@lru_cache(maxsize=256)
def _histogram(
    months: tuple[MonthCount, ...],
    link: PeriodLink,
    chosen: Period,
    slider: tuple[str, str] | None,
    asked_step: int | None,
    language: str | None,
) -> SafeString:
    first_year, last_year, legible = _extent(months)
    step = asked_step or legible
    years = last_year - first_year + 1
    bars = _bars(months, first_year, step)
    slots = years * 12 // step
    low, high = _chosen_slots(chosen, first_year, step, slots)
    chart = format_html(
        '<div class="bars" data-first="{}-01" data-step="{}">{}{}{}</div>',
        f"{first_year:04d}",
        step,
        _plot(bars, slots, link, low, high),
        _axis(first_year, years, link),
        _table(months, bars, first_year, step),
    )
    if slider is None:
        return chart
    return format_html('<div class="chartbox">{}{}</div>', chart, _slider(slots, low, high, *slider))


def caption(months: Sequence[MonthCount], step: int | None = None) -> str:
    """What the bars of *months* count, which depends on how many years there are."""
    if not months:
        return ""
    units = {1: _("Articles per month"), 3: _("Articles per quarter"), 12: _("Articles per year")}
    return units[step or _extent(months)[2]]


def step_of(months: Sequence[MonthCount]) -> int | None:
    """How many months a bar covers where nobody has asked for more or fewer."""
    return _extent(months)[2] if months else None


def share(count: int, of: int) -> int:
    """*count* in per cent of *of*, as the style class p0 … p100 wants it; whatever is there at all gets one."""
    if of <= 0 or count <= 0:
        return 0
    return min(100, max(1, round(100 * count / of)))


def _extent(months: Sequence[MonthCount]) -> tuple[int, int, int]:
    """First year, last year, and how many months a bar covers."""
    first, last = min(one.year for one in months), max(one.year for one in months)
    years = last - first + 1
    return first, last, 1 if years <= YEARS_OF_MONTHS else 3 if years <= YEARS_OF_QUARTERS else 12


def _bars(months: Sequence[MonthCount], first_year: int, step: int) -> list[_Bar]:
    counts: dict[int, int] = {}
    for one in months:
        if one.month or step == 12:
            index = ((one.year - first_year) * 12 + max(one.month, 1) - 1) // step
            counts[index] = counts.get(index, 0) + one.count
    bars = []
    # Once and not for each bar: the names are looked up in the catalogue whenever they are written.
    long, short = ({month: str(name) for month, name in names.items()} for names in (MONTHS, MONTHS_AP))
    for index, count in sorted(counts.items()):
        year, month = divmod(first_year * 12 + index * step, 12)
        last = month + step
        words = {1: f"{long[month + 1]} {year}", 3: f"{short[month + 1]}–{short[min(last, 12)]} {year}"}
        bars.append(
            _Bar(index, f"{year:04d}-{month + 1:02d}", f"{year:04d}-{last:02d}", words.get(step, str(year)), count)
        )
    return bars


def _chosen_slots(chosen: Period, first_year: int, step: int, slots: int) -> tuple[int, int]:
    """The first and last bar of the period, within the chart."""
    low, high = (
        max(0, min(slots - 1, ((day.year - first_year) * 12 + day.month - 1) // step)) if day else end
        for day, end in zip(chosen, (0, slots - 1), strict=True)
    )
    return low, high


def _plot(bars: list[_Bar], slots: int, link: PeriodLink, low: int, high: int) -> SafeString:
    """The bars, in links for the pointer alone: the years below and the fields beside are there for the keyboard.

    Few bars lead to their own month each; of many, those of a year share the link to it, or the addresses of a chart
    would weigh as much as the hits below it. With scripts static/js/chart.js leads to the bar's own months anyway.
    """
    highest, figure = max((bar.count for bar in bars), default=1), figures()
    by_year = len(bars) > MOST_LINKED_BARS
    drawn = []
    for _period, some in groupby(bars, key=lambda bar: bar.first[:4] if by_year else bar.first):
        together = list(some)
        first, last = together[0], together[-1]
        address = link(f"{first.first[:4]}-01", f"{first.first[:4]}-12") if by_year else link(first.first, last.last)
        # By hand: eighty bars through format_html() took an eighth of a search page's time.
        shapes = "".join(_shape(bar, highest, low <= bar.index <= high, figure(bar.count)) for bar in together)
        drawn.append(f'<a href="{escape(address)}" tabindex="-1">{shapes}</a>')
    return format_html(
        '<svg class="plot" viewBox="0 0 {} 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>',
        slots,
        mark_safe("".join(drawn)),  # noqa: S308  addresses and words are escaped above
    )


def _shape(bar: _Bar, highest: int, is_chosen: bool, count: str) -> str:
    top = round(100 - max(1.5, 100 * bar.count / highest), 1)
    pale = "" if is_chosen else ' class="off"'
    return f'<path{pale} d="M{bar.index} 100V{top:g}h.9V100"><title>{escape(bar.words)}: {count}</title></path>'


def _axis(first_year: int, years: int, link: PeriodLink) -> SafeString:
    wide, narrow = -(-years // LABELS_WIDE), -(-years // LABELS_NARROW)
    # On a telephone every *narrow*-th year stays; those have to be among the ones a wide screen shows.
    narrow = -(-narrow // wide) * wide
    labels = format_html_join(
        "",
        '<a href="{}"{}><line x1="{}%" x2="{}%" y2="20"/><text x="{}%" dx="4" y="18">{}</text></a>',
        (
            (
                link(f"{year:04d}-01", f"{year:04d}-12"),
                "" if offset % narrow == 0 else mark_safe(' class="wide"'),
                *[f"{100 * offset / years:.2f}"] * 3,
                year,
            )
            for offset in range(0, years, wide)
            for year in [first_year + offset]
        ),
    )
    return format_html(
        '<svg class="axis" role="group" aria-label="{}">{}</svg>', _("Years, as links to their articles"), labels
    )


def _table(months: Sequence[MonthCount], bars: list[_Bar], first_year: int, step: int) -> SafeString:
    """The numbers of the bars, a year a row."""
    counts = {(first_year + bar.index * step // 12, bar.index % (12 // step)): bar.count for bar in bars}
    without = {one.year: one.count for one in months if one.month == 0 and step < 12}
    figure = figures()
    heads = {
        1: [str(MONTHS_AP[month]) for month in range(1, 13)],
        3: [f"{MONTHS_AP[month]}–{MONTHS_AP[month + 2]}" for month in (1, 4, 7, 10)],
        12: [_("Articles")],
    }[step]
    rows = []
    for year in sorted({one.year for one in months}):
        cells = [figure(counts.get((year, column))) for column in range(12 // step)]
        cells += [figure(without.get(year))] if without else []
        rows.append(f'<tr><th scope="row">{year}</th><td>{"</td><td>".join(cells)}</td></tr>')
    missing = sum(without.values())
    return format_html(
        '<details><summary>{}{}</summary><div class="scroll" tabindex="0"><table><tr><th scope="col">{}</th>{}</tr>{}'
        "</table></div></details>",
        _("Numbers as a table"),
        " " + _("+ %(count)s without a month") % {"count": figure(missing)} if missing else "",
        _("Year"),
        format_html_join(
            "", '<th scope="col">{}</th>', ((head,) for head in [*heads, *[_("no month")] * bool(without)])
        ),
        mark_safe("".join(rows)),  # noqa: S308  nothing but numbers
    )


def _slider(slots: int, low: int, high: int, from_field: str, to_field: str) -> SafeString:
    ends = ((_("Beginning of the period"), low, from_field), (_("End of the period"), high, to_field))
    inputs = format_html_join(
        "",
        # The id lets the focus find its way back when a search has replaced the chart under it.
        '<input type="range" id="{}-slider" min="0" max="{}" value="{}" data-field="{}" aria-label="{}">',
        ((field, slots - 1, value, field, label) for label, value, field in ends),
    )
    return format_html('<div class="sl js-only">{}</div>', inputs)
