"""The pages of people, countries, organisations, places and weapons: the lists, and one page for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.filters.database import in_database
from articles.filters.entities.events import events_of
from articles.filters.entities.figures import (
    MOST_TOGETHER,
    NEWEST_SHOWN,
    TOGETHER_SHOWN,
    EntityFigures,
    articles_naming,
    figures_of,
    months_of,
    named_together,
)
from articles.filters.entities.listing import EntityFilter, without_articles
from articles.models import PAGE_WORDS, PARTY_KINDS, QUERY_KEYS, Article, Entity, EntityKind
from articles.rendering.charts import YEARS_OF_MONTHS, caption, histogram, step_of
from articles.rendering.dates import date_words
from articles.rendering.entities.card import NAMES_SHOWN, card_names
from articles.rendering.entities.facts import facts_of
from articles.rendering.entities.months import months_table
from articles.rendering.entities.rows import entity_rows
from articles.rendering.entities.together import companions_of
from articles.rendering.events.lines import event_lines
from articles.rendering.listed import listed
from articles.rendering.maps.world import borders_caption, country_map
from articles.rendering.rows import Row, rows_for
from articles.search.backends.base import EngineUnavailable
from articles.search.results import FacetCount, MonthCount
from articles.text.dates import PartialDate
from articles.views.exports import article_feed
from articles.views.search import PeriodLink

# In the address, and how many months a bar then covers.
STEPS = {"year": 12, "quarter": 3, "month": 1}
# So many bars are drawn at most: each weighs a hundred bytes of the page.
MOST_BARS = 360
TOGETHER_A_PAGE = 100
# Those an entity is compared with beside its articles; all kinds have a table.
COMPARED = (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANISATION)


@require_safe
def entities(request: HttpRequest, kind: str) -> HttpResponse:
    """Everybody of a kind the articles name, most often first, by letter, or by what was typed."""
    filters = EntityFilter(request.GET, kind=kind, user=request.user)
    page = filters.page_of
    context = {
        "kind": kind,
        "filters": filters,
        "page": page,
        "rows": entity_rows([one.id for one in page], filters.counts),
        "letters": filters.letters(),
        "more": 0
        if page.paginator.count or filters.values["all"]
        else without_articles(filters).page_of.paginator.count,
    }
    return render(request, "articles/entity_list.html", context)


def of_an_entity(page: Callable[[HttpRequest, Entity], HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands *page* whoever stands for the entity at its address today; any other way to write that address leads on."""

    @require_safe
    @wraps(page)
    def view(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
        found = _known(request, kind, slug)
        if (found.kind, found.slug) != (kind, slug):
            assert request.resolver_match is not None
            return redirect(request.resolver_match.view_name, found.kind, found.slug, permanent=True)
        return page(request, found)

    return view


@of_an_entity
def entity(request: HttpRequest, found: Entity) -> HttpResponse:
    names = card_names(found)
    events = events_of(found, request.user)
    context: dict[str, Any] = {
        "entity": found,
        "names": names[:NAMES_SHOWN],
        "more_names": names[NAMES_SHOWN:],
        "names_count": len(names),
        "facts": facts_of(found),
        "events": event_lines(events.newest, request.user),
        "events_count": events.total,
        "map": country_map(found) if found.kind == EntityKind.COUNTRY else "",
        "borders": borders_caption(),
        "all_events": _events_url(found),
        "atom": reverse("entity_atom", args=[found.kind, found.slug]),
    }
    try:
        context |= _with_figures(request, found, figures_of(found, request.user))
    except EngineUnavailable:
        context |= {"index_is_away": True, "newest": _newest_from_database(request, found)}
    return render(request, "articles/entity.html", context)


@of_an_entity
def entity_mentions(request: HttpRequest, found: Entity) -> HttpResponse:
    """The numbers behind the chart."""
    context: dict[str, Any] = {"entity": found}
    try:
        total, months = months_of(found, request.user)
    except EngineUnavailable:
        return render(request, "articles/entity_mentions.html", context | {"index_is_away": True})
    context |= {
        "total": total,
        "undated": max(0, total - sum(one.count for one in months)),
        "table": months_table(months, link=_period_link(found)) if months else "",
    }
    return render(request, "articles/entity_mentions.html", context)


@of_an_entity
def entity_together(request: HttpRequest, found: Entity) -> HttpResponse:
    """Everybody of one kind who is named with it."""
    others = {key: other for other, key in QUERY_KEYS.items()}.get(request.GET.get("kind", ""), EntityKind.PERSON)
    context: dict[str, Any] = {
        "entity": found,
        "others": others,
        "kinds": [(one, QUERY_KEYS[one]) for one in PAGE_WORDS],
    }
    try:
        total, counts = named_together(found, others, request.user)
    except EngineUnavailable:
        return render(request, "articles/entity_together.html", context | {"index_is_away": True})
    page = Paginator(counts[:MOST_TOGETHER], TOGETHER_A_PAGE).get_page(request.GET.get("page"))
    companions = companions_of(found, {others: list(page)}, of=total)[others]
    context |= {"total": total, "page": page, "companions": companions, "cut": len(counts) > MOST_TOGETHER}
    context["most"] = MOST_TOGETHER
    return render(request, "articles/entity_together.html", context)


@of_an_entity
def entity_atom(request: HttpRequest, found: Entity) -> HttpResponse:
    """The newest articles that name it."""
    filters = ArticleFilter(MultiValueDict({QUERY_KEYS[found.kind]: [found.slug]}), user=request.user)
    return article_feed(request, filters, title=found.name, page=found.get_absolute_url(), own=request.path)


def _known(request: HttpRequest, kind: str, slug: str) -> Entity:
    """Who stands for the entity at this address today. Raises Http404 where *request*'s user may not know of them."""
    asked = Entity.objects.select_related("country", "merged_into__merged_into").filter(kind=kind, slug=slug.lower())
    for found in asked:
        one = found.survivor
        if one.is_no_secret or Entity.objects.known_to(request.user).filter(pk=one.pk).exists():
            return one
    raise Http404


def _with_figures(request: HttpRequest, found: Entity, figures: EntityFigures) -> dict[str, Any]:
    articles = listed([*figures.newest, *figures.prominent], request.user)
    rows = rows_for(articles, hit_entities=[found.pk])
    by_id = {row.article.pk: row for row in rows}
    together: dict[str, Sequence[FacetCount]] = {kind: figures.together[kind][:TOGETHER_SHOWN] for kind in COMPARED}
    step = _step(request, figures.months)
    return {
        "figures": figures,
        "oldest": date_words(_month(figures.months[:1])),
        "latest": date_words(_month(figures.months[-1:])),
        "newest": [by_id[one] for one in figures.newest if one in by_id],
        "prominent": [by_id[one] for one in figures.prominent if one in by_id],
        "together": [(kind, some) for kind, some in companions_of(found, together).items() if some],
        "histogram": histogram(figures.months, link=_period_link(found), step=step),
        "histogram_caption": caption(figures.months, step),
        "steps": _steps(figures.months, step),
    }


def _events_url(found: Entity) -> str:
    """The timeline of it; empty where the timeline cannot be asked for its kind."""
    key = "place" if found.kind == EntityKind.PLACE else "a" if found.kind in PARTY_KINDS else ""
    return f"{reverse('events')}?{key}={found.slug}" if key else ""


def _month(months: tuple[MonthCount, ...]) -> PartialDate | None:
    for one in months:
        return PartialDate(f"{one.year:04d}-{one.month:02d}" if one.month else f"{one.year:04d}")
    return None


def _period_link(found: Entity) -> PeriodLink:
    """The articles that name it in a period: the keys of a search stand before its dates."""
    return PeriodLink(before=f"{QUERY_KEYS[found.kind]}={found.slug}&", path=reverse("search"))


def _possible_steps(months: tuple[MonthCount, ...]) -> list[str]:
    """What the bars may be of: years only where there are several, months and quarters while they can be told apart."""
    if not months:
        return []
    years = months[-1].year - months[0].year + 1
    finer = [word for word in ("quarter", "month") if years * 12 // STEPS[word] <= MOST_BARS]
    if years <= YEARS_OF_MONTHS:
        finer.remove("quarter")
    return ["year", *finer] if years > 1 else finer


def _step(request: HttpRequest, months: tuple[MonthCount, ...]) -> int | None:
    asked = request.GET.get("by", "")
    return STEPS[asked] if asked in _possible_steps(months) else None


def _steps(months: tuple[MonthCount, ...], chosen: int | None) -> list[tuple[str, str, bool]]:
    current = chosen or step_of(months)
    labels = {"year": _("Year"), "quarter": _("Quarter"), "month": _("Month")}
    return [(word, labels[word], STEPS[word] == current) for word in _possible_steps(months)]


def _newest_from_database(request: HttpRequest, found: Entity) -> list[Row]:
    naming = in_database(Article.objects.visible_to(request.user).for_lists(), articles_naming(found, request.user))
    return rows_for(naming[:NEWEST_SHOWN], hit_entities=[found.pk])
