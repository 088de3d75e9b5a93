"""From an upload to an article: parts, fields and the ledger."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.ingest.drafts import Draft, draft_article
from articles.ingest.incoming import Incoming, Refused
from articles.ingest.readers.plain import read_plain
from articles.models import edit_script
from articles.text.dates import PartialDate

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


def read(data: bytes | str, name: str = "artikel.txt") -> Incoming:
    incoming = read_plain(data.encode() if isinstance(data, str) else data, name)
    assert isinstance(incoming, Incoming)
    return incoming


def draft(incoming: Incoming | bytes | str) -> Draft:
    drafted = draft_article(incoming if isinstance(incoming, Incoming) else read(incoming))
    assert isinstance(drafted, Draft)
    return drafted


class TestSeedArticle:
    @pytest.fixture
    def seed(self) -> Draft:
        return draft((CORPUS / "seed.txt").read_bytes())

    @pytest.fixture
    def gold(self) -> dict[str, object]:
        parts: dict[str, object] = json.loads((CORPUS / "seed.json").read_text())["parts"]
        return parts

    def test_loses_nothing(self, seed: Draft) -> None:
        assert seed.article.text == (CORPUS / "seed.txt").read_text(encoding="utf-8")

    def test_headline_and_photo_credit_are_split(self, seed: Draft) -> None:
        assert seed.article.headline == "Russland und Nordkorea haben ihre Beziehungen gestärkt"
        assert seed.article.credit_line == "GettyImages und Channel 24 Collage"

    def test_parts_are_those_of_the_gold(self, seed: Draft, gold: dict[str, object]) -> None:
        parts: dict[str, list[list[int]]] = {}
        for kind, start, end in seed.article.parts:
            parts.setdefault(kind, []).append([start, end])

        assert parts["headline"] == [gold["headline"]]
        assert parts["credit_line"] == [gold["credit_line"]]
        assert parts["subhead"] == gold["subheads"]

    def test_channel_24_is_the_proposed_source(self, seed: Draft, gold: dict[str, object]) -> None:
        assert seed.proposed_source == gold["source"] == "organisation:channel-24"

    def test_each_step_is_in_the_ledger(self, seed: Draft) -> None:
        ledger = [(step.reason, step.start, step.end) for step in seed.steps]

        assert ledger == [
            ("headline_found", 0, 54),
            ("credit_line_split", 55, 89),
            ("subhead_found", 604, 653),
            ("subhead_found", 1238, 1349),
        ]

    def test_its_language_is_found(self, seed: Draft) -> None:
        assert seed.article.language == "de"


# Lines as uploads have them, with what goes wrong in them.
LINES = st.lists(
    st.text(
        st.sampled_from("aäeB ß.?!:/#*_[]()>`-=\u00ad\u200b\u0308\x00\r\ud800\u2028👩") | st.characters(), max_size=40
    )
    | st.sampled_from(
        ["Foto: Max/dpa", "Von Anna Muster", "BERLIN (dpa) – Text", "# Titel", "---", "***", "> ", "**fett**"]
    ),
    max_size=8,
)


class TestAnyText:
    # The first text waits for the language model to load.
    @settings(deadline=None)
    @given(LINES, st.booleans(), st.booleans())
    def test_becomes_an_article_that_can_be_undone_or_is_refused(
        self, lines: list[str], markdown: bool, titled: bool
    ) -> None:
        text = "\n".join(lines)
        title = lines[0] if titled and lines and lines[0].strip() else None
        incoming = Incoming(
            name="1", data=b"", text=text, title=title, markdown=markdown, encoding="utf-8", encoding_basis="utf_8"
        )

        drafted = draft_article(incoming)

        if isinstance(drafted, Draft):
            article = drafted.article
            assert edit_script(drafted.steps).undo(article.text) == text
            assert 0 < len(article.headline) <= 500
            assert all(0 <= start < end <= len(article.text) for _, start, end in article.parts)


class TestDrafts:
    def test_a_title_given_apart_is_the_headline(self) -> None:
        incoming = Incoming(
            name="1",
            data=b"{}",
            text="Der Mond\u00ad ruft\nDie Landefähre setzte auf. Alle jubelten.",
            title="Der Mond\u00ad ruft",
            encoding="utf-8",
            encoding_basis="utf_8",
        )

        article = draft(incoming).article

        assert article.headline == "Der Mond ruft"
        assert article.parts[0] == ["headline", 0, 13]

    def test_edits_count_in_the_decoded_text_and_can_be_undone(self) -> None:
        text = "\ufeffSchlag\u00adzeile\r\n\r\nEin Absatz mit Pjo\u0308ngjang.\x00\r\n"

        drafted = draft(text.encode("utf-8"))

        assert drafted.article.text == "Schlagzeile\n\nEin Absatz mit Pjöngjang.\n"
        # The mark at the beginning told the encoding and is no part of the decoded text.
        assert edit_script(drafted.steps).undo(drafted.article.text) == text.removeprefix("\ufeff")
        counts = {step.reason: step.count for step in drafted.steps if step.kind == "edit"}
        assert counts == {"soft_hyphen": 1, "line_end": 3, "composed": 1, "nul": 1}

    def test_a_text_without_a_headline_gets_its_first_sentence(self) -> None:
        sentence = "Die Regierung in Pjöngjang hat am Montag mitgeteilt, dass sie ihre Beziehungen ausbauen will"
        text = f"{sentence}. Weitere Einzelheiten wurden nicht genannt.\nEs folgt ein zweiter Absatz, der endet.\n"

        drafted = draft(text)

        assert drafted.article.headline == sentence
        assert drafted.steps[0].reason == "headline_made"

    def test_a_headline_made_ends_where_a_word_ends(self) -> None:
        text = "Wort " * 200 + "Ende.\nUnd ein Absatz."

        headline = draft(text).article.headline

        assert headline.endswith("Wort…")
        assert len(headline) <= 120

    @pytest.mark.parametrize("text", ["", "   \n\t\n", "\x00\x00", "\u200b\ufeff"])
    def test_a_text_without_a_word_is_refused(self, text: str) -> None:
        incoming = Incoming(name="leer.txt", data=b"", text=text, encoding="utf-8", encoding_basis="utf_8")

        assert draft_article(incoming) == Refused("leer.txt", "There is no text in it.")

    def test_a_headline_of_a_thousand_characters_fits_its_column(self) -> None:
        incoming = Incoming(
            name="1", data=b"", text="Wort " * 300 + "\nAbsatz.", title="Wort " * 299 + "Wort",
            encoding="utf-8", encoding_basis="utf_8",
        )  # fmt: skip

        drafted = draft(incoming)

        assert len(drafted.article.headline) <= 500
        assert "headline_shortened" in [step.reason for step in drafted.steps]

    def test_a_date_stated_has_its_basis(self) -> None:
        incoming = Incoming(
            name="1", data=b"", text="Schlagzeile\nAbsatz.", published=PartialDate("2023-09"),
            encoding="utf-8", encoding_basis="utf_8",
        )  # fmt: skip

        article = draft(incoming).article

        assert (str(article.published), article.published_basis) == ("2023-09", "stated")

    def test_no_date_has_no_basis(self) -> None:
        article = draft("Schlagzeile\nAbsatz.").article

        assert (article.published, article.published_basis) == (None, "")

    def test_the_original_remembers_how_it_was_read(self) -> None:
        original = draft("Größe der Straße\nAbsatz in Länge.".encode("cp1252")).original

        assert (original.encoding, original.encoding_basis) == ("cp1252", "windows_1252")
        assert original.size == 33
