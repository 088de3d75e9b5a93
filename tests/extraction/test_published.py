"""The date of publication that a text lets one infer."""

from __future__ import annotations

from articles.extraction.dates import find_date_phrases
from articles.extraction.parts import find_parts
from articles.extraction.published import infer_published
from articles.text.dates import PartialDate


def inferred(text: str) -> PartialDate | None:
    return infer_published(find_date_phrases(text, "de"), find_parts(text, "de").dateline)


class TestInferPublished:
    def test_a_day_without_year_soon_after_the_latest_date(self):
        text = "Er kam am 14. Januar. Letztes Jahr, im November 2023, blieb er fern."

        assert inferred(text) == PartialDate("2024-01")

    def test_an_anniversary_does_not_date_the_article(self):
        assert inferred("Am 3. Dezember erinnerte er an den November 1989.") is None

    def test_a_day_long_after_the_latest_date_says_nothing(self):
        assert inferred("Am 14. Juni kam er. Letztes Jahr, im November 2023, blieb er fern.") is None

    def test_a_dateline_states_it(self):
        text = "Ein Titel hier\nBerlin (Deutschland), 05.08.2005 – Der Text beginnt. Er geht weiter."

        assert inferred(text) == PartialDate("2005-08-05")

    def test_nothing_is_inferred_from_nothing(self):
        assert inferred("") is None
