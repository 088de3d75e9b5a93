"""The drawing of a timeline: what is a dot, what a bar, what is dashed, and that nothing covers anything."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import override

from articles.rendering.events.lane_bars import lane_bars
from articles.rendering.events.lanes import MOST_ROWS, Axis, LaneMark, lanes


def mark(first: str, last: str = "", **values: object) -> LaneMark:
    given = {"lane": "Besuch", "title": "Kim", "url": "/events/1/", "is_solid": True} | values
    return LaneMark(first=date.fromisoformat(first), last=date.fromisoformat(last or first), **given)  # type: ignore[arg-type]


class TestMarks:
    def test_a_day_is_a_dot_and_a_month_a_bar(self) -> None:
        drawn = lanes([mark("2024-01-14"), mark("2023-09-01", "2023-09-30")])

        assert len(re.findall("<circle", drawn)) == len(re.findall("<rect", drawn)) == 1

    def test_what_is_inferred_or_unconfirmed_is_dashed(self) -> None:
        assert 'class="ev f"' in lanes([mark("2024-01-14")])
        assert 'class="ev fz"' in lanes([mark("2024-01-14", is_solid=False)])
        assert 'class="sp fz"' in lanes([mark("2024-01-01", "2024-01-31", is_solid=False)])

    def test_a_bar_is_as_long_as_its_period(self) -> None:
        drawn = lanes([mark("2023-01-01", "2023-03-31"), mark("2023-07-01", "2023-12-31", lane="Hilfe")])

        short, long = sorted(float(width) for width in re.findall(r'width="([\d.]+)" height="14"', drawn))
        assert 1.9 < long / short < 2.1

    def test_every_mark_leads_to_its_event(self) -> None:
        assert '<a href="/events/7/">' in lanes([mark("2024-01-14", url="/events/7/")])

    def test_words_cannot_become_markup(self) -> None:
        drawn = lanes([mark("2024-01-14", title="<script>", lane="<b>", url='"><script>')])

        assert "<script>" not in drawn
        assert "<b>" not in drawn


class TestRoom:
    def test_marks_at_one_time_stand_in_rows_below_each_other(self) -> None:
        drawn = lanes([mark("2023-01-01", "2023-12-31", title="Langer Besuch") for _ in range(3)])

        assert len(set(re.findall(r'<rect[^>]* y="([\d.]+)"', drawn))) == 3

    def test_where_all_rows_are_full_the_words_go_and_the_mark_stays(self) -> None:
        drawn = lanes([mark("2023-01-01", "2023-12-31") for _ in range(MOST_ROWS + 2)])

        assert len(re.findall("<rect", drawn)) == MOST_ROWS + 2
        assert len(re.findall('class="elab"', drawn)) == MOST_ROWS

    def test_words_at_the_end_of_the_axis_end_where_their_mark_does(self) -> None:
        drawn = lanes([mark("2023-01-01", title="Anfang"), mark("2023-12-28", title="Ein langer Besuch am Ende")])

        assert drawn.count('text-anchor="end"') == 1


class TestAxis:
    def test_covers_whole_quarters(self) -> None:
        axis = Axis.over(date(2023, 2, 3), date(2023, 11, 4))

        assert (axis.start % 12, axis.months) == (0, 12)

    def test_says_which_year_it_is_even_within_one(self) -> None:
        with override("en"):
            drawn = lanes([mark("2023-09-03"), mark("2023-10-18")])

        assert re.findall(r'<text [^>]*y="20">([^<]+)<', drawn) == ["July 2023", "Oct."]

    def test_has_about_a_dozen_lines_however_long_it_is(self) -> None:
        for years in (1, 5, 30, 120):
            assert 3 <= len(Axis.over(date(1900, 1, 1), date(1899 + years, 12, 31)).ticks()) <= 14

    def test_of_what_has_no_end_reaches_as_far_as_the_others(self) -> None:
        with override("en"):
            drawn = lanes([mark("2022-02-24", str(date.max)), mark("2024-01-14")])

        assert "9999" not in drawn
        assert ">2024<" in drawn

    def test_without_marks_nothing_is_drawn(self) -> None:
        assert lanes([]) == ""


class TestCountedLanes:
    def test_the_table_has_the_numbers_of_the_bars_by_year(self) -> None:
        drawn = lane_bars(
            {"Hilfe": {2023 * 12 + 8: 3, 2023 * 12 + 9: 4, 2024 * 12: 1}},
            lane_link=lambda lane: f"?lane={lane}",
            year_link=lambda year: f"?year={year}",
        )

        assert re.findall(r'year=\d+">(\d+)</a></th><td>(\d+)</td>', drawn) == [("2024", "1"), ("2023", "7")]

    def test_the_lane_with_most_events_comes_first(self) -> None:
        counts = {"Wenig": {24276: 1}, "Viel": {24276: 9}}

        drawn = lane_bars(counts, lane_link=lambda lane: lane, year_link=str)

        assert drawn.index("Viel") < drawn.index("Wenig")

    def test_a_century_has_no_more_bars_than_fit(self) -> None:
        months = {year * 12 + month: 1 for year in range(1900, 2020) for month in range(12)}

        drawn = lane_bars({"Hilfe": months}, lane_link=lambda lane: lane, year_link=str)

        [path] = re.findall(r'<path class="cnt" d="([^"]+)"', drawn)
        assert path.count("M") <= 72
