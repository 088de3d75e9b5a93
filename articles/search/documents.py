"""Articles as the documents an engine holds, in a constant number of queries a chunk."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from math import ceil
from typing import NamedTuple

from django.db.models import Model

from articles.models import (
    Article,
    Entity,
    Event,
    Mention,
    MentionForm,
    Publication,
    Status,
)
from articles.models.prepared import Prepared
from articles.search.backends.base import Document

CHUNK = 200


class _Row(NamedTuple):
    """What an index has to know of an article's own columns."""

    pk: int
    version: int
    headline: str
    lead: str
    text: str
    language: str
    status: str
    embargo_until: datetime | None
    published_earliest: date | None
    published_latest: date | None
    created_at: datetime
    source: int | None
    collection: int | None


# Prepared: after every decision the same is asked of one article, and Django wrote the SQL for 5 of 7 milliseconds.
_ROWS = Prepared(lambda ids: Article.objects.kept().filter(pk__in=ids).order_by("pk").values_list(*_Row._fields))
_COUNTING = Prepared(
    lambda ids: (
        Mention.objects.counting()
        .filter(article__in=ids)
        .order_by()
        .values_list("article_id", "entity_id", "entity__kind", "form", "status")
    )
)
# By the day that readers may know: of their article another one, still a draft, may not give it away.
# From the events and not from the reports: "reports whose event is among those that count" has SQLite list all of those
# first, thousands for one article.
_REPORTED = Prepared(
    lambda ids: (
        Event.objects.counting()
        .filter(reports__article__in=ids, reports__status__in=[Status.PROPOSED, Status.CONFIRMED])
        .order_by()
        .values_list("reports__article_id", "public_date_earliest", "public_date_latest", "type", "mode")
    )
)


def _links(through: type[Model], column: str) -> Prepared:
    return Prepared(
        lambda ids: through._default_manager.filter(article__in=ids).order_by().values_list("article_id", column)
    )


_AUTHORS = _links(Article.authors.through, "author_id")
_SUBJECTS = _links(Article.subjects.through, "subject_id")


@dataclass(slots=True)
class _Tags:
    """What the mentions of one article come to."""

    entities: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    confirmed: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    prominence: Counter[int] = field(default_factory=Counter)
    by_metonym: set[int] = field(default_factory=set)
    otherwise: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Happenings:
    spans: set[tuple[int, int]] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)


def documents_of(article_ids: Iterable[int]) -> Iterator[Document]:
    """The current state of these articles; ids of articles that are gone, or in the trash, give nothing."""
    remaining = iter(article_ids)
    while chunk := list(islice(remaining, CHUNK)):
        yield from _chunk(chunk)


def _chunk(ids: list[int]) -> Iterator[Document]:
    articles = [_Row(*row) for row in _ROWS(ids)]
    survivors = Entity.objects.survivors()
    tags = _tags(ids, survivors)
    happenings = _happenings(ids)
    authors, subjects = _linked(_AUTHORS(ids)), _linked(_SUBJECTS(ids))
    for article in articles:
        found = tags[article.pk]
        entities = {kind: frozenset(some) for kind, some in found.entities.items()}
        yield Document(
            id=article.pk,
            version=article.version,
            headline=article.headline,
            lead=article.lead,
            body=article.text,
            language=article.language,
            status=article.status,
            public=article.status in (Publication.PUBLISHED, Publication.EMBARGOED),
            visible_from=visible_from(article.embargo_until) if article.status == Publication.EMBARGOED else 0,
            published_from=article.published_earliest.toordinal() if article.published_earliest else None,
            published_to=article.published_latest.toordinal() if article.published_latest else None,
            added=int(article.created_at.timestamp()),
            entities=entities,
            confirmed={kind: frozenset(some) for kind, some in found.confirmed.items()},
            prominence=dict(found.prominence),
            metonym_countries=frozenset(found.by_metonym - found.otherwise),
            event_spans=tuple(sorted(happenings[article.pk].spans)),
            event_kinds=frozenset(happenings[article.pk].kinds),
            source=article.source,
            authors=frozenset(authors[article.pk]),
            subjects=frozenset(subjects[article.pk]),
            collection=article.collection,
        )


def visible_from(embargo_until: datetime | None) -> int:
    """The second from which readers may see it; the embargo's fraction of a second counts as a whole one."""
    return ceil(embargo_until.timestamp()) if embargo_until else 0


def _tags(ids: list[int], survivors: dict[int, int]) -> dict[int, _Tags]:
    tags: dict[int, _Tags] = defaultdict(_Tags)
    for article, entity, kind, form, status in _COUNTING(ids):
        one, found = survivors.get(entity, entity), tags[article]
        found.entities[kind].add(one)
        found.prominence[one] += 1
        if status == Status.CONFIRMED:
            found.confirmed[kind].add(one)
        if kind == "country":
            (found.by_metonym if form == MentionForm.METONYM else found.otherwise).add(one)
    return tags


def _happenings(ids: list[int]) -> dict[int, _Happenings]:
    happenings: dict[int, _Happenings] = defaultdict(_Happenings)
    for article, earliest, latest, kind, mode in _REPORTED(ids):
        if earliest and latest:
            happenings[article].spans.add((earliest.toordinal(), latest.toordinal()))
        happenings[article].kinds |= {kind, f"{kind}/{mode}"} if mode else {kind}
    return happenings


def _linked(rows: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    links: dict[int, set[int]] = defaultdict(set)
    for article, one in rows:
        links[article].add(one)
    return links
