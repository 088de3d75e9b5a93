"""What cleaning takes out of a text, what it leaves, and that all of it can be undone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.cleaning import clean

# Texts made of what cleaning looks for, between letters of several scripts.
NASTY = st.text(
    st.sampled_from("aeu ß\u0308\u0301\u00ad\u200b\u200c\u200d\u2060\ufeff\u202e\x00\x1b\r\n\t\x85\ud800\uffff")
    | st.sampled_from("می한\u1112\u1161\u11ab👩🚀क\u094d")
    | st.characters(),
    max_size=60,
)


def reasons(text: str) -> list[str]:
    return [edit.reason for edit in clean(text)[1].edits]


class TestCleaning:
    @pytest.mark.parametrize(
        ("dirty", "cleaned", "reason"),
        [
            ("Au\u00adßenminister", "Außenminister", "soft_hyphen"),
            ("Nord\u200bkorea", "Nordkorea", "zero_width"),
            ("Auf\u200clage", "Auflage", "zero_width"),
            ("Schoi\x00gu", "Schoigu", "nul"),
            ("\x1b[31mrot", "[31mrot", "control_character"),
            ("Ende\ufeff.", "Ende.", "byte_order_mark"),
            ("rechnung\u202efdp.exe", "rechnungfdp.exe", "bidi_override"),
            ("Pjöng\ud800jang", "Pjöngjang", "lone_surrogate"),
            ("eins\uffffzwei", "einszwei", "noncharacter"),
            ("eins\r\nzwei", "eins\nzwei", "line_end"),
            ("eins\rzwei", "eins\nzwei", "line_end"),
            ("Seite 1\x0cSeite 2", "Seite 1\nSeite 2", "line_end"),
            ("Pjo\u0308ngjang", "Pjöngjang", "composed"),
        ],
    )
    def test_takes_out_what_no_reader_sees(self, dirty: str, cleaned: str, reason: str) -> None:
        text, script = clean(dirty)

        assert text == cleaned
        assert [edit.reason for edit in script.edits] == [reason]

    @pytest.mark.parametrize(
        "text",
        [
            "Tabs\tund\nZeilen bleiben.",
            "می\u200cخواهم",  # Persian: two words without the non-joiner
            "क्\u200dष",  # Hindi: another letter without the joiner
            "👩\u200d🚀 ❤\ufe0f\u200d🔥 👩🏽\u200d🚀",
            "\u2067שלום\u2069 und \u200eLRM",
            "Москва й ї",
        ],
    )
    def test_leaves_what_means_something(self, text: str) -> None:
        assert clean(text)[0] == text

    def test_a_letter_split_by_an_invisible_character_becomes_one(self) -> None:
        text, script = clean("Caf e\u200b\u0301")

        assert text == "Caf é"
        assert [(edit.start, edit.removed, edit.reason) for edit in script.edits] == [(4, "e\u200b\u0301", "composed")]

    def test_each_reason_is_counted(self) -> None:
        assert reasons("a\u00adb\u00adc\r\nd") == ["soft_hyphen", "soft_hyphen", "line_end"]

    @given(NASTY)
    def test_can_be_undone(self, decoded: str) -> None:
        text, script = clean(decoded)

        assert script.apply(decoded) == text
        assert script.undo(text) == decoded

    @given(NASTY)
    def test_gives_text_every_database_stores(self, decoded: str) -> None:
        text, _ = clean(decoded)

        text.encode("utf-8")
        assert not {"\x00", "\r", "\u00ad", "\ufeff"} & set(text)
        assert text == unicodedata.normalize("NFC", text)

    def test_a_million_marks_on_one_letter_stay_as_they_are(self) -> None:
        # Unicode's own normalisation would put them in order for hours.
        text, _ = clean("a" + "\u0301\u0316" * 500_000)

        assert len(text) == 1_000_001
