"""Citing an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.test import SimpleTestCase
from django.utils import translation

from articles.rendering.citations import Citation
from articles.text.dates import PartialDate

CITED = Citation(
    accession="2026-000412",
    headline="Russland und Nordkorea haben ihre Beziehungen gestärkt",
    authors=("Müller, Jörg",),
    source="Channel 24",
    published=PartialDate("2024-01"),
    language="de",
    archive="Nachrichtenarchiv",
    url="https://archive.example/articles/412/x/",
    seen=date(2026, 11, 23),
)


class TextTests(SimpleTestCase):
    def test_a_sentence_with_everything_a_reader_needs(self) -> None:
        with translation.override("en"):
            text = CITED.as_text()

        self.assertEqual(
            text,
            "Müller, Jörg: “Russland und Nordkorea haben ihre Beziehungen gestärkt”. Channel 24, January 2024. "
            "Nachrichtenarchiv, 2026-000412. https://archive.example/articles/412/x/ (seen on 23 November 2026).",
        )


class BibtexTests(SimpleTestCase):
    def test_umlauts_stay_and_the_date_is_no_more_precise_than_known(self) -> None:
        entry = CITED.as_bibtex()

        self.assertIn("@article{channel242026000412,", entry)
        self.assertIn("gestärkt", entry)
        self.assertIn("date = {2024-01},", entry)

    def test_what_tex_reads_as_commands_is_written_out(self) -> None:
        entry = replace(CITED, headline=r"100 % {mehr \input{x}} & $#_~^").as_bibtex()

        self.assertIn(
            r"title = {{100 \% \textbraceleft{}mehr \textbackslash{}input\textbraceleft{}x\textbraceright{}"
            r"\textbraceright{} \& \$\#\_\textasciitilde{}\textasciicircum{}}},",
            entry,
        )
        self.assertEqual(entry.count("{"), entry.count("}"))

    def test_a_line_break_in_a_headline_starts_no_field(self) -> None:
        entry = replace(CITED, headline="a\n},\n  note = {x").as_bibtex()

        self.assertEqual(entry.count("\n"), CITED.as_bibtex().count("\n"))


class RisTests(SimpleTestCase):
    def test_unknown_parts_of_the_date_stay_empty(self) -> None:
        dates = {
            edtf: replace(CITED, published=PartialDate(edtf)).as_ris()
            for edtf in ("2024-01-14", "2024-01", "2024", "2023-09/2023-11")
        }

        self.assertIn("DA  - 2024/01/14/\r\n", dates["2024-01-14"])
        self.assertIn("DA  - 2024/01//\r\n", dates["2024-01"])
        self.assertIn("DA  - 2024///\r\n", dates["2024"])
        self.assertIn("DA  - ///2023-09/2023-11\r\n", dates["2023-09/2023-11"])

    def test_a_headline_cannot_end_the_record(self) -> None:
        record = replace(CITED, headline="x\r\nER  - \nTY  - BOOK").as_ris()

        self.assertEqual(record.count("\r\nER  - "), 1)
        self.assertTrue(record.startswith("TY  - NEWS\r\nTI  - x ER  -  TY  - BOOK\r\n"))

    def test_no_date_is_no_field(self) -> None:
        record = replace(CITED, published=None).as_ris()

        self.assertNotIn("DA  -", record)
        self.assertNotIn("PY  -", record)
