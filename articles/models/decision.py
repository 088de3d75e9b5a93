"""Who decided what, when, and what stood there before and after."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class DecisionKind(models.TextChoices):
    CONFIRM = "confirm", _("confirmed")
    REJECT = "reject", _("rejected")
    LINK = "link", _("linked to another entity")
    MARK = "mark", _("marked in the text")
    MOVE = "move", _("borders or kind changed")
    CREATE = "create", _("new entity")
    NAME = "name", _("names changed")
    EDIT = "edit", _("edited")
    CLEAN = "clean", _("cleaning undone")
    REVIEW = "review", _("way through the inbox")
    PUBLISH = "publish", _("published")
    EMBARGO = "embargo", _("embargoed")
    WITHDRAW = "withdraw", _("withdrawn")
    RETURN = "return", _("back to draft or review")
    TRASH = "trash", _("moved to the trash")
    RESTORE = "restore", _("taken out of the trash")
    DELETE = "delete", _("deleted for good")
    REMOVE = "remove", _("removed")
    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")
    SOURCE = "source", _("source changed")
    ACCOUNT = "account", _("account changed")
    UNDO = "undo", _("undone")


# What is gone for good, an account's password, and an undoing itself.
NOT_UNDOABLE = frozenset({DecisionKind.DELETE, DecisionKind.ACCOUNT, DecisionKind.UNDO})


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions ..."""

    def undoable(self) -> DecisionQuerySet:
        """Decisions that nobody has undone and that are of a kind that can be."""
        return self.exclude(kind__in=NOT_UNDOABLE).filter(undone_by__isnull=True)


class Decision(models.Model):
    """One decision, never changed afterwards; undoing it is another decision that names it.

    The one exception: of an article that is deleted for good, decisions forget what they quote of it.

    *before* and *after* hold only the fields the decision changed, row by row: {"<table>:<pk>": {field: value}}; a row
    that did not exist before, or does not any more, is null on that side and whole on the other. Positions among them
    count in the text of the article's *revision*.
    That is what lets a decision be undone after other decisions: it can be as long as no later one wrote the same
    fields and everything it wrote still says what it made it say, wherever the text around it has moved to. Else
    whoever undoes is told which later decision stands on it.
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
    revision = models.PositiveIntegerField(null=True, blank=True)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject", "id"], name="decision_on_subject"),
            models.Index(fields=["by", "id"], name="decision_by_editor"),
            models.Index(fields=["kind", "id"], name="decision_of_kind"),
            models.Index(fields=["made_at"], name="decision_in_time"),
        ]
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

    @property
    def is_undoable(self) -> bool:
        return self.kind not in NOT_UNDOABLE and not hasattr(self, "undone_by")
