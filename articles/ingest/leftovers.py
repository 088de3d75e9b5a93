"""What uploads leave behind: swept away by the worker, and never bytes that anybody may still ask for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.ingest.batch_jobs import OPEN_STATES, STORE
from articles.ingest.originals import original_path, remove_original
from articles.models import Batch, BatchFile, Decision, DecisionKind, FileState, Job, Original

KEPT_FOR = timedelta(days=30)
_AT_ONCE = 500
_EMPTY_FOR = timedelta(days=1)


def remove_refused_bytes() -> int:
    """Delete the bytes of files refused a month ago unless an article or another upload has them; how many."""
    refused = BatchFile.objects.filter(state=FileState.REFUSED, batch__created_at__lt=timezone.now() - KEPT_FOR)
    hashes = set(refused.exclude(sha256="").values_list("sha256", flat=True)[:_AT_ONCE])
    needed = set(Original.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    elsewhere = BatchFile.objects.filter(sha256__in=hashes).exclude(pk__in=refused)
    needed |= set(elsewhere.values_list("sha256", flat=True))
    gone = {sha256 for sha256 in hashes - needed if remove_original(sha256)}
    # Rows that name no bytes any more are not looked at again.
    BatchFile.objects.filter(pk__in=refused, sha256__in=needed | gone).update(sha256="")
    return len(gone)


def remove_deleted_originals() -> int:
    """Delete the bytes of articles that were deleted for good, and other bytes of the same texts; how many.

    What an upload waits for stays, and what has come in again.
    """
    # However long ago: the worker may have stood still since.
    deleted = Decision.objects.filter(kind=DecisionKind.DELETE).values_list("before", flat=True)
    hashes = {row["sha256"] for before in deleted.iterator() for row in before.values() if row}
    orphaned = BatchFile.objects.filter(state__in=[FileState.STORED, FileState.DUPLICATE], article=None)
    hashes |= set(orphaned.values_list("sha256", flat=True))
    there = sorted(sha256 for sha256 in hashes if original_path(sha256).exists())
    return sum(_remove_unneeded(there[start : start + _AT_ONCE]) for start in range(0, len(there), _AT_ONCE))


def fail_forgotten_files() -> int:
    """Files that wait while no job has them any more are failed, so that somebody can try again; their number.

    A database that was away during all three attempts leaves such files behind.
    """
    with transaction.atomic():
        # The files first: the job of one that is seen here is seen too, and nobody settles it before this is over.
        waiting = list(
            BatchFile.objects.select_for_update(of=["self"]).filter(state=FileState.WAITING).select_related("batch")
        )
        jobs = Job.objects.filter(kind=STORE, state__in=[Job.State.WAITING, Job.State.LEASED])
        in_hand = {pk for payload in jobs.values_list("payload", flat=True) for pk in payload["files"]}
        forgotten = [file for file in waiting if file.pk not in in_hand]
        for file in forgotten:
            with translation.override(file.batch.page_language):
                file.reason = _("It could not be stored: the archive was in trouble at that time. Try again.")
            file.state = FileState.FAILED
        BatchFile.objects.bulk_update(forgotten, ["state", "reason"])
    return len(forgotten)


def remove_empty_batches() -> int:
    """Batches that were opened a day ago and never got a file: the connection broke before the first."""
    files = BatchFile.objects.filter(batch=OuterRef("pk"))
    with transaction.atomic():
        old = Batch.objects.filter(~Exists(files), created_at__lt=timezone.now() - _EMPTY_FOR)
        held = list(old.select_for_update().values_list("pk", flat=True))
        # Asked once more: the first file may have come in while this waited for the lock.
        return old.filter(pk__in=held).delete()[0]


def _remove_unneeded(hashes: Sequence[str]) -> int:
    needed = set(Original.objects.filter(sha256__in=hashes).values_list("sha256", flat=True))
    uploads = BatchFile.objects.filter(sha256__in=hashes).filter(Q(state__in=OPEN_STATES) | Q(article__isnull=False))
    needed |= set(uploads.values_list("sha256", flat=True))
    return sum(remove_original(sha256) for sha256 in hashes if sha256 not in needed)
