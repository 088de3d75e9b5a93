"""What two countries, people or organisations have in common: the events between them, the articles with both."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.filters.keys import PARTIES
from articles.filters.pairs.articles import PairArticles, articles_of, often_together
from articles.filters.pairs.asked import Pair, PairForm, pair_of
from articles.filters.pairs.events import events_of_pair
from articles.models import Entity
from articles.rendering.charts import caption, histogram, share
from articles.rendering.events.lines import event_lines
from articles.rendering.listed import ListedArticle, listed
from articles.rendering.pairs.addresses import pair_url
from articles.rendering.pairs.companions import companions_html
from articles.rendering.pairs.table import pair_table
from articles.rendering.rows import rows_for
from articles.views.search import PeriodLink, search_url


@require_safe
def pairs(request: HttpRequest) -> HttpResponse:
    """Two fields that lead to the page of the two, and the pairs most often named together."""
    form = PairForm(request.GET, user=request.user)
    if form.is_asked and form.is_valid():
        one, other = form.chosen
        return redirect("pair", *sorted((one.slug, other.slug)))
    context = {
        "form": form,
        "fields": [_field(form, name) for name in PARTIES],
        "often": _often(request),
    }
    return render(request, "articles/pairs.html", context)


@require_safe
def pair(request: HttpRequest, a: str, b: str) -> HttpResponse:
    found = pair_of(a, b, request.user)
    if found is None:
        raise Http404
    if found.one == found.other:
        # Also where one of the two was merged into the other.
        return redirect(found.one, permanent=True)
    if (a, b) != (found.one.slug, found.other.slug):
        return redirect("pair", found.one.slug, found.other.slug, permanent=True)
    articles = articles_of(found, request.user)
    events = events_of_pair(found, request.user)
    slugs = (found.one.slug, found.other.slug)
    together = urlencode({"a": slugs[0], "b": slugs[1]})
    context: dict[str, Any] = {
        "pair": found,
        "one_link": _link(found.one),
        "other_link": _link(found.other),
        "page_url": request.build_absolute_uri(reverse("pair", args=slugs)),
        "search_url": search_url(found.address),
        "feed_url": search_url(found.address.replacing("sort", "added"), reverse("search_atom")),
        "events": events,
        "lines": event_lines(events.newest, request.user),
        "events_url": f"{reverse('events')}?{together}",
        "table": pair_table(events.kinds, events.years, slugs=slugs) if events.total else "",
        "articles": articles,
    }
    return render(request, "articles/pair.html", context | _articles(request, found, articles))


def _link(entity: Entity) -> SafeString:
    return format_html('<a href="{}"><bdi>{}</bdi></a>', entity.get_absolute_url(), entity.name)


def _articles(request: HttpRequest, found: Pair, articles: PairArticles) -> dict[str, Any]:
    wanted = dict.fromkeys((*articles.newest, *([articles.first] if articles.first else [])))
    by_id: dict[int, ListedArticle] = {one.pk: one for one in listed(list(wanted), request.user)}
    newest = [by_id[one] for one in articles.newest if one in by_id]
    ids = {int(count.value) for _kind, counts in articles.beside for count in counts}
    entities = Entity.objects.standing().in_bulk(ids) if ids else {}
    beside = [
        (kind, companions_html(counts, entities, adding=found.address.adding, of=articles.total))
        for kind, counts in articles.beside
    ]
    return {
        "rows": rows_for(newest, hit_entities=found.ids),
        "first": by_id.get(articles.first) if articles.first else None,
        "latest": newest[0] if newest else None,
        "histogram": histogram(
            articles.months, link=PeriodLink(*found.address.around("from", "to"), path=reverse("search"))
        ),
        "histogram_caption": caption(articles.months),
        "beside": [(kind, html) for kind, html in beside if html],
    }


def _field(form: PairForm, name: str) -> dict[str, Any]:
    """What the page shows of a field, with a link for each it may stand for."""
    other = {one: form.data.get(one, "") for one in PARTIES if one != name}
    return {
        "name": name,
        "label": form.fields[name].label,
        "value": form.data.get(name, ""),
        "errors": form.errors.get(name, ()) if form.is_asked else (),
        "namesakes": [
            (choice.label, kind, f"?{urlencode({name: choice.slug, **other})}")
            for choice, kind in form.namesakes.get(name, ())
        ],
    }


def _often(request: HttpRequest) -> list[dict[str, Any]]:
    often = often_together(ArticleFilter(None, user=request.user).criteria())
    entities = Entity.objects.standing().in_bulk({pk for one in often for pk in (one.one, one.other)})
    largest = max((one.count for one in often), default=0)
    return [
        {
            "one": entities[one.one],
            "other": entities[one.other],
            "count": one.count,
            "share": share(one.count, largest),
            "url": pair_url(entities[one.one], entities[one.other]),
        }
        for one in often
        if one.one in entities and one.other in entities
    ]
