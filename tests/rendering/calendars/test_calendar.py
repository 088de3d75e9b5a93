"""Months as tables of days, years as rows of months."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import override

from articles.rendering.calendars.month import level, month_table
from articles.rendering.calendars.years import years_html
from articles.search.results import MonthCount


class TestMonthTable:
    def test_february_of_a_leap_year_has_29_days_in_whole_weeks(self) -> None:
        table = month_table(2024, 2, {}, 1, "")

        assert re.findall(r"<span>(\d+)</span>", table) == [str(day) for day in range(1, 30)]
        assert {row.count("<td>") for row in re.findall(r"<tr>(<td>.*?)</tr>", table)} == {7}

    def test_the_first_and_the_last_month_of_the_calendar_can_be_shown(self) -> None:
        for year, month in ((1, 1), (9999, 12)):
            assert month_table(year, month, {}, 1, "").count("<span>") == 31

    def test_a_full_day_is_darker_than_an_empty_one(self) -> None:
        table = month_table(2024, 1, {date(2024, 1, 8): 1, date(2024, 1, 9): 30}, 30, "")

        assert re.findall(r'<td class="(h\d)"><a href="[^"]*">(\d+)', table) == [("h1", "8"), ("h3", "9")]

    def test_shades_are_even_steps_and_nothing_has_none(self) -> None:
        assert [level(count, 9) for count in (0, 1, 3, 4, 6, 7, 9)] == [0, 1, 1, 2, 2, 3, 3]


class TestYears:
    def test_the_newest_year_comes_first(self) -> None:
        drawn = years_html([MonthCount(2021, 3, 1), MonthCount(2023, 9, 2)])

        assert drawn.index("/calendar/2023/9/") < drawn.index("/calendar/2021/3/")

    def test_figures_are_those_of_the_page_s_language(self) -> None:
        months = [MonthCount(2023, 9, 12_345)]

        with override("de"):
            german = years_html(months)
        with override("en"):
            english = years_html(months)

        assert "12.345" in german
        assert "12,345 articles" in english

    def test_no_months_are_nothing(self) -> None:
        assert years_html([]) == ""
