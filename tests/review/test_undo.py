"""A decision goes back whole or not at all, wherever the text around it has moved to."""

from __future__ import annotations

import pytest

from articles.models import Article, Decision, DecisionKind, EntityKind, Mention, Status, User
from articles.review.carrying import carried_parts, carry_spans
from articles.review.changes import Changes
from articles.review.editing import edit_article
from articles.review.errors import NotPossible
from articles.review.mentions import mark, move
from articles.review.positions import next_revision
from articles.review.standing import trash
from articles.review.undo import newest_undoable, obstacle_to_undo, undo
from articles.text.differences import difference
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db


def settle(mention: Mention, by: User, **values: object) -> Decision:
    changes = Changes()
    changes.set(mention, **values)
    return changes.record(DecisionKind.CONFIRM, by=by, subject=f"mention:{mention.pk}", article=mention.article)


def rewrite(article: Article, text: str, by: User) -> Decision:
    article.refresh_from_db()
    script = difference(article.text, text)
    changes = Changes()
    carry_spans(article, script)
    changes.set(article, text=text, parts=carried_parts(article.parts, script), revision=next_revision(article))
    return changes.record(DecisionKind.EDIT, by=by, subject=f"article:{article.pk}", article=article)


@pytest.fixture
def mention() -> Mention:
    article = make_article("Besuch\nRussland liefert an Nordkorea.")
    return make_mention(article, make_entity("country:RU"), "Russland", status="proposed", method="countries")


class TestUndoing:
    def test_puts_every_field_back(self, mention: Mention) -> None:
        editor = make_editor()
        decision = settle(mention, editor, status=Status.REJECTED)

        undone = undo(decision, by=editor)

        mention.refresh_from_db()
        assert mention.status == Status.PROPOSED
        assert (undone.kind, undone.undoes, undone.article) == (DecisionKind.UNDO, decision, mention.article)

    def test_is_refused_while_a_later_decision_stands_on_it_and_names_that(self, mention: Mention) -> None:
        first, second = make_editor("anna"), make_editor("boris")
        earlier, later = settle(mention, first, status="rejected"), settle(mention, second, status="confirmed")

        with pytest.raises(NotPossible, match="boris"):
            undo(earlier, by=first)
        undo(later, by=second)
        undo(earlier, by=first)

        mention.refresh_from_db()
        assert mention.status == Status.PROPOSED

    def test_cannot_be_done_twice(self, mention: Mention) -> None:
        editor = make_editor()
        decision = settle(mention, editor, status="rejected")
        undo(decision, by=editor)

        with pytest.raises(NotPossible):
            undo(decision, by=editor)

    def test_the_newest_that_can_be_undone_is_offered(self, mention: Mention) -> None:
        anna, boris = make_editor("anna"), make_editor("boris")
        other = make_mention(mention.article, make_entity("country:KP"), "Nordkorea")
        free, blocked = settle(other, anna, status="rejected"), settle(mention, anna, status="rejected")
        settle(mention, boris, status="confirmed")

        assert obstacle_to_undo(blocked)
        assert newest_undoable(anna) == free


