"""From the files of a batch to articles: what became of each is written in the transaction that stores its article."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db import InterfaceError, OperationalError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from articles.ingest.articles import ingest_together
from articles.ingest.incoming import Duplicate, Incoming, Outcome, Refused, Stored
from articles.ingest.originals import OriginalMissing, read_original
from articles.ingest.readers.files import read_upload
from articles.ingest.statements import Statements
from articles.jobs import MOST_ATTEMPTS, LeaseLost, Request, enqueue, fail, finish
from articles.models import BatchFile, FileState, Job

STORE = "store_files"
FILES_PER_JOB = 50
_BYTES_AT_ONCE = 20 * 1024 * 1024
# Of a file that nobody has settled: what was said of it last is not the last word.
OPEN_STATES = (FileState.WAITING, FileState.FAILED)
logger = logging.getLogger(__name__)


def store_requests(files: Iterable[BatchFile]) -> list[Request]:
    """The jobs that store *files*, all of one batch and in the order of their places there."""
    files = list(files)
    return [_request(files[start : start + FILES_PER_JOB]) for start in range(0, len(files), FILES_PER_JOB)]


def key_prefix(batch_id: int) -> str:
    """What the keys of the jobs of one batch begin with."""
    return f"{batch_id}:"


def store_leased(jobs: Sequence[Job], worker: str) -> None:
    """Do the jobs leased by *worker*, one after the other. What goes wrong with one is no affair of the others."""
    for job in jobs:
        try:
            _store(job, worker)
        except LeaseLost:
            continue
        except (OperationalError, InterfaceError):
            raise  # the database is the trouble, not the files
        except Exception as error:
            logger.exception("files of batch job %s could not be stored", job.key)
            fail(job, worker, f"{type(error).__name__}: {error}")


def _request(files: Sequence[BatchFile]) -> Request:
    first = files[0]
    return Request(STORE, f"{key_prefix(first.batch_id)}{first.position}", {"files": [file.pk for file in files]})


def _store(job: Job, worker: str) -> None:
    rows = BatchFile.objects.select_related("batch__added_by").order_by("position")
    files = list(rows.filter(pk__in=job.payload["files"], state=FileState.WAITING))
    if job.attempts > 1 and len(files) > 1:
        # One of them stopped the worker, or stumbles: alone, each of the others gets in.
        with transaction.atomic():
            enqueue(_request([file]) for file in files)
            finish([job], worker)
        return
    if job.attempts >= MOST_ATTEMPTS:
        _prepare_for_the_worst(files)
    for together in _portions(files):
        _store_together(together)
    finish([job], worker)


def _prepare_for_the_worst(files: Sequence[BatchFile]) -> None:
    """Before the last attempt: a worker that dies of it can say nothing any more."""
    for file in files:
        with translation.override(file.batch.page_language):
            reason = _("It could not be stored, in three attempts. Try again, or tell whoever runs the archive.")
        BatchFile.objects.filter(pk=file.pk, state=FileState.WAITING).update(state=FileState.FAILED, reason=reason)


def _portions(files: Sequence[BatchFile]) -> Iterator[list[BatchFile]]:
    portion: list[BatchFile] = []
    for file in files:
        if portion and sum(one.size for one in portion) + file.size > _BYTES_AT_ONCE:
            yield portion
            portion = []
        portion.append(file)
    if portion:
        yield portion


def _store_together(files: Sequence[BatchFile]) -> None:
    batch = files[0].batch
    statements = Statements.from_json(batch.values)
    with translation.override(batch.page_language):
        ingest_together(
            [_read(file, statements) for file in files],
            publish=batch.publish,
            by=batch.added_by,
            record=partial(_record, files),
        )


def _read(file: BatchFile, statements: Statements) -> Incoming | Refused:
    try:
        incoming = read_upload(read_original(file.sha256), file.name)
    except OriginalMissing:
        return Refused(file.name, _("Its bytes are not in the originals folder any more: upload it again."))
    return statements.complete(incoming) if isinstance(incoming, Incoming) else incoming


def _record(files: Sequence[BatchFile], outcomes: Sequence[Outcome]) -> None:
    """Write what became of *files*; nothing is stored of files that somebody else has settled meanwhile."""
    still_open = BatchFile.objects.select_for_update().filter(pk__in=[file.pk for file in files], state__in=OPEN_STATES)
    if len(still_open.values_list("pk")) != len(files):
        raise LeaseLost("Another worker stored these files, or their batch was undone.")
    for file, outcome in zip(files, outcomes, strict=True):
        match outcome:
            case Stored(article=article):
                file.state, file.article, file.reason = FileState.STORED, article, ""
            case Duplicate(of=article):
                file.state, file.article, file.reason = FileState.DUPLICATE, article, outcome.reason
            case Refused(reason=reason):
                file.state, file.article, file.reason = FileState.REFUSED, None, reason
    BatchFile.objects.bulk_update(files, ["state", "reason", "article"])
