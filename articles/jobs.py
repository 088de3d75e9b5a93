"""Work put off until after the response: asked for with its cause, done at least once, with effect once.

A worker leases jobs for a minute and renews the lease while it is at work. A lease that runs out puts its job back by
itself, so a killed worker loses nothing. Times are the database's: two machines need not agree on the hour.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from articles.models import Job

LEASE = timedelta(seconds=60)
# Each batch ends in a commit of the database and one of the index; with 20 jobs a batch those took a third of the time
# of extraction (700 articles, November 2026).
BATCH = 50
_RENEW_EVERY = 20.0
MOST_ATTEMPTS = 3
# Between attempts, so that what was wrong for a moment (a full disk, a locked table) has time to pass.
_PAUSE = timedelta(seconds=10)
_KEPT_FOR = timedelta(days=7)


class LeaseLost(Exception):
    """Another worker has taken over: what this one was about to write must not be written."""


@dataclass(frozen=True, slots=True)
class Request:
    """Work asked for. While one with this *kind* and *key* waits, asking again is asking once."""

    kind: str
    key: str
    payload: Mapping[str, Any]


# The kinds of work: who asks for it need not know who does it.
EXTRACT = "extract"


def extraction_request(article_id: int) -> Request:
    """That an article be read, again if it was before."""
    return Request(EXTRACT, str(article_id), {"article": article_id})


# Does what the jobs ask for and reports on each through `finish` or `fail`; a job it says nothing about failed.
Handler = Callable[[Sequence[Job], str], None]


def worker_name() -> str:
    """Different for every process that ever worked here: a lease must not be taken for one's own after a restart."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"


def enqueue(requests: Iterable[Request]) -> None:
    """Ask for work, in the transaction the caller is in."""
    Job.objects.bulk_create(
        [Job(kind=request.kind, key=request.key, payload=dict(request.payload)) for request in requests],
        ignore_conflicts=True,
        batch_size=500,
    )


@transaction.atomic
def ask_again(request: Request) -> None:
    """Ask anew for work that was given up."""
    Job.objects.filter(kind=request.kind, key=request.key, state=Job.State.FAILED).delete()
    enqueue([request])


def due(kinds: Iterable[str]) -> Any:
    """Jobs of these kinds that can be done now: waiting ones, and ones whose worker has fallen silent."""
    return Job.objects.filter(kind__in=list(kinds)).filter(
        Q(state=Job.State.WAITING, run_after__lte=Now()) | Q(state=Job.State.LEASED, leased_until__lt=Now())
    )


def lease(worker: str, kinds: Iterable[str], limit: int = BATCH, keys: Iterable[str] | None = None) -> list[Job]:
    """Up to *limit* due jobs of one kind, the oldest first, held by *worker* for a minute; of *keys* only, if given.

    A job that has been tried before comes alone: if it is what kills its workers, it takes no other job with it.
    """
    waiting = due(kinds) if keys is None else due(kinds).filter(key__in=list(keys))
    if not waiting.exists():
        return []
    with transaction.atomic():
        rows = list(waiting.select_for_update(skip_locked=True).order_by("run_after", "pk")[:limit])
        if not rows:
            return []
        first = rows[0]
        chosen = [first] if first.attempts else [row for row in rows if row.kind == first.kind and not row.attempts]
        worn_out = first.attempts >= MOST_ATTEMPTS
        if worn_out:
            _give_up(first, f"Its worker died {first.attempts} times while doing it.")
        else:
            Job.objects.filter(pk__in=[job.pk for job in chosen]).update(
                state=Job.State.LEASED,
                leased_by=worker,
                leased_until=_from_now(LEASE),
                attempts=F("attempts") + 1,
            )
    if worn_out:
        return lease(worker, kinds, limit, keys)
    for job in chosen:
        job.state, job.leased_by, job.attempts = Job.State.LEASED, worker, job.attempts + 1
    return chosen


def finish(jobs: Iterable[Job], worker: str) -> None:
    """Mark *jobs* done. Call it in the transaction that writes their effect: LeaseLost then undoes both."""
    ids = [job.pk for job in jobs]
    held = Job.objects.filter(pk__in=ids, state=Job.State.LEASED, leased_by=worker)
    if held.update(state=Job.State.DONE, finished_at=Now(), leased_until=None, leased_by="", error="") != len(ids):
        raise LeaseLost(f"{worker} no longer holds all of {len(ids)} jobs.")


def fail(job: Job, worker: str, reason: str) -> None:
    """Put *job* back for another attempt, or end it with *reason* after the last."""
    held = Job.objects.filter(pk=job.pk, state=Job.State.LEASED, leased_by=worker)
    if job.attempts >= MOST_ATTEMPTS:
        if held.exists():
            _give_up(job, reason)
        return
    try:
        with transaction.atomic():
            held.update(
                state=Job.State.WAITING,
                leased_until=None,
                leased_by="",
                error=reason[:2000],
                run_after=_from_now(_PAUSE * job.attempts),
            )
    except IntegrityError:
        # The same work was asked for again while this was under way: the newer request does it.
        held.update(
            state=Job.State.DONE, finished_at=Now(), leased_until=None, leased_by="", error="asked for again meanwhile"
        )


def renew(jobs: Iterable[Job], worker: str) -> None:
    Job.objects.filter(pk__in=[job.pk for job in jobs], state=Job.State.LEASED, leased_by=worker).update(
        leased_until=_from_now(LEASE)
    )


def work_off(
    handlers: Mapping[str, Handler], worker: str, limit: int = BATCH, keys: Iterable[str] | None = None
) -> int:
    """Lease one batch and have it done; the number of jobs taken. Errors of one batch end up on its jobs."""
    jobs = lease(worker, handlers, limit, keys)
    if not jobs:
        return 0
    try:
        with _renewed(jobs, worker):
            handlers[jobs[0].kind](jobs, worker)
    except LeaseLost:
        return len(jobs)
    except DatabaseError:
        raise  # the database is the trouble, not the job: the lease runs out and the job comes back
    except Exception as error:
        for job in jobs:
            fail(job, worker, f"{type(error).__name__}: {error}")
        raise
    left = Job.objects.filter(pk__in=[job.pk for job in jobs], state=Job.State.LEASED, leased_by=worker)
    for job in left:
        fail(job, worker, "It was left undone.")
    return len(jobs)


def forget_finished() -> int:
    """Delete jobs done a week ago; failed ones stay until somebody has looked at them."""
    return Job.objects.filter(state=Job.State.DONE, finished_at__lt=_from_now(-_KEPT_FOR)).delete()[0]


def _give_up(job: Job, reason: str) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=Job.State.FAILED,
        finished_at=Now(),
        leased_until=None,
        leased_by="",
        error=f"{reason} {job.error}".strip()[:2000],
    )


def _from_now(pause: timedelta) -> Combinable:
    return ExpressionWrapper(Now() + pause, output_field=DateTimeField())


@contextmanager
def _renewed(jobs: Sequence[Job], worker: str) -> Iterator[None]:
    """Keep the lease alive from a thread of its own while the work, a ten-megabyte text perhaps, takes its time."""
    finished = threading.Event()

    def keep() -> None:
        try:
            while not finished.wait(_RENEW_EVERY):
                # A database that is busy now may answer next time; else the lease runs out and `finish` notices.
                with suppress(DatabaseError):
                    renew(jobs, worker)
        finally:
            connection.close()

    thread = threading.Thread(target=keep, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()
