"""The upload page: what it takes, what it refuses in words, and where it leads."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings

from articles.ingest.originals import read_original
from articles.models import Article, Batch, Collection, DateBasis, Publication, Role, Source, User
from articles.search.engines import engine
from articles.views.desk import upload
from tests.ingest.uploading import TEXT, states, work_off_stores


def file(name: str = "artikel.txt", text: str = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), content_type="text/plain")


class UploadTestCase(TestCase):
    def setUp(self) -> None:
        engine.cache_clear()
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.enterContext(override_settings(ORIGINALS_DIR=Path(folder.name), LANGUAGE_CODE="en"))
        self.editor = User.objects.create_user("redakteurin", role=Role.EDITOR)
        self.client.force_login(self.editor)

    def send(self, *files: SimpleUploadedFile, **values: object) -> HttpResponse:
        return self.client.post("/desk/upload/", {"files": files, **values})


class PastingTests(UploadTestCase):
    def test_a_pasted_text_is_stored_and_read_and_leads_to_its_review(self) -> None:
        answer = self.send(headline="Öl für Nordkorea", text="Russland liefert, meldet ein Sender.\r\n\r\nMehr nicht.")

        article = Article.objects.get()
        self.assertRedirects(answer, f"/desk/review/{article.pk}/", fetch_redirect_response=False)
        self.assertEqual(article.headline, "Öl für Nordkorea")
        self.assertTrue(article.extracted_with)
        self.assertEqual(article.status, Publication.DRAFT)
        self.assertEqual(article.added_by, self.editor)

    def test_the_original_is_what_was_pasted_and_not_what_the_browser_made_of_it(self) -> None:
        self.send(text="Ein Titel\r\n\r\nEin Absatz.")

        self.assertEqual(read_original(Batch.objects.get().files.get().sha256), b"Ein Titel\n\nEin Absatz.")

    def test_a_headline_the_text_begins_with_is_not_doubled(self) -> None:
        self.send(headline="Ein Titel", text="Ein Titel\r\n\r\nEin Absatz.")

        self.assertEqual(Article.objects.get().text.count("Ein Titel"), 1)

    def test_a_text_the_archive_has_leads_to_what_became_of_it(self) -> None:
        self.send(text=TEXT)

        answer = self.send(text=TEXT)

        self.assertRedirects(answer, f"/desk/batches/{Batch.objects.latest('pk').pk}/")
        self.assertEqual(states(Batch.objects.latest("pk")), ["duplicate"])

    def test_published_at_once_it_is_found_at_once(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            self.send(text=TEXT, publish="at once")

        self.assertEqual(Client().get("/search.json?q=Nordkorea").json()["total"], 1)


class StatementTests(UploadTestCase):
    def test_everything_stated_reaches_the_article(self) -> None:
        self.send(
            text=TEXT,
            source="Channel 24",
            published="14.9.2023",
            language="uk",
            authors="Anna Beispiel; Bert Muster",
            url="https://example.org/a",
            rights="Abdruck frei",
            collection="Nachlass",
            machine_translated="on",
        )

        article = Article.objects.get()
        self.assertEqual(article.source, Source.objects.get(name="Channel 24"))
        self.assertEqual(article.collection, Collection.objects.get(name="Nachlass"))
        self.assertEqual((str(article.published), article.published_basis), ("2023-09-14", DateBasis.EDITOR))
        self.assertEqual((article.language, article.machine_translated), ("uk", True))
        self.assertEqual([author.name for author in article.authors.all()], ["Anna Beispiel", "Bert Muster"])
        self.assertEqual((article.canonical_url, article.rights), ("https://example.org/a", "Abdruck frei"))

    def test_what_cannot_be_meant_is_said_and_everything_typed_is_kept(self) -> None:
        answer = self.send(text=TEXT, source="Channel 24", published="gestern", url="javascript:alert(1)")

        self.assertContains(answer, "“gestern” is not a date", status_code=422)
        self.assertContains(answer, "not an http or https address", status_code=422)
        self.assertContains(answer, 'value="Channel 24"', status_code=422)
        self.assertContains(answer, "Russland liefert", status_code=422)
        self.assertContains(answer, 'href="#id_published"', status_code=422)
        self.assertFalse(Batch.objects.exists())

    def test_files_chosen_beside_a_mistake_have_to_be_chosen_again_and_the_page_says_so(self) -> None:
        answer = self.send(file(), published="gestern")

        self.assertContains(answer, "Choose the files again", status_code=422)

    def test_nothing_at_all_is_asked_for(self) -> None:
        self.assertContains(self.send(source="Channel 24"), "Paste a text, or choose files.", status_code=422)

    def test_a_language_nobody_knows_is_not_taken(self) -> None:
        self.assertEqual(self.send(text=TEXT, language="xx").status_code, 422)

    def test_known_sources_and_collections_are_offered(self) -> None:
        Source.objects.create(name="Channel 24", slug="channel-24")
        Collection.objects.create(name="Nachlass", slug="nachlass")

        answer = self.client.get("/desk/upload/")

        self.assertContains(answer, '<option value="Channel 24">')
        self.assertContains(answer, '<option value="Nachlass">')


class FileTests(UploadTestCase):
    def test_a_few_files_are_stored_before_the_answer(self) -> None:
        answer = self.send(file("a.txt"), file("b.md", "# Anderer Titel\n\nEin Absatz."), file("scan.pdf", "%PDF-"))

        batch = Batch.objects.get()
        self.assertRedirects(answer, f"/desk/batches/{batch.pk}/")
        self.assertEqual(states(batch), ["stored", "stored", "refused"])

    def test_many_are_left_to_the_worker(self) -> None:
        self.send(*(file(f"{number}.txt", f"Meldung {number}\nEin Absatz.") for number in range(4)))

        self.assertEqual(states(Batch.objects.get()), ["waiting"] * 4)
        work_off_stores()
        self.assertEqual(states(Batch.objects.get()), ["stored"] * 4)

    def test_a_hundred_and_more_come_in_one_request(self) -> None:
        self.send(*(file(f"{number}.txt", f"Meldung {number}") for number in range(150)))

        self.assertEqual(Batch.objects.get().files.count(), 150)

    def test_a_text_may_be_pasted_beside_files(self) -> None:
        answer = self.send(file(), text="Ein Titel\r\n\r\nEin Absatz.")

        batch = Batch.objects.get()
        self.assertRedirects(answer, f"/desk/batches/{batch.pk}/")
        self.assertEqual(states(batch), ["stored", "stored"])
        self.assertEqual(str(batch.files.get(position=0)), "Pasted text.txt (stored)")


class LimitTests(UploadTestCase):
    def test_the_limits_stand_on_the_page(self) -> None:
        answer = self.client.get("/desk/upload/")

        self.assertContains(answer, "at most 10 MB a file")
        self.assertContains(answer, "At most 500 files and 40 MB at once")

    def test_the_script_gets_them_as_figures_in_every_language(self) -> None:
        answer = self.client.get("/desk/upload/", headers={"Accept-Language": "de"})

        self.assertContains(answer, 'data-largest="10485760"')
        self.assertContains(answer, 'data-slice-bytes="8388608"')

    def test_too_many_bytes_are_answered_with_a_sentence_and_nothing_is_stored(self) -> None:
        with mock.patch.object(upload, "BYTES_AT_ONCE", 1000):
            answer = self.send(file(text="x" * 2000))

        self.assertContains(answer, "That was too much at once", status_code=413)
        self.assertFalse(Batch.objects.exists())

    @override_settings(DATA_UPLOAD_MAX_NUMBER_FILES=3)
    def test_too_many_files_too(self) -> None:
        answer = self.send(*(file(f"{number}.txt") for number in range(4)))

        self.assertContains(answer, "That was too much at once", status_code=413)

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=100)
    def test_too_long_a_pasted_text_too(self) -> None:
        self.assertContains(self.send(text="x" * 200), "That was too much at once", status_code=413)

    def test_a_disk_that_is_full_is_said_and_what_was_typed_is_kept(self) -> None:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        with mock.patch("articles.ingest.originals.os.fsync", side_effect=full):
            answer = self.send(text=TEXT)
            answer_to_script = self.client.post("/desk/upload/", {"text": TEXT}, headers={"Accept": "application/json"})

        self.assertContains(answer, "cannot write files at the moment", status_code=503)
        self.assertContains(answer, "Russland liefert Öl", status_code=503)
        self.assertEqual(answer_to_script.status_code, 409)
        self.assertIn("cannot write files", answer_to_script.json()["error"])

    def test_what_is_no_upload_at_all_is_not_called_too_much(self) -> None:
        answer = self.client.post("/desk/upload/", b"x", content_type="multipart/form-data")

        self.assertEqual(answer.status_code, 400)

    def test_to_others_nothing_is_said_about_it(self) -> None:
        with mock.patch.object(upload, "BYTES_AT_ONCE", 10):
            self.assertEqual(Client().post("/desk/upload/", {"text": "x" * 20}).status_code, 403)

    def test_the_token_of_the_form_is_asked_for_all_the_same(self) -> None:
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.editor)

        self.assertEqual(client.post("/desk/upload/", {"text": TEXT}).status_code, 403)
        self.assertFalse(Batch.objects.exists())


class SliceTests(UploadTestCase):
    """What the page's script does with thousands of files."""

    def open(self, **values: object) -> HttpResponse:
        return self.client.post("/desk/upload/", values, headers={"Accept": "application/json"})

    def test_a_batch_is_opened_without_files_and_filled_slice_by_slice(self) -> None:
        address = self.open(source="Channel 24").json()

        for place in range(2):
            answer = self.client.post(
                address["files"], {"files": [file(f"{place}.txt", f"Meldung {place}")], "place": [place]}
            )
            self.assertEqual(answer.json(), {"files": place + 1})

        self.assertEqual(states(Batch.objects.get()), ["waiting", "waiting"])
        self.assertEqual(address["batch"], f"/desk/batches/{Batch.objects.get().pk}/")

    def test_after_the_last_slice_a_small_batch_is_stored(self) -> None:
        address = self.open().json()

        self.client.post(address["files"], {"files": [file()], "place": [0], "last": "1"})

        self.assertEqual(states(Batch.objects.get()), ["stored"])

    def test_a_slice_sent_again_doubles_nothing(self) -> None:
        address = self.open().json()

        for _time in range(2):
            self.client.post(address["files"], {"files": [file("a.txt"), file("b.txt")], "place": [0, 1]})

        self.assertEqual(Batch.objects.get().files.count(), 2)

    def test_a_pasted_text_comes_first(self) -> None:
        address = self.open(text="Ein Titel\r\n\r\nEin Absatz.").json()

        self.assertEqual(address["first"], 1)

    def test_files_that_cannot_be_taken_are_named_and_not_sent(self) -> None:
        address = self.open().json()
        unsent = [[1, "film.mp4", 3_000_000_000], [2, "lang.txt", 11_000_000]]

        self.client.post(address["files"], {"files": [file()], "place": [0], "unsent": json.dumps(unsent)})

        self.assertEqual(states(Batch.objects.get()), ["waiting", "refused", "refused"])

    def test_a_mistake_in_a_field_is_answered_with_the_fields(self) -> None:
        answer = self.open(published="gestern")

        self.assertEqual(answer.status_code, 422)
        self.assertTemplateUsed(answer, "desk/_upload_fields.html")
        self.assertTemplateNotUsed(answer, "base.html")

    def test_nobody_else_puts_files_into_it(self) -> None:
        address = self.open().json()
        self.client.force_login(User.objects.create_user("kollegin", role=Role.EDITOR))

        answer = self.client.post(address["files"], {"files": [file()], "place": [0]})

        self.assertEqual(answer.status_code, 409)
        self.assertIn("Somebody else", answer.json()["error"])
        self.assertFalse(Batch.objects.get().files.exists())

    def test_a_place_that_is_taken_by_another_file_is_refused(self) -> None:
        address = self.open().json()
        self.client.post(address["files"], {"files": [file()], "place": [0]})

        answer = self.client.post(address["files"], {"files": [file(text="Ein anderer Text")], "place": [0]})

        self.assertEqual(answer.status_code, 409)
        self.assertIn("place", answer.json()["error"])

    def test_nonsense_is_refused_and_changes_nothing(self) -> None:
        address = self.open().json()

        for sent in (
            {"files": [file()], "place": []},
            {"files": [file()], "place": ["x"]},
            {"files": [file()], "place": [-1]},
            {"unsent": "{"},
            {"unsent": "[[1]]"},
            {"unsent": "[7]"},
            {"unsent": '[[0, "a.txt", null]]'},
            {"unsent": '[[99999999999999999999, "a.pdf", 1]]'},
            {"unsent": '[[0, "a.pdf", 99999999999999999999]]'},
            {"unsent": '[[0, "a.pdf", -1]]'},
            {"unsent": '[[0, "a.pdf", 1e999]]'},
            {"unsent": "[" * 100_000},
        ):
            self.assertEqual(self.client.post(address["files"], sent).status_code, 400, sent)
        self.assertFalse(Batch.objects.get().files.exists())
