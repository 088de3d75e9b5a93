"""Who did what to whom, when and where; and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PartialDateField, partial_date_constraint
from articles.models.public_events import Circumstances, Quantity, hide_secrets, quantity_of
from articles.models.status import Status
from articles.text.event_kinds import EventKind, event_kind


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


class EventQuerySet(models.QuerySet["Event"]):
    """Events ..."""

    def standing(self) -> EventQuerySet:
        """Events that were not joined to another."""
        return self.filter(merged_into__isnull=True)

    def counting(self) -> EventQuerySet:
        """Events that stand in lists, facets and pages: confirmed, or proposed above the threshold."""
        proposed = Q(status=Status.PROPOSED, score__gte=settings.EVENT_THRESHOLD)
        return self.standing().filter(Q(status=Status.CONFIRMED) | proposed)

    def visible_to(self, user: Any) -> EventQuerySet:
        """Counting events that *user* may know of: readers know an event by an article they may read.

        `shown_earliest`, `shown_latest` and `shown_place` are what *user* is shown of them: to filter and to order by
        anything else would tell a reader what stands in a draft.
        """
        if getattr(user, "is_editor", False):
            own = {"shown_earliest": F("date_earliest"), "shown_latest": F("date_latest"), "shown_place": F("place")}
            return self.counting().alias(**own)
        return self.counting().filter(public_from__lte=Now()).alias(
            shown_earliest=F("public_date_earliest"),
            shown_latest=F("public_date_latest"),
            shown_place=F("public_place"),
        )  # fmt: skip

    def joined_and_known_to(self, user: Any) -> EventQuerySet:
        """Events that were joined to another after *user* could know of them: only a draft told of the rest."""
        joined = self.filter(merged_into__isnull=False)
        return joined if getattr(user, "is_editor", False) else joined.filter(public_from__lte=Now())

    def involving(self, entity: int, user: Any) -> EventQuerySet:
        """Events in which the entity with this id took part, or somebody acting for the country it is.

        By a participation that *user* may know of.
        """
        part = Participation.objects.visible_to(user).filter(event=models.OuterRef("pk"))
        # Two questions and not one with OR: each has an index of its own.
        own, acting = part.filter(entity=entity), part.filter(country=entity)
        return self.filter(models.Exists(own) | models.Exists(acting))

    def settle_visibility(self) -> set[int]:
        """Take from the reports anew what readers know of them, and since when.

        Must run in the transaction of the change. What was joined to another keeps the moment from which readers knew
        of it: its address leads on for those who can have seen it. Answers the articles that report an event whose
        days readers know otherwise now: the index has to learn of them.
        """
        before = self._shown_days()
        reports = Report.objects.filter(event=models.OuterRef("pk"))
        kept = reports.exclude(status=Status.REJECTED)
        earliest = kept.order_by().values("event").annotate(first=models.Min("public_from")).values("first")
        standing = self.standing()
        standing.update(public_from=models.Subquery(earliest), **{f"public_{name}": F(name) for name in _COLUMNS})
        # Those that are public by one report and have another that is not: not yet, or not as early as they are.
        later = Q(public_from__gt=Now()) & Q(public_from__gt=models.OuterRef("public_from"))
        hidden = reports.filter(Q(public_from__isnull=True) | later)
        partly_secret = list(standing.filter(models.Exists(hidden), public_from__isnull=False).order_by())
        if partly_secret:
            _hide_secrets(partly_secret)
        moved = [pk for pk, days in self._shown_days().items() if before.get(pk) != days]
        reporting = Report.objects.filter(event__in=moved).order_by()
        return set(reporting.values_list("article", flat=True)) if moved else set()

    def _shown_days(self) -> dict[int, tuple[Any, ...]]:
        days = self.order_by().values_list("pk", "public_date_earliest", "public_date_latest")
        return {pk: tuple(known) for pk, *known in days}

    def drop_unreported(self) -> int:
        """Delete those that no article reports any more, with what was joined to them; how many there were.

        One that was joined to another has no reports of its own and stays as long as the other does: its address
        leads there.
        """
        reported = Report.objects.filter(event=models.OuterRef("pk"))
        gone = set(self.standing().filter(~models.Exists(reported)).values_list("pk", flat=True))
        joined = gone
        while joined := set(Event.objects.filter(merged_into__in=joined).values_list("pk", flat=True)) - gone:
            gone |= joined
        events = Event.objects.filter(pk__in=gone)
        events.update(merged_into=None)
        events.delete()
        return len(gone)


class Event(models.Model):
    """Something that happened, or is said to have: several reports of one event are one event.

    Its own fields are what the archive takes to be so; what each article says stands in the reports.
    """

    type = models.CharField(max_length=10, choices=EventType.choices)
    # One of the modes that articles/text/event_kinds.tsv has for the type, or none.
    mode = models.CharField(max_length=30, blank=True)
    date = PartialDateField()
    # Whether the text gives less than that: "letztes Jahr", or a day without its year.
    date_inferred = models.BooleanField(default=False)
    place = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="events_here")
    quantity_value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    quantity_about = models.BooleanField(default=False)
    quantity_unit = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    score = models.FloatField(default=1.0)
    method = models.CharField(max_length=30)
    version = models.CharField(max_length=40, blank=True)
    # Without an index over all: SQLite would take it to find what was joined to nothing, nearly everything, and sort
    # that (15 ms for the first page of the timeline instead of 0.1, at 40,000 events, November 2026).
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Since when readers know of it, the earliest of its reports; kept by settle_visibility().
    public_from = models.DateTimeField(null=True, blank=True, editable=False)
    # The same as above, without what only reports have said that readers may not know of; kept by settle_visibility().
    public_date = PartialDateField(editable=False)
    public_date_inferred = models.BooleanField(default=False, editable=False)
    public_place = models.ForeignKey(
        "Entity", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    public_quantity_value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True, editable=False)
    public_quantity_about = models.BooleanField(default=False, editable=False)
    public_quantity_unit = models.CharField(max_length=60, blank=True, editable=False)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        indexes = [
            # The orders of the timeline, for editors and for readers, with all that counting(), visible_to() and its
            # filters ask.
            models.Index(
                fields=["-date_latest", "-id", "date_earliest", "status", "score", "public_from", "type", "mode"],
                name="event_newest",
                condition=Q(merged_into__isnull=True),
            ),
            models.Index(
                fields=[
                    "-public_date_latest",
                    "-id",
                    "public_date_earliest",
                    "status",
                    "score",
                    "public_from",
                    "type",
                    "mode",
                ],
                name="event_newest_public",
                condition=Q(merged_into__isnull=True),
            ),
            models.Index(fields=["merged_into"], name="event_joined", condition=Q(merged_into__isnull=False)),
        ]
        constraints = [
            partial_date_constraint("event", "date"),
            partial_date_constraint("event", "public_date"),
            models.CheckConstraint(condition=Q(type__in=EventType.values), name="event_type_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="event_status_known"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="event_score_is_a_share"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="event_not_merged_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.date or ''}".strip()

    def get_absolute_url(self) -> str:
        return reverse("event", args=[self.pk])

    @property
    def kind(self) -> EventKind:
        return event_kind(self.type, self.mode)

    def as_told(self, user: Any) -> Circumstances:
        """When, where and how much, as far as *user* may know: readers learn nothing that stands in a draft alone."""
        before = "" if getattr(user, "is_editor", False) else "public_"
        return Circumstances(*(getattr(self, f"{before}{name}") for name in Circumstances._fields))

    @property
    def label(self) -> str:
        """What happened, in a word of the page's language: Besuch, Waffenlieferung."""
        return self.kind.label(get_language() or "de")

    @property
    def quantity(self) -> Quantity | None:
        return quantity_of(self)

    @property
    def survivor(self) -> Event:
        """The event that stands for this one now: itself, or what it was joined to, however often."""
        event, seen = self, {self.pk}
        while event.merged_into is not None and event.merged_into.pk not in seen:
            event = event.merged_into
            seen.add(event.pk)
        return event

    @property
    def counts(self) -> bool:
        if self.merged_into_id is not None or self.status == Status.REJECTED:
            return False
        return self.status == Status.CONFIRMED or self.score >= settings.EVENT_THRESHOLD


