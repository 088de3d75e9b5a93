"""What the index still has to learn: written in the transaction of the change itself, worked off after it."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F, Q

from articles.models import Article, OutboxEntry
from articles.search.backends.base import Document, EngineUnavailable, UnindexableDocument, WriterBusy
from articles.search.documents import documents_of
from articles.search.engines import engine

logger = logging.getLogger(__name__)
# SQLite takes so many values in one statement.
BATCH = 500
# A document refused this often waits for somebody to look at it; its row stays and is shown.
MOST_ATTEMPTS = 5
_BETWEEN_TRIES = 0.02


def mark_changed(article_ids: Iterable[int]) -> None:
    """Count a change of these articles and have the index learn of it. Must run in the transaction of the change."""
    ids = sorted(set(article_ids))
    others: set[int] = set()
    for start in range(0, len(ids), BATCH):
        others |= Article.objects.filter(pk__in=ids[start : start + BATCH]).count_change()
    refresh_after_commit(others.union(ids))


def refresh_after_commit(article_ids: Iterable[int]) -> None:
    """Have the index learn of these articles, changed, new or deleted, as soon as the running transaction commits.

    The rows survive whatever happens after the commit; the process that made the change works them off at once, so
    that its next page shows it.
    """
    ids = sorted(set(article_ids))
    if not ids:
        return
    OutboxEntry.objects.bulk_create([OutboxEntry(article_id=one) for one in ids], batch_size=BATCH)
    # Robust: whatever goes wrong with the index, the change is stored, and its other consequences have to follow.
    transaction.on_commit(lambda: _drain_after_commit(ids), robust=True)


@contextmanager
def refreshed_together(article_ids: Iterable[int]) -> Iterator[None]:
    """One transaction around many changes of these articles, which then reach the index in one write, not in many."""
    ids = sorted(set(article_ids))
    with transaction.atomic():
        # Asked for before the changes ask for theirs, so that those find nothing left to do.
        transaction.on_commit(lambda: _drain_after_commit(ids), robust=True)
        yield


def drain(limit: int | None = None, *, only: Collection[int] | None = None, patience: float = 0.0) -> int:
    """Work off the outbox, or of it *only* these articles, and answer how many rows were done.

    Where somebody else holds the writer, tries for *patience* seconds and then leaves the rows to them: whoever holds
    it looks again before the end. Raises EngineUnavailable when there is no index.
    """
    deadline = time.monotonic() + patience
    done = 0
    refused: set[int] = set()
    while limit is None or done < limit:
        rows = _waiting(only, refused, BATCH if limit is None else min(BATCH, limit - done))
        if not rows:
            break
        try:
            lasting, reasons = _index({article for _, article in rows})
        except WriterBusy:
            if time.monotonic() >= deadline:
                break
            time.sleep(_BETWEEN_TRIES)
            continue
        for article, reason in reasons.items():
            _record_refusal(article, reason)
        refused |= set(reasons)
        if not lasting:
            # A new index is being built: it has to learn of these too, so the rows stay until it is live.
            break
        # Exactly the rows that were read: another one of the same article may have come since.
        settled = {row: article for row, article in rows if article not in reasons}
        # Old refusals of an article that is indexed now are no news to anybody. One statement: each syncs the disk.
        old_refusals = Q(article_id__in=settled.values(), attempts__gte=MOST_ATTEMPTS)
        OutboxEntry.objects.filter(Q(pk__in=settled) | old_refusals).delete()
        done += len(settled)
    return done


def _drain_after_commit(ids: list[int]) -> None:
    try:
        drain(only=ids, patience=1.0)
    except EngineUnavailable as error:
        # The change is stored and its row waits in the outbox; pages say that the index is behind.
        logger.warning("The search index could not be brought up to date: %s", error)


def _waiting(only: Collection[int] | None, refused: set[int], count: int) -> list[tuple[int, int]]:
    rows = OutboxEntry.objects.filter(attempts__lt=MOST_ATTEMPTS)
    if only is not None:
        rows = rows.filter(article_id__in=only)
    if refused:
        rows = rows.exclude(article_id__in=refused)
    return list(rows.order_by("pk").values_list("pk", "article_id")[:count])


def _index(ids: set[int]) -> tuple[bool, dict[int, str]]:
    """Bring the index to the current state of these articles; answers whether that lasts, and what was refused."""
    try:
        return _apply(ids), {}
    except UnindexableDocument:
        # One of them is bad; alone, each of the others gets in.
        reasons: dict[int, str] = {}
        lasting = True
        for one in sorted(ids):
            try:
                lasting &= _apply({one})
            except UnindexableDocument as error:
                reasons[one] = str(error)
        # What cannot be indexed as it is now must not be found as it was before: it may have been withdrawn.
        return engine().apply((), reasons) and lasting, reasons


def _apply(ids: set[int]) -> bool:
    """Read while the engine holds its writer: of two who write the same article, the last one has read it last."""
    found: set[int] = set()

    def current() -> Iterator[Document]:
        for document in documents_of(sorted(ids)):
            found.add(document.id)
            yield document

    def gone() -> Iterator[int]:
        yield from ids - found

    return engine().apply(current(), gone())


def _record_refusal(article: int, reason: str) -> None:
    logger.error("Article %s cannot be indexed: %s", article, reason)
    OutboxEntry.objects.filter(article_id=article).update(attempts=F("attempts") + 1, error=reason)
