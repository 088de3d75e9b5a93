"""Looking words up by their first letter finds what reading the whole text finds."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.search.backends import analysis

LETTERS = st.text(alphabet="abeoszäöüßéøłœæчкїп 1-_.’\u0308'ñ", max_size=40)


class TestWordsBeginning:
    @settings(max_examples=300)
    @given(LETTERS | st.text(max_size=30), st.sampled_from(("de", "en", "ru", "x")))
    @example("Österreichs Öl, oesterreichische Œuvres", "de")
    @example("Мüller łódź", "x")
    def test_finds_every_word_by_the_first_letter_of_its_stem(self, text: str, family: str) -> None:
        # As every stored text is.
        text = normalize("NFC", text)
        lower, spans = analysis.words_of(text)
        for word, span in zip(lower, spans, strict=True):
            stem = analysis.term(family, word).rpartition(":")[2]

            found = analysis.words_beginning(text, frozenset({analysis.initial_of(stem)}))

            assert found is None or (word, span) in zip(*found, strict=True), (word, stem)

    @given(LETTERS)
    def test_finds_nothing_that_is_no_word(self, text: str) -> None:
        whole = set(zip(*analysis.words_of(text), strict=True))

        found = analysis.words_beginning(text, frozenset("aeos"))

        assert found is None or set(zip(*found, strict=True)) <= whole

    @pytest.mark.parametrize("text", ["İstanbul", "中国 und Österreich"])
    def test_leaves_texts_it_cannot_cut_to_the_whole_reading(self, text: str) -> None:
        assert analysis.words_beginning(text, frozenset("i")) is None