# What readers know of an event apart from its kind, column by column.
_DATE = ("date", "date_earliest", "date_latest", "date_phrase")
_QUANTITY = ("quantity_value", "quantity_about", "quantity_unit")
_COLUMNS = (*_DATE, "date_inferred", "place", *_QUANTITY)


def _hide_secrets(events: Sequence[Event]) -> None:
    by_event: dict[int, list[Report]] = defaultdict(list)
    for report in Report.objects.filter(event__in=events).order_by("article_id", "start", "pk").defer("quote"):
        by_event[report.event_id].append(report)
    for event in events:
        hide_secrets(event, by_event[event.pk])
    Event.objects.bulk_update(events, [f"public_{name}" for name in _COLUMNS], batch_size=50)


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports ..."""

    def visible_to(self, user: Any) -> ReportQuerySet:
        """Reports nobody has rejected, in articles *user* may know of."""
        kept = self.exclude(status=Status.REJECTED)
        if getattr(user, "is_editor", False):
            return kept.filter(article__trashed_at__isnull=True)
        return kept.filter(public_from__lte=Now())


class Report(models.Model):
    """One article's sentence that says the event happened, on whose word, and what this article says of it."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="reports")
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="reports")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.TextField()
    trigger_start = models.PositiveIntegerField()
    trigger_end = models.PositiveIntegerField()
    claimed_by = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    modality = models.CharField(max_length=10, choices=Modality.choices, default=Modality.REPORTED)
    # As this article has them; where two articles disagree, the event's page shows both.
    date = PartialDateField()
    place = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    quantity_value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    quantity_about = models.BooleanField(default=False)
    quantity_unit = models.CharField(max_length=60, blank=True)
    # The event is decided on as one; a report alone is rejected where it tells of something else.
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    # `events` for extraction, else `editor`.
    method = models.CharField(max_length=30, default="editor")
    # Since when readers may see the article; null while they may not. Kept by ArticleQuerySet.count_change().
    public_from = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "article", "start", "end"], name="report_once_per_sentence"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="report_span_ordered"),
            models.CheckConstraint(
                condition=Q(
                    trigger_start__lt=F("trigger_end"), trigger_start__gte=F("start"), trigger_end__lte=F("end")
                ),
                name="report_trigger_inside_sentence",
            ),
            partial_date_constraint("report", "date"),
            models.CheckConstraint(condition=Q(modality__in=Modality.values), name="report_modality_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="report_status_known"),
        ]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def quantity(self) -> Quantity | None:
        return quantity_of(self)


