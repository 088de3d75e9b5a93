"""From values as typed to what they stand for: slugs, or names in any spelling and language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from babel import Locale
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language

from articles.filters.selection import Choice, Group
from articles.models import Article, Author, Collection, Entity, Publication, Source, Subject
from articles.models.prepared import Prepared
from articles.rendering.languages import language_name
from articles.search.criteria import ENTITY_COLUMNS
from articles.search.resolve import entities_named
from articles.text.event_kinds import event_kind_named, event_kind_of_key

# "Kim" is many people: any of them is meant, but nobody means more than these.
_MOST_NAMESAKES = 12

Found = dict[tuple[str, str], Group]


def look_up(typed: Mapping[str, Iterable[str]], user: Any) -> Found:
    """Choices for each (column, text); a text may stand for several namesakes, and an unknown one has no id.

    The number of queries depends on the filters used, not on the number of values. What occurs in no article *user* may
    see is as unknown as what does not exist.
    """
    texts = {column: sorted(set(values)) for column, values in typed.items() if values}
    found: Found = {}
    found |= _entities({column: texts[column] for column in ENTITY_COLUMNS if column in texts}, user)
    found |= {("event", text): _event(text) for text in texts.get("event", ())}
    found |= {("lang", text): _language(text) for text in texts.get("lang", ())}
    found |= {("status", text): _status(text) for text in texts.get("status", ())}
    if "source" in texts:
        found |= _rows("source", texts["source"], Source.objects.all(), user, slug="slug")
    if "author" in texts:
        found |= _rows("author", texts["author"], Author.objects.all(), user, slug="name")
    if "subject" in texts:
        found |= _rows("subject", texts["subject"], Subject.objects.all(), user, slug="slug")
    if "collection" in texts:
        found |= _rows("collection", texts["collection"], Collection.objects.all(), user, slug="slug")
    for column, values in texts.items():
        for text in values:
            found.setdefault((column, text), (Choice(slug=text, label=text),))
    return found


def choice_of(entity: Entity) -> Choice:
    return Choice(slug=entity.slug, label=entity.name, id=entity.pk, key=entity.key)


def event_choice(key: str) -> Choice | None:
    """The kind of event that an index calls *key*; no kind where the table of kinds has changed since."""
    kind = event_kind_of_key(key)
    return Choice(kind.slug, capfirst(kind.label(get_language() or "de")), kind.key) if kind else None


def name_field() -> str:
    """The column that holds what Entity.name is in the language of the page."""
    return Entity.name_column()


def _entities(texts: Mapping[str, list[str]], user: Any) -> Found:
    named = _by_slug(texts)
    for kind, values in texts.items():
        if others := [text for text in values if (kind, text) not in named]:
            named |= {(kind, text): some for text, some in entities_named(others, kind).items()}
    # What came with the starter data is no secret; only the others have to be asked about.
    doubtful = {entity.pk for some in named.values() for entity in some if not entity.is_no_secret}
    known = set(Entity.objects.known_to(user).filter(pk__in=doubtful).values_list("pk", flat=True)) if doubtful else ()
    found: Found = {}
    for pair, entities in named.items():
        choices = (choice_of(one) for one in entities if one.pk in known or one.pk not in doubtful)
        if some := tuple(dict.fromkeys(choices)):
            found[pair] = some[:_MOST_NAMESAKES]
    return found


def _by_slug(texts: Mapping[str, list[str]]) -> dict[tuple[str, str], tuple[Entity, ...]]:
    """What the archive's own links say, in one query a kind; names are for what people type."""
    named = [Entity.from_db("default", _READ, row) for kind, values in texts.items() for row in _of_kind(kind)(values)]
    found: dict[tuple[str, str], tuple[Entity, ...]] = {(one.kind, one.slug): (one,) for one in named}
    if merged := [entity.pk for entity in named if entity.merged_into_id]:
        related = Entity.objects.filter(pk__in=merged).select_related("merged_into__merged_into")
        found |= {(entity.kind, entity.slug): (entity.survivor,) for entity in related}
    return found


# In the order of the model, as from_db() takes them.
_READ = ("id", "key", "kind", "slug", "name_de", "name_en", "merged_into_id", "authority_values")


@cache
def _of_kind(kind: str) -> Prepared:
    return Prepared(lambda slugs: Entity.objects.filter(kind=kind, slug__in=slugs).values_list(*_READ), of=str)


def _rows(column: str, texts: list[str], rows: QuerySet[Any], user: Any, *, slug: str) -> Found:
    """Sources, authors, subjects or collections by their slug or their name."""
    visible = Article.objects.visible_to(user)
    relation = {"author": "authors", "subject": "subjects"}.get(column, column)
    known = rows.filter(Q(**{f"{slug}__in": texts}) | Q(name__in=texts)).filter(
        Exists(visible.filter(**{relation: OuterRef("pk")}))
    )
    found: Found = {}
    for row in known:
        choice = Choice(slug=getattr(row, slug), label=row.name, id=row.pk)
        for text in texts:
            if text in (choice.slug, row.name):
                found[column, text] = (choice,)
    return found


def _event(text: str) -> Group:
    kind = event_kind_named(text)
    # Which kinds of events there are is no secret, so no article has to be asked.
    choice = event_choice(kind.key) if kind else None
    return (choice or Choice(slug=text, label=text),)


def _language(text: str) -> Group:
    code = text.lower()
    # Which languages exist is no secret, so no article has to be asked.
    known = code in Locale.parse("en").languages
    return (Choice(slug=code, label=language_name(code), id=code),) if known else (Choice(slug=text, label=text),)


def _status(text: str) -> Group:
    if text not in Publication.values:
        return (Choice(slug=text, label=text),)
    return (Choice(slug=text, label=str(Publication(text).label), id=text),)
