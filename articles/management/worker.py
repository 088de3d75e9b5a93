"""The worker: works off jobs and the search outbox until it is told to stop."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from types import FrameType

from django.db import DatabaseError, close_old_connections, connection

from articles.ingest.annotate import annotate_leased
from articles.ingest.batch_jobs import STORE, store_leased
from articles.ingest.leftovers import (
    fail_forgotten_files,
    remove_deleted_originals,
    remove_empty_batches,
    remove_refused_bytes,
)
from articles.ingest.originals import remove_abandoned
from articles.jobs import EXTRACT, Handler, forget_finished, work_off, worker_name
from articles.review.standing import purge_trash
from articles.search.backends.base import EngineUnavailable
from articles.search.indexer import ensure_index
from articles.search.outbox import drain

# Which function does which kind of job.
HANDLERS: dict[str, Handler] = {EXTRACT: annotate_leased, STORE: store_leased}
# Articles go before the originals that nothing else needs.
SWEEPS: dict[str, Callable[[], int]] = {
    "finished jobs": forget_finished,
    "abandoned files": remove_abandoned,
    "refused files": remove_refused_bytes,
    "empty batches": remove_empty_batches,
    "articles from the trash": purge_trash,
    "originals of deleted articles": remove_deleted_originals,
}

_SHORTEST_PAUSE, _LONGEST_PAUSE = 0.5, 2.0
_LONGEST_PAUSE_IN_TROUBLE = 30.0
_SWEEP_EVERY = 600.0
_INDEXED_AT_ONCE = 500
logger = logging.getLogger(__name__)


class Worker:
    """One process's loop. `stop` lets the batch under way come to its end."""

    def __init__(self) -> None:
        self.name = worker_name()
        self._stopping = False
        self._swept_at = 0.0

    def stop(self, number: int = 0, frame: FrameType | None = None) -> None:
        self._stopping = True

    def run(self) -> None:
        """Until stopped. What goes wrong is logged and tried again: a stopped worker helps nobody."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        logger.info("%s is ready", self.name)
        pause = _SHORTEST_PAUSE
        while not self._stopping:
            try:
                close_old_connections()
                # After work at once to the next batch; with nothing to do, longer and longer pauses.
                pause = 0.0 if self.step() else min(max(pause * 1.5, _SHORTEST_PAUSE), _LONGEST_PAUSE)
            except DatabaseError as error:
                logger.error("the database does not answer: %s", error)
                connection.close()
                pause = min(max(pause, _LONGEST_PAUSE) * 1.5, _LONGEST_PAUSE_IN_TROUBLE)
            except Exception:
                logger.exception("a batch failed")
                pause = _LONGEST_PAUSE
            self._sleep(pause)

    def run_once(self) -> int:
        """Everything that is due now; the number of jobs and index changes worked off."""
        total = 0
        while not self._stopping and (done := self.step()):
            total += done
        return total

    def step(self) -> int:
        """One batch of jobs, one of index changes, and now and then the sweeping."""
        started = time.monotonic()
        jobs = work_off(HANDLERS, self.name)
        if jobs:
            logger.info("%d jobs in %.2f s", jobs, time.monotonic() - started)
        done = jobs + self._drain()
        if not done and time.monotonic() - self._swept_at > _SWEEP_EVERY:
            self._sweep()
        return done

    def _drain(self) -> int:
        started = time.monotonic()
        try:
            # A folder that was deleted or belongs to an older version is built anew while pages ask the database.
            ensure_index()
            indexed = drain(limit=_INDEXED_AT_ONCE)
        except EngineUnavailable as error:
            logger.warning("the index has to wait: %s", error)
            return 0
        if indexed:
            logger.info("%d articles indexed in %.2f s", indexed, time.monotonic() - started)
        return indexed

    def _sweep(self) -> None:
        self._swept_at = time.monotonic()
        for what, sweep in SWEEPS.items():
            try:
                count = sweep()
            except DatabaseError:
                raise
            except Exception:
                # An originals folder that cannot be written to, say: that is no reason to leave the rest undone.
                logger.exception("%s could not be swept away", what)
            else:
                if count:
                    logger.info("swept away %d %s", count, what)
        if forgotten := fail_forgotten_files():
            logger.warning("%d uploaded files were not stored; their batches say so", forgotten)

    def _sleep(self, seconds: float) -> None:
        """In short steps: since PEP 475 a signal no longer ends a sleep."""
        until = time.monotonic() + seconds
        while not self._stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))
