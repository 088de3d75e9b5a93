"""Spans quote what they stand for."""

import pytest

from articles.text.spans import Span


class TestSpan:
    def test_quotes_the_text_it_was_made_from(self) -> None:
        text = "traf am 14. Januar in Moskau ein"

        span = Span.of(text, 22, 28)

        assert span.quote == "Moskau"
        assert span.quotes(text)
        assert not span.quotes("x" + text)

    @pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 4), (-1, 2)])
    def test_refuses_an_empty_or_reversed_stretch(self, start: int, end: int) -> None:
        with pytest.raises(ValueError, match="start < end"):
            Span(start, end, "")

    def test_refuses_a_quote_of_another_length(self) -> None:
        with pytest.raises(ValueError, match="cannot quote"):
            Span(0, 3, "Lawrow")

    def test_nested_adjective_lies_inside_its_institution(self) -> None:
        text = "des russischen Außenministeriums"
        institution, adjective = Span.of(text, 4, 32), Span.of(text, 4, 14)

        assert institution.contains(adjective)
        assert not adjective.contains(institution)
        assert adjective.overlaps(institution)
        assert not adjective.overlaps(Span.of(text, 15, 32))
