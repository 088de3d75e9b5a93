"""Uploads: the bytes of a file on stable storage first, then its row and the job that reads it, only then a word."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from articles.ingest.annotate import annotate
from articles.ingest.batch_jobs import STORE, key_prefix, store_leased, store_requests
from articles.ingest.originals import store_originals
from articles.ingest.readers.files import printable, refused_unread
from articles.ingest.statements import Statements
from articles.jobs import EXTRACT, enqueue, extraction_request, work_off, worker_name
from articles.models import Batch, BatchFile, FileState, Job, User

_LONGEST_NAME = 500
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it was sent; without *data* where its name or size said already that it cannot be taken, or where the
    browser could not read it any more."""

    name: str
    size: int
    data: bytes | None


class NotTaken(Exception):
    """Files cannot be added to this batch; the message is a sentence."""


def open_batch(*, by: User, publish: bool, statements: Statements, page_language: str) -> Batch:
    """A batch of no files yet."""
    return Batch.objects.create(added_by=by, publish=publish, values=statements.to_json(), page_language=page_language)


def add_files(batch: Batch, uploads: Mapping[int, Upload]) -> None:
    """Take *uploads*, each at its place in the batch: when this returns, none of them can be lost.

    Sending the same files to the same places again changes nothing. Raises NotTaken.
    """
    files = {position: _row(batch, position, upload) for position, upload in sorted(uploads.items())}
    _keep(
        upload.data
        for position, upload in uploads.items()
        if upload.data is not None and files[position].state == FileState.WAITING
    )
    with transaction.atomic():
        # The lock has a slice that arrives twice at once wait for its twin.
        if Batch.objects.select_for_update().get(pk=batch.pk).undone_at:
            raise NotTaken(_("This batch has been undone. Upload the files again to store them."))
        present = {file.position: file for file in batch.files.filter(position__in=list(files))}
        if any(not _is_again(uploads[position], files[position], file) for position, file in present.items()):
            raise NotTaken(_("Another file has taken this place in the batch already."))
        added = BatchFile.objects.bulk_create(file for position, file in files.items() if position not in present)
        enqueue(store_requests(file for file in added if file.state == FileState.WAITING))


def store_now(batch: Batch) -> None:
    """Store the files of *batch* and read the articles they become here and now, as far as no worker is at it.

    What goes wrong is left to the worker: the files are safe, and whoever uploaded them sees their states.
    """
    try:
        keys = list(_open_jobs(batch).values_list("key", flat=True))
        while keys and work_off({STORE: store_leased}, worker_name(), keys=keys):
            continue
        annotate(_unread(batch))
    except Exception:
        logger.exception("batch %s is left to the worker", batch.pk)


def retry(batch: Batch) -> int:
    """Have everything tried again that failed, the storing of files and the reading of articles; how much that is."""
    with transaction.atomic():
        failed = list(batch.files.select_for_update().filter(state=FileState.FAILED).order_by("position"))
        batch.files.filter(pk__in=[file.pk for file in failed]).update(state=FileState.WAITING, reason="")
        enqueue(store_requests(failed))
        unread = {str(pk): pk for pk in _unread(batch)}
        jobs = list(Job.objects.filter(kind=EXTRACT, state=Job.State.FAILED).values_list("pk", "key"))
        given_up = {key: pk for pk, key in jobs if key in unread}
        Job.objects.filter(pk__in=given_up.values()).delete()
        enqueue(extraction_request(unread[key]) for key in given_up)
    return len(failed) + len(given_up)


def _row(batch: Batch, position: int, upload: Upload) -> BatchFile:
    name = printable(upload.name)[-_LONGEST_NAME:]
    file = BatchFile(batch=batch, position=position, name=name, size=upload.size)
    refused = refused_unread(name, upload.size)
    if refused:
        file.state, file.reason = FileState.REFUSED, refused.reason
    elif upload.data is None:
        file.state, file.reason = FileState.REFUSED, _("Your browser could not read it any more: upload it again.")
    else:
        file.sha256 = hashlib.sha256(upload.data).hexdigest()
    return file


def _is_again(upload: Upload, file: BatchFile, present: BatchFile) -> bool:
    """Whether *upload* is what is *present* in its place. What cannot be read any more may have been sent before."""
    return present.name == file.name and (upload.data is None or present.sha256 == file.sha256)


def _keep(items: Iterable[bytes]) -> None:
    try:
        store_originals(items)
    except OSError as error:
        logger.exception("uploaded files could not be written")
        raise NotTaken(
            _("The archive cannot write files at the moment and has kept none of these. Try again in a few minutes.")
        ) from error


def _open_jobs(batch: Batch) -> QuerySet[Job]:
    return Job.objects.filter(kind=STORE, key__startswith=key_prefix(batch.pk), state=Job.State.WAITING)


def _unread(batch: Batch) -> list[int]:
    stored = batch.files.filter(state=FileState.STORED, article__extracted_with="")
    return [pk for pk in stored.values_list("article", flat=True) if pk is not None]
