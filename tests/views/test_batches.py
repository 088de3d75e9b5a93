"""The page of an upload: what became of each file, how far it has got, trying again, taking it back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from unittest import mock

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.ingest.annotate import annotate
from articles.jobs import EXTRACT
from articles.models import Article, Batch, BatchFile, Decision, DecisionKind, Job, Publication, Role, User
from articles.rendering.shelf_marks import shelf_mark
from articles.review.errors import NotPossible
from articles.review.undo import undo
from tests.ingest.uploading import TEXT, make_batch, states, upload, work_off_stores
from tests.views.test_upload import UploadTestCase


def texts(count: int) -> list[Any]:
    return [upload(f"Meldung {number}\nNordkorea meldet etwas.", f"{number}.txt") for number in range(count)]


class BatchTestCase(UploadTestCase):
    def page(self, batch: Batch, query: str = "", **headers: str) -> Any:
        return self.client.get(f"/desk/batches/{batch.pk}/{query}", headers=headers or None)

    def stored(self, *uploads: Any, **values: Any) -> Batch:
        batch = make_batch(*uploads, **values)
        work_off_stores()
        return batch

    def read(self, batch: Batch) -> Batch:
        annotate(batch.files.exclude(article=None).values_list("article", flat=True))
        return batch


class StateTests(BatchTestCase):
    def test_each_file_says_what_became_of_it(self) -> None:
        batch = self.read(self.stored(upload(TEXT, "a.txt"), upload(TEXT, "b.txt"), upload(" ", "leer.txt")))

        answer = self.page(batch)

        article = Article.objects.get()
        self.assertContains(answer, article.get_absolute_url())
        self.assertContains(answer, "The archive has this very file.")
        self.assertContains(answer, shelf_mark(article.accession))
        self.assertContains(answer, "There is no text in it.")
        self.assertContains(answer, f"/desk/review/{article.pk}/")

    def test_a_file_whose_text_lies_in_the_trash_leads_there(self) -> None:
        self.stored(upload(TEXT))
        Article.objects.update(trashed_at="2026-01-01T00:00Z")

        answer = self.page(self.stored(upload(TEXT)))

        self.assertContains(answer, "lies in the trash")
        self.assertContains(answer, 'href="/desk/trash/"')

    def test_an_article_is_being_read_until_it_has_been(self) -> None:
        batch = self.stored(upload(TEXT))
        self.assertContains(self.page(batch), "being read")

        self.assertNotContains(self.page(self.read(batch)), "being read")

    def test_a_reading_that_failed_is_said_and_is_no_work_under_way(self) -> None:
        batch = self.stored(upload(TEXT))
        Job.objects.filter(kind=EXTRACT).update(state=Job.State.FAILED)

        answer = self.page(batch)

        self.assertContains(answer, "stored, but not read")
        self.assertTrue(answer.context["progress"].finished)

    def test_an_article_deleted_since_is_no_trouble(self) -> None:
        batch = self.stored(upload(TEXT))
        Article.objects.all().delete()

        self.assertContains(self.page(batch), "deleted since")

    def test_a_duplicate_of_one_is_told_of_no_article(self) -> None:
        self.stored(upload(TEXT))
        again = self.stored(upload(TEXT))
        Article.objects.all().delete()

        answer = self.page(again)

        self.assertContains(answer, "deleted since")
        self.assertNotContains(answer, "The archive has this very file.")

    def test_one_state_alone_can_be_shown(self) -> None:
        batch = self.stored(upload(TEXT, "gut.txt"), upload(" ", "leer.txt"))

        answer = self.page(batch, "?state=refused")

        self.assertContains(answer, "leer.txt")
        self.assertNotContains(answer, "gut.txt")

    def test_nonsense_in_the_address_shows_everything(self) -> None:
        batch = self.stored(upload(TEXT, "gut.txt"))

        for query in ("?state=nonsense", "?page=nonsense", "?page=99", "?page=-1"):
            self.assertContains(self.page(batch, query), "gut.txt")

    def test_a_hundred_files_stand_on_a_page(self) -> None:
        batch = make_batch(*texts(101))

        self.assertContains(self.page(batch), '<span class="fn"', count=100)
        self.assertContains(self.page(batch, "?page=2"), '<span class="fn"', count=1)

    def test_thirty_files_take_as_many_queries_as_three(self) -> None:
        small, large = self.read(self.stored(*texts(3))), self.read(self.stored(*texts(30)))
        counts = []

        for batch in (small, large):
            with CaptureQueriesContext(connection) as queries:
                self.page(batch)
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])


class PollingTests(BatchTestCase):
    def test_while_it_is_under_way_the_page_asks_again_with_and_without_javascript(self) -> None:
        answer = self.page(make_batch(upload(TEXT)))

        self.assertContains(answer, '<noscript><meta http-equiv="refresh" content="5"></noscript>')
        self.assertContains(answer, 'hx-trigger="poll"')

    def test_when_it_is_done_nothing_asks_again(self) -> None:
        batch = self.read(self.stored(upload(TEXT)))

        self.assertNotContains(self.page(batch), 'http-equiv="refresh"')
        self.assertNotContains(self.page(batch), "hx-trigger")

    def test_asked_again_it_answers_with_what_changed(self) -> None:
        batch = make_batch(upload(TEXT))
        seen = f"?seen={self.page(batch).context['progress'].digest}"
        self.assertEqual(self.page(batch, seen, HX_Request="true").status_code, 204)

        work_off_stores()
        answer = self.page(batch, seen, HX_Request="true")

        self.assertEqual(answer.status_code, 200)
        self.assertContains(answer, "being read")
        self.assertTemplateNotUsed(answer, "base.html")

    def test_when_everything_is_done_it_says_so_once_and_for_all(self) -> None:
        batch = self.read(self.stored(upload(TEXT)))

        answer = self.page(batch, HX_Request="true")

        self.assertEqual(answer.status_code, 286)
        self.assertIn("HX-Request", answer["Vary"])


class ListTests(BatchTestCase):
    def test_uploads_are_listed_with_their_counts_the_newest_first(self) -> None:
        first, second = self.stored(upload(TEXT)), self.stored(upload(TEXT), upload(" "))

        answer = self.client.get("/desk/batches/")

        self.assertEqual([progress.batch for progress in answer.context["batches"]], [second, first])
        self.assertContains(answer, "1 already in the archive, 1 refused")

    def test_an_upload_outlives_the_account_it_came_from(self) -> None:
        batch = self.stored(upload(TEXT))
        self.editor.delete()
        self.client.force_login(User.objects.create_user("andere", role=Role.EDITOR))

        for address in ("/desk/batches/", f"/desk/batches/{batch.pk}/", "/desk/upload/"):
            self.assertEqual(self.client.get(address).status_code, 200, address)

    def test_one_that_never_got_a_file_is_not_listed(self) -> None:
        make_batch()

        self.assertContains(self.client.get("/desk/batches/"), "Nothing has been uploaded yet")

    def test_many_take_as_many_queries_as_one(self) -> None:
        counts = []
        for _time in range(2):
            make_batch(*texts(2))
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/desk/batches/")
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])


class RetryTests(BatchTestCase):
    def test_failed_files_are_tried_again(self) -> None:
        batch = make_batch(upload(TEXT))
        batch.files.update(state="failed", reason="Es ging nicht.")
        Job.objects.all().delete()
        self.assertContains(self.page(batch), "Try failed ones again")

        answer = self.client.post(f"/desk/batches/{batch.pk}/retry/", follow=True)
        work_off_stores()

        self.assertContains(answer, "1 file is tried again.")
        self.assertEqual(states(batch), ["stored"])


class UndoTests(BatchTestCase):
    def test_the_page_says_first_what_will_happen(self) -> None:
        batch = self.stored(*texts(3), publish=True)
        article = Article.objects.order_by("pk")[0]
        Article.objects.exclude(pk=article.pk).update(status=Publication.DRAFT)
        Decision.objects.create(kind=DecisionKind.CONFIRM, article=article, subject="mention:1")
        BatchFile.objects.create(batch=batch, position=9, name="spät.txt", sha256="0" * 64)

        answer = self.client.get(f"/desk/batches/{batch.pk}/undo/")

        self.assertContains(answer, "3 articles go to the trash.")
        self.assertContains(answer, "One of them is published")
        self.assertContains(answer, "On one of them editors have decided something")
        self.assertContains(answer, "One file has not been stored and never will be.")

    def test_its_articles_go_to_the_trash_in_one_decision_that_can_be_undone(self) -> None:
        batch = self.stored(*texts(2))

        self.client.post(f"/desk/batches/{batch.pk}/undo/")

        decision = Decision.objects.get(kind=DecisionKind.TRASH)
        self.assertEqual((decision.subject, decision.by), (f"batch:{batch.pk}", self.editor))
        self.assertEqual(Article.objects.in_trash().count(), 2)
        self.assertContains(self.page(batch), "This upload was taken back")
        self.assertContains(self.client.get("/desk/batches/"), "taken back")
        undo(decision, by=self.editor)
        self.assertEqual(Article.objects.kept().count(), 2)
        self.assertNotContains(self.page(batch), "This upload was taken back")
        self.assertNotContains(self.client.get("/desk/batches/"), "taken back")

    def test_taken_back_anew_it_says_when_that_was(self) -> None:
        batch = self.stored(*texts(2))
        self.client.post(f"/desk/batches/{batch.pk}/undo/")
        Batch.objects.update(undone_at=datetime(2020, 1, 1, tzinfo=UTC))
        undo(Decision.objects.get(kind=DecisionKind.TRASH), by=self.editor)

        self.client.post(f"/desk/batches/{batch.pk}/undo/")

        self.assertContains(self.page(batch), "This upload was taken back")
        self.assertNotContains(self.page(batch), "2020")

    def test_an_article_whose_embargo_is_over_counts_as_public(self) -> None:
        batch = self.stored(*texts(1))
        Article.objects.update(status=Publication.EMBARGOED, embargo_until=datetime(2020, 1, 1, tzinfo=UTC))

        answer = self.client.get(f"/desk/batches/{batch.pk}/undo/")

        self.assertContains(answer, "One of them is published")

    def test_articles_that_were_deleted_while_somebody_hesitated_are_no_trouble(self) -> None:
        batch = self.stored(*texts(1))
        deleted = NotPossible("The article has been deleted.")

        with mock.patch("articles.review.uploads.trash", side_effect=deleted):
            answer = self.client.post(f"/desk/batches/{batch.pk}/undo/", follow=True)

        self.assertContains(answer, "The article has been deleted.")

    def test_what_the_batch_only_found_in_the_archive_stays_there(self) -> None:
        self.stored(upload(TEXT))
        again = self.stored(upload(TEXT), *texts(1))

        self.client.post(f"/desk/batches/{again.pk}/undo/")

        self.assertEqual(Article.objects.kept().count(), 1)

    def test_files_still_waiting_are_never_stored(self) -> None:
        batch = make_batch(*texts(2))

        self.client.post(f"/desk/batches/{batch.pk}/undo/")
        work_off_stores()

        self.assertEqual(states(batch), ["refused", "refused"])
        self.assertFalse(Article.objects.exists())

    def test_what_that_means_for_a_file_is_said_in_the_language_of_the_uploader(self) -> None:
        batch = make_batch(*texts(1), page_language="de")

        self.client.post(f"/desk/batches/{batch.pk}/undo/", headers={"Accept-Language": "en"})

        self.assertIn("Stapel", batch.files.get().reason)

    def test_nothing_is_added_to_it_any_more(self) -> None:
        batch = make_batch(*texts(1))
        self.client.post(f"/desk/batches/{batch.pk}/undo/")

        answer = self.client.post(f"/desk/batches/{batch.pk}/files/", {"unsent": '[[5, "a.pdf", 1]]'})

        self.assertEqual(answer.status_code, 409)
