"""Where a sentence ends."""

from __future__ import annotations

import pytest

from articles.extraction.events.words import event_words
from articles.extraction.parts import find_parts
from articles.extraction.sentences import split_sentences


def sentences_of(text: str) -> list[str]:
    parts = find_parts(text, "de")
    return [one.span.quote for one in split_sentences(text, parts, event_words("de"), range(len(text)))]


class TestSentences:
    def test_end_with_a_stop_before_a_capital(self):
        assert sentences_of("Er kam. Sie ging! Wer blieb? Alle.") == ["Er kam.", "Sie ging!", "Wer blieb?", "Alle."]

    def test_may_begin_with_a_number(self):
        assert sentences_of("Es regnete. 18 Menschen kamen. 1703 kam niemand.")[1:] == [
            "18 Menschen kamen.",
            "1703 kam niemand.",
        ]

    @pytest.mark.parametrize(
        "sentence",
        [
            "Er kam am 14. Januar in Moskau an.",
            "Präsident George W. Bush war da.",
            "Es kamen ca. Hundert und Prof. Meier.",
            "Papst Benedikt XVI. Ratzinger war da.",
        ],
    )
    def test_go_on_after_a_stop_that_ends_none(self, sentence):
        assert sentences_of(f"{sentence} Es regnete.") == [sentence, "Es regnete."]

    def test_keep_the_quotation_mark_that_closes_them(self):
        assert sentences_of("Er sagte: „Ich gehe.“ Sie blieb.") == ["Er sagte: „Ich gehe.“", "Sie blieb."]

    def test_of_parts_that_nobody_asks_for_are_not_looked_for(self):
        text = "Eine Überschrift\n\nDer erste Absatz ist ein Satz, der nicht kurz ist und endet.\n"

        found = split_sentences(text, find_parts(text, "de"), event_words("de"), [text.index("Absatz")])

        assert [one.is_heading for one in found] == [False]
