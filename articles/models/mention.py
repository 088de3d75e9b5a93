"""A span of one article that names an entity, or may."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.entity import EntityKind
from articles.models.status import Status
from articles.text.spans import Span


class MentionForm(models.TextChoices):
    """How the text names it."""

    NAME = "name", _("name")
    ALIAS = "alias", _("alias")
    ADJECTIVE = "adjective", _("adjective")
    DEMONYM = "demonym", _("inhabitants")
    METONYM = "metonym", _("metonym")
    SURNAME = "surname", _("surname")
    TRANSLITERATION = "transliteration", _("transliteration")
    MISSPELLING = "misspelling", _("misspelling")
    DESCRIPTION = "description", _("description")
    COMPOUND = "compound", _("compound")
    CREDIT = "credit", _("credit")


class MentionQuerySet(models.QuerySet["Mention"]):
    """Mentions ..."""

    def counting(self) -> MentionQuerySet:
        """Mentions that count in search, facets and pages: confirmed, or proposed above their kind's threshold."""
        high = Q()
        for threshold in sorted(set(settings.MENTION_THRESHOLDS.values())):
            kinds = [kind for kind, one in settings.MENTION_THRESHOLDS.items() if one == threshold]
            high |= Q(kind__in=kinds, score__gte=threshold)
        return self.filter(Q(status=Status.CONFIRMED) | (Q(status=Status.PROPOSED) & high), entity__isnull=False)


class Mention(models.Model):
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=EntityKind.choices)
    form = models.CharField(max_length=16, choices=MentionForm.choices)
    entity = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.PROTECT, related_name="mentions")
    # Canonical or normalised name: what an unresolved mention is counted and searched under.
    name = models.CharField(max_length=200)
    # [{"entity": key, "score": …, "reason": …}], best first.
    candidates = models.JSONField(default=list, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    score = models.FloatField(default=1.0)
    # What found it (`countries`, `known`, `editor` …) and with which version.
    method = models.CharField(max_length=30)
    version = models.CharField(max_length=40, blank=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "start", "-end"]
        indexes = [
            models.Index(fields=["entity", "status", "article"], name="mention_of_entity"),
            # Who else is spelt so, once an editor has said who it is.
            models.Index(fields=["quote"], name="mention_unresolved", condition=Q(entity__isnull=True)),
            # All that counting() asks of the mentions of an article, so that lists need not read the rows themselves.
            models.Index(fields=["article", "status", "kind", "score", "entity"], name="mention_in_article"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end", "kind"], name="mention_once_per_span"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="mention_span_ordered"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=1), name="mention_score_is_a_share"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="mention_status_known"),
            models.CheckConstraint(condition=Q(kind__in=EntityKind.values), name="mention_kind_known"),
            models.CheckConstraint(condition=Q(form__in=MentionForm.values), name="mention_form_known"),
        ]

    def __str__(self) -> str:
        return f"{self.quote} [{self.start}, {self.end})"

    @property
    def span(self) -> Span:
        return Span(self.start, self.end, self.quote)

    @property
    def counts(self) -> bool:
        if self.entity_id is None or self.status == Status.REJECTED:
            return False
        return self.status == Status.CONFIRMED or self.score >= settings.MENTION_THRESHOLDS[self.kind]


class DateMention(models.Model):
    """A date phrase of one article and what it was read as; unresolved when the text alone does not say."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="date_mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quote = models.CharField(max_length=300)
    edtf = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    method = models.CharField(max_length=30)
    version = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end"], name="date_mention_once_per_span"),
            models.CheckConstraint(condition=Q(start__lt=F("end")), name="date_mention_span_ordered"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="date_mention_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.quote} = {self.edtf or '?'}"


class DisplacedMention(models.Model):
    """A mention somebody had decided on whose words an edit of the text took away: listed until somebody looks."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="displaced_mentions")
    quote = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=EntityKind.choices)
    form = models.CharField(max_length=16, choices=MentionForm.choices)
    entity = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    # What had been decided: confirmed or rejected, or proposed for one an editor marked.
    status = models.CharField(max_length=10, choices=Status.choices)
    # Where in the text that no longer has its words they would stand, and which text that is.
    start = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="displaced_mention_status_known"),
            models.CheckConstraint(condition=Q(kind__in=EntityKind.values), name="displaced_mention_kind_known"),
            models.CheckConstraint(condition=Q(form__in=MentionForm.values), name="displaced_mention_form_known"),
        ]

    def __str__(self) -> str:
        return self.quote
