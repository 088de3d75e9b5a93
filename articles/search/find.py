"""The front door of search: find articles, suggest entities, make extracts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Article, Entity, EntityKind, Mention, Name, Publication, Status
from articles.search.criteria import Audience, Criteria
from articles.search.documents import documents_of
from articles.search.engines import engine
from articles.search.query import Everything, Query
from articles.search.resolve import NAMING, Recognised, resolve
from articles.search.results import SearchPage, Snippet
from articles.text.country_names import countries_named
from articles.text.names import name_key

_SUGGESTED = 8
# Names looked at for a prefix, before the index says which of them readers can meet.
_CANDIDATES = 60
_CACHED_SECONDS = 3600


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
    page = _start_page(criteria) if _asks_nothing(criteria) else engine().search(criteria)
    return Found(page, resolved.query, resolved.recognised)


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


def _asks_nothing(criteria: Criteria) -> bool:
    """Whether this is the whole archive, whose counts cost most and change least."""
    return criteria == Criteria(
        query=criteria.query,
        sort=criteria.sort,
        page=criteria.page,
        after=criteria.after,
        size=criteria.size,
        facets=criteria.facets,
        facet_size=criteria.facet_size,
        histogram=criteria.histogram,
        audience=criteria.audience,
    ) and isinstance(criteria.query.tree, Everything)


def _start_page(criteria: Criteria) -> SearchPage:
    """The newest hits, with facets and months from the cache as long as neither the index nor an embargo has moved."""
    audience, now = criteria.audience, criteria.audience.now or timezone.now()
    wanted = f"{','.join(sorted(criteria.facets))}.{criteria.facet_size}.{criteria.histogram}"
    key = f"search.start.{engine().generation()}.{'editor' if audience.editor else 'reader'}.{wanted}"
    counted = cache.get(key)
    if counted is None or not counted[0] <= now.timestamp() < counted[1]:
        page = engine().search(criteria)
        cache.set(key, (now.timestamp(), _next_embargo(now), page.facets, page.months), _CACHED_SECONDS)
        return page
    page = engine().search(replace(criteria, facets=(), histogram=False))
    return replace(page, facets=counted[2], months=counted[3])


def _next_embargo(now: datetime) -> float:
    """The moment at which, without anybody writing, more becomes visible."""
    ends = Article.objects.filter(status=Publication.EMBARGOED, embargo_until__gt=now).order_by("embargo_until")
    end = ends.values_list("embargo_until", flat=True).first()
    return end.timestamp() if end else float("inf")
