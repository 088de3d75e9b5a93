"""Which entities to offer for the beginning of a name."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from articles.filters.audience import audience_of
from articles.models import Article, Entity, Mention, Name, Status
from articles.search.backends.base import EngineUnavailable
from articles.search.find import Suggestion, suggest
from articles.text.names import name_key

LEAST_LETTERS = 2
MOST = 10


def suggestions(typed: str, *, user: Any, kind: str = "") -> list[Suggestion]:
    """Entities with an article *user* may see, most articles first; from the database while there is no index."""
    if len(name_key(typed)) < LEAST_LETTERS:
        return []
    audience = audience_of(user)
    try:
        return suggest(typed, audience, kind=kind or None, size=MOST)
    except EngineUnavailable:
        return _from_database(typed, user, kind)


def _from_database(typed: str, user: Any, kind: str) -> list[Suggestion]:
    names = Name.objects.filter(key__startswith=name_key(typed)).exclude(status=Status.REJECTED)
    written = dict(names.order_by("-pk").values_list("entity", "text"))
    seen = Mention.objects.counting().filter(article__in=Article.objects.visible_to(user), entity__in=written)
    counts = dict(seen.order_by().values_list("entity").annotate(Count("article", distinct=True)))
    entities = Entity.objects.standing().filter(Q(kind=kind) if kind else Q(), pk__in=counts)
    found = [Suggestion(entity, written[entity.pk], counts[entity.pk]) for entity in entities]
    return sorted(found, key=lambda one: (-one.count, one.entity.key))[:MOST]
