"""Who did what to whom, when and where; and who says so."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PartialDateField, partial_date_constraint
from articles.models.status import Status


class EventType(models.TextChoices):
    """PLOVER's sixteen event types (Open Event Data Alliance, PLOVER codebook), and no others."""

    AGREE = "AGREE", _("agreement")
    CONSULT = "CONSULT", _("consultation")
    SUPPORT = "SUPPORT", _("support")
    CONCEDE = "CONCEDE", _("concession")
    COOPERATE = "COOPERATE", _("cooperation")
    AID = "AID", _("aid")
    RETREAT = "RETREAT", _("retreat")
    REQUEST = "REQUEST", _("demand")
    ACCUSE = "ACCUSE", _("accusation")
    REJECT = "REJECT", _("rejection")
    THREATEN = "THREATEN", _("threat")
    PROTEST = "PROTEST", _("protest")
    SANCTION = "SANCTION", _("sanction")
    MOBILIZE = "MOBILIZE", _("mobilisation")
    COERCE = "COERCE", _("coercion")
    ASSAULT = "ASSAULT", _("attack")


class Modality(models.TextChoices):
    REPORTED = "reported", _("reported")
    ALLEGED = "alleged", _("alleged")
    DENIED = "denied", _("denied")
    PLANNED = "planned", _("planned")
    CONFIRMED = "confirmed", _("confirmed")


class ParticipantRole(models.TextChoices):
    ACTOR = "actor", _("actor")
    RECIPIENT = "recipient", _("recipient")
    OBJECT = "object", _("object")


class Event(models.Model):
    """Something that happened, or is said to have: several reports of one event are one event."""

    type = models.CharField(max_length=10, choices=EventType.choices)
    mode = models.CharField(max_length=30, blank=True)
    date = PartialDateField()
    place = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="events_here")
    quantity_value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    quantity_about = models.BooleanField(default=False)
    quantity_unit = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    score = models.FloatField(default=1.0)
    method = models.CharField(max_length=30)
    version = models.CharField(max_length=40, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        verbose_name = _("event")
        constraints = [
            partial_date_constraint("event", "date"),
            models.CheckConstraint(condition=Q(type__in=EventType.values), name="event_type_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="event_status_known"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="event_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="event_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.date or ''}".strip()


class Report(models.Model):
    """One article's sentence that says the event happened, and on whose word."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports")
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="reports")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    trigger_start = models.PositiveIntegerField()
    trigger_end = models.PositiveIntegerField()
    claimed_by = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    modality = models.CharField(max_length=10, choices=Modality.choices, default=Modality.REPORTED)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["event", "article", "start", "end"], name="report_once_per_sentence"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="report_span_ordered"),
            models.CheckConstraint(
                condition=Q(
                    trigger_start__lt=F("trigger_end"), trigger_start__gte=F("start"), trigger_end__lte=F("end")
                ),
                name="report_trigger_inside_sentence",
            ),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="report_modality_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="report_status_known"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]


class Participation(models.Model):
    """An entity took part in an event in a role; *wording* is how the text calls it, known entity or not."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    entity = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    mention = models.ForeignKey(
        "Mention", null=True, blank=True, on_delete=models.SET_NULL, related_name="participations"
    )
    role = models.CharField(max_length=10, choices=ParticipantRole.choices)
    wording = models.CharField(max_length=300)
    # ISO codes of the countries the participant acts for, in lower case.
    countries = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "role", "wording"], name="participation_once_per_role"),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participation_role_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="participation_status_known"),
            models.CheckConstraint(condition=~Q(wording=""), name="participation_worded"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.wording}"
