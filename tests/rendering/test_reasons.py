"""Every reason that can stand beside a candidate has words in the language of the page."""

from __future__ import annotations

import pytest

from articles.extraction import scores
from articles.extraction.scores import Evidence
from articles.rendering import reasons
from articles.review.candidates import ALIKE_NAME, SAME_NAME

STORED = [one.reason for one in vars(scores).values() if isinstance(one, Evidence)] + [SAME_NAME, ALIKE_NAME]


class TestReasons:
    @pytest.mark.parametrize("stored", STORED)
    def test_whatever_is_stored_has_a_message_of_its_own(self, stored: str) -> None:
        assert stored in reasons._REASONS

    def test_the_table_holds_nothing_that_is_never_stored(self) -> None:
        assert set(reasons._REASONS) == set(STORED)

    def test_a_reason_of_an_older_extraction_is_shown_as_it_is(self) -> None:
        assert reasons.reason_in_words("spelt as in 1997") == "spelt as in 1997"