class ParticipationQuerySet(models.QuerySet["Participation"]):
    """Participations ..."""

    def visible_to(self, user: Any) -> ParticipationQuerySet:
        """Participations nobody has rejected, said by a report *user* may know of or by an editor."""
        kept = self.exclude(status=Status.REJECTED)
        if getattr(user, "is_editor", False):
            return kept
        return kept.filter(Q(report__isnull=True) | Q(report__public_from__lte=Now()))


class Participation(models.Model):
    """An entity took part in an event in a role; *wording* is how the text calls it, known entity or not.

    *report* is the one that says so; it is empty where an editor said so of the event as a whole.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participations")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.CASCADE, related_name="participations")
    entity = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="participations")
    mention = models.ForeignKey(
        "Mention", null=True, blank=True, on_delete=models.SET_NULL, related_name="participations"
    )
    role = models.CharField(max_length=10, choices=ParticipantRole.choices)
    wording = models.CharField(max_length=300)
    # The country the participant acts for; of a country, itself.
    country = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="acted_for")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["entity", "event", "status", "report"], name="participation_of_entity"),
            models.Index(fields=["country", "event", "status", "report"], name="participation_of_country"),
        ]
        constraints = [
            # Two, because rows without a country are all different to a database.
            models.UniqueConstraint(
                fields=["report", "role", "wording", "country"], name="participation_once_per_role"
            ),
            models.UniqueConstraint(
                fields=["report", "role", "wording"],
                condition=Q(country__isnull=True),
                name="participation_of_nobody_once",
            ),
            models.CheckConstraint(condition=Q(role__in=ParticipantRole.values), name="participation_role_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="participation_status_known"),
            models.CheckConstraint(condition=~Q(wording=""), name="participation_worded"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.wording}"
