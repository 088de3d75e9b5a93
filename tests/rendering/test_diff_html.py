"""A diff shows what went and what came, folds what stayed, and lets nothing of the text be taken for markup."""

from __future__ import annotations

import pytest
from django.utils import translation

from articles.rendering.diff_html import diff_html


@pytest.fixture(autouse=True)
def in_english():  # type: ignore[no-untyped-def]
    with translation.override("en"):
        yield


class TestDiff:
    def test_marks_words_that_went_and_words_that_came(self) -> None:
        html = diff_html("Lawro sprach.", "Lawrow sprach.")

        assert html == (
            '<p class="diff" dir="auto"><del><span class="vh">removed: </span>Lawro</del>'
            '<ins><span class="vh">added: </span>Lawrow</ins> sprach.</p>'
        )

    def test_escapes_everything(self) -> None:
        html = diff_html("a <script>x</script> <b>", "<i> <script>x</script> <b>")

        assert "<script>" not in html
        assert "<b>" not in html
        assert "<i>" not in html

    def test_folds_what_stayed(self) -> None:
        long = "Wort " * 500

        html = diff_html(long + "Ende", long + "Schluss")

        assert "unchanged words" in html
        assert len(html) < 600

    def test_shows_where_lines_were_broken(self) -> None:
        assert "¶\n" in diff_html("Eins zwei", "Eins\nzwei")

    def test_of_equal_texts_is_empty(self) -> None:
        assert diff_html("gleich", "gleich") == ""

    def test_of_a_text_rewritten_from_end_to_end_stays_readable(self) -> None:
        assert len(diff_html("alt " * 50_000, "neu " * 50_000)) < 50_000
