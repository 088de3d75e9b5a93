"""One upload of one or many files, and what became of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Batch(models.Model):
    """What one editor uploaded together, with what the upload says about all of it.

    *values* are those of the upload form that hold for every file (source, published, language, authors, url, rights,
    collection, machine_translated), as typed and checked.
    """

    added_by = models.ForeignKey("User", null=True, on_delete=models.SET_NULL, related_name="batches")
    created_at = models.DateTimeField(auto_now_add=True)
    # Publish each article as soon as it is stored; else it waits for review.
    publish = models.BooleanField(default=False)
    values = models.JSONField(default=dict, blank=True)
    # The language of the uploader's pages: the sentences about the files are written in it.
    page_language = models.CharField(max_length=8, default="de")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"batch {self.pk}"


class FileState(models.TextChoices):
    """Every file ends in exactly one of the last four."""

    WAITING = "waiting", _("waiting")
    STORED = "stored", _("stored")
    DUPLICATE = "duplicate", _("already in the archive")
    REFUSED = "refused", _("refused")
    FAILED = "failed", _("failed")


class BatchFile(models.Model):
    """One file of a batch. Its bytes are on stable storage under their hash before this row exists."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    # Empty only for a file that was refused unread.
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=FileState.choices, default=FileState.WAITING)
    # A sentence for the person who uploaded it.
    reason = models.TextField(blank=True)
    # The article it became, or the one it repeats.
    article = models.ForeignKey("Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_files")

    class Meta:
        ordering = ["batch_id", "position"]
        indexes = [models.Index(fields=["batch", "state"], name="batch_file_state")]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="batch_file_once_per_position"),
            models.CheckConstraint(condition=Q(state__in=FileState.values), name="batch_file_state_known"),
            models.CheckConstraint(
                condition=~Q(sha256="") | Q(state=FileState.REFUSED), name="batch_file_bytes_are_kept"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
