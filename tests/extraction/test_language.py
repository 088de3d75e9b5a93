"""The language of a text."""

from __future__ import annotations

import pytest

from articles.extraction.language import find_language


class TestFindLanguage:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("Russland und Nordkorea festigten ihre Beziehungen", "de"),
            ("Russia and North Korea strengthened their ties", "en"),
            ("Россия и Северная Корея укрепили свои отношения", "ru"),
            ("Росія та Північна Корея зміцнили свої відносини", "uk"),
            ("La Russie et la Corée du Nord ont renforcé leurs relations", "fr"),
            ("북한과 러시아", "ko"),
        ],
    )
    def test_a_headline_is_enough(self, text, language):
        assert find_language(text) == language

    @pytest.mark.parametrize("text", ["", "   ", "😀😀😀", "2024", "ja", "\0\0"])
    def test_too_little_is_undetermined(self, text):
        assert find_language(text) == "und"

    def test_a_lone_surrogate_does_no_harm(self):
        assert find_language("\ud800 Russland und Nordkorea festigten ihre Beziehungen") == "de"
