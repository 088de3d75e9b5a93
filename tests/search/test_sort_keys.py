"""Sort keys: order by day, then by number, and read back to where they came from."""

from __future__ import annotations

from datetime import date

from articles.search.sort_keys import (
    added_key,
    day_and_number,
    newest_key,
    oldest_key,
    second_and_number,
)

MONDAY, TUESDAY = date(2024, 1, 15).toordinal(), date(2024, 1, 16).toordinal()


class TestSortKeys:
    def test_the_day_decides_before_the_number(self) -> None:
        assert newest_key(TUESDAY, 1) > newest_key(MONDAY, 2**39)
        assert oldest_key(MONDAY, 2**39) < oldest_key(TUESDAY, 1)
        assert added_key(1_700_000_001, 1) > added_key(1_700_000_000, 2**30)

    def test_without_a_date_comes_last_in_either_order(self) -> None:
        assert newest_key(None, 9) < newest_key(date.min.toordinal(), 1)
        assert oldest_key(None, 1) > oldest_key(date.max.toordinal(), 9)

    def test_a_key_leads_back_to_its_day_and_number(self) -> None:
        assert day_and_number(newest_key(MONDAY, 7)) == (date(2024, 1, 15), 7)
        assert day_and_number(oldest_key(MONDAY, 7)) == (date(2024, 1, 15), 7)
        assert day_and_number(newest_key(None, 7)) == day_and_number(oldest_key(None, 7)) == (None, 7)
        assert second_and_number(added_key(1_700_000_000, 7)) == (1_700_000_000, 7)

    def test_every_key_fits_into_the_64_bits_of_a_column(self) -> None:
        assert oldest_key(None, 2**40 - 1) < 2**63
        assert added_key(2**32 - 1, 2**31 - 1) < 2**63
