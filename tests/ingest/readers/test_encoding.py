"""Bytes become text: in which encoding, and on what ground."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.readers.encoding import NotText, decode

GERMAN = "Größe und Länge der Straße in Österreich"


class TestEncoding:
    @pytest.mark.parametrize(
        ("data", "encoding", "basis"),
        [
            (GERMAN.encode(), "utf-8", "utf_8"),
            (codecs.BOM_UTF8 + GERMAN.encode(), "utf-8", "byte_order_mark"),
            (GERMAN.encode("utf-16"), "utf-16", "byte_order_mark"),
            (GERMAN.encode("utf-32"), "utf-32", "byte_order_mark"),
            (GERMAN.encode("utf-16-le"), "utf-16-le", "guessed"),
            (GERMAN.encode("utf-16-be"), "utf-16-be", "guessed"),
            (GERMAN.encode("cp1252"), "cp1252", "windows_1252"),
        ],
    )
    def test_german_arrives_whole(self, data: bytes, encoding: str, basis: str) -> None:
        decoded = decode(data)

        assert (decoded.text, decoded.encoding, decoded.basis) == (GERMAN, encoding, basis)

    @pytest.mark.parametrize("word", ["mañana en España", "Ærø og Bornholm", "„Gänsefüßchen“ – 50 €"])
    def test_western_text_is_windows_1252_and_not_what_statistics_say(self, word: str) -> None:
        assert decode(word.encode("cp1252")).text == word

    def test_russian_in_its_old_encoding_is_not_taken_for_western(self) -> None:
        text = "Россия и Северная Корея укрепили отношения после начала войны в Украине"

        decoded = decode(text.encode("cp1251"))

        assert (decoded.text, decoded.basis) == (text, "guessed")

    def test_what_the_sender_declares_counts_when_it_is_not_utf_8(self) -> None:
        decoded = decode("Łódź i Kraków".encode("iso-8859-2"), declared="ISO-8859-2")

        assert (decoded.text, decoded.basis) == ("Łódź i Kraków", "declared")

    @pytest.mark.parametrize("declared", ["klingon", "hex", "ascii", "utf-7\x00"])
    def test_a_false_declaration_is_passed_over(self, declared: str) -> None:
        assert decode(GERMAN.encode("cp1252"), declared=declared).text == GERMAN

    def test_one_broken_byte_does_not_turn_utf_8_into_something_else(self) -> None:
        decoded = decode(GERMAN.encode() + b"\xc3")

        assert decoded.text == GERMAN + "\ufffd"
        assert decoded.encoding == "utf-8"

    @pytest.mark.parametrize(
        "data",
        [
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
            b"PK\x03\x04\x14\x00\x06\x00",
            b"MZ\x90\x00\x03\x00\x00\x00",
            b"\x89PNG\r\n\x1a\n",
            bytes(range(32)) * 20,
        ],
    )
    def test_other_files_are_refused_whatever_their_name(self, data: bytes) -> None:
        with pytest.raises(NotText):
            decode(data)

    def test_a_text_may_begin_like_a_program(self) -> None:
        assert decode(b"MZ berichtet: Alles gut.").text == "MZ berichtet: Alles gut."

    @given(st.binary(max_size=200))
    def test_any_bytes_become_text_or_are_refused(self, data: bytes) -> None:
        try:
            decoded = decode(data)
        except NotText as error:
            assert str(error)
        else:
            assert decoded.basis in {"byte_order_mark", "utf_8", "declared", "windows_1252", "guessed"}
