"""What went wrong and waits for somebody: texts that could not be read, decisions that lost their words, files that
were refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count
from django.utils import timezone

from articles.models import Article, Batch, DisplacedMention, FileState, Job, User

SHOWN = 10
# Whoever uploaded has had a week to look at the batch.
REFUSALS_SHOWN_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FailedReading:
    article: int
    headline: str
    reason: str


@dataclass(frozen=True, slots=True)
class Displaced:
    article: int
    headline: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Trouble:
    """Of each sort the newest SHOWN."""

    failed: list[FailedReading]
    displaced: list[Displaced]
    batches: list[Batch]
    """With `files_left`: how many of their files did not get in."""

    def __bool__(self) -> bool:
        return bool(self.failed or self.displaced or self.batches)


def trouble_of(user: User, *, reading: str) -> Trouble:
    """Five queries. *reading* is the kind of job that reads an article."""
    failed = Job.objects.filter(state=Job.State.FAILED, kind=reading).order_by("-pk")[:SHOWN]
    jobs = {int(job.payload["article"]): job.error for job in failed}
    lost = dict(
        DisplacedMention.objects.order_by()
        .values("article")
        .annotate(mentions=Count("pk"))
        .order_by("-article")
        .values_list("article", "mentions")[:SHOWN]
    )
    headlines = dict(Article.objects.kept().filter(pk__in=[*jobs, *lost]).values_list("pk", "headline"))
    return Trouble(
        [FailedReading(pk, headlines[pk], reason) for pk, reason in jobs.items() if pk in headlines],
        [Displaced(pk, headlines[pk], count) for pk, count in lost.items() if pk in headlines],
        _batches(user),
    )


def _batches(user: User) -> list[Batch]:
    recent = Batch.objects.filter(
        added_by=user, undone_at__isnull=True, created_at__gte=timezone.now() - REFUSALS_SHOWN_FOR
    )
    left = recent.filter(files__state__in=(FileState.REFUSED, FileState.FAILED))
    return list(left.annotate(files_left=Count("files")).order_by("-pk")[:SHOWN])
