"""Markdown: front matter is read, marks of markup go, words and headings stay."""

from __future__ import annotations

import pytest

from articles.ingest.drafts import Draft, draft_article
from articles.ingest.incoming import Incoming, Refused
from articles.ingest.readers.markdown import read_markdown, without_inline_marks
from articles.models import edit_script
from articles.text.dates import PartialDate

ARTICLE = """---
title: "Russland und Nordkorea"
date: 2024-01
source: Channel 24
author: [Anna Muster, Ben Beispiel]
url: https://example.org/a
lang: de
keywords:
  - Diplomatie
  - Rüstung
---

Der **nordkoreanische** Außenminister traf in [Moskau](https://example.org/moskau) ein.

## Waffen und Munition

> Er sprach von *einer Million* Geschossen.
"""


def read(text: str) -> Incoming:
    incoming = read_markdown(text.encode(), "artikel.md")
    assert isinstance(incoming, Incoming)
    return incoming


def draft(text: str) -> Draft:
    drafted = draft_article(read(text))
    assert isinstance(drafted, Draft)
    return drafted


class TestMarkdown:
    def test_front_matter_says_what_the_article_is(self) -> None:
        incoming = read(ARTICLE)

        assert incoming.title == "Russland und Nordkorea"
        assert incoming.published == PartialDate("2024-01")
        assert (incoming.source, incoming.url, incoming.language) == ("Channel 24", "https://example.org/a", "de")
        assert incoming.authors == ("Anna Muster", "Ben Beispiel")
        assert incoming.keywords == ("Diplomatie", "Rüstung")

    def test_the_stored_text_reads_like_an_article(self) -> None:
        assert draft(ARTICLE).article.text == (
            "Russland und Nordkorea\n\n"
            "Der nordkoreanische Außenminister traf in Moskau ein.\n\n"
            "Waffen und Munition\n\n"
            "Er sprach von einer Million Geschossen.\n"
        )

    def test_headings_become_headline_and_subheads(self) -> None:
        article = draft("# Haupt\n\nEin Absatz endet hier.\n\n## Zwischen\n\nNoch ein Absatz endet hier.\n").article

        said = [(kind, article.text[start:end]) for kind, start, end in article.parts if "head" in kind]
        assert said == [("headline", "Haupt"), ("subhead", "Zwischen")]

    def test_a_title_the_text_repeats_stands_there_once(self) -> None:
        assert draft("---\ntitle: Haupt\n---\n# Haupt\n\nEin Absatz.\n").article.text == "Haupt\n\nEin Absatz.\n"

    def test_everything_taken_out_can_be_put_back(self) -> None:
        text = ARTICLE.replace("\n", "\r\n").replace("Außen", "Au\u00adßen")
        drafted = draft(text)

        assert edit_script(drafted.steps).undo(drafted.article.text) == text

    def test_the_ledger_names_each_kind_of_mark(self) -> None:
        counts = {step.reason: step.count for step in draft(ARTICLE).steps if step.kind == "edit"}

        assert counts == {
            "front_matter": 1,
            "markdown_emphasis": 4,
            "markdown_link": 2,
            "markdown_heading": 1,
            "markdown_quote": 1,
        }

    @pytest.mark.parametrize(
        ("marked", "plain"),
        [
            ("**fett** und *kursiv* und _kursiv_ und __fett__", "fett und kursiv und kursiv und fett"),
            ("***beides***", "beides"),
            ("**ein *kursives* Wort**", "ein kursives Wort"),
            ("[ein **fetter** Verweis](http://x.de)", "ein fetter Verweis"),
            ("![Das Schiff](schiff.jpg) läuft aus", "Das Schiff läuft aus"),
            ("`code_mit_strich`", "code_mit_strich"),
            ("<https://example.org/a_b_c>", "https://example.org/a_b_c"),
            ("snake_case_name und 2 * 3 * 4", "snake_case_name und 2 * 3 * 4"),
            (r"\*kein Kursiv\*", "*kein Kursiv*"),
            ("Fußnote [1] bleibt", "Fußnote [1] bleibt"),
        ],
    )
    def test_marks_go_and_words_stay(self, marked: str, plain: str) -> None:
        assert without_inline_marks(marked).apply(marked) == plain

    def test_two_rules_around_a_paragraph_are_no_front_matter(self) -> None:
        assert read("---\nEin Absatz ohne Doppelpunkt\n---\nText\n").edits.edits == ()

    def test_a_field_that_cannot_be_read_refuses_the_file(self) -> None:
        refused = read_markdown(b"---\ndate: gestern\n---\nText\n", "artikel.md")

        assert isinstance(refused, Refused)
        assert "gestern" in refused.reason

    @pytest.mark.parametrize("sign", ["[", "*", "_", "`", "![", "**a", "[a](", "> ", "\\", "---\n", "<http://"])
    def test_a_hundred_kilobytes_of_signs_come_out_and_can_be_put_back(self, sign: str) -> None:
        # Patterns that look back and forth for the other half of a pair would not come to an end here.
        text = sign * (100_000 // len(sign))

        script = without_inline_marks(text)

        assert script.undo(script.apply(text)) == text
