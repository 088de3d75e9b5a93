"""No change gets lost between the database and the index."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from unittest.mock import patch

from django.db import transaction
from django.test import TestCase, TransactionTestCase

from articles.models import Article, OutboxEntry
from articles.search import indexer, outbox
from articles.search.backends.base import Document, EngineUnavailable, UnindexableDocument, WriterBusy
from articles.search.criteria import Audience, Criteria
from articles.search.engines import engine
from articles.search.find import find
from articles.search.outbox import mark_changed, refresh_after_commit, refreshed_together
from articles.search.parser import parse
from tests.builders import make_article, make_event, make_report

READER = Audience()


def found(query: str) -> list[int]:
    return [hit.id for hit in find(Criteria(query=parse(query), audience=READER)).page.hits]


class ChangeTests(TransactionTestCase):
    def test_an_article_is_found_as_soon_as_its_transaction_has_committed(self) -> None:
        with transaction.atomic():
            article = make_article("Rakete über dem Meer")
            refresh_after_commit([article.pk])

        assert found("Rakete") == [article.pk]
        assert not OutboxEntry.objects.exists()

    def test_many_changes_reach_the_index_in_one_write(self) -> None:
        one, other = make_article("Rakete über dem Meer"), make_article("Rakete im Wald")

        counted = patch.object(type(engine()), "apply", autospec=True, side_effect=type(engine()).apply)
        with counted as apply, refreshed_together([one.pk, other.pk]):
            mark_changed([one.pk])
            mark_changed([other.pk])
            mark_changed([one.pk])

        assert apply.call_count == 1
        assert set(found("Rakete")) == {one.pk, other.pk}
        assert not OutboxEntry.objects.exists()

    def test_a_change_counts_up_the_version(self) -> None:
        article = make_article()

        with transaction.atomic():
            mark_changed([article.pk])

        article.refresh_from_db()
        assert article.version == 2

    def test_an_article_learns_of_the_day_that_another_alone_has_told(self) -> None:
        event = make_event(date="2023-09-13")
        told, silent = make_article(), make_article()
        make_report(event, told)
        make_report(event, silent, date=None)
        with transaction.atomic():
            mark_changed([told.pk, silent.pk])
        in_september = Criteria(event_from=date(2023, 9, 1), event_to=date(2023, 9, 30), audience=READER)
        before = {hit.id for hit in find(in_september).page.hits}

        with transaction.atomic():
            Article.objects.filter(pk=told.pk).update(status="withdrawn")
            mark_changed([told.pk])

        self.assertEqual(before, {told.pk, silent.pk})
        self.assertEqual(find(in_september).page.hits, ())

    def test_a_change_rolled_back_leaves_nothing_to_do(self) -> None:
        article = make_article("Rakete")

        with self.assertRaises(ZeroDivisionError), transaction.atomic():
            mark_changed([article.pk])
            _ = 1 / 0

        assert not OutboxEntry.objects.exists()
        assert found("Rakete") == []

    def test_a_deleted_article_leaves_the_index(self) -> None:
        article = make_article("Rakete")
        refresh_after_commit([article.pk])

        with transaction.atomic():
            refresh_after_commit([article.pk])
            Article.objects.filter(pk=article.pk).delete()

        assert found("Rakete") == []

    def test_without_an_index_the_change_is_stored_and_waits(self) -> None:
        with patch.object(engine(), "apply", side_effect=EngineUnavailable("gone")):
            refresh_after_commit([make_article("Rakete").pk])

        assert OutboxEntry.objects.count() == 1
        outbox.drain()
        assert len(found("Rakete")) == 1


class DrainTests(TestCase):
    def test_killed_between_the_index_and_the_outbox_the_work_is_done_twice_with_effect_once(self) -> None:
        article = make_article("Rakete")
        refresh_after_commit([article.pk])

        killed = patch("django.db.models.query.QuerySet.delete", side_effect=KeyboardInterrupt)
        with killed, self.assertRaises(KeyboardInterrupt):
            outbox.drain()
        outbox.drain()

        assert found("Rakete") == [article.pk]
        assert not OutboxEntry.objects.exists()

    def test_a_failed_write_loses_nothing(self) -> None:
        article = make_article("Rakete")
        refresh_after_commit([article.pk])

        with (
            patch.object(engine(), "apply", side_effect=OSError("no space left on device")),
            self.assertRaises(OSError),
        ):
            outbox.drain()
        outbox.drain()

        assert found("Rakete") == [article.pk]

    def test_while_somebody_else_writes_the_rows_are_left_to_them(self) -> None:
        refresh_after_commit([make_article().pk])

        with patch.object(engine(), "apply", side_effect=WriterBusy("busy")):
            done = outbox.drain()

        assert done == 0
        assert OutboxEntry.objects.count() == 1

    def test_patience_outlasts_a_writer_that_is_soon_done(self) -> None:
        refresh_after_commit([make_article("Rakete").pk])

        with patch.object(engine(), "apply", side_effect=[WriterBusy("busy"), WriterBusy("busy"), True]) as apply:
            done = outbox.drain(patience=5)

        assert done == 1
        assert apply.call_count == 3

    def test_an_article_is_read_when_the_writer_is_held(self) -> None:
        """Read before, it would take the place of what somebody wrote while this one waited."""
        article = make_article("Rakete")
        refresh_after_commit([article.pk])
        apply = engine().apply

        def others_first(documents: Iterable[Document], deleted: Iterable[int]) -> bool:
            Article.objects.filter(pk=article.pk).update(text="Panzer")
            return apply(documents, deleted)

        with patch.object(engine(), "apply", side_effect=others_first):
            outbox.drain()

        assert found("Panzer") == [article.pk]

    def test_a_row_that_came_meanwhile_stays(self) -> None:
        article = make_article("Rakete")
        refresh_after_commit([article.pk])
        apply = engine().apply

        def change_meanwhile(*arguments: Any) -> bool:
            if OutboxEntry.objects.count() == 1:
                refresh_after_commit([article.pk])
            return apply(*arguments)

        with patch.object(engine(), "apply", side_effect=change_meanwhile):
            done = outbox.drain(limit=1)

        assert done == 1
        assert OutboxEntry.objects.count() == 1

    def test_only_the_articles_asked_for_are_worked_off(self) -> None:
        mine, other = make_article("Rakete"), make_article("Rakete")
        refresh_after_commit([mine.pk, other.pk])

        outbox.drain(only=[mine.pk])

        assert found("Rakete") == [mine.pk]
        assert list(OutboxEntry.objects.values_list("article_id", flat=True)) == [other.pk]

    def test_while_a_new_index_is_built_rows_stay_for_it(self) -> None:
        refresh_after_commit([make_article("Rakete").pk])

        with patch.object(engine(), "apply", return_value=False):
            outbox.drain()

        assert OutboxEntry.objects.count() == 1


class BadDocumentTests(TestCase):
    def setUp(self) -> None:
        self.good, self.bad = make_article("Rakete gut"), make_article("Rakete schlecht")
        refresh_after_commit([self.good.pk, self.bad.pk])
        self.apply = engine().apply

    def refuse_the_bad(self, documents: Iterable[Document], deleted: Iterable[int] = ()) -> bool:
        documents = list(documents)
        if any(document.id == self.bad.pk for document in documents):
            raise UnindexableDocument("article cannot be indexed")
        return self.apply(documents, deleted)

    def test_the_others_of_its_batch_get_in(self) -> None:
        with patch.object(engine(), "apply", side_effect=self.refuse_the_bad):
            outbox.drain()

        assert found("Rakete") == [self.good.pk]
        row = OutboxEntry.objects.get()
        assert (row.article_id, row.attempts, row.error) == (self.bad.pk, 1, "article cannot be indexed")

    def test_what_stood_in_the_index_before_is_not_found_any_more(self) -> None:
        outbox.drain()
        refresh_after_commit([self.bad.pk])

        with patch.object(engine(), "apply", side_effect=self.refuse_the_bad):
            outbox.drain()

        assert found("Rakete") == [self.good.pk]

    def test_after_some_tries_it_waits_for_a_person(self) -> None:
        with patch.object(engine(), "apply", side_effect=self.refuse_the_bad) as apply:
            for _ in range(outbox.MOST_ATTEMPTS):
                outbox.drain()
            tries = apply.call_count
            outbox.drain()

        assert apply.call_count == tries
        assert OutboxEntry.objects.get().attempts == outbox.MOST_ATTEMPTS

    def test_the_next_change_is_a_new_chance(self) -> None:
        with patch.object(engine(), "apply", side_effect=self.refuse_the_bad):
            for _ in range(outbox.MOST_ATTEMPTS):
                outbox.drain()

        refresh_after_commit([self.bad.pk])
        outbox.drain()

        assert set(found("Rakete")) == {self.good.pk, self.bad.pk}
        assert not OutboxEntry.objects.exists()


class VerificationTests(TestCase):
    def test_a_whole_index_has_nothing_to_mend(self) -> None:
        refresh_after_commit([make_article().pk])
        outbox.drain()

        assert indexer.verify() == ()

    def test_a_missing_a_stale_and_a_left_over_document_are_found(self) -> None:
        missing, stale, left_over, right = (make_article() for _ in range(4))
        refresh_after_commit([stale.pk, left_over.pk, right.pk])
        outbox.drain()
        Article.objects.filter(pk=stale.pk).update(version=7)
        gone = left_over.pk
        left_over.delete()

        differing = indexer.verify()

        assert set(differing) == {missing.pk, stale.pk, gone}
        outbox.drain()
        assert indexer.verify() == ()
