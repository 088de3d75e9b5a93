"""What uploads leave behind: swept away by the worker, and never bytes that anybody may still ask for."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.ingest.batch_jobs import STORE
from articles.ingest.originals import original_path
from articles.models import Batch, BatchFile, Decision, DecisionKind, FileState, Job, Original

KEPT_FOR = timedelta(days=30)
_AT_ONCE = 500
_EMPTY_FOR = timedelta(days=1)
# Storing bytes that are there already makes their file young again: an upload that runs while this does loses nothing.
_YOUNG = 24 * 3600.0


def remove_refused_bytes() -> int:
    """Delete the bytes of files refused a month ago unless an article or another upload has them; how many."""
    refused = BatchFile.objects.filter(state=FileState.REFUSED, batch__created_at__lt=timezone.now() - KEPT_FOR)
    hashes = set(refused.exclude(sha256="").values_list("sha256", flat=True)[:_AT_ONCE])
    needed = set(Original.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    elsewhere = BatchFile.objects.filter(sha256__in=hashes).exclude(pk__in=refused)
    needed |= set(elsewhere.values_list("sha256", flat=True))
    gone = {sha256 for sha256 in hashes - needed if _remove(sha256)}
    # Rows that name no bytes any more are not looked at again.
    BatchFile.objects.filter(pk__in=refused, sha256__in=needed | gone).update(sha256="")
    return len(gone)


def remove_deleted_originals() -> int:
    """Delete the originals of articles that were deleted for good, unless an upload still waits for them; how many."""
    deleted = Decision.objects.filter(kind=DecisionKind.DELETE, made_at__gt=timezone.now() - KEPT_FOR)
    sides = [row for before in deleted.values_list("before", flat=True) for row in before.values()]
    hashes = {row["sha256"] for row in sides if row and original_path(row["sha256"]).exists()}
    some = sorted(hashes)[:_AT_ONCE]
    needed = set(Original.objects.filter(sha256__in=some).values_list("sha256", flat=True))
    waiting = BatchFile.objects.filter(sha256__in=some, state__in=[FileState.WAITING, FileState.FAILED])
    needed |= set(waiting.values_list("sha256", flat=True))
    return sum(_remove(sha256) for sha256 in some if sha256 not in needed)


def fail_forgotten_files() -> int:
    """Files that wait while no job has them any more are failed, so that somebody can try again; their number.

    A database that was away during all three attempts leaves such files behind.
    """
    with transaction.atomic():
        jobs = Job.objects.filter(kind=STORE, state__in=[Job.State.WAITING, Job.State.LEASED])
        in_hand = {pk for payload in jobs.values_list("payload", flat=True) for pk in payload["files"]}
        waiting = BatchFile.objects.select_for_update().filter(state=FileState.WAITING)
        forgotten = [file for file in waiting.select_related("batch") if file.pk not in in_hand]
        for file in forgotten:
            with translation.override(file.batch.page_language):
                file.reason = _("It could not be stored: the archive was in trouble at that time. Try again.")
            file.state = FileState.FAILED
        BatchFile.objects.bulk_update(forgotten, ["state", "reason"])
    return len(forgotten)


def remove_empty_batches() -> int:
    """Batches that were opened a day ago and never got a file: the connection broke before the first."""
    old = Batch.objects.filter(created_at__lt=timezone.now() - _EMPTY_FOR, files__isnull=True)
    return old.delete()[0]


def _remove(sha256: str) -> bool:
    """Whether the bytes are gone now."""
    path = original_path(sha256)
    try:
        if path.stat().st_mtime > time.time() - _YOUNG:
            return False
        path.unlink()
    except FileNotFoundError:
        return True  # another worker was quicker
    return True
