"""The table behind the chart of an entity."""

from __future__ import annotations

import re

from django.test import SimpleTestCase
from django.utils.translation import override

from articles.rendering.entities.months import YEARS_OF_LINKS, months_table
from articles.search.results import MonthCount


def link(first: str, last: str) -> str:
    return f"/search/?from={first}&to={last}"


class MonthsTableTests(SimpleTestCase):
    def rows(self, *months: MonthCount) -> list[list[str]]:
        with override("en"):
            table = months_table(months, link=link)
        return [
            [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", table)
        ]

    def test_the_newest_year_comes_first_with_its_sum(self) -> None:
        head, first, second = self.rows(MonthCount(2021, 2, 3), MonthCount(2023, 9, 1200), MonthCount(2023, 11, 5))

        self.assertEqual((head[0], head[-1]), ("Year", "Articles"))
        self.assertEqual((first[0], first[9], first[-1]), ("2023", "1,200", "1,205"))
        self.assertEqual((second[0], second[2], second[-1]), ("2021", "3", "3"))

    def test_articles_of_a_year_alone_have_a_column_where_there_are_any(self) -> None:
        head, row = self.rows(MonthCount(2023, 0, 2), MonthCount(2023, 1, 1))

        self.assertEqual((head[-2], row[-2], row[-1]), ("no month", "2", "3"))

    def test_a_century_has_links_for_its_years_alone(self) -> None:
        months = [MonthCount(1900 + number, 5, 1) for number in range(YEARS_OF_LINKS + 1)]

        table = months_table(months, link=link)

        self.assertIn("from=1900-01&amp;to=1900-12", table)
        self.assertNotIn("from=1900-05", table)
