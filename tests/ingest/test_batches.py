"""Batches: what is taken, that nothing taken is lost, and trying again."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from articles.ingest.batch_jobs import FILES_PER_JOB, STORE
from articles.ingest.batches import NotTaken, Upload, add_files, retry, store_now
from articles.ingest.originals import read_original
from articles.jobs import EXTRACT
from articles.models import Article, BatchFile, Decision, Job, Mention, Publication
from articles.review.undo import undo
from tests.ingest.uploading import TEXT, make_batch, make_editor, reasons, states, upload, work_off_stores

pytestmark = pytest.mark.django_db


class TestTaking:
    def test_the_bytes_lie_in_the_originals_before_anybody_reads_them(self) -> None:
        batch = make_batch(upload(TEXT), upload("Anderer Text\nEin Absatz.", "b.md"))

        files = list(batch.files.all())

        assert states(batch) == ["waiting", "waiting"]
        assert read_original(files[0].sha256) == TEXT.encode()
        assert files[1].size == len(read_original(files[1].sha256))

    def test_many_files_are_read_in_portions(self) -> None:
        make_batch(*(upload(f"Meldung {number}\nEin Absatz.") for number in range(FILES_PER_JOB + 1)))

        sizes = [len(job.payload["files"]) for job in Job.objects.filter(kind=STORE).order_by("pk")]

        assert sizes == [FILES_PER_JOB, 1]

    def test_the_same_slice_sent_again_changes_nothing(self) -> None:
        batch = make_batch(upload(TEXT), upload("Anderer Text\nEin Absatz."))

        add_files(batch, {1: upload("Anderer Text\nEin Absatz."), 2: upload("Dritter Text\nEin Absatz.")})

        assert len(states(batch)) == 3
        assert sorted(pk for job in Job.objects.all() for pk in job.payload["files"]) == list(
            batch.files.values_list("pk", flat=True)
        )

    def test_another_file_in_the_same_place_is_not_taken(self) -> None:
        batch = make_batch(upload(TEXT))

        with pytest.raises(NotTaken, match="place"):
            add_files(batch, {0: upload("Anderer Text"), 1: upload("Dritter Text")})

        assert len(states(batch)) == 1

    def test_what_name_or_size_forbid_is_refused_unread(self, originals: Path) -> None:
        batch = make_batch(
            upload(b"%PDF-1.7", "scan.pdf"),
            upload("Text", "ohne endung"),
            Upload("roman.txt", 11 * 1024 * 1024, None),
        )

        assert states(batch) == ["refused"] * 3
        assert reasons(batch) == [
            ".pdf files cannot be read yet; these can: .txt, .md.",
            "Files without an ending cannot be read yet; these can: .txt, .md.",
            "It is larger than 10 MB, the most one text may have.",
        ]
        assert not Job.objects.exists()
        assert not originals.exists()

    def test_a_file_the_browser_could_not_read_is_refused_and_says_so(self) -> None:
        batch = make_batch(Upload("klein.txt", 12, None))

        assert states(batch) == ["refused"]
        assert "upload it again" in batch.files.get().reason

    def test_a_file_that_came_in_before_the_browser_lost_it_stays(self) -> None:
        batch = make_batch(upload(TEXT, "klein.txt"))

        add_files(batch, {0: Upload("klein.txt", 12, None)})

        assert states(batch) == ["waiting"]

    def test_another_name_in_the_same_place_is_not_taken(self) -> None:
        batch = make_batch(Upload("film.mp4", 12, None))

        with pytest.raises(NotTaken, match="place"):
            add_files(batch, {0: Upload("scan.pdf", 12, None)})

    def test_where_nothing_can_be_written_nothing_is_taken(self, monkeypatch: pytest.MonkeyPatch) -> None:
        batch = make_batch()

        def full(handle: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("articles.ingest.originals.os.fsync", full)

        with pytest.raises(NotTaken, match="cannot write"):
            add_files(batch, {0: upload(TEXT)})

        assert states(batch) == []
        assert not Job.objects.exists()

    @pytest.mark.parametrize("name", ["a\x00b.txt", "a\ud800.txt", "\u202etxt.exe.txt", "x" * 600 + ".txt"])
    def test_any_name_is_kept_as_far_as_it_can_be_shown(self, name: str) -> None:
        batch = make_batch(upload(TEXT, name))

        kept = batch.files.get().name

        assert kept.isprintable()
        assert len(kept) <= 500
        assert kept.endswith(".txt")


class TestStoringAtOnce:
    def test_a_small_batch_is_stored_and_read_before_the_answer(self) -> None:
        batch = make_batch(upload(TEXT))

        store_now(batch)

        article = batch.files.get().article
        assert article is not None
        assert article.extracted_with
        assert Mention.objects.filter(article=article, quote="Russland").exists()
        assert not Job.objects.exclude(state=Job.State.DONE).exists()

    def test_trouble_leaves_the_files_to_the_worker(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def stumble(*args: object, **values: object) -> None:
            raise OSError(28, "No space left on device")

        batch = make_batch(upload(TEXT))
        with monkeypatch.context() as trouble:
            trouble.setattr("articles.ingest.batch_jobs.ingest_together", stumble)
            store_now(batch)
        assert states(batch) == ["waiting"]

        Job.objects.update(run_after="2026-01-01T00:00Z")
        work_off_stores()

        assert states(batch) == ["stored"]


class TestWhatBecomesOfFiles:
    def test_each_ends_in_a_state_with_its_article(self) -> None:
        batch = make_batch(
            upload(TEXT, "a.txt"),
            upload(TEXT, "a-noch-einmal.txt"),
            upload("\ufeff" + TEXT, "mit-marke.txt"),
            upload("  \n", "leer.txt"),
        )

        work_off_stores()

        article = Article.objects.get()
        assert states(batch) == ["stored", "duplicate", "duplicate", "refused"]
        assert reasons(batch) == [
            "",
            "The archive has this very file.",
            "The archive has this text already.",
            "There is no text in it.",
        ]
        assert [file.article for file in batch.files.all()] == [article, article, article, None]

    def test_the_sentences_are_in_the_language_of_the_uploaders_pages(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from django.utils import translation

        monkeypatch.setattr("articles.ingest.drafts._", lambda sentence: f"{translation.get_language()}: {sentence}")
        batch = make_batch(upload(" "), page_language="de")

        work_off_stores()

        assert reasons(batch) == ["de: There is no text in it."]

    def test_values_of_the_form_reach_the_article(self) -> None:
        make_batch(upload(TEXT), source="Channel 24", rights="alle", collection="Nachlass", machine_translated=True)

        work_off_stores()

        article = Article.objects.get()
        assert article.source is not None
        assert article.collection is not None
        assert (article.source.name, article.collection.name, article.rights) == ("Channel 24", "Nachlass", "alle")
        assert article.machine_translated
        assert article.added_by == make_editor()

    def test_articles_wait_for_review_or_are_published_as_decided_by_the_uploader(self) -> None:
        make_batch(upload(TEXT))
        make_batch(upload("Sofort sichtbar\nEin Absatz."), publish=True)

        work_off_stores()

        waiting, published = Article.objects.order_by("pk")
        assert (waiting.status, published.status) == (Publication.DRAFT, Publication.PUBLISHED)
        assert Decision.objects.get().by == make_editor()

    def test_publishing_at_once_can_be_undone_like_any_publishing(self) -> None:
        make_batch(upload(TEXT), publish=True)
        work_off_stores()

        undo(Decision.objects.get(), by=make_editor())

        article = Article.objects.get()
        assert (article.status, article.first_published_at) == (Publication.DRAFT, None)

    def test_a_text_that_lies_in_the_trash_is_a_duplicate_that_says_so(self) -> None:
        first = make_batch(upload(TEXT))
        work_off_stores()
        Article.objects.update(trashed_at="2026-01-01T00:00Z")

        again, elsewhere = make_batch(upload(TEXT)), make_batch(upload("\ufeff" + TEXT))
        work_off_stores()

        assert reasons(again) == [
            "This very file lies in the trash: take it out again, or delete it for good and upload anew."
        ]
        assert reasons(elsewhere) == [
            "This text lies in the trash: take it out again, or delete it for good and upload anew."
        ]
        assert again.files.get().article == first.files.get().article

    def test_lost_bytes_are_said_and_not_kept_secret(self, originals: Path) -> None:
        batch = make_batch(upload(TEXT))
        for path in originals.glob("??/*"):
            path.unlink()

        work_off_stores()

        assert reasons(batch) == ["Its bytes are not in the originals folder any more: upload it again."]


class TestTryingAgain:
    def test_failed_files_and_failed_readings_are_asked_for_once_more(self) -> None:
        batch = make_batch(upload(TEXT), upload("Anderer Text\nEin Absatz."))
        work_off_stores()
        BatchFile.objects.filter(position=1).update(state="failed", reason="Es ging nicht.", article=None)
        Article.objects.order_by("pk").last().delete()  # type: ignore[union-attr]  # there are two
        Job.objects.filter(kind=EXTRACT).update(state=Job.State.FAILED)

        assert retry(batch) == 2
        work_off_stores()

        assert states(batch) == ["stored", "stored"]
        assert set(Job.objects.filter(kind=EXTRACT).values_list("state", flat=True)) == {"failed", "waiting"}

    def test_what_did_not_fail_is_left_alone(self) -> None:
        batch = make_batch(upload(TEXT), upload(" "))
        work_off_stores()

        assert retry(batch) == 0
        assert states(batch) == ["stored", "refused"]
