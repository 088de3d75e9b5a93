"""Which articles to read again after a decision: of changed text, language or date, and those that spell a name so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from articles.models import Article, Entity, Mention, Name, Status
from articles.review.rows import model_and_pk

# A spelling that stands in more articles than this is read anew by `manage.py extract_articles`.
_MOST_ARTICLES = 1000
# Columns that extraction reads: "gestern" is another day once the date of publication is.
_READ_BY = frozenset({"text", "language", "published"})


def articles_to_read_again(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[int]:
    """Ids of articles of which extraction would think otherwise now, from the two sides of a decision.

    Spellings are looked for among proposals nobody has decided: those without an entity, and those of the entities
    whose names changed.
    """
    rewritten: set[int] = set()
    spellings: set[str] = set()
    entities: set[int] = set()
    for key, new in after.items():
        model, pk = model_and_pk(key)
        old = before[key]
        if model is Article and _READ_BY.intersection(new or ()):
            rewritten.add(pk)
        elif model is Entity and (new is None or old is None):
            entities.add(pk)
        elif model is Name:
            # A decision that changes a name's standing does not carry its text.
            sides = [side for side in (old, new) if side]
            sides += Name.objects.filter(pk=pk).values("text", "entity_id")
            spellings |= {side["text"] for side in sides if "text" in side}
            entities |= {side["entity_id"] for side in sides if "entity_id" in side}
    open_ones = Mention.objects.filter(status=Status.PROPOSED)
    spelt_so = open_ones.filter(Q(entity__isnull=True) | Q(entity__in=entities), quote__in=spellings)
    found = spelt_so.order_by("-article").values_list("article", flat=True).distinct()[:_MOST_ARTICLES]
    return sorted({*rewritten, *found}) if spellings else sorted(rewritten)
