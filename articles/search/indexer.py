"""Bringing the index up to the database as a whole: differences found, everything built anew."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, F, Sum

from articles.models import Article, OutboxEntry
from articles.search.backends.base import Bucket, EngineUnavailable, WriterBusy
from articles.search.documents import documents_of
from articles.search.engines import engine
from articles.search.outbox import MOST_ATTEMPTS, drain, refresh_after_commit

logger = logging.getLogger(__name__)

BUCKET = 1000


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


def _all_articles() -> Iterator[int]:
    """Page by page, so that no cursor holds the database at the moment the rebuild began."""
    last = 0
    while ids := list(Article.objects.kept().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BUCKET]):
        yield from ids
        last = ids[-1]


def _differing_articles() -> Iterator[int]:
    indexed = {bucket.start: bucket for bucket in engine().buckets(BUCKET)}
    stored = {bucket.start: bucket for bucket in _stored_buckets()}
    for start in indexed.keys() | stored.keys():
        if indexed.get(start) == stored.get(start):
            continue
        versions = dict(
            Article.objects.kept().filter(pk__gte=start, pk__lt=start + BUCKET).values_list("pk", "version")
        )
        known = engine().versions(start, BUCKET)
        yield from (one for one in versions.keys() | known.keys() if versions.get(one) != known.get(one))


def _stored_buckets() -> Iterator[Bucket]:
    rows = (
        Article.objects.kept()
        .order_by()
        .annotate(bucket=F("pk") / BUCKET)
        .values_list("bucket")
        .annotate(articles=Count("pk"), versions=Sum("version"))
    )
    for bucket, articles, versions in rows:
        yield Bucket(bucket * BUCKET, articles, versions)
