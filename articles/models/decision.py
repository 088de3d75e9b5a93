"""Who decided what, when, and what stood there before and after."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class DecisionKind(models.TextChoices):
    CONFIRM = "confirm"
    REJECT = "reject"
    LINK = "link"
    CREATE = "create"
    EDIT = "edit"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    SPLIT = "split"
    UNDO = "undo"


class Decision(models.Model):
    """One decision, never changed afterwards; undoing it is another decision that names it.

    *before* and *after* hold only the fields the decision changed, row by row: {"<table>:<pk>": {field: value}}; a row
    that did not exist before, or does not any more, is null on that side and whole on the other.
    That is what lets a decision be undone after later edits: each field goes back only where it still says what this
    decision made it say, and whoever undoes is told which fields somebody else has changed since.
    """

    kind = models.CharField(max_length=10, choices=DecisionKind.choices)
    by = models.ForeignKey("User", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    # Survives the account: an audit trail must still say who.
    by_name = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    article = models.ForeignKey("Article", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions")
    # What was decided on, as `mention:12`: a key and not a relation, so that it outlives the row.
    subject = models.CharField(max_length=60)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject", "id"], name="decision_on_subject")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DecisionKind.values), name="decision_kind_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="decision_names_subject"),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | (~Q(kind="undo") & Q(undoes__isnull=True)),
                name="decision_undo_names_decision",
            ),
            models.CheckConstraint(
                condition=Q(undoes__isnull=True) | ~Q(undoes=F("id")), name="decision_does_not_undo_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
