"""Dates in figures and in words."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from articles.text.dates import PartialDate
from articles.views.typed_dates import typed_date


class TestTypedDates:
    @pytest.mark.parametrize(
        ("typed", "date"),
        [
            ("2024-01", "2024-01"),
            ("14.9.2023", "2023-09-14"),
            ("Januar 2024", "2024-01"),
            ("14. September 2023", "2023-09-14"),
            ("14 September 2023", "2023-09-14"),
            ("January 2024", "2024-01"),
            (" 2023-09/2023-11 ", "2023-09/2023-11"),
        ],
    )
    def test_are_read_in_both_languages(self, typed: str, date: str) -> None:
        assert typed_date(typed) == PartialDate(date)

    def test_nothing_is_no_date(self) -> None:
        assert typed_date("  ") is None

    @pytest.mark.parametrize("typed", ["gestern", "letztes Jahr", "im Januar 2024 etwa", "14. Januar", "32.1.2024"])
    def test_what_does_not_say_when_is_refused_with_what_to_write(self, typed: str) -> None:
        with pytest.raises(ValidationError, match="2023-09-14"):
            typed_date(typed)
