"""Spellings of one name share a key; different names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.names import name_key, script_of


class TestNameKey:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Kim Jong-un", "KIM JONG UN"),
            ("Nordkorea", "nordkorea"),
            ("José Ramos-Horta", "Jose Ramos Horta"),
            ("Łukasz", "Lukasz"),
            ("Weißrussland", "Weissrussland"),
            ("Süd\u00adkorea", "Südkorea"),
            ("Mu\u0308ller", "Müller"),
            ("U.S.A.", "U S A"),
            ("КНДР", "кндр"),
        ],
    )
    def test_spellings_meet(self, one: str, other: str) -> None:
        assert name_key(one) == name_key(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("Lawro", "Lawrow"), ("Київ", "Киев"), ("Nordkorea", "Südkorea"), ("गिनी", "गन")]
    )
    def test_different_names_stay_apart(self, one: str, other: str) -> None:
        assert name_key(one) != name_key(other)

    def test_cyrillic_letters_keep_what_makes_them_letters(self) -> None:
        assert name_key("Сергей") == "сергей"
        assert name_key("Україна") == "україна"

    @given(st.text())
    def test_a_key_is_its_own_key(self, text: str) -> None:
        assert name_key(name_key(text)) == name_key(text)


class TestScript:
    @pytest.mark.parametrize(
        ("text", "script"),
        [("Lawrow", "Latn"), ("Лавров", "Cyrl"), ("김정은", "Hang"), ("习近平", "Hani"), ("122", "Zyyy"), ("", "Zyyy")],
    )
    def test_is_that_of_most_letters(self, text: str, script: str) -> None:
        assert script_of(text) == script
