"""Every kind of decision in a sentence, and a page of them in a constant number of queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from articles.models import Article, Decision, DecisionKind, EntityKind, NameKind, Publication, User
from articles.rendering.decisions import decision_sentence, decision_sentences
from articles.review import mentions, names, standing
from articles.review.editing import edit_article
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = "Besuch in Moskau\nLawro und Kim Jong-un trafen Lawro in Moskau."


@pytest.fixture(autouse=True)
def in_english():  # type: ignore[no-untyped-def]
    with translation.override("en"):
        yield


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def article() -> Article:
    return make_article(TEXT, status=Publication.DRAFT)


class TestOfMentions:
    def test_confirming_names_the_words_and_who_they_are(self, article: Article, editor: User) -> None:
        kim = make_mention(article, make_entity("person:kim", "Kim Jong-un"), status="proposed")

        decision = mentions.confirm([kim], by=editor)

        assert decision_sentence(decision) == "“Kim Jong-un” confirmed as Kim Jong-un"

    def test_linking_says_to_whom_and_what_is_remembered(self, article: Article, editor: User) -> None:
        lawrow = make_entity("person:lawrow", "Sergej Lawrow")
        both = [make_mention(article, None, "Lawro", status="proposed")]
        start = article.text.rindex("Lawro")
        both.append(make_mention(article, None, "Lawro", start=start, end=start + 5, status="proposed"))

        decision = mentions.confirm(both, by=editor, entity=lawrow, remember=NameKind.MISSPELLING)

        assert decision_sentence(decision) == (
            "“Lawro” (2 places) linked to Sergej Lawrow; “Lawro” remembered for Sergej Lawrow (misspelling)"
        )

    def test_rejecting_marking_moving_and_another_kind(self, article: Article, editor: User) -> None:
        moskau = make_mention(article, None, "Moskau", kind="place", status="proposed", method="places")
        rejected = mentions.reject([moskau], by=editor)
        start = article.text.index("Kim Jong")
        marked = mentions.mark(article, start, start + 3, kind=EntityKind.PERSON, by=editor, seen_revision=1)
        kim = article.mentions.get(quote="Kim")
        moved = mentions.move(kim, start, start + 11, by=editor, seen_revision=1)
        kim.refresh_from_db()
        kind = mentions.change_kind([kim], EntityKind.OTHER, by=editor)

        sentences = decision_sentences([rejected, marked, moved, kind])

        assert list(sentences.values()) == [
            "“Moskau” rejected",
            "“Kim” marked as Person",
            "Borders moved from “Kim” to “Kim Jong-un”",
            "“Kim Jong-un” is of another kind: Other",
        ]

    def test_a_new_entity_is_named_with_its_kind(self, article: Article, editor: User) -> None:
        mention = make_mention(article, None, "Lawro", status="proposed")

        decision = names.create_entity(
            kind=EntityKind.PERSON, name_de="Sergej Lawrow", name_en="", by=editor, mentions=[mention]
        )

        assert decision_sentence(decision).startswith("New entity: Sergej Lawrow (Person); linked to it: “Lawro”")


class TestOfArticles:
    def test_an_edit_names_its_fields(self, article: Article, editor: User) -> None:
        decision = edit_article(article, {"source": "Kanal 24", "page": "3", "authors": ("A. B.",)}, by=editor)

        assert decision_sentence(decision) == "Changed: Source, Authors, Page"

    def test_each_change_of_standing_has_its_own(self, article: Article, editor: User) -> None:
        later = timezone.now() + timedelta(days=1)
        decisions = [
            standing.embargo(article, later, by=editor),
            standing.return_to_review(article, by=editor),
            standing.return_to_draft(article, by=editor),
            standing.finish_review(article, by=editor, publish=True),
            standing.withdraw(article, "Irrtum", by=editor),
            standing.assign(article, editor, by=editor),
            standing.trash([article], by=editor),
            standing.restore([article, make_article(trashed_at=later)], by=editor),
        ]

        embargoed, *others = decision_sentences(decisions).values()

        assert embargoed.startswith("Embargoed until ")
        assert others == [
            "Back to review",
            "Back to draft",
            "Published, review finished",
            "Withdrawn",
            "Given to anna",
            "Moved to the trash",
            "2 articles taken out of the trash",
        ]

    def test_undoing_says_what_was_undone(self, article: Article, editor: User) -> None:
        undone = undo(standing.publish([article], by=editor), by=editor)

        assert decision_sentence(undone) == "Undone: Published"


class TestAPageOfDecisions:
    def test_every_kind_has_a_sentence_even_where_its_rows_are_gone(self) -> None:
        decisions = [
            Decision.objects.create(kind=kind, subject="article:1")
            for kind in DecisionKind
            if kind != DecisionKind.UNDO
        ]

        assert all(decision_sentences(decisions).values())

    def test_asks_as_many_questions_for_thirty_as_for_three(self, article: Article, editor: User) -> None:
        decisions = []
        for number in range(30):
            mention = make_mention(article, make_entity(f"person:p{number}"), status="proposed")
            decisions.append(mentions.confirm([mention], by=editor))

        assert self._queries(decisions) == self._queries(decisions[:3])

    def _queries(self, decisions: list[Decision]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            decision_sentences(decisions)
        return len(queries)


class TestOfWhatIsGone:
    def test_what_was_deleted_is_named_by_its_shelf_mark_alone(self, article: Article, editor: User) -> None:
        Article.objects.filter(pk=article.pk).update(accession="2026-000412")
        article.refresh_from_db()

        decision = standing.delete_for_good(article, by=editor)

        assert decision_sentence(decision) == "NA 2026 / 000412 deleted for good"
