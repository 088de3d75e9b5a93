"""Rows of a register: what a list shows of each article, read in two or three queries however long it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Count
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now

from articles.models import Article, DateBasis, Entity, EntityKind, Mention, Publication, entity_url
from articles.rendering.dates import When, when
from articles.rendering.kinds import css_kind
from articles.rendering.row_html import row_html
from articles.search.results import Snippet

ENTITIES_A_ROW = 5
# So many countries at most while anything else is named too: a summit's ten countries must not hide its people.
COUNTRIES_A_ROW = 3
LEAD_LENGTH = 220

_KIND_ORDER = {kind: position for position, kind in enumerate(EntityKind.values)}


@dataclass(frozen=True, slots=True)
class RowEntity:
    kind: str
    name: str
    url: str
    is_hit: bool

    @property
    def css(self) -> str:
        return css_kind(self.kind)


@dataclass(frozen=True, slots=True)
class Row:
    article: Article
    when: When
    snippet: SafeString
    entities: tuple[RowEntity, ...]
    # Where the headline leads: the article, with the way back to the search when there was one.
    rank_url: str

    @property
    def html(self) -> SafeString:
        return row_html(self)

    @property
    def language(self) -> str:
        return self.article.known_language

    @property
    def standing(self) -> str:
        """The status in words where it is not simply public; only editors ever meet such rows."""
        article = self.article
        over = article.embargo_until is not None and article.embargo_until <= now()
        public = article.status == Publication.PUBLISHED or (article.status == Publication.EMBARGOED and over)
        return "" if public else str(article.get_status_display())


def rows_for(
    articles: Iterable[Article],
    *,
    snippets: Mapping[int, Snippet] | None = None,
    hit_entities: Collection[int] = (),
    urls: Mapping[int, str] | None = None,
    on_search_page: bool = False,
) -> list[Row]:
    """*articles* as rows, in their order. *hit_entities* are the ids searched for: they are shown and set bold.

    A constant number of queries. Give articles from `.for_lists()`, or each of them reads its source.
    """
    articles = list(articles)
    named = entities_of([article.pk for article in articles], hit_entities, on_search_page)
    snippets, urls = snippets or {}, urls or {}
    return [
        Row(
            article=article,
            when=when(article.published, inferred=article.published_basis == DateBasis.INFERRED),
            snippet=snippet_html(snippets[article.pk]) if article.pk in snippets else escape(opening(article.lead)),
            entities=named.get(article.pk, ()),
            rank_url=urls.get(article.pk) or article.get_absolute_url(),
        )
        for article in articles
    ]


def snippet_html(snippet: Snippet) -> SafeString:
    """The pieces with hits marked; every piece is escaped here, whatever engine it came from."""
    return mark_safe(  # noqa: S308  every piece is escaped above the join
        "".join(f"<mark>{escape(text)}</mark>" if is_hit else escape(text) for text, is_hit in snippet.pieces)
    )


def opening(text: str, length: int = LEAD_LENGTH) -> str:
    """The beginning of *text*, cut between words."""
    if len(text) <= length:
        return text
    cut = text[:length]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip(" ,;:–-") + " …"


def entities_of(
    article_ids: Collection[int], hit_entities: Collection[int] = (), on_search_page: bool = False
) -> dict[int, tuple[RowEntity, ...]]:
    """Per article the entities it names most, countries first. One query, and two more where entities were merged."""
    counting = Mention.objects.counting().filter(article_id__in=article_ids).order_by()
    columns = ("article_id", *(f"entity__{column}" for column in _standing_columns()), "entity__merged_into")
    counts: dict[int, list[tuple[_Standing, int]]] = defaultdict(list)
    merged = []
    for article_id, *entity, merged_into, count in counting.values_list(*columns).annotate(count=Count("pk")):
        if merged_into is None:
            counts[article_id].append((_Standing(*entity), count))
        else:
            merged.append((article_id, entity[0], count))
    if merged:
        survivors = Entity.objects.survivors()
        rows = Entity.objects.filter(pk__in={survivors[key] for _, key, _ in merged}).values_list(*_standing_columns())
        standing = {row[0]: _Standing(*row) for row in rows}
        for article_id, key, count in merged:
            counts[article_id].append((standing[survivors[key]], count))
    hits = set(hit_entities)
    return {article_id: _chosen(pairs, hits, on_search_page) for article_id, pairs in counts.items()}


class _Standing(NamedTuple):
    """What a row needs of an entity; a page names a hundred, and as model instances they took a sixth of its time."""

    id: int
    kind: str
    slug: str
    name: str


def _standing_columns() -> tuple[str, ...]:
    return "pk", "kind", "slug", Entity.name_column()


def _chosen(pairs: list[tuple[_Standing, int]], hits: set[int], on_search_page: bool) -> tuple[RowEntity, ...]:
    ranked = sorted(pairs, key=lambda pair: (pair[0].id not in hits, _KIND_ORDER[pair[0].kind], -pair[1], pair[0].name))
    countries = [pair for pair in ranked if pair[0].kind == EntityKind.COUNTRY]
    others = [pair for pair in ranked if pair[0].kind != EntityKind.COUNTRY]
    room = max(COUNTRIES_A_ROW, ENTITIES_A_ROW - len(others), sum(pair[0].id in hits for pair in countries))
    chosen = {entity.id: entity for entity, _ in (countries[:room] + others)[:ENTITIES_A_ROW]}
    return tuple(
        RowEntity(
            entity.kind,
            entity.name,
            entity_url(entity.kind, entity.slug, from_search=on_search_page),
            entity.id in hits,
        )
        for entity in chosen.values()
    )
