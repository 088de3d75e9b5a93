"""A line of the cleaning ledger can be taken back, and that can be undone like any decision."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from articles.ingest.articles import ingest_article
from articles.ingest.incoming import Incoming, Stored
from articles.ingest.readers.plain import read_plain
from articles.models import Article, CleaningStep, Mention, Source, User
from articles.review.changes import Changes
from articles.review.cleaning import undo_cleaning
from articles.review.editing import rewrite
from articles.review.errors import NotPossible
from articles.review.recording import recorded
from articles.review.undo import undo
from tests.builders import make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = (
    "Süd\u00adkorea schweigt zu den Waffen\r\n"
    "Foto: Yonhap\r\n\r\n"
    "SEOUL – Die Regie\u00adrung in Seoul sagt nichts, und die Opposition fragt, warum sie schweigt.\r\n\r\n"
    "Die Frage der Waffen\r\n\r\n"
    "Die Regierung\u200b hat sich bis zum Abend nicht dazu geäußert, wie die Opposition es verlangt hatte.\r\n"
)


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def article(tmp_path: object, settings: Settings) -> Article:
    settings.ORIGINALS_DIR = tmp_path
    incoming = read_plain(TEXT.encode(), "meldung.txt")
    assert isinstance(incoming, Incoming)
    assert isinstance(ingest_article(incoming), Stored)
    return Article.objects.get()


def step(reason: str) -> CleaningStep:
    return CleaningStep.objects.get(reason=reason)


def edit(article: Article, old: str, new: str, editor: User) -> None:
    changes = Changes()
    article.refresh_from_db()
    rewrite(article, article.text.replace(old, new), changes=changes)
    recorded(changes, "edit", by=editor, article=article, subject=f"article:{article.pk}")  # type: ignore[arg-type]


class TestCharacters:
    def test_come_back_where_they_were(self, article: Article, editor: User) -> None:
        undo_cleaning(step("soft_hyphen"), by=editor)

        article.refresh_from_db()
        assert article.text == TEXT.replace("\r", "").replace("\u200b", "")
        assert article.headline == "Süd\u00adkorea schweigt zu den Waffen"

    def test_of_several_steps_come_back_in_any_order(self, article: Article, editor: User) -> None:
        for reason in ("zero_width", "line_end", "soft_hyphen"):
            undo_cleaning(step(reason), by=editor)

        article.refresh_from_db()
        assert article.text == TEXT

    def test_go_again_when_that_is_undone(self, article: Article, editor: User) -> None:
        before = article.text
        decision = undo_cleaning(step("soft_hyphen"), by=editor)

        undo(decision, by=editor)

        article.refresh_from_db()
        assert (article.text, step("soft_hyphen").undone) == (before, False)

    def test_come_back_where_nobody_has_edited_since(self, article: Article, editor: User) -> None:
        edit(article, "Südkorea", "Nordkorea", editor)

        undo_cleaning(step("soft_hyphen"), by=editor)

        article.refresh_from_db()
        assert article.text.startswith("Nordkorea schweigt")
        assert "Die Regie\u00adrung in Seoul" in article.text

    def test_do_not_where_every_place_has_been_edited(self, article: Article, editor: User) -> None:
        edit(article, "Die Regierung hat", "Man hat", editor)

        with pytest.raises(NotPossible, match="edited"):
            undo_cleaning(step("zero_width"), by=editor)

    def test_leave_every_mention_on_its_words(self, article: Article, editor: User) -> None:
        make_mention(article, make_entity("place:seoul", "Seoul"), "Seoul")

        undo_cleaning(step("soft_hyphen"), by=editor)

        article.refresh_from_db()
        assert Mention.objects.get().span.quotes(article.text)


class TestPieces:
    def test_taken_for_a_credit_become_a_paragraph(self, article: Article, editor: User) -> None:
        line = step("credit_line_found")
        decision = undo_cleaning(line, by=editor)

        article.refresh_from_db()
        assert ["paragraph", line.start, line.end] in article.parts
        assert article.credit_line == ""
        undo(decision, by=editor)
        article.refresh_from_db()
        assert article.credit_line == "Foto: Yonhap"

    def test_taken_for_a_dateline_belong_to_their_paragraph_again(self, article: Article, editor: User) -> None:
        undo_cleaning(step("dateline_found"), by=editor)

        article.refresh_from_db()
        assert article.dateline == ""
        assert article.lead.startswith("SEOUL – Die Regierung")

    def test_taken_for_a_subhead_become_a_paragraph(self, article: Article, editor: User) -> None:
        line = step("subhead_found")

        undo_cleaning(line, by=editor)

        article.refresh_from_db()
        assert ["paragraph", line.start, line.end] in article.parts

    def test_edited_since_stay_what_they_are(self, article: Article, editor: User) -> None:
        edit(article, "Die Frage der Waffen\n", "", editor)

        with pytest.raises(NotPossible, match="edited"):
            undo_cleaning(step("subhead_found"), by=editor)

    def test_the_headline_stays(self, article: Article, editor: User) -> None:
        with pytest.raises(NotPossible):
            undo_cleaning(step("headline_found"), by=editor)

    def test_nothing_is_taken_back_twice(self, article: Article, editor: User) -> None:
        undo_cleaning(step("credit_line_found"), by=editor)

        with pytest.raises(NotPossible, match="already"):
            undo_cleaning(step("credit_line_found"), by=editor)


class TestProposedSources:
    def test_are_forgotten_as_long_as_nobody_has_chosen_another(self, article: Article, editor: User) -> None:
        start = article.text.index("Yonhap")
        proposed = article.cleaning_steps.create(kind="part", reason="source_proposed", start=start, end=start + 6)
        Article.objects.update(source=Source.objects.create(name="Yonhap", slug="yonhap"))

        undo_cleaning(proposed, by=editor)

        article.refresh_from_db()
        assert article.source is None
