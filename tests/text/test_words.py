"""Where words begin and end."""

from __future__ import annotations

from articles.text.words import word_end, word_start

TEXT = "Kim Jong-un traf d’Estaing."


class TestWordBorders:
    def test_a_word_with_a_hyphen_or_an_apostrophe_is_one(self) -> None:
        assert word_end(TEXT, 3, 1) == len("Kim Jong-un")
        assert word_end(TEXT, len("Kim Jong-un traf"), 1) == len(TEXT) - 1

    def test_from_inside_a_word_its_own_border_comes_first(self) -> None:
        assert word_start(TEXT, 6, -1) == 4
        assert word_end(TEXT, 6, 1) == 11

    def test_beyond_the_last_word_nothing_moves(self) -> None:
        assert word_start(TEXT, 0, -1) == 0
        assert word_end(TEXT, len(TEXT), 1) == len(TEXT)
