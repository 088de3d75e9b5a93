"""What lies in the trash, what was thrown away last first."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from articles.filters.inbox import Place
from articles.models import Article

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class TrashPage:
    articles: list[Article]
    onward: Place | None


def trash_page(after: Place | None) -> TrashPage:
    """One query along the index of the trash."""
    found = Article.objects.in_trash()
    if after:
        found = found.filter(trashed_at__lte=after.moment).filter(Q(trashed_at__lt=after.moment) | Q(pk__lt=after.pk))
    rows = list(found.for_lists().order_by("-trashed_at", "-pk")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    last = shown[-1] if len(rows) > PAGE_SIZE else None
    return TrashPage(shown, Place(0, last.trashed_at, last.pk) if last and last.trashed_at else None)
