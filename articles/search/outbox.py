"""What the index still has to learn, written in the transaction of the change itself."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F

from articles.models import Article, OutboxEntry
from articles.search.backends.base import EngineUnavailable

logger = logging.getLogger(__name__)
# SQLite takes so many values in one statement.
_CHUNK = 500


def mark_changed(article_ids: Iterable[int]) -> None:
    """Count a change of these articles and have the index learn of it. Must run in the transaction of the change."""
    ids = sorted(set(article_ids))
    for start in range(0, len(ids), _CHUNK):
        Article.objects.filter(pk__in=ids[start : start + _CHUNK]).update(version=F("version") + 1)
    refresh_after_commit(ids)


def refresh_after_commit(article_ids: Iterable[int]) -> None:
    """Have the index learn of these articles, changed, new or deleted, as soon as the running transaction commits.

    The rows survive whatever happens after the commit; the process that made the change works them off at once, so
    that its next page shows it.
    """
    ids = sorted(set(article_ids))
    if not ids:
        return
    OutboxEntry.objects.bulk_create([OutboxEntry(article_id=one) for one in ids], batch_size=_CHUNK)
    # Robust: whatever goes wrong with the index, the change is stored, and its other consequences have to follow.
    transaction.on_commit(lambda: _drain_after_commit(ids), robust=True)


def _drain_after_commit(ids: list[int]) -> None:
    from articles.search.indexer import drain

    try:
        drain(only=ids, patience=1.0)
    except EngineUnavailable as error:
        # The change is stored and its row waits in the outbox; pages say that the index is behind.
        logger.warning("The search index could not be brought up to date: %s", error)
