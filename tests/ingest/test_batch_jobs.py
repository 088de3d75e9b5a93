"""Storing the files of a batch: killed, tried again, done by two at once, and still each of them once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from articles.ingest import batch_jobs
from articles.ingest.batch_jobs import STORE, store_leased
from articles.jobs import MOST_ATTEMPTS, LeaseLost, lease, work_off, worker_name
from articles.models import Article, BatchFile, Job
from tests.ingest.uploading import TEXT, make_batch, reasons, states, upload, work_off_stores

pytestmark = pytest.mark.django_db
POISON = "Giftige Meldung\nEin Absatz."


@pytest.fixture
def poison(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that whoever reads it stumbles over."""
    read = batch_jobs.read_upload

    def stumble(data: bytes, name: str) -> object:
        if data == POISON.encode():
            raise RecursionError("too deep")
        return read(data, name)

    monkeypatch.setattr(batch_jobs, "read_upload", stumble)


def make_due() -> None:
    """As if the pause before the next attempt were over, and every lease had run out."""
    Job.objects.filter(state=Job.State.WAITING).update(run_after="2026-01-01T00:00Z")
    Job.objects.filter(state=Job.State.LEASED).update(leased_until="2026-01-01T00:00Z")


def try_often() -> None:
    for _attempt in range(MOST_ATTEMPTS + 2):
        make_due()
        work_off_stores()


class TestTrouble:
    def test_a_text_that_is_stumbled_over_fails_alone(self, poison: None) -> None:
        batch = make_batch(upload(TEXT), upload(POISON), upload("Dritter Text\nEin Absatz."))

        try_often()

        assert states(batch) == ["stored", "failed", "stored"]
        assert reasons(batch)[1].startswith("It could not be stored, in three attempts.")

    def test_a_file_that_kills_its_workers_is_failed_and_takes_no_other_along(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Killed(BaseException):
            """Nothing the worker does catches it, as nothing catches SIGKILL."""

        read = batch_jobs.read_upload

        def die(data: bytes, name: str) -> object:
            if data == POISON.encode():
                raise Killed
            return read(data, name)

        monkeypatch.setattr(batch_jobs, "read_upload", die)
        batch = make_batch(upload(TEXT), upload(POISON), upload("Dritter Text\nEin Absatz."))

        for _life in range(8):
            make_due()
            try:
                work_off_stores()
            except Killed:
                continue

        assert states(batch) == ["stored", "failed", "stored"]
        assert not Job.objects.filter(kind=STORE, state__in=["waiting", "leased"]).exists()

    def test_a_failed_file_can_be_stored_by_a_last_attempt(self) -> None:
        batch = make_batch(upload(TEXT))
        Job.objects.filter(kind=STORE).update(attempts=MOST_ATTEMPTS - 1)

        work_off_stores()

        assert (states(batch), reasons(batch)) == (["stored"], [""])


class TestTwoAtOnce:
    def test_a_worker_that_lost_its_lease_stores_nothing_twice(self) -> None:
        batch = make_batch(upload(TEXT))
        slow = worker_name()
        jobs = lease(slow, [STORE])
        make_due()
        work_off_stores()

        store_leased(jobs, slow)

        assert states(batch) == ["stored"]
        assert Article.objects.count() == 1

    def test_files_settled_while_they_were_read_leave_no_article_behind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        batch = make_batch(upload(TEXT))
        store = batch_jobs.ingest_together

        def undone_meanwhile(*args: object, **values: object) -> object:
            BatchFile.objects.update(state="refused", reason="Der Stapel wurde zurückgenommen.")
            return store(*args, **values)  # type: ignore[arg-type]  # passed on as they came

        monkeypatch.setattr(batch_jobs, "ingest_together", undone_meanwhile)

        work_off_stores()
        make_due()
        work_off_stores()

        assert states(batch) == ["refused"]
        assert not Article.objects.exists()
        assert Job.objects.get(kind=STORE).state == Job.State.DONE

    def test_one_lost_lease_does_not_hold_up_the_other_jobs(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first, second = make_batch(upload(TEXT)), make_batch(upload("Anderer Text\nEin Absatz."))
        store = batch_jobs._store_together

        def lose_the_first(files: Sequence[BatchFile]) -> None:
            if files[0].batch_id == first.pk:
                raise LeaseLost("taken over")
            store(files)

        monkeypatch.setattr(batch_jobs, "_store_together", lose_the_first)

        work_off({STORE: store_leased}, worker_name())

        assert (states(first), states(second)) == (["waiting"], ["stored"])
