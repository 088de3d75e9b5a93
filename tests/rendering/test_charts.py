"""Articles per month, drawn."""

from __future__ import annotations

import re
from datetime import date

from django.test import SimpleTestCase
from django.utils import translation

from articles.rendering.charts import caption, histogram, share
from articles.search.results import MonthCount


def link(first: str, last: str) -> str:
    return f'/search/?from={first}&to={last}&q="<b>'


class HistogramTests(SimpleTestCase):
    def test_each_month_with_articles_is_a_bar_that_leads_to_it(self) -> None:
        drawn = histogram([MonthCount(2023, 9, 2), MonthCount(2024, 1, 5)], link=link)

        self.assertEqual(drawn.count("<path"), 2)
        self.assertIn("from=2023-09&amp;to=2023-09", drawn)

    def test_addresses_are_escaped(self) -> None:
        drawn = histogram([MonthCount(2023, 9, 2)], link=link)

        self.assertNotIn("<b>", drawn)

    def test_the_numbers_stand_in_a_table_too(self) -> None:
        with translation.override("de"):
            drawn = histogram([MonthCount(2023, 9, 1204)], link=link)

        self.assertIn("<td>1.204</td>", drawn)

    def test_a_year_without_a_month_is_no_january(self) -> None:
        with translation.override("en"):
            drawn = histogram([MonthCount(2023, 0, 7), MonthCount(2023, 9, 2)], link=link)

        self.assertEqual(drawn.count("<path"), 1)
        self.assertIn("+ 7 without a month", drawn)

    def test_many_years_are_drawn_in_quarters_then_in_years(self) -> None:
        quarters = histogram([MonthCount(2000, 5, 1), MonthCount(2015, 5, 1)], link=link)
        years = histogram([MonthCount(1950, 0, 3), MonthCount(2015, 5, 1)], link=link)

        self.assertIn("from=2000-04&amp;to=2000-06", quarters)
        self.assertIn("from=1950-01&amp;to=1950-12", years)

    def test_many_bars_share_the_link_to_their_year(self) -> None:
        months = [MonthCount(year, month, 1) for year in range(2015, 2020) for month in range(1, 13)]

        drawn = histogram(months, link=link)

        self.assertEqual(drawn.count("<path"), 60)
        self.assertEqual(drawn.count("from=2017-01&amp;to=2017-12"), 2)  # the bars of the year, and its label
        self.assertNotIn("to=2017-01", drawn)

    def test_the_table_has_the_numbers_of_the_bars(self) -> None:
        months = [MonthCount(2000, 1, 5), MonthCount(2000, 2, 6), MonthCount(2015, 12, 7)]

        with translation.override("en"):
            drawn = histogram(months, link=link)

        self.assertIn('<tr><th scope="row">2000</th><td>11</td><td></td><td></td><td></td></tr>', drawn)
        self.assertIn('<tr><th scope="row">2015</th><td></td><td></td><td></td><td>7</td></tr>', drawn)

    def test_the_caption_says_what_a_bar_counts(self) -> None:
        with translation.override("en"):
            captions = [caption([MonthCount(first, 5, 1), MonthCount(2015, 5, 1)]) for first in (2015, 2000, 1950)]

        self.assertEqual(captions, ["Articles per month", "Articles per quarter", "Articles per year"])

    def test_the_axis_never_crowds(self) -> None:
        drawn = histogram([MonthCount(1946, 1, 1), MonthCount(2026, 1, 1)], link=link)

        labels = re.findall(r"<text[^>]*>(\d+)</text>", drawn)
        self.assertLessEqual(len(labels), 14)
        self.assertLessEqual(len(labels) - drawn.count('class="wide"'), 6)

    def test_bars_outside_the_chosen_period_are_pale(self) -> None:
        months = [MonthCount(2023, month, 1) for month in (1, 6, 12)]

        drawn = histogram(months, link=link, chosen=(date(2023, 6, 1), None), slider=("from", "to"))

        self.assertEqual(
            re.findall(r'<path( class="off")? d="M(\d+)', drawn), [(' class="off"', "0"), ("", "5"), ("", "11")]
        )
        self.assertIn('value="5" data-field="from"', drawn)

    def test_nothing_to_draw_is_nothing(self) -> None:
        self.assertEqual(histogram([], link=link), "")

    def test_no_style_attribute_is_needed(self) -> None:
        drawn = histogram([MonthCount(2023, 9, 2)], link=link, slider=("from", "to"))

        self.assertNotIn("style=", drawn)


class ShareTests(SimpleTestCase):
    def test_shares_are_whole_per_cents_and_little_is_not_nothing(self) -> None:
        self.assertEqual([share(1, 3), share(3, 3), share(1, 100_000), share(0, 3), share(1, 0)], [33, 100, 1, 0, 0])
