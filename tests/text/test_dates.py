"""A date is as precise as the text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.dates import InvalidPartialDate, PartialDate, in_iso_form

DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


class TestPartialDate:
    @pytest.mark.parametrize(
        ("edtf", "earliest", "latest", "precision"),
        [
            ("2023", date(2023, 1, 1), date(2023, 12, 31), "year"),
            ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
            ("2023-09-14", date(2023, 9, 14), date(2023, 9, 14), "day"),
            ("2023-09/2023-11", date(2023, 9, 1), date(2023, 11, 30), "interval"),
            ("2023-23", date(2023, 9, 1), date(2023, 11, 30), "season"),
            ("2023-24", date(2023, 12, 1), date(2024, 2, 29), "season"),
            ("198X", date(1980, 1, 1), date(1989, 12, 31), "decade"),
            ("../2020", date.min, date(2020, 12, 31), "interval"),
            ("2022-02-24/..", date(2022, 2, 24), date.max, "interval"),
            ("0079", date(79, 1, 1), date(79, 12, 31), "year"),
        ],
    )
    def test_reaches_from_its_first_to_its_last_possible_day(
        self, edtf: str, earliest: date, latest: date, precision: str
    ) -> None:
        partial = PartialDate(edtf)

        assert (partial.earliest, partial.latest, partial.precision) == (earliest, latest, precision)

    @pytest.mark.parametrize("sign", ["~", "?", "%"])
    def test_says_when_it_is_approximate(self, sign: str) -> None:
        assert PartialDate("2023-09" + sign).approximate
        assert not PartialDate("2023-09").approximate

    @pytest.mark.parametrize(
        "edtf",
        [
            "",
            "2023-13",
            "2023-02-30",
            "23",
            "2023-9",
            "14.01.2024",
            "2024/2023",
            "../..",
            "/",
            "0000",
            "２０２３",
            "heute",
        ],
    )
    def test_refuses_what_is_no_date(self, edtf: str) -> None:
        with pytest.raises(InvalidPartialDate):
            PartialDate(edtf)

    def test_phrase_is_evidence_and_not_identity(self) -> None:
        assert PartialDate("2023", "letztes Jahr") == PartialDate("2023")
        assert len({PartialDate("2023", "letztes Jahr"), PartialDate("2023")}) == 1

    def test_overlap_is_a_shared_day(self) -> None:
        autumn = PartialDate("2023-09/2023-11")

        assert autumn.overlaps(PartialDate("2023"))
        assert autumn.overlaps(PartialDate("2023-11-30"))
        assert not autumn.overlaps(PartialDate("2023-12"))

    @given(DAYS, DAYS)
    def test_between_writes_exactly_these_days(self, one: date, other: date) -> None:
        earliest, latest = sorted((one, other))

        partial = PartialDate.between(earliest, latest)

        assert (partial.earliest, partial.latest) == (earliest, latest)

    @given(st.text(max_size=30))
    def test_any_string_is_a_date_or_a_sentence(self, text: str) -> None:
        try:
            partial = PartialDate(text)
        except InvalidPartialDate as error:
            assert str(error)
        else:
            assert partial.earliest <= partial.latest


class TestShortestForm:
    def test_whole_months_and_years_lose_their_days(self) -> None:
        assert PartialDate.between(date(2023, 9, 1), date(2023, 9, 30)).edtf == "2023-09"
        assert PartialDate.between(date(2023, 1, 1), date(2023, 12, 31)).edtf == "2023"
        assert PartialDate.between(date(2023, 9, 1), date(2023, 11, 30)).edtf == "2023-09/2023-11"
        assert PartialDate.between(date(2024, 1, 14), date(2024, 1, 15)).edtf == "2024-01-14/2024-01-15"


class TestInIsoForm:
    @pytest.mark.parametrize(
        ("typed", "written"),
        [("14.9.2023", "2023-09-14"), ("14. 09. 2023", "2023-09-14"), ("9.2023", "2023-09"), ("2023-09", "2023-09")],
    )
    def test_points_become_hyphens_and_the_year_comes_first(self, typed: str, written: str) -> None:
        assert in_iso_form(typed) == written

    def test_what_is_no_date_stays_as_it_was_typed(self) -> None:
        assert in_iso_form("gestern um 14.9.") == "gestern um 14.9."
