"""The article: one stored text, its parts, where it came from, and who may read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Now
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.fields import PartialDateField, partial_date_constraint
from articles.models.status import FullText, Publication, Status, text_is_open
from articles.text.dates import PartialDate
from articles.text.languages import UNDETERMINED
from articles.text.names import address_word

if TYPE_CHECKING:
    from datetime import date, datetime

    from articles.models.account import User
    from articles.models.source import Author, Subject


class DateBasis(models.TextChoices):
    """What the publication date rests on."""

    STATED = "stated", _("stated in the text")
    INFERRED = "inferred", _("inferred from the text")
    EDITOR = "editor", _("set by an editor")


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles ..."""

    def visible_to(self, user: User | Any) -> ArticleQuerySet:
        """Articles *user* may know of: the one rule every page, count, feed and export goes through.

        What lies in the trash is found by nobody, whoever asks; the trash has a page of its own.
        """
        if getattr(user, "is_editor", False):
            return self.kept()
        over = Q(status=Publication.PUBLISHED) | Q(embargo_until__lte=Now())
        return self.kept().filter(over, status__in=(Publication.PUBLISHED, Publication.EMBARGOED))

    def kept(self) -> ArticleQuerySet:
        """Articles that do not lie in the trash."""
        return self.filter(trashed_at__isnull=True)

    def with_tombstone(self) -> ArticleQuerySet:
        """Articles that were once public and have been withdrawn: readers may learn that, and nothing else."""
        return self.kept().filter(status=Publication.WITHDRAWN, first_published_at__isnull=False)

    def waiting(self) -> ArticleQuerySet:
        """Articles whose review nobody has finished yet."""
        return self.filter(_WAITING)

    def in_trash(self) -> ArticleQuerySet:
        return self.filter(trashed_at__isnull=False)

    def count_change(self) -> set[int]:
        """Give each of them a new version, and take anew what follows from the rest.

        That is how many of their proposals nobody has decided, and since when readers know of the events they report.
        Must run in the transaction of the change. Answers other articles that the index has to learn of as well.
        """
        # These take their kinds from this room's entities, which begin with this file.
        from articles.models.event import Event, Report
        from articles.models.mention import Mention

        open_ones = Mention.objects.filter(article=OuterRef("pk"), status=Status.PROPOSED).order_by().values("article")
        undecided = Coalesce(Subquery(open_ones.annotate(count=Count("pk")).values("count")), 0)
        self.update(version=F("version") + 1, undecided=undecided)
        reports = Report.objects.filter(article__in=self.values("pk"))
        if events := set(reports.order_by().values_list("event", flat=True)):
            own = Article.objects.filter(pk=OuterRef("article"))
            reports.update(public_from=Subquery(own.values(since=_public_from())))
            # What one article alone told readers of an event, they are no longer shown of it beside the others either.
            others = Article.objects.filter(pk__in=Event.objects.filter(pk__in=events).settle_visibility())
            others = others.exclude(pk__in=self.values("pk"))
            others.update(version=F("version") + 1)
            return set(others.values_list("pk", flat=True))
        return set()

    def published_in(self, period: PartialDate) -> ArticleQuerySet:
        return self.filter(published__overlaps=period)

    def newest_first(self) -> ArticleQuerySet:
        return self.order_by(F("published_latest").desc(nulls_last=True), "-pk")

    def oldest_first(self) -> ArticleQuerySet:
        return self.order_by(F("published_latest").asc(nulls_last=True), "pk")

    def for_lists(self) -> ArticleQuerySet:
        """Without the full text and what only the article's own page shows: twenty rows are half as fast to read."""
        return self.select_related("source").defer(*_ONLY_ON_ITS_PAGE)


_WAITING = Q(reviewed_at__isnull=True, trashed_at__isnull=True)


