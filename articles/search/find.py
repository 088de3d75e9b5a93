"""The front door of search: find articles, suggest entities, make extracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q

from articles.models import Article, Entity, EntityKind, Mention, Name, Status
from articles.search.counted import counted
from articles.search.criteria import Audience, Criteria
from articles.search.documents import documents_of
from articles.search.engines import engine
from articles.search.query import Everything, Query
from articles.search.resolve import NAMING, Recognised, resolve
from articles.search.results import PeriodCount, SearchPage, Snippet
from articles.text.country_names import countries_named
from articles.text.names import name_key

_SUGGESTED = 8
# Names looked at for a prefix, before the index says which of them readers can meet.
_CANDIDATES = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and how the query was understood.

    *query* is the looked-up one: snippets are made with it. *notes* are keys with values the page has sentences for.
    """

    page: SearchPage
    query: Query
    recognised: tuple[Recognised, ...] = ()

    @property
    def notes(self) -> tuple[tuple[str, str], ...]:
        return self.query.notes

    @property
    def explained(self) -> tuple[dict[str, str], ...]:
        return tuple(one.explained() for one in self.recognised)


def find(criteria: Criteria) -> Found:
    """The articles that answer *criteria*. Raises EngineUnavailable: the page then asks the database."""
    resolved = resolve(criteria.query, editor=criteria.audience.editor)
    criteria = replace(criteria, query=resolved.query)
    return Found(counted(criteria), resolved.query, resolved.recognised)


def periods(criteria: Criteria) -> tuple[PeriodCount, ...]:
    """How many of the articles that answer *criteria* are dated to which day, month or other period.

    Raises EngineUnavailable.
    """
    resolved = resolve(criteria.query, editor=criteria.audience.editor)
    return engine().periods(replace(criteria, query=resolved.query))


def snippets(
    found: Found, texts: Mapping[int, str], languages: Mapping[int, str], length: int = 220
) -> dict[int, Snippet]:
    """By article the extract that shows the query best; articles found by their tags alone have none."""
    if not texts or isinstance(found.query.tree, Everything):
        return {}
    return engine().snippets(found.query.tree, texts, languages, length)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity whose name, in some spelling, begins with what was typed; *count* articles are there to be read."""

    entity: Entity
    name: str
    count: int


def suggest(prefix: str, audience: Audience, *, kind: str | None = None, size: int = _SUGGESTED) -> list[Suggestion]:
    """Entities that *prefix* may be the beginning of, most articles first.

    Only entities in an article this audience may see: the names of a secret article are secret too. A constant number
    of queries. Raises EngineUnavailable.
    """
    written = _names_beginning_with(prefix, kind)
    entities = {one.pk: one for one in Entity.objects.standing().filter(pk__in=written)}
    criteria = Criteria(audience=audience)
    counts: dict[int, int] = {}
    for one_kind in {one.kind for one in entities.values()}:
        ids = [pk for pk, one in entities.items() if one.kind == one_kind]
        counts |= engine().counts(one_kind, ids, criteria)
    suggestions = [Suggestion(entities[pk], written[pk], count) for pk, count in counts.items()]
    return sorted(suggestions, key=lambda one: (-one.count, one.entity.key))[:size]


def more_like(article: Article, audience: Audience, size: int = 5) -> tuple[int, ...]:
    """Ids of articles like this one that *audience* may see, the most alike first."""
    documents = list(documents_of([article.pk]))
    return engine().more_like(documents[0], Criteria(audience=audience, size=size)) if documents else ()


def _names_beginning_with(prefix: str, kind: str | None) -> dict[int, str]:
    """Entity -> the name that begins so, of entities the archive has mentions of."""
    key = name_key(prefix)
    if not key:
        return {}
    mentioned = Mention.objects.filter(entity=OuterRef("entity")).exclude(status=Status.REJECTED)
    merged = Q(entity__merged_into__isnull=False)
    # No adjectives or metonyms: whoever types "k" is not offered Germany for the Kanzleramt.
    names = Name.objects.filter(Exists(mentioned) | merged, key__startswith=key, kind__in=NAMING)
    names = names.exclude(status=Status.REJECTED)
    if kind:
        names = names.filter(entity__kind=kind)
    written: dict[int, str] = {}
    related = names.select_related("entity__merged_into__merged_into").order_by("strength", "key", "pk")
    for name in related[: _CANDIDATES * 4]:
        entity = name.entity.survivor
        # Of several spellings that begin so, the one readers of this page know the entity by.
        if entity.pk not in written or name.text == entity.name:
            written[entity.pk] = name.text
        if len(written) >= _CANDIDATES:
            break
    # A country in a language whose names are no rows: Corée du Nord.
    codes = countries_named(prefix) if kind in (None, EntityKind.COUNTRY) else ()
    if codes:
        for country in Entity.objects.filter(key__in=[f"country:{code}" for code in codes]):
            written.setdefault(country.survivor.pk, prefix)
    return written
