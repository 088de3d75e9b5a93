"""The table behind the chart of an entity: its articles by year and month, each number the way to those articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_AP
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.rendering.charts import PeriodLink
from articles.rendering.numbers import figures
from articles.search.results import MonthCount

# Beyond so many years the months have no links of their own: the addresses would be most of the page.
YEARS_OF_LINKS = 30


@dataclass(frozen=True, slots=True)
class _Year:
    year: int
    counts: dict[int, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def months_table(months: Sequence[MonthCount], *, link: PeriodLink) -> SafeString:
    """The newest year first; a last column for articles of which only the year is known, where there are any."""
    years = _years(months)
    without = any(0 in one.counts for one in years)
    heads = [str(MONTHS_AP[month]) for month in range(1, 13)] + [_("no month")] * without + [_("Articles")]
    columns = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    year_head = escape(_("Year"))
    rows = "".join(_row(one, without, link, len(years) <= YEARS_OF_LINKS) for one in years)
    return mark_safe(  # noqa: S308  words and addresses are escaped, the rest are numbers
        f'<thead><tr><th scope="col">{year_head}</th>{columns}</tr></thead><tbody>{rows}</tbody>'
    )


def _years(months: Sequence[MonthCount]) -> list[_Year]:
    years: dict[int, _Year] = {}
    for one in months:
        years.setdefault(one.year, _Year(one.year, {})).counts[one.month] = one.count
    return [years[year] for year in sorted(years, reverse=True)]


def _row(one: _Year, without: bool, link: PeriodLink, months_are_linked: bool) -> str:
    figure = figures()
    first, last = f"{one.year:04d}-01", f"{one.year:04d}-12"
    cells = []
    for month in range(1, 13):
        count, period = figure(one.counts.get(month)), f"{one.year:04d}-{month:02d}"
        if count and months_are_linked:
            words = escape(f"{MONTHS[month]} {one.year}")
            count = f'<a href="{escape(link(period, period))}" aria-label="{words}: {count}">{count}</a>'
        cells.append(count)
    cells += [figure(one.counts.get(0))] if without else []
    year = f'<a href="{escape(link(first, last))}">{one.year}</a>'
    return (
        f'<tr><th scope="row">{year}</th><td>{"</td><td>".join(cells)}</td>'
        f'<td class="sum">{figure(one.total)}</td></tr>'
    )
