"""The lease table: work is done at least once, with effect once, whatever becomes of the worker."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.db import OperationalError, transaction
from django.utils import timezone

from articles import jobs
from articles.jobs import LeaseLost, Request, enqueue, fail, finish, forget_finished, lease, renew, work_off
from articles.models import Job

pytestmark = pytest.mark.django_db


def ask(*keys: str, kind: str = "extract") -> None:
    enqueue(Request(kind, key, {"article": key}) for key in keys)


def expire(*keys: str) -> None:
    """Let the lease of a worker run out, as if it had been killed a minute ago."""
    Job.objects.filter(key__in=keys).update(leased_until=timezone.now() - timedelta(seconds=1))


def no_pause(*keys: str) -> None:
    Job.objects.filter(key__in=keys).update(run_after=timezone.now() - timedelta(seconds=1))


def keys(leased: Sequence[Job]) -> list[str]:
    return [job.key for job in leased]


class TestAsking:
    def test_asking_twice_is_asking_once(self) -> None:
        ask("1", "2")
        ask("2", "3")

        assert sorted(Job.objects.values_list("key", flat=True)) == ["1", "2", "3"]

    def test_work_under_way_can_be_asked_for_again(self) -> None:
        ask("1")
        lease("a", ["extract"])

        ask("1")

        assert sorted(Job.objects.values_list("state", flat=True)) == ["leased", "waiting"]

    def test_nothing_is_asked_for_by_a_transaction_that_failed(self) -> None:
        with pytest.raises(OSError, match="full"), transaction.atomic():
            ask("1")
            raise OSError("full")

        assert not Job.objects.exists()


class TestLeasing:
    def test_two_workers_never_hold_one_job(self) -> None:
        ask("1", "2", "3")

        first, second = lease("a", ["extract"], limit=2), lease("b", ["extract"], limit=2)

        assert (keys(first), keys(second)) == (["1", "2"], ["3"])

    def test_only_the_kinds_a_worker_knows(self) -> None:
        ask("1", kind="mail")

        assert lease("a", ["extract"]) == []

    def test_one_batch_is_of_one_kind(self) -> None:
        ask("1", kind="extract")
        ask("2", kind="mail")

        assert keys(lease("a", ["extract", "mail"])) == ["1"]

    def test_only_the_keys_somebody_waits_for(self) -> None:
        ask("1", "2", "3")

        assert keys(lease("a", ["extract"], keys=["3", "1"])) == ["1", "3"]

    def test_what_is_put_off_is_not_due(self) -> None:
        ask("1")
        Job.objects.update(run_after=timezone.now() + timedelta(minutes=1))

        assert lease("a", ["extract"]) == []

    def test_a_lease_that_ran_out_is_taken_up_again(self) -> None:
        ask("1")
        lease("killed", ["extract"])
        assert lease("b", ["extract"]) == []

        expire("1")

        [job] = lease("b", ["extract"])
        assert (job.leased_by, job.attempts) == ("b", 2)

    def test_a_renewed_lease_does_not_run_out(self) -> None:
        ask("1")
        held = lease("a", ["extract"])
        expire("1")

        renew(held, "a")

        assert lease("b", ["extract"]) == []

    def test_a_job_that_may_kill_its_worker_takes_no_other_with_it(self) -> None:
        ask("poison", "1", "2")
        lease("killed", ["extract"])
        expire("poison", "1", "2")

        batches = [keys(lease("b", ["extract"])) for _ in range(3)]

        assert batches == [["poison"], ["1"], ["2"]]

    def test_after_three_deaths_a_job_is_given_up_with_a_reason(self) -> None:
        ask("poison", "1")
        for _ in range(3):
            lease("killed", ["extract"], keys=["poison"])
            expire("poison")

        assert keys(lease("b", ["extract"])) == ["1"]
        poison = Job.objects.get(key="poison")
        assert poison.state == Job.State.FAILED
        assert "died 3 times" in poison.error


class TestFinishing:
    def test_done_is_done(self) -> None:
        ask("1")

        finish(lease("a", ["extract"]), "a")

        assert Job.objects.get().state == Job.State.DONE
        assert lease("a", ["extract"]) == []

    def test_whoever_lost_the_lease_cannot_finish(self) -> None:
        ask("1")
        slow = lease("slow", ["extract"])
        expire("1")
        lease("quick", ["extract"])

        with pytest.raises(LeaseLost):
            finish(slow, "slow")

    def test_a_failure_is_tried_again_after_a_pause(self) -> None:
        ask("1")
        [job] = lease("a", ["extract"])

        fail(job, "a", "The disk is full.")

        job.refresh_from_db()
        assert (job.state, job.error) == (Job.State.WAITING, "The disk is full.")
        assert lease("a", ["extract"]) == []

    def test_the_third_failure_is_the_last(self) -> None:
        ask("1")
        for _ in range(3):
            no_pause("1")
            [job] = lease("a", ["extract"])
            fail(job, "a", "The text breaks the pattern.")

        job.refresh_from_db()
        assert job.state == Job.State.FAILED
        assert job.error.startswith("The text breaks the pattern.")

    def test_a_failed_job_gives_way_to_the_same_work_asked_for_again(self) -> None:
        ask("1")
        [job] = lease("a", ["extract"])
        ask("1")

        fail(job, "a", "The disk is full.")

        assert sorted(Job.objects.values_list("state", flat=True)) == ["done", "waiting"]

    def test_finished_jobs_are_forgotten_after_a_week_and_failed_ones_kept(self) -> None:
        ask("old", "new", "failed")
        finish(lease("a", ["extract"]), "a")
        week = timezone.now() - timedelta(days=8)
        Job.objects.filter(key="old").update(finished_at=week)
        Job.objects.filter(key="failed").update(finished_at=week, state=Job.State.FAILED)

        forget_finished()

        assert sorted(Job.objects.values_list("key", flat=True)) == ["failed", "new"]


class TestWorkingOff:
    def test_a_batch_goes_to_the_handler_of_its_kind(self) -> None:
        ask("1", "2")
        done: list[str] = []

        def handler(batch: Sequence[Job], worker: str) -> None:
            done.extend(keys(batch))
            finish(batch, worker)

        assert work_off({"extract": handler}, "a") == 2
        assert work_off({"extract": handler}, "a") == 0
        assert done == ["1", "2"]

    def test_what_a_handler_says_nothing_about_has_failed(self) -> None:
        ask("1")

        work_off({"extract": lambda batch, worker: None}, "a")

        assert Job.objects.get().error == "It was left undone."

    def test_a_handlers_error_is_kept_with_its_jobs(self) -> None:
        ask("1")

        def handler(batch: Sequence[Job], worker: str) -> None:
            raise ZeroDivisionError("division by zero")

        with pytest.raises(ZeroDivisionError):
            work_off({"extract": handler}, "a")
        assert Job.objects.get().error == "ZeroDivisionError: division by zero"

    def test_trouble_of_the_database_is_not_the_jobs_fault(self) -> None:
        ask("1")

        def handler(batch: Sequence[Job], worker: str) -> None:
            raise OperationalError("server closed the connection")

        with pytest.raises(OperationalError):
            work_off({"extract": handler}, "a")
        job = Job.objects.get()
        assert (job.state, job.error) == (Job.State.LEASED, "")

    def test_a_worker_overtaken_by_another_writes_nothing(self) -> None:
        ask("1")

        def slow(batch: Sequence[Job], worker: str) -> None:
            expire("1")
            lease("quick", ["extract"])
            with transaction.atomic():
                ask("effect")
                finish(batch, worker)

        work_off({"extract": slow}, "slow")

        assert not Job.objects.filter(key="effect").exists()


@pytest.mark.django_db(transaction=True)
class TestLongWork:
    def test_the_lease_is_renewed_while_work_goes_on(self, monkeypatch: pytest.MonkeyPatch) -> None:
        expired, renewed = threading.Event(), threading.Event()

        def renew_once(batch: Sequence[Job], worker: str) -> None:
            # Never beside a query of the test itself: SQLite in memory locks whole tables against other threads.
            if expired.is_set() and not renewed.is_set():
                renew(batch, worker)
                renewed.set()

        def long(batch: Sequence[Job], worker: str) -> None:
            expire("1")
            expired.set()
            assert renewed.wait(60)
            assert Job.objects.filter(key="1", leased_until__gt=timezone.now()).exists()
            finish(batch, worker)

        monkeypatch.setattr(jobs, "_RENEW_EVERY", 0.01)
        monkeypatch.setattr(jobs, "renew", renew_once)
        ask("1")

        work_off({"extract": long}, "a")

        assert Job.objects.get().state == Job.State.DONE