def _public_from() -> Case:
    """Since when readers see an article, as a column: the rule of visible_to()."""
    return Case(
        When(trashed_at__isnull=False, then=None),
        When(status=Publication.PUBLISHED, then=F("first_published_at")),
        When(status=Publication.EMBARGOED, then=F("embargo_until")),
        default=None,
    )


_ONLY_ON_ITS_PAGE = (
    "text", "parts", "subheadline", "byline", "dateline", "credit_line", "keywords", "edition", "page", "accessed_on",
    "rights", "withdrawn_reason", "full_text", "original", "text_sha256", "added_by", "version", "extracted_with",
    "source__url", "source__language", "source__country", "source__rights",
    "revision", "assigned_to", "postponed_at", "reviewed_at",
)  # fmt: skip


class Article(models.Model):
    """A text as stored after cleaning, with its parts as pieces of it.

    `text` holds everything, headline and credit line included; `parts` says which characters are what, as
    [kind, start, end] in the order of the text. Mentions, evidence and sentences are spans of `text`.
    """

    accession = models.CharField(max_length=16, unique=True, editable=False)
    text = models.TextField()
    parts = models.JSONField(default=list)
    headline = models.CharField(max_length=500)
    subheadline = models.CharField(max_length=500, blank=True)
    byline = models.CharField(max_length=300, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    credit_line = models.CharField(max_length=500, blank=True)
    lead = models.TextField(blank=True)
    word_count = models.PositiveIntegerField(default=0)

    source = models.ForeignKey("Source", null=True, blank=True, on_delete=models.PROTECT, related_name="articles")
    authors: models.ManyToManyField[Author, Author] = models.ManyToManyField(
        "Author", blank=True, related_name="articles"
    )
    subjects: models.ManyToManyField[Subject, Subject] = models.ManyToManyField(
        "Subject", blank=True, related_name="articles"
    )
    collection = models.ForeignKey(
        "Collection", null=True, blank=True, on_delete=models.SET_NULL, related_name="articles"
    )
    keywords = models.JSONField(default=list, blank=True)
    edition = models.CharField(max_length=100, blank=True)
    page = models.CharField(max_length=20, blank=True)
    canonical_url = models.URLField(max_length=1000, blank=True)
    accessed_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=8, default=UNDETERMINED)
    machine_translated = models.BooleanField(default=False)
    rights = models.TextField(blank=True)

    published = PartialDateField()
    if TYPE_CHECKING:  # the columns that PartialDateField adds
        published_earliest: date | None
        published_latest: date | None
        published_phrase: str
    published_basis = models.CharField(max_length=10, choices=DateBasis.choices, blank=True)

    status = models.CharField(max_length=10, choices=Publication.choices, default=Publication.DRAFT)
    embargo_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)
    full_text = models.CharField(max_length=10, choices=FullText.choices, default=FullText.INHERIT)

    original = models.OneToOneField("Original", null=True, blank=True, on_delete=models.PROTECT, related_name="article")
    # Of the cleaned text, so that one text in two wrappings (a byte order mark, a JSON line) can be told to an editor.
    text_sha256 = models.CharField(max_length=64, db_index=True)
    # One of the texts that `make demo` brings: marked wherever it is shown, and taken away again with the others.
    is_sample = models.BooleanField(default=False)
    added_by = models.ForeignKey("User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    # Counts every change that the index has to learn of.
    version = models.PositiveIntegerField(default=1)
    # Which text this is: a change of text gives a number no text of this article had before, undoing it goes back to
    # the one before. Positions in decisions count in the text of the revision they name.
    revision = models.PositiveIntegerField(default=1)
    extracted_with = models.CharField(max_length=40, blank=True)

    # The way through the inbox. `undecided` is kept by count_change().
    # Without an index of its own: SQLite would take it to find what is nobody's, nearly everything, and then sort that.
    assigned_to = models.ForeignKey(
        "User", null=True, blank=True, on_delete=models.SET_NULL, related_name="assigned", db_index=False
    )
    postponed_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    undecided = models.PositiveIntegerField(default=0)
    trashed_at = models.DateTimeField(null=True, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        indexes = [
            # None on the status: with nearly every article published it finds nothing faster, and it lures SQLite away
            # from the primary key when twenty articles of a page are checked for visibility (2.9 ms instead of 0.2 at
            # 20,000 articles, November 2026).
            models.Index(fields=["embargo_until"], name="article_embargo", condition=Q(embargo_until__isnull=False)),
            models.Index(fields=["-created_at"], name="article_added"),
            # The orders of the inbox. Status and postponement stand in them: looking for what fits reads no rows.
            models.Index(
                fields=["created_at", "id", "status", "postponed_at"],
                name="article_waiting",
                condition=_WAITING,
            ),
            models.Index(
                fields=["assigned_to", "created_at", "id", "status", "postponed_at"],
                name="article_waiting_for",
                condition=_WAITING,
            ),
            models.Index(
                fields=["-undecided", "created_at", "id", "status", "postponed_at"],
                name="article_most_undecided",
                condition=_WAITING,
            ),
            models.Index(fields=["trashed_at"], name="article_trashed", condition=Q(trashed_at__isnull=False)),
        ]
        constraints = [
            partial_date_constraint("article", "published"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(headline=""), name="article_says_something"),
            models.CheckConstraint(condition=Q(status__in=Publication.values), name="article_status_known"),
            models.CheckConstraint(condition=Q(full_text__in=FullText.values), name="article_full_text_known"),
            models.CheckConstraint(
                condition=Q(published="", published_basis="")
                | (~Q(published="") & Q(published_basis__in=DateBasis.values)),
                name="article_date_has_basis",
            ),
            models.CheckConstraint(
                condition=~Q(status=Publication.EMBARGOED) | Q(embargo_until__isnull=False),
                name="article_embargo_has_end",
            ),
            models.CheckConstraint(
                condition=~Q(status=Publication.PUBLISHED) | Q(first_published_at__isnull=False),
                name="article_published_has_moment",
            ),
            models.CheckConstraint(condition=Q(version__gte=1, revision__gte=1), name="article_version_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.accession} {self.headline}"

    @property
    def slug(self) -> str:
        return article_slug(self.headline)

    @property
    def known_language(self) -> str:
        """The language, for a lang attribute or a citation; empty where nobody knows it."""
        return "" if self.language == UNDETERMINED else self.language

    @property
    def public_since(self) -> datetime | None:
        """Since when readers have seen it, or had; the end of an embargo counts although nobody wrote it down then."""
        if self.first_published_at is None and self.status == Publication.EMBARGOED and self.embargo_until:
            return self.embargo_until if self.embargo_until <= timezone.now() else None
        return self.first_published_at

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk, self.slug])

    def full_text_is_open_to(self, user: User | Any) -> bool:
        """Whether *user* reads the text or only headline and snippet. The article itself must be visible already."""
        return text_is_open(self.full_text, self.source.full_text if self.source else None, user)


# The pages about an article stand where its headline stands in its own address: "/articles/7/history/".
_PAGES_ABOUT = frozenset({"edit", "history", "status", "delete", "keep"})


def article_slug(headline: str) -> str:
    """The words of an article's address. Of a headline without a letter of the Latin alphabet nothing is left."""
    words = address_word(headline) or "article"
    return f"{words}-article" if words in _PAGES_ABOUT else words


class AccessionCounter(models.Model):
    """The last serial given in a year. Its row lock keeps two workers from giving the same accession number."""

    year = models.PositiveIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

    @classmethod
    def take(cls, year: int, count: int = 1) -> list[str]:
        """The next *count* accession numbers of *year*. Must run inside the transaction that stores the articles."""
        cls.objects.get_or_create(year=year)
        counter = cls.objects.select_for_update().get(year=year)
        first = counter.last + 1
        counter.last += count
        counter.save(update_fields=["last"])
        return [f"{year}-{serial:06d}" for serial in range(first, first + count)]
