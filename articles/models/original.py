"""What was uploaded, byte for byte, and what cleaning did to it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from django.db import models

from articles.text.edits import Edit, EditScript

# Every article needs a headline; and no database, feed or terminal takes the characters.
_FINAL = frozenset(
    {
        "headline_found",
        "headline_made",
        "headline_shortened",
        "nul",
        "control_character",
        "lone_surrogate",
        "noncharacter",
    }
)


class Original(models.Model):
    """The bytes themselves lie under their hash in the originals folder, on stable storage before this row exists."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=500, blank=True)
    media_type = models.CharField(max_length=100, default="text/plain")
    encoding = models.CharField(max_length=40)
    # How the encoding was found: byte_order_mark, utf_8, declared, windows_1252 or guessed.
    encoding_basis = models.CharField(max_length=20)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="original_sha256")
        ]

    def __str__(self) -> str:
        return f"{self.filename or self.media_type} {self.sha256[:16]}"


class CleaningStep(models.Model):
    """One line of the cleaning ledger: what was done to the text, why, how often and where.

    *edit* steps changed the decoded text and keep what they removed, so they can be undone; *part* steps only say what
    a piece [start, end) of the stored text is. Positions of edits count in the decoded text before cleaning.
    """

    class Kind(models.TextChoices):
        EDIT = "edit"
        PART = "part"

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="cleaning_steps")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    # A key such as `soft_hyphen` or `credit_line_split`; rendering knows the sentence for it.
    reason = models.CharField(max_length=40)
    count = models.PositiveIntegerField(default=1)
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    # JSON in plain ASCII in a text column: removed characters can be NUL or lone surrogates, which no database stores.
    edits_json = models.TextField(default="[]")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["article_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=["edit", "part"]), name="cleaning_kind_known"),
            models.CheckConstraint(condition=models.Q(start__lte=models.F("end")), name="cleaning_span_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} ×{self.count}"

    @property
    def can_be_undone(self) -> bool:
        """Whether there is something to give back. Edits of the text made since may still stand in its way."""
        return not self.undone and self.reason not in _FINAL

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(
            Edit(start, removed, inserted, self.reason) for start, removed, inserted in json.loads(self.edits_json)
        )

    @edits.setter
    def edits(self, edits: Iterable[Edit]) -> None:
        rows = [[edit.start, edit.removed, edit.inserted] for edit in edits]
        self.edits_json, self.count = json.dumps(rows, separators=(",", ":")), len(rows)


def edit_script(steps: Iterable[CleaningStep]) -> EditScript:
    """All edits of *steps*, ready to be applied, undone and mapped through."""
    return EditScript(edit for step in steps for edit in step.edits)
