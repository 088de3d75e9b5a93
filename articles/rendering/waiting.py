"""Rows of the inbox: an article, what is still open in it, and the names a machine could not make out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime, now

from articles.models import Article, Mention, Status

NAMES_A_ROW = 4
_LONGEST_NAME = 40
_SHOWN = (
    "headline", "language", "machine_translated", "is_sample", "published", "status", "embargo_until", "created_at",
    "undecided", "postponed_at", "extracted_with", "source__name", "assigned_to__username", "assigned_to__first_name",
    "assigned_to__last_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WaitingRow:
    article: Article
    open: int
    safe: int
    doubtful: tuple[str, ...]
    """The first names that nobody can be sure of, each once, in the order of the text."""
    more_doubtful: int

    @property
    def since(self) -> str:
        """The day it came in, or the hour if that is today."""
        return day_or_hour(self.article.created_at)

    @property
    def assignee(self) -> str:
        person = self.article.assigned_to
        return (person.get_full_name() or person.get_username()) if person else ""

    @property
    def is_being_read(self) -> bool:
        return not self.article.extracted_with


def waiting_rows(ids: Iterable[int], *, is_safe: Callable[[Mention], bool]) -> list[WaitingRow]:
    """The articles of *ids*, in that order. Two queries; *is_safe* is asked of each open proposal."""
    ids = list(ids)
    articles = Article.objects.select_related("source", "assigned_to").only(*_SHOWN).in_bulk(ids)
    proposals: dict[int, list[Mention]] = defaultdict(list)
    for mention in Mention.objects.filter(article__in=ids, status=Status.PROPOSED).order_by("article", "start"):
        proposals[mention.article_id].append(mention)
    return [_row(articles[pk], proposals[pk], is_safe) for pk in ids if pk in articles]


def day_or_hour(moment: datetime) -> str:
    then = localtime(moment)
    return date_format(then, "TIME_FORMAT" if then.date() == localtime(now()).date() else "DATE_FORMAT")


def _row(article: Article, proposals: list[Mention], is_safe: Callable[[Mention], bool]) -> WaitingRow:
    safe = {mention.pk for mention in proposals if is_safe(mention)}
    doubtful = tuple(dict.fromkeys(mention.quote[:_LONGEST_NAME] for mention in proposals if mention.pk not in safe))
    shown = doubtful[:NAMES_A_ROW]
    return WaitingRow(article, len(proposals), len(safe), shown, len(doubtful) - len(shown))
