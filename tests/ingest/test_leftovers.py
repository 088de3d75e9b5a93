"""What is swept away behind uploads, and what never is."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from articles.ingest.leftovers import (
    fail_forgotten_files,
    remove_deleted_originals,
    remove_empty_batches,
    remove_refused_bytes,
)
from articles.ingest.originals import original_path, remove_abandoned, store_original
from articles.models import Article, Batch, BatchFile, Decision, Job
from articles.review.standing import delete_for_good, trash
from tests.builders import make_editor
from tests.ingest.uploading import TEXT, make_batch, states, upload, work_off_stores

pytestmark = pytest.mark.django_db
BLANK = b"  \n "


def grow_old(batch: Batch, days: int = 31) -> None:
    Batch.objects.filter(pk=batch.pk).update(created_at=timezone.now() - timedelta(days=days))
    for sha256 in batch.files.exclude(sha256="").values_list("sha256", flat=True):
        if original_path(sha256).exists():
            os.utime(original_path(sha256), (0, 0))


def bytes_kept(originals: Path) -> int:
    return len(list(originals.glob("??/*")))


class TestRefusedBytes:
    def test_are_deleted_after_a_month(self, originals: Path) -> None:
        batch = make_batch(upload(BLANK))
        work_off_stores()
        grow_old(batch)

        assert remove_refused_bytes() == 1

        assert bytes_kept(originals) == 0
        assert batch.files.get().sha256 == ""
        assert remove_refused_bytes() == 0

    def test_are_kept_for_a_month(self, originals: Path) -> None:
        batch = make_batch(upload(BLANK))
        work_off_stores()
        grow_old(batch, days=29)

        assert remove_refused_bytes() == 0
        assert bytes_kept(originals) == 1

    def test_are_kept_where_they_have_become_an_article(self, originals: Path) -> None:
        batch = make_batch(upload(TEXT))
        work_off_stores()
        batch.files.update(state="refused")
        grow_old(batch)

        remove_refused_bytes()

        assert bytes_kept(originals) == 1

    @pytest.mark.parametrize("state", ["waiting", "failed", "duplicate"])
    def test_are_kept_while_another_upload_has_them(self, originals: Path, state: str) -> None:
        old, new = make_batch(upload(BLANK)), make_batch(upload(BLANK))
        work_off_stores()
        grow_old(old)
        new.files.update(state=state)

        remove_refused_bytes()

        assert bytes_kept(originals) == 1

    def test_are_kept_when_somebody_is_uploading_them_at_this_moment(self, originals: Path) -> None:
        batch = make_batch(upload(BLANK))
        work_off_stores()
        grow_old(batch)
        store_original(BLANK)

        assert remove_refused_bytes() == 0

        assert bytes_kept(originals) == 1
        assert batch.files.get().sha256


class TestAbandonedFiles:
    def test_bytes_of_a_batch_are_none(self, originals: Path) -> None:
        batch = make_batch(upload(TEXT))
        grow_old(batch)

        assert remove_abandoned(older_than=0) == 0

        assert bytes_kept(originals) == 1


class TestForgottenFiles:
    def test_fail_when_no_job_has_them_any_more(self) -> None:
        batch = make_batch(upload(TEXT), upload("Anderer Text\nEin Absatz."))
        Job.objects.update(state=Job.State.FAILED)

        assert fail_forgotten_files() == 2

        assert states(batch) == ["failed", "failed"]
        assert "Try again" in batch.files.all()[0].reason

    @pytest.mark.parametrize("state", ["waiting", "leased"])
    def test_are_none_while_a_job_has_them(self, state: str) -> None:
        batch = make_batch(upload(TEXT))
        Job.objects.update(state=state, leased_by="jemand", leased_until=timezone.now())

        assert fail_forgotten_files() == 0

        assert states(batch) == ["waiting"]


class TestEmptyBatches:
    def test_go_after_a_day(self) -> None:
        empty, full, new = make_batch(), make_batch(upload(TEXT)), make_batch()
        grow_old(empty, days=2)
        grow_old(full, days=2)

        remove_empty_batches()

        assert set(Batch.objects.all()) == {full, new}
        assert BatchFile.objects.count() == 1


class TestOriginalsOfDeletedArticles:
    def test_go_once_no_upload_waits_for_them(self, originals: Path) -> None:
        batch = self._deleted()
        again = make_batch(upload(TEXT))
        grow_old(batch)
        assert remove_deleted_originals() == 0

        again.delete()

        assert remove_deleted_originals() == 1
        assert bytes_kept(originals) == 0

    def test_go_however_long_the_worker_stood_still(self, originals: Path) -> None:
        grow_old(self._deleted())
        Decision.objects.update(made_at=timezone.now() - timedelta(days=400))

        assert remove_deleted_originals() == 1

        assert bytes_kept(originals) == 0

    def test_go_with_those_that_repeated_them_in_other_bytes(self, originals: Path) -> None:
        batch, repeated = make_batch(upload(TEXT)), make_batch(upload(TEXT.encode("utf-16")))
        work_off_stores()
        grow_old(batch)
        grow_old(repeated)
        assert remove_deleted_originals() == 0

        delete_for_good(Article.objects.get(), by=make_editor())

        assert remove_deleted_originals() == 2
        assert bytes_kept(originals) == 0

    def test_do_not_hide_behind_five_hundred_that_came_in_again(
        self, originals: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("articles.ingest.leftovers._AT_ONCE", 1)
        batch = make_batch(*(upload(f"Meldung {number}\nEin Absatz.") for number in range(3)))
        work_off_stores()
        for article in Article.objects.all():
            delete_for_good(article, by=make_editor())
        make_batch(upload("Meldung 0\nEin Absatz."))
        grow_old(batch)

        assert remove_deleted_originals() == 2
        assert bytes_kept(originals) == 1

    def test_stay_where_they_came_in_again(self, originals: Path) -> None:
        batch = self._deleted()
        make_batch(upload(TEXT))
        work_off_stores()
        grow_old(batch)

        assert remove_deleted_originals() == 0
        assert bytes_kept(originals) == 1

    def _deleted(self) -> Batch:
        batch, editor = make_batch(upload(TEXT)), make_editor()
        work_off_stores()
        article = Article.objects.get()
        trash([article], by=editor)
        delete_for_good(article, by=editor)
        return batch
