"""Date phrases and what they mean."""

from __future__ import annotations

from datetime import date

import pytest

from articles.extraction.dates import find_date_phrases
from articles.text.dates import PartialDate

TUESDAY = date(2024, 1, 16)


def dates(
    text: str, language: str = "de", written: date | PartialDate | None = TUESDAY
) -> list[tuple[str, str | None]]:
    phrases = find_date_phrases(text, language)
    return [(phrase.span.quote, found.edtf if (found := phrase.seen_from(written)) else None) for phrase in phrases]


class TestGerman:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("am 14. Januar", "2024-01-14"),
            ("am 14. und 15. Januar", "2024-01-14/2024-01-15"),
            ("vom 3. bis 5. März 2023", "2023-03-03/2023-03-05"),
            ("Am Sonntag, dem 14. Januar 2024", "2024-01-14"),
            ("05.08.2005", "2005-08-05"),
            ("im September 2023", "2023-09"),
            ("Anfang September 2023", "2023-09"),
            ("Von September bis November 2023", "2023-09/2023-11"),
            ("zwischen Oktober 2022 und März 2023", "2022-10/2023-03"),
            ("im Jahr 2022", "2022"),
            ("im Jahre 1871", "1871"),
            ("2010 bis 2015", "2010/2015"),
            ("in den 1990er Jahren", "199X"),
            ("im Herbst 1998", "1998-23"),
            ("letztes Jahr", "2023"),
            ("im vergangenen Jahr", "2023"),
            ("im Vorjahr", "2023"),
            ("vergangene Woche", "2024-01-08/2024-01-14"),
            ("im letzten September", "2023-09"),
            ("im Mai dieses Jahres", "2024-05"),
            ("am 3. Mai letzten Jahres", "2023-05-03"),
            ("am vergangenen Montag", "2024-01-15"),
            ("am kommenden Montag", "2024-01-22"),
            ("vor zwei Jahren", "2022"),
            ("vor drei Tagen", "2024-01-13"),
            ("gestern", "2024-01-15"),
        ],
    )
    def test_the_whole_phrase_has_one_date(self, text, edtf):
        assert dates(text) == [(text, edtf)]

    @pytest.mark.parametrize(
        "text",
        [
            "2000 Euro",
            "1950 Menschen",
            "2019/20",
            "am 30. Februar",
            "die letzten Jahre",
            "Version 3.2020.1",
            "122 und 152 Millimeter",
            "12.2024.5",
        ],
    )
    def test_numbers_of_other_things_are_none(self, text):
        assert dates(text) == []

    def test_two_days_that_are_not_on_end_are_no_interval(self):
        assert dates("am 3. und 17. Januar") == [("17. Januar", "2024-01-17")]


class TestEnglish:
    @pytest.mark.parametrize(
        ("text", "edtf"),
        [
            ("on January 14, 2024", "2024-01-14"),
            ("Jan. 14", "2024-01-14"),
            ("14 January 2024", "2024-01-14"),
            ("January 14-16, 2024", "2024-01-14/2024-01-16"),
            ("in September 2023", "2023-09"),
            ("from September to November 2023", "2023-09/2023-11"),
            ("last year", "2023"),
            ("two years ago", "2022"),
            ("the 1990s", "199X"),
            ("next Monday", "2024-01-22"),
        ],
    )
    def test_the_whole_phrase_has_one_date(self, text, edtf):
        assert dates(text, "en") == [(text, edtf)]

    def test_a_verb_is_no_month(self):
        assert dates("in may 14 cases they march on", "en") == []


class TestOtherLanguages:
    def test_months_of_the_cldr_are_known(self):
        assert dates("le 14 janvier 2024", "fr") == [("14 janvier 2024", "2024-01-14")]

    def test_without_a_language_only_numbers_speak(self):
        assert dates("2024-01-14", "und") == [("2024-01-14", "2024-01-14")]


class TestDayOfWriting:
    @pytest.mark.parametrize("phrase", ["am 14. Januar", "letztes Jahr", "gestern", "vergangene Woche"])
    def test_without_it_a_relative_phrase_stays_unresolved(self, phrase):
        assert dates(phrase, written=None) == [(phrase, None)]

    def test_a_weekday_alone_is_before_or_after(self):
        assert dates("am Montag") == [("am Montag", None)]

    def test_a_month_of_publication_resolves_what_all_its_days_agree_on(self):
        january = PartialDate("2024-01")

        assert dates("am 14. Januar", written=january) == [("am 14. Januar", "2024-01-14")]
        assert dates("letztes Jahr", written=january) == [("letztes Jahr", "2023")]
        assert dates("gestern", written=january) == [("gestern", None)]

    def test_a_day_a_few_weeks_ahead_is_to_come_and_one_far_ahead_is_past(self):
        assert dates("am 20. Februar") == [("am 20. Februar", "2024-02-20")]
        assert dates("am 20. Oktober") == [("am 20. Oktober", "2023-10-20")]

    def test_in_december_january_is_the_next(self):
        assert dates("am 14. Januar", written=date(2023, 12, 20)) == [("am 14. Januar", "2024-01-14")]

    def test_since_a_month_means_a_past_one(self):
        assert dates("seit März") == [("März", "2023-03")]

    def test_the_29th_of_february_needs_a_year_that_has_one(self):
        assert dates("am 29. Februar", written=date(2024, 3, 1)) == [("am 29. Februar", "2024-02-29")]
        assert dates("am 29. Februar", written=date(2023, 3, 1)) == [("am 29. Februar", None)]
