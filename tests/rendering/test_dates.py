"""Partial dates in words, and in the margin of a register."""

from __future__ import annotations

from django.test import SimpleTestCase
from django.utils import translation

from articles.rendering.dates import date_words, when
from articles.text.dates import PartialDate

WORDS = {
    "2024-01-14": ("14. Januar 2024", "14 January 2024"),
    "2024-01": ("Januar 2024", "January 2024"),
    "2023": ("2023", "2023"),
}


class DateWordsTests(SimpleTestCase):
    def test_a_date_is_said_as_precisely_as_it_is_known(self) -> None:
        for edtf, (german, english) in WORDS.items():
            with self.subTest(edtf), translation.override("de"):
                self.assertEqual(date_words(PartialDate(edtf)), german)
            with self.subTest(edtf), translation.override("en"):
                self.assertEqual(date_words(PartialDate(edtf)), english)

    def test_an_interval_within_a_year_names_the_year_once(self) -> None:
        with translation.override("en"):
            words = date_words(PartialDate("2023-09/2023-11"))

        self.assertEqual(words, "September to November 2023")

    def test_two_days_name_the_month_and_the_year_they_share_once(self) -> None:
        days = [PartialDate(f"2023-10-18/{end}") for end in ("2023-10-19", "2023-11-02", "2024-01-05")]

        with translation.override("de"):
            german = [date_words(one) for one in days]
        with translation.override("en"):
            english = [date_words(one) for one in days]

        self.assertEqual(
            german,
            [
                "18. bis 19. Oktober 2023",
                "18. Oktober bis 2. November 2023",
                "18. Oktober 2023 bis 5. Januar 2024",
            ],
        )
        self.assertEqual(
            english,
            ["18 to 19 October 2023", "18 October to 2 November 2023", "18 October 2023 to 5 January 2024"],
        )

    def test_open_approximate_and_uncertain_dates_say_that_they_are(self) -> None:
        with translation.override("en"):
            words = [date_words(PartialDate(edtf)) for edtf in ("../2024-01", "2023-09/..", "1950~", "1950?", "195X")]

        self.assertEqual(
            words, ["until January 2024", "from September 2023 on", "about 1950", "1950 (uncertain)", "the 1950s"]
        )

    def test_every_form_of_date_has_words(self) -> None:
        for edtf in ("2023-21", "2023-24~", "2020/2023", "2023-01-02/2023-02", "1950?/1960~", "0001", "9999-12-31"):
            with self.subTest(edtf):
                self.assertTrue(date_words(PartialDate(edtf)))

    def test_no_date_has_no_words(self) -> None:
        self.assertEqual(date_words(None), "")


class WhenTests(SimpleTestCase):
    def test_the_figure_is_the_most_precise_part(self) -> None:
        with translation.override("de"):
            figures = [(one.figure, one.rest) for one in map(when, map(PartialDate, ("2023-10-02", "2024-01", "2023")))]

        self.assertEqual(figures, [("2", "Okt. 2023"), ("Jan.", "2024"), ("2023", "")])

    def test_an_interval_has_no_machine_date(self) -> None:
        shown = when(PartialDate("2023-09/2023-11"))

        self.assertEqual((shown.figure, shown.iso), ("2023", ""))

    def test_an_article_without_a_date_says_so(self) -> None:
        with translation.override("en"):
            shown = when(None)

        self.assertEqual((shown.figure, shown.words), ("n. d.", "no date"))
