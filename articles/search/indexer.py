"""Bringing the index up to the database: the outbox worked off, differences found, everything built anew."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Iterator

from django.db import transaction
from django.db.models import Count, F, Sum

from articles.models import Article, OutboxEntry
from articles.search.backends.base import Bucket, EngineUnavailable, UnindexableDocument, WriterBusy
from articles.search.documents import documents_of
from articles.search.engines import engine
from articles.search.outbox import refresh_after_commit

logger = logging.getLogger(__name__)

BATCH = 500
BUCKET = 1000
# A document refused this often waits for somebody to look at it; its row stays and is shown.
MOST_ATTEMPTS = 5
_BETWEEN_TRIES = 0.02


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
        done += OutboxEntry.objects.filter(pk__in=settled).delete()[0]
        # Old refusals of an article that is indexed now are no news to anybody.
        OutboxEntry.objects.filter(article_id__in=settled.values(), attempts__gte=MOST_ATTEMPTS).delete()
    return done


def verify() -> tuple[int, ...]:
    """Articles the index knows wrongly, or not at all, or still; they are put into the outbox again.

    Two sums for every thousand articles, and a closer look only where these differ.
    """
    differing = sorted(_differing_articles())
    with transaction.atomic():
        refresh_after_commit(differing)
    return tuple(differing)


def rebuild() -> int:
    """Build the index anew beside the live one, switch to it, and answer how many articles it holds.

    Changes made meanwhile go to the live index at once and wait in the outbox for the new one.
    """
    for article, reason in engine().rebuild(documents_of(_all_articles())).items():
        OutboxEntry.objects.create(article_id=article, attempts=MOST_ATTEMPTS, error=reason)
    drain(patience=1.0)
    verify()
    return engine().health().documents


def ensure_index() -> bool:
    """Build the index where there is none that can be read; answers whether it had to."""
    try:
        engine().health()
    except WriterBusy:
        return False
    except EngineUnavailable as error:
        logger.warning("%s Building it now.", error)
        rebuild()
        return True
    return False


def _waiting(only: Collection[int] | None, refused: set[int], count: int) -> list[tuple[int, int]]:
    rows = OutboxEntry.objects.filter(attempts__lt=MOST_ATTEMPTS)
    if only is not None:
        rows = rows.filter(article_id__in=only)
    if refused:
        rows = rows.exclude(article_id__in=refused)
    return list(rows.order_by("pk").values_list("pk", "article_id")[:count])


def _index(ids: set[int]) -> tuple[bool, dict[int, str]]:
    """Bring the index to the current state of these articles; answers whether that lasts, and what was refused."""
    documents = list(documents_of(sorted(ids)))
    gone = ids - {document.id for document in documents}
    try:
        return engine().apply(documents, gone), {}
    except UnindexableDocument:
        # One of them is bad; alone, each of the others gets in.
        reasons: dict[int, str] = {}
        lasting = True
        for document in documents:
            try:
                lasting &= engine().apply([document])
            except UnindexableDocument as error:
                reasons[document.id] = str(error)
        # What cannot be indexed as it is now must not be found as it was before: it may have been withdrawn.
        return engine().apply((), gone | set(reasons)) and lasting, reasons


def _record_refusal(article: int, reason: str) -> None:
    logger.error("Article %s cannot be indexed: %s", article, reason)
    OutboxEntry.objects.filter(article_id=article).update(attempts=F("attempts") + 1, error=reason)


def _all_articles() -> Iterator[int]:
    """Page by page, so that no cursor holds the database at the moment the rebuild began."""
    last = 0
    while ids := list(Article.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BUCKET]):
        yield from ids
        last = ids[-1]


def _differing_articles() -> Iterator[int]:
    indexed = {bucket.start: bucket for bucket in engine().buckets(BUCKET)}
    stored = {bucket.start: bucket for bucket in _stored_buckets()}
    for start in indexed.keys() | stored.keys():
        if indexed.get(start) == stored.get(start):
            continue
        versions = dict(Article.objects.filter(pk__gte=start, pk__lt=start + BUCKET).values_list("pk", "version"))
        known = engine().versions(start, BUCKET)
        yield from (one for one in versions.keys() | known.keys() if versions.get(one) != known.get(one))


def _stored_buckets() -> Iterator[Bucket]:
    rows = (
        Article.objects.order_by()
        .annotate(bucket=F("pk") / BUCKET)
        .values_list("bucket")
        .annotate(articles=Count("pk"), versions=Sum("version"))
    )
    for bucket, articles, versions in rows:
        yield Bucket(bucket * BUCKET, articles, versions)
