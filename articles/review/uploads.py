"""Taking back a whole upload: its articles go to the trash, and what has not been stored yet is not stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.models import Article, Batch, BatchFile, Decision, DecisionKind, FileState, User
from articles.models.article import ArticleQuerySet
from articles.review.standing import trash


@dataclass(frozen=True, slots=True)
class Consequences:
    """What taking back an upload would move to the trash, and keep from being stored."""

    articles: int
    # Readers see them now.
    public: int
    decided: int
    waiting: int

    @property
    def any(self) -> bool:
        return bool(self.articles or self.waiting)


def consequences_of_undo(batch: Batch) -> Consequences:
    articles = _articles_of(batch)
    # Publishing at once was part of the upload and no work of anybody's.
    decisions = Decision.objects.filter(article__in=articles).exclude(kind=DecisionKind.PUBLISH)
    return Consequences(
        articles=articles.count(),
        public=articles.visible_to(AnonymousUser()).count(),
        decided=decisions.values("article").distinct().count(),
        waiting=_unsettled(batch).count(),
    )


@transaction.atomic
def undo_batch(batch: Batch, *, by: User) -> Decision | None:
    """Move every article of *batch* to the trash as one decision; None where none of its articles is in the archive.

    That decision can be undone like any other. Files nobody has stored by now never are.
    """
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    # First these: whoever is storing them at this moment comes to an end, or finds them taken and stores nothing.
    with translation.override(held.page_language):
        reason = _("The upload was taken back before it was stored.")
    _unsettled(batch).update(state=FileState.REFUSED, reason=reason)
    articles = list(_articles_of(batch).order_by("pk"))
    return trash(articles, by=by, subject=_subject(batch)) if articles else None


def taken_back(batches: Iterable[Batch]) -> set[int]:
    """Those of *batches* that were, and where that has not been undone since."""
    undone = {_subject(batch): batch.pk for batch in batches if batch.undone_at}
    decisions = Decision.objects.filter(subject__in=undone, kind=DecisionKind.TRASH).order_by("pk")
    # Of several for one batch the last one counts; a batch of which nothing had been stored has none.
    last_is_undone = dict(decisions.values_list("subject", "undone_by"))
    return {pk for subject, pk in undone.items() if last_is_undone.get(subject) is None}


def _subject(batch: Batch) -> str:
    return f"batch:{batch.pk}"


def _articles_of(batch: Batch) -> ArticleQuerySet:
    """What the batch has added to the archive, and not what it found there."""
    return Article.objects.kept().filter(batch_files__batch=batch, batch_files__state=FileState.STORED)


def _unsettled(batch: Batch) -> QuerySet[BatchFile]:
    return batch.files.filter(state__in=[FileState.WAITING, FileState.FAILED])
