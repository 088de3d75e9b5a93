"""Work put off until after the response: one lease table, and the outbox of the search index."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Job(models.Model):
    """Something a worker has to do at least once, with effect once.

    A worker takes a job by leasing it; a lease that runs out (the worker was killed) puts it back by itself.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        LEASED = "leased"
        DONE = "done"
        FAILED = "failed"

    kind = models.CharField(max_length=30)
    payload = models.JSONField(default=dict)
    # One waiting job per key: asking twice for the same work is asking once.
    key = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    run_after = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    leased_by = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "run_after", "id"], name="job_next")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state="waiting"), name="job_waits_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "leased", "done", "failed"]), name="job_state_known"
            ),
            models.CheckConstraint(
                condition=~Q(state="leased") | (Q(leased_until__isnull=False) & ~Q(leased_by="")),
                name="job_lease_has_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} ({self.state})"


class OutboxEntry(models.Model):
    """An article the index has still to learn of. Written in the transaction of the change; carries no content, so
    order and repeats do not matter. Not a foreign key: a deleted article has to leave the index too."""

    article_id = models.PositiveBigIntegerField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"article {self.article_id}"
