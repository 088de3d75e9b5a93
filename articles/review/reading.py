"""Which articles to read again after a decision: of changed text, language or date, and those that spell a name so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from articles.models import Article, Entity, Mention, Name, Status
from articles.review.rows import model_and_pk
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import Audience, Criteria, Sort
from articles.search.engines import engine
from articles.search.parser import parse

# A spelling that stands in more articles than this is read anew by `manage.py extract_articles`.
_MOST_ARTICLES = 1000
# Columns that extraction reads: "gestern" is another day once the date of publication is.
_READ_BY = frozenset({"text", "language", "published"})


def articles_to_read_again(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[int]:
    """Ids of articles of which extraction would think otherwise now, from the two sides of a decision.

    For a name those whose text has it, as far as the index knows, and those in which it is a proposal that nobody has
    decided: without an entity, or of the entity whose names changed.
    """
    articles: set[int] = set()
    spellings: set[str] = set()
    entities: set[int] = set()
    for key, new in after.items():
        model, pk = model_and_pk(key)
        old = before[key]
        if model is Article and _READ_BY.intersection(new or ()):
            articles.add(pk)
        elif model is Entity and (new is None or old is None):
            entities.add(pk)
        elif model is Name:
            # A decision that changes a name's standing does not carry its text.
            sides = [side for side in (old, new) if side]
            sides += Name.objects.filter(pk=pk).values("text", "entity_id")
            spellings |= {side["text"] for side in sides if "text" in side}
            entities |= {side["entity_id"] for side in sides if "entity_id" in side}
    if spellings:
        articles |= _proposed_in(spellings, entities) | _written_in(spellings)
    return sorted(articles)


def _proposed_in(spellings: set[str], entities: set[int]) -> set[int]:
    spelt_so = Mention.objects.filter(status=Status.PROPOSED, quote__in=spellings).order_by("-article")
    found: set[int] = set()
    # One by one: each has an index of its own, both together would be looked for among all mentions.
    for some in (Q(entity__isnull=True), Q(entity__in=entities)):
        found |= set(spelt_so.filter(some).values_list("article", flat=True).distinct()[:_MOST_ARTICLES])
    return found


def _written_in(spellings: set[str]) -> set[int]:
    found: set[int] = set()
    for spelling in sorted(spellings):
        words = spelling.replace('"', " ")
        # One word is found in its inflections too: "Lawros".
        query = parse(f'"{words}"' if " " in words else words)
        criteria = Criteria(
            query=query,
            sort=Sort.NEWEST,
            size=_MOST_ARTICLES,
            facets=(),
            histogram=False,
            audience=Audience(editor=True),
        )
        try:
            found |= {hit.id for hit in engine().search(criteria).hits}
        except EngineUnavailable:
            break
    return found
