"""An answer as plain data: what `/search.json` and `manage.py find --json` print."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from articles.filters.answer import Answer
from articles.filters.facets import labels_of
from articles.models import Article, Entity, Mention


def visible_hits(found: Answer, user: Any) -> list[Article]:
    """The articles of the hits, in order.

    One that was withdrawn or deleted a moment ago may still be in the index: the database has the last word.
    """
    visible = Article.objects.visible_to(user).for_lists().in_bulk(found.ids)
    return [visible[number] for number in found.ids if number in visible]


def plain_answer(found: Answer, articles: list[Article]) -> dict[str, Any]:
    """`total`, `hits`, `facets` and `explained`: the contract fixes these names."""
    scores = {hit.id: round(hit.score, 4) for hit in found.hits}
    return {
        "total": found.total,
        "hits": [
            {
                "id": article.pk,
                "headline": article.headline,
                "url": article.get_absolute_url(),
                "score": scores[article.pk],
                "published": str(article.published) if article.published else None,
            }
            for article in articles
        ],
        "facets": plain_facets(found),
        "explained": [dict(one) for one in found.found.explained] if found.found else [],
    }


def plain_facets(found: Answer) -> dict[str, list[dict[str, Any]]]:
    labels = labels_of(found.facets)
    return {
        column: [
            {"key": choice.key or choice.slug, "name": choice.label, "count": count.count}
            for count in counts
            if (choice := labels.get((column, count.value)))
        ]
        for column, counts in found.facets.items()
    }


def names_by_kind(article_ids: Collection[int]) -> dict[int, dict[str, list[str]]]:
    """Names of everything that counts in each article, by kind and in alphabetical order. Three queries."""
    pairs = set(
        Mention.objects.counting()
        .filter(article__in=article_ids)
        .order_by()
        .values_list("article_id", "entity_id")
        .distinct()
    )
    survivors = Entity.objects.survivors()
    entities = Entity.objects.in_bulk({survivors.get(entity, entity) for _, entity in pairs})
    names: dict[int, dict[str, set[str]]] = {}
    for article, number in pairs:
        entity = entities[survivors.get(number, number)]
        names.setdefault(article, {}).setdefault(entity.kind, set()).add(entity.name)
    return {article: {kind: sorted(some) for kind, some in kinds.items()} for article, kinds in names.items()}
