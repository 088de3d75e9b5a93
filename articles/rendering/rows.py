"""Rows of a register: what a list shows of each article, read in two or three queries however long it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import now

from articles.models import Article, DateBasis, EntityKind, Mention, Publication, entity_url
from articles.models.prepared import Prepared
from articles.rendering.dates import When, when
from articles.rendering.kinds import css_kind
from articles.rendering.listed import ListedArticle
from articles.rendering.named import NamedEntity, standing_entities
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
    article: ListedArticle
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
        return "" if public else str(Publication(article.status).label)


def rows_for(
    articles: Iterable[Article | ListedArticle],
    *,
    snippets: Mapping[int, Snippet] | None = None,
    hit_entities: Collection[int] = (),
    urls: Mapping[int, str] | None = None,
) -> list[Row]:
    """*articles* as rows, in their order. *hit_entities* are the ids searched for: they are shown and set bold.

    A constant number of queries. Give articles from `.for_lists()`, or each of them reads its source.
    """
    shown = [one if isinstance(one, ListedArticle) else ListedArticle.of(one) for one in articles]
    named = entities_of([article.pk for article in shown], hit_entities)
    snippets, urls = snippets or {}, urls or {}
    return [
        Row(
            article=article,
            when=when(article.published, inferred=article.published_basis == DateBasis.INFERRED),
            snippet=snippet_html(snippets[article.pk]) if article.pk in snippets else escape(opening(article.lead)),
            entities=named.get(article.pk, ()),
            rank_url=urls.get(article.pk) or article.get_absolute_url(),
        )
        for article in shown
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


def entities_of(article_ids: Collection[int], hit_entities: Collection[int] = ()) -> dict[int, tuple[RowEntity, ...]]:
    """Per article the entities it names most, countries first. Two queries, and two more where some were merged."""
    counted = _mentioned(article_ids)
    named = standing_entities({entity for _, entity, _ in counted})
    counts: dict[int, list[tuple[NamedEntity, int]]] = defaultdict(list)
    for article, entity, count in counted:
        # Between the two questions an editor can have taken back that there is such an entity.
        if entity in named:
            counts[article].append((named[entity], count))
    hits = set(hit_entities)
    return {article: _chosen(pairs, hits) for article, pairs in counts.items()}


_mentioned = Prepared(
    lambda ids: (
        Mention.objects.counting()
        .filter(article__in=ids)
        .order_by()
        .values_list("article_id", "entity_id")
        .annotate(count=Count("pk"))
    )
)


def _chosen(pairs: list[tuple[NamedEntity, int]], hits: set[int]) -> tuple[RowEntity, ...]:
    ranked = sorted(pairs, key=lambda pair: (pair[0].id not in hits, _KIND_ORDER[pair[0].kind], -pair[1], pair[0].name))
    countries = [pair for pair in ranked if pair[0].kind == EntityKind.COUNTRY]
    others = [pair for pair in ranked if pair[0].kind != EntityKind.COUNTRY]
    room = max(COUNTRIES_A_ROW, ENTITIES_A_ROW - len(others), sum(pair[0].id in hits for pair in countries))
    chosen = {entity.id: entity for entity, _ in (countries[:room] + others)[:ENTITIES_A_ROW]}
    return tuple(
        RowEntity(
            entity.kind,
            entity.name,
            entity_url(entity.kind, entity.slug),
            entity.id in hits,
        )
        for entity in chosen.values()
    )
