"""Articles somebody keeps for later, with a note of their own."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Bookmark(models.Model):
    """Seen by nobody but *user*."""

    user = models.ForeignKey("User", on_delete=models.CASCADE, related_name="bookmarks")
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    note = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("bookmark")
        constraints = [models.UniqueConstraint(fields=["user", "article"], name="bookmark_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.article_id}"
