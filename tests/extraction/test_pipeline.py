"""The whole of extraction: what holds for every text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.extraction.contract import as_contract
from articles.extraction.pipeline import extract
from articles.extraction.values import VERSION, Extraction
from articles.text.spans import Span

from .starter import starter_names
from .test_seed import seed

PIECES = [
    "Russland", "Nordkoreas", "US-Präsident", "nordkoreanische", "Wladimir Putin", "Putins", "Kim Jong-un", "Moskau",
    "in", "Von September bis November 2023", "am 14. Januar", "letztes Jahr", "Foto: dpa", "(c) AP", "# Titel",
    "**fett**", "/", "\n", "\n\n", ".", " ", "„", "“", "\0", "\ud800", "😀", "e\u0301", "\u00ad", "İ", "ß", "-",
    "1990er Jahre", "traf", "ein", "mit", "wurde", "verurteilt", ", die", ", nachdem er", "Besuch", "lieferte",
    "etwa eine Million", "Raketen", "an", "hat", "Laut", "zufolge", ", sagte",
]  # fmt: skip


def spans_of(extraction: Extraction) -> list[Span]:
    parts = extraction.parts
    single = [parts.headline, parts.subheadline, parts.byline, parts.dateline, parts.credit_line, parts.lead]
    return [
        *(span for span in single if span),
        *parts.authors,
        *parts.subheads,
        *parts.paragraphs,
        *(mention.span for mention in extraction.mentions),
        *(proposal.span for proposal in extraction.dates),
        *(event.span for event in extraction.events),
        *(event.trigger for event in extraction.events),
        *(span for event in extraction.events for span in event.also_reported),
    ]


class TestSpans:
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join) | st.text(max_size=200))
    def test_always_quote_the_text_as_given(self, text):
        extraction = extract(text, known=starter_names(), language="de", published=date(2024, 1, 16))

        assert all(span.quotes(text) for span in spans_of(extraction))

    def test_stand_in_order(self):
        mentions = extract(seed(), known=starter_names()).mentions

        assert [m.span.start for m in mentions] == sorted(m.span.start for m in mentions)


class TestOddTexts:
    @pytest.mark.parametrize("text", ["", "\0", "😀", "\ud800\udfff", "\n" * 50, "İstanbul ŉ ǰ", "a\u0301" * 20])
    def test_are_answered(self, text):
        assert extract(text, known=starter_names()).version == VERSION


class TestLongTexts:
    @pytest.mark.parametrize(
        "piece",
        [
            " ",
            "\n",
            "1",
            "a",
            "Von ",
            "14. ",
            "(c ",
            "**",
            "Kim ",
            "Moskau, ",
            "am 14. und ",
            "-",
            "Moskau traf ein. ",
            "Putin traf Kim, ",
            "Putin traf und ",
        ],
    )
    def test_of_one_piece_come_to_an_end(self, piece):
        """Patterns that try every way to read a run of signs would not, at this length."""
        long = piece * (200_000 // len(piece))

        extraction = extract(long, known=starter_names(), language="de")

        assert all(mention.span.quotes(long) for mention in extraction.mentions)


class TestTitle:
    def test_is_the_headline(self):
        text = "Ein Titel\nEin Absatz steht hier."

        assert extract(text, title="Ein Titel").parts.headline.quote == "Ein Titel"

    def test_that_the_text_does_not_begin_with_is_ignored(self):
        assert extract("Ein Absatz steht hier. Noch einer.", title="Anderes").parts.headline is None


class TestLanguage:
    def test_a_given_one_is_believed(self):
        assert extract("Russland", language="de-AT").language == "de"

    def test_an_unknown_one_is_found(self):
        assert extract("Russland und Nordkorea festigten ihre Beziehungen", language="und").language == "de"


class TestContract:
    def test_has_the_shape_others_rely_on(self):
        answer = as_contract(extract(seed(), known=starter_names(), published=date(2024, 1, 16)), "seed")

        assert list(answer) == ["id", "language", "parts", "mentions", "dates", "events"]
        assert list(answer["parts"]) == ["headline", "credit_line", "subheads", "source"]
        assert list(answer["mentions"][0]) == [
            "start", "end", "text", "kind", "form", "entity", "name", "candidates", "score",
        ]  # fmt: skip
        assert answer["dates"][0] == {
            "start": 392,
            "end": 405,
            "text": "am 14. Januar",
            "edtf": "2024-01-14",
            "earliest": "2024-01-14",
            "latest": "2024-01-14",
        }

    def test_an_unresolved_date_is_null(self):
        answer = as_contract(extract("Er kam am 14. Januar.", language="de"), 1)

        assert (answer["dates"][0]["edtf"], answer["dates"][0]["earliest"]) == (None, None)
