"""What readers say is wrong, until an editor has looked at it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ErrorReport(models.Model):
    """*page* is the address it was sent from, without host; *article* is set where it was an article's."""

    article = models.ForeignKey("Article", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=500)
    message = models.TextField()
    # However the reader wants to be answered, if at all.
    contact = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    handled_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("error report")
        indexes = [
            models.Index(fields=["created_at"], name="error_report_open", condition=Q(handled_at__isnull=True)),
        ]
        constraints = [models.CheckConstraint(condition=~Q(message=""), name="error_report_says_something")]

    def __str__(self) -> str:
        return self.message[:80]
