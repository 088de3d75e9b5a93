"""Where an article stands: who may see it, since when, and what deleting leaves of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles.models import Article, Decision, DecisionKind, Event, FullText, Original, Publication, User
from articles.review import standing
from articles.review.changes import Changes
from articles.review.editing import rewrite
from articles.review.errors import NotPossible
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_event, make_mention, make_report

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def draft() -> Article:
    return make_article(status=Publication.DRAFT)


def seen() -> list[Article]:
    return list(Article.objects.visible_to(READER))


class TestPublishing:
    def test_readers_see_it_and_the_moment_is_kept(self, draft: Article, editor: User) -> None:
        decision = standing.publish([draft], by=editor)

        assert seen() == [draft]
        assert Article.objects.get().first_published_at
        assert (decision.kind, decision.by_name, decision.article) == (DecisionKind.PUBLISH, "anna", draft)

    def test_keeps_the_moment_of_the_first_time(self, draft: Article, editor: User) -> None:
        standing.publish([draft], by=editor)
        first = Article.objects.get().first_published_at

        standing.return_to_draft(draft, by=editor)
        standing.publish([draft], by=editor)

        assert Article.objects.get().first_published_at == first

    def test_twice_is_refused(self, draft: Article, editor: User) -> None:
        standing.publish([draft], by=editor)

        with pytest.raises(NotPossible):
            standing.publish([draft], by=editor)

    def test_from_the_trash_is_refused(self, draft: Article, editor: User) -> None:
        standing.trash([draft], by=editor)

        with pytest.raises(NotPossible, match="trash"):
            standing.publish([draft], by=editor)


class TestEmbargo:
    def test_ends_by_itself(self, draft: Article, editor: User) -> None:
        standing.embargo(draft, timezone.now() + timedelta(hours=1), by=editor)
        assert seen() == []

        Article.objects.update(embargo_until=timezone.now() - timedelta(seconds=1))

        assert seen() == [draft]

    def test_in_the_past_is_refused(self, draft: Article, editor: User) -> None:
        with pytest.raises(NotPossible, match="future"):
            standing.embargo(draft, timezone.now() - timedelta(hours=1), by=editor)

    def test_that_has_ended_is_when_the_article_became_public(self, draft: Article, editor: User) -> None:
        standing.embargo(draft, timezone.now() + timedelta(hours=1), by=editor)
        ended = timezone.now() - timedelta(hours=1)
        Article.objects.update(embargo_until=ended)

        standing.withdraw(draft, "Die Quelle hat berichtigt.", by=editor)

        assert Article.objects.get().first_published_at == ended
        assert list(Article.objects.with_tombstone()) == [draft]

    def test_that_still_runs_leaves_no_tombstone(self, draft: Article, editor: User) -> None:
        standing.embargo(draft, timezone.now() + timedelta(hours=1), by=editor)

        with pytest.raises(NotPossible, match="never public"):
            standing.withdraw(draft, "Ein Irrtum.", by=editor)


class TestWithdrawing:
    def test_needs_a_reason(self, editor: User) -> None:
        with pytest.raises(NotPossible, match="why"):
            standing.withdraw(make_article(), " ", by=editor)

    def test_leaves_a_tombstone_and_can_be_undone(self, editor: User) -> None:
        article = make_article()

        withdrawn = standing.withdraw(article, "Unterlassung", by=editor)
        assert (seen(), list(Article.objects.with_tombstone())) == ([], [article])
        undo(withdrawn, by=editor)

        assert (seen(), list(Article.objects.with_tombstone())) == ([article], [])
        assert Article.objects.get().withdrawn_reason == ""


class TestFullText:
    def test_is_for_whom_the_article_says(self, editor: User) -> None:
        article = make_article()

        standing.set_full_text(article, FullText.EDITORS, by=editor)

        article.refresh_from_db()
        assert not article.full_text_is_open_to(READER)
        assert article.full_text_is_open_to(editor)


class TestTrash:
    def test_hides_from_everybody_and_gives_back_as_it_was(self, editor: User) -> None:
        article = make_article()
        standing.trash([article], by=editor)
        assert (seen(), list(Article.objects.visible_to(editor))) == ([], [])

        standing.restore([article], by=editor)

        assert seen() == [article]

    def test_of_many_is_one_decision_about_what_they_share(self, editor: User) -> None:
        articles = [make_article(), make_article()]

        decision = standing.trash(articles, by=editor, subject="batch:7", reason="Falscher Ordner")
        assert list(Article.objects.in_trash().order_by("pk")) == articles
        undo(decision, by=editor)

        assert (decision.subject, decision.article) == ("batch:7", None)
        assert not Article.objects.in_trash()

    def test_is_emptied_after_thirty_days(self, editor: User) -> None:
        old, new = make_article(), make_article()
        standing.trash([old, new], by=editor)
        Article.objects.filter(pk=old.pk).update(trashed_at=timezone.now() - timedelta(days=31))

        assert standing.purge_trash() == 1

        assert list(Article.objects.all()) == [new]
        deleted = Decision.objects.get(kind=DecisionKind.DELETE)
        assert (deleted.by, deleted.by_name, deleted.reason) == (None, standing.BY_TRASH, old.accession)

    def test_what_was_deleted_out_of_it_is_an_obstacle_to_undoing(self, editor: User) -> None:
        alone, one, other = make_article(), make_article(), make_article()
        of_one, of_two = standing.trash([alone], by=editor), standing.trash([one, other], by=editor)
        standing.delete_for_good(alone, by=editor)
        standing.delete_for_good(one, by=editor)

        for decision in (of_one, of_two):
            decision.refresh_from_db()
            with pytest.raises(NotPossible, match="deleted"):
                undo(decision, by=editor)
        standing.restore([other], by=editor)

        assert list(Article.objects.kept()) == [other]


class TestDeletingForGood:
    def test_what_was_public_has_to_lie_in_the_trash(self, editor: User) -> None:
        article = make_article()

        with pytest.raises(NotPossible, match="trash"):
            standing.delete_for_good(article, by=editor)
        standing.trash([article], by=editor)
        standing.delete_for_good(article, by=editor)

        assert not Article.objects.exists()

    def test_forgets_what_decisions_quoted_and_keeps_that_they_were_made(self, draft: Article, editor: User) -> None:
        draft.original = Original.objects.create(sha256="0" * 64, size=3, encoding="utf-8", encoding_basis="utf_8")
        draft.save()
        make_mention(draft, make_entity("country:KP", "Nordkorea"))
        changes = Changes()
        rewrite(draft, "Geheim war der alte Text.", changes=changes)
        edited = changes.record(DecisionKind.EDIT, by=editor, subject=f"article:{draft.pk}", article=draft)

        standing.delete_for_good(draft, by=editor)

        edited.refresh_from_db()
        assert (edited.kind, edited.before, edited.after) == (DecisionKind.EDIT, {}, {})
        assert not Original.objects.exists()

    def test_takes_events_along_that_nothing_else_reports(self, draft: Article, editor: User) -> None:
        only_here, elsewhere = make_event(), make_event()
        make_report(only_here, draft)
        make_report(elsewhere, draft)
        make_report(elsewhere, make_article())

        standing.delete_for_good(draft, by=editor)

        assert list(Event.objects.all()) == [elsewhere]


class TestTheWayThroughTheInbox:
    def test_a_finished_review_waits_no_longer(self, draft: Article, editor: User) -> None:
        decision = standing.finish_review(draft, by=editor, publish=True)

        assert (list(Article.objects.waiting()), seen(), decision.kind) == ([], [draft], DecisionKind.PUBLISH)

    def test_an_article_can_be_given_to_editors_only(self, draft: Article, editor: User) -> None:
        standing.assign(draft, editor, by=editor)

        with pytest.raises(NotPossible, match="editors"):
            standing.assign(draft, User.objects.create(username="leserin"), by=editor)
        assert Article.objects.get().assigned_to == editor

    def test_postponed_and_reopened_articles_wait(self, draft: Article, editor: User) -> None:
        standing.finish_review(draft, by=editor, publish=False)
        standing.reopen_review(draft, by=editor)
        standing.postpone(draft, by=editor)

        assert list(Article.objects.waiting()) == [draft]
        assert Article.objects.get().postponed_at
