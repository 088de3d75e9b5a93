"""What lists show of an article, read without the rest of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from articles.models import Article
from articles.models.prepared import Prepared
from articles.models.status import FullText, text_is_open
from articles.rendering.addresses import article_url
from articles.text.dates import PartialDate
from articles.text.languages import UNDETERMINED

_COLUMNS = (
    "pk", "headline", "lead", "language", "machine_translated", "is_sample", "published", "published_basis", "status",
    "embargo_until", "source__name",
)  # fmt: skip
_OF_THE_TEXT = ("text", "parts", "full_text", "source__full_text")
# Kind, first and last character of each part.
Parts = list[list[int | str]]


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """*text* and *parts* are there where they were asked for: extracts are cut from them."""

    pk: int
    headline: str
    lead: str
    language: str
    machine_translated: bool
    is_sample: bool
    edtf: str
    published_basis: str
    status: str
    embargo_until: datetime | None
    source_name: str | None
    text: str = ""
    parts: Parts | None = None
    full_text: str = FullText.INHERIT
    source_full_text: str | None = None

    @classmethod
    def of(cls, article: Article) -> ListedArticle:
        return cls(
            article.pk,
            article.headline,
            article.lead,
            article.language,
            article.machine_translated,
            article.is_sample,
            str(article.published or ""),
            article.published_basis,
            article.status,
            article.embargo_until,
            article.source.name if article.source else None,
        )

    @property
    def published(self) -> PartialDate | None:
        return PartialDate(self.edtf) if self.edtf else None

    @property
    def known_language(self) -> str:
        return "" if self.language == UNDETERMINED else self.language

    def is_open_to(self, user: Any) -> bool:
        """Whether *user* reads its text; of articles listed with their text."""
        return text_is_open(self.full_text, self.source_full_text, user)

    def get_absolute_url(self) -> str:
        return article_url(self.pk, self.headline)


def listed(ids: Collection[int], user: Any, *, with_text: bool = False) -> list[ListedArticle]:
    """Those of the articles that *user* may see, in the order of *ids*. One query.

    One that was withdrawn or deleted a moment ago may still be in the index: the database has the last word.
    """
    if getattr(user, "is_editor", False):
        rows = list(_rows(Article.objects.visible_to(user), ids, with_text))
    else:
        # Written once, for the eyes of somebody who has not signed in: nobody may see less.
        rows = (_with_text if with_text else _without_text)(ids)
    found = {row[0]: ListedArticle(*row) for row in rows}
    return [found[one] for one in ids if one in found]


def _rows(articles: QuerySet[Article], ids: Collection[int], with_text: bool) -> QuerySet[Article, tuple[Any, ...]]:
    columns = (*_COLUMNS, *_OF_THE_TEXT) if with_text else _COLUMNS
    return articles.filter(pk__in=ids).order_by().values_list(*columns)


_with_text = Prepared(lambda ids: _rows(Article.objects.visible_to(None), ids, True))
_without_text = Prepared(lambda ids: _rows(Article.objects.visible_to(None), ids, False))
