"""Sentences of a text."""

from __future__ import annotations

from articles.text.sentences import sentences


def quotes(text: str) -> list[str]:
    return [sentence.quote for sentence in sentences(text)]


class TestSentences:
    def test_end_at_their_punctuation(self):
        assert quotes("Er kam. Sie ging! Warum? So.") == ["Er kam.", "Sie ging!", "Warum?", "So."]

    def test_a_day_of_the_month_ends_none(self):
        assert quotes("Er traf am 14. Januar ein. Er blieb.") == ["Er traf am 14. Januar ein.", "Er blieb."]

    def test_initials_and_short_abbreviations_end_none(self):
        assert quotes("Auch z. B. George W. Bush kam.") == ["Auch z. B. George W. Bush kam."]

    def test_a_line_break_ends_one_without_a_stop(self):
        assert quotes("Die Überschrift\nDer Satz.") == ["Die Überschrift", "Der Satz."]

    def test_a_closing_quotation_mark_belongs_to_its_sentence(self):
        assert quotes("„Wir gehen.“ Er ging.") == ["„Wir gehen.“", "Er ging."]

    def test_every_span_quotes_its_text(self):
        text = "  Er kam.\n\n\tSie ging … Dann 3.000 Mann. "

        assert all(sentence.quotes(text) for sentence in sentences(text))

    def test_nothing_has_none(self):
        assert quotes(" \n\t") == []