class TestThroughEditsOfTheText:
    def test_a_marked_span_goes_although_it_has_moved(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        changes = Changes()
        start = article.text.index("Nordkorea")
        changes.add(Mention(article=article, start=start, end=start + 9, quote="Nordkorea", kind="country",
                            form="name", name="Nordkorea", method="editor", status="confirmed"))  # fmt: skip
        marked = changes.record(DecisionKind.MARK, by=editor, subject="mention:new", article=article)
        rewrite(article, article.text.replace("liefert", "liefert sehr viel"), editor)

        undo(marked, by=editor)

        assert not Mention.objects.filter(quote="Nordkorea").exists()

    def test_edit_and_undo_leave_every_span_on_its_words(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        before = article.text
        edited = rewrite(article, "Noch ein Besuch\nWie es heißt: Russland liefert an Nordkorea.", editor)
        mention.refresh_from_db()
        assert mention.span.quotes(Article.objects.get().text)

        undo(edited, by=editor)

        mention.refresh_from_db()
        assert Article.objects.get().text == before
        assert mention.span.quotes(before)

    def test_an_edit_stays_while_a_decision_stands_on_its_words(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        edited = rewrite(article, article.text + " Auch China sah zu.", editor)
        china = make_mention(Article.objects.get(), make_entity("country:CN"), "China", method="editor")

        with pytest.raises(NotPossible, match="China"):
            undo(edited, by=editor)
        china.delete()
        undo(edited, by=editor)

        assert "China" not in Article.objects.get().text

    def test_a_decision_made_before_an_edit_that_was_undone_can_still_be_undone(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        moved = settle(mention, editor, start=mention.start, end=mention.start + 4, quote="Russ")
        edited = rewrite(article, article.text.replace("Russland", "Das große Russland"), editor)
        undo(edited, by=editor)

        undo(moved, by=editor)

        mention.refresh_from_db()
        assert mention.quote == "Russland"
        assert mention.span.quotes(Article.objects.get().text)


class TestUnderLaterDecisions:
    def test_what_says_the_same_again_by_a_later_decision_stays(self, mention: Mention) -> None:
        anna, boris = make_editor("anna"), make_editor("boris")
        first = settle(mention, anna, status="confirmed")
        again = [settle(mention, anna, status="rejected"), settle(mention, boris, status="confirmed")]

        with pytest.raises(NotPossible, match="boris"):
            undo(first, by=anna)
        for decision in reversed(again):
            undo(decision, by=decision.by or anna)
        undo(first, by=anna)

        mention.refresh_from_db()
        assert mention.status == Status.PROPOSED

    def test_other_columns_of_the_row_are_no_obstacle(self, mention: Mention) -> None:
        anna, boris = make_editor("anna"), make_editor("boris")
        named, confirmed = settle(mention, anna, name="Russland?"), settle(mention, boris, status="confirmed")

        undo(named, by=anna)

        mention.refresh_from_db()
        assert (mention.name, mention.status) == ("RU", Status.CONFIRMED)
        assert not obstacle_to_undo(confirmed)

    def test_a_line_of_the_ledger_finds_back_to_words_an_edit_took_away(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        line = article.cleaning_steps.create(kind="part", reason="subhead_found", start=7, end=15)
        edited = edit_article(article, {"text": "Besuch\nAlle liefern etwas."}, by=editor)

        undo(edited, by=editor)

        line.refresh_from_db()
        assert (line.start, line.end) == (7, 15)

    def test_the_text_of_an_article_in_the_trash_goes_back_too(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        before = article.text
        edited = edit_article(article, {"text": "Besuch\nAlle liefern etwas."}, by=editor)
        trash([article, make_article()], by=editor)

        undo(edited, by=editor)

        assert Article.objects.get(pk=article.pk).text == before

    def test_borders_go_back_over_what_extraction_has_proposed_there_since(self, mention: Mention) -> None:
        editor, article = make_editor(), mention.article
        place = {"start": mention.start, "end": mention.end, "kind": "country"}
        moved = move(mention, mention.start, mention.end + 8, by=editor, seen_revision=1)
        make_mention(article, None, "Russland", **place, status="proposed", method="countries")

        undo(moved, by=editor)

        assert [one.quote for one in article.mentions.all()] == ["Russland"]

    def test_borders_do_not_go_back_over_what_somebody_has_marked_there_since(self, mention: Mention) -> None:
        anna, boris = make_editor("anna"), make_editor("boris")
        place = (mention.start, mention.end)
        moved = move(mention, mention.start, mention.end + 8, by=anna, seen_revision=1)
        marked = mark(mention.article, *place, kind=EntityKind.COUNTRY, by=boris, seen_revision=1)

        with pytest.raises(NotPossible, match="Russland"):
            undo(moved, by=anna)
        undo(marked, by=boris)
        undo(moved, by=anna)

        mention.refresh_from_db()
        assert mention.quote == "Russland"
