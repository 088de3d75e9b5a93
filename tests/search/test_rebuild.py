"""The index in its folder together with the database: built, kept up, compared, and built anew meanwhile."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TransactionTestCase, override_settings

from articles.checks import search_index_can_be_read
from articles.models import Article, OutboxEntry, Publication
from articles.search import indexer, outbox
from articles.search.backends.base import Document, EngineUnavailable
from articles.search.criteria import Criteria
from articles.search.documents import documents_of
from articles.search.find import find
from articles.search.outbox import mark_changed, refresh_after_commit
from articles.search.parser import parse
from tests.builders import make_article


class FolderTests(TransactionTestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name) / "index"
        tantivy = {"ENGINE": "articles.search.backends.tantivy.TantivyEngine", "DIRECTORY": self.folder}
        settings = override_settings(SEARCH_ENGINES={"default": tantivy})
        settings.enable()
        self.addCleanup(settings.disable)

    def found(self, query: str) -> set[int]:
        return {hit.id for hit in find(Criteria(query=parse(query))).page.hits}

    def publish(self, text: str) -> Article:
        with transaction.atomic():
            article = make_article(text)
            refresh_after_commit([article.pk])
        return article

    def rewrite(self, article: Article, text: str) -> None:
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(text=text)
            mark_changed([article.pk])


class EverydayTests(FolderTests):
    def test_published_withdrawn_and_published_again(self) -> None:
        indexer.rebuild()

        article = self.publish("Rakete")
        assert self.found("Rakete") == {article.pk}
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(status=Publication.WITHDRAWN)
            mark_changed([article.pk])
        assert self.found("Rakete") == set()
        with transaction.atomic():
            Article.objects.filter(pk=article.pk).update(status=Publication.PUBLISHED)
            mark_changed([article.pk])

        assert self.found("Rakete") == {article.pk}
        assert indexer.verify() == ()

    def test_without_an_index_an_article_is_stored_and_found_once_there_is_one(self) -> None:
        article = self.publish("Rakete")

        with pytest.raises(EngineUnavailable):
            self.found("Rakete")
        assert indexer.ensure_index() is True
        assert self.found("Rakete") == {article.pk}
        assert not OutboxEntry.objects.exists()
        assert indexer.ensure_index() is False


class ChangeDuringRebuildTests(FolderTests):
    """A change made while the index is built anew is found at once, and afterwards too."""

    def while_rebuilding(self, change: Callable[[], None]) -> None:
        """Rebuild, and call *change* after the documents have been read and before the switch."""
        changes = [change]

        def then_change(ids: Iterable[int]) -> Iterator[Document]:
            yield from documents_of(ids)
            if changes:
                changes.pop()()

        with patch.object(indexer, "documents_of", side_effect=then_change):
            indexer.rebuild()

    def test_a_new_article(self) -> None:
        self.publish("Wetter")
        indexer.rebuild()
        seen: list[set[int]] = []

        def change() -> None:
            self.publish("Rakete")
            seen.append(self.found("Rakete"))

        self.while_rebuilding(change)

        assert seen == [self.found("Rakete")]
        assert len(seen[0]) == 1
        assert not OutboxEntry.objects.exists()

    def test_a_changed_and_a_deleted_article(self) -> None:
        changed, deleted = self.publish("Wetter"), self.publish("Wetter")
        indexer.rebuild()

        def change() -> None:
            self.rewrite(changed, "Rakete")
            with transaction.atomic():
                refresh_after_commit([deleted.pk])
                Article.objects.filter(pk=deleted.pk).delete()
            assert self.found("Rakete") == {changed.pk}
            assert OutboxEntry.objects.count() == 2

        self.while_rebuilding(change)

        assert self.found("Rakete") == {changed.pk}
        assert self.found("") == {changed.pk}
        assert not OutboxEntry.objects.exists()
        assert indexer.verify() == ()

    def test_a_rebuild_stopped_half_way_keeps_the_rows_for_the_index_that_stays(self) -> None:
        article = self.publish("Wetter")
        indexer.rebuild()

        def change_and_stop() -> None:
            self.rewrite(article, "Rakete")
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            self.while_rebuilding(change_and_stop)
        assert self.found("Rakete") == {article.pk}
        outbox.drain()

        assert self.found("Rakete") == {article.pk}
        assert not OutboxEntry.objects.exists()


class CommandTests(FolderTests):
    def output(self, action: str) -> str:
        out = io.StringIO()
        call_command("search_index", action, stdout=out)
        return out.getvalue()

    def test_rebuild_status_and_verify(self) -> None:
        make_article("Rakete")

        assert "holds 1 articles" in self.output("rebuild")
        assert "articles in the index     1" in self.output("status")
        assert "agrees with the database" in self.output("verify")

    def test_verify_mends(self) -> None:
        self.output("rebuild")
        article = make_article("Rakete")

        assert f"1 articles differed and were indexed again: {article.pk}" in self.output("verify")
        assert self.found("Rakete") == {article.pk}

    def test_status_names_what_cannot_be_indexed(self) -> None:
        self.output("rebuild")
        OutboxEntry.objects.create(article_id=7, attempts=outbox.MOST_ATTEMPTS, error="half a character")

        assert "article 7 cannot be indexed: half a character" in self.output("status")

    def test_without_an_index_the_answer_is_a_sentence_with_the_way_out(self) -> None:
        with pytest.raises(CommandError, match=r"There is no search index .* search_index rebuild"):
            self.output("status")

    def test_the_system_check_has_the_fix_in_it(self) -> None:
        [warning] = search_index_can_be_read()
        self.output("rebuild")

        assert warning.hint == "manage.py search_index rebuild"
        assert search_index_can_be_read() == []
