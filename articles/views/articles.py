"""One article: its page, and how to cite it."""

from __future__ import annotations

from math import ceil
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles.filters import ArticleFilter
from articles.models import Article, DecisionKind, Entity
from articles.rendering.apparatus import Apparatus, apparatus, first_candidates
from articles.rendering.article_body import article_body
from articles.rendering.citations import Citation
from articles.rendering.events.article import article_events
from articles.rendering.rows import Row, opening, rows_for
from articles.search.backends.base import EngineUnavailable
from articles.search.find import more_like
from articles.text.sentences import sentences
from articles.views.cited import citation_of
from articles.views.context import contact
from articles.views.errors import gone
from articles.views.trail import trail_of

WORDS_A_MINUTE = 200
RELATED_SHOWN = 4

CITATION_FORMATS = {
    "bib": ("application/x-bibtex", Citation.as_bibtex),
    "ris": ("application/x-research-info-systems", Citation.as_ris),
    "txt": ("text/plain", Citation.as_text),
}


@require_safe
def article(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    found = _visible(request, pk)
    if found is None:
        return _absent(request, pk)
    if slug != found.slug:
        query = request.META.get("QUERY_STRING", "")
        return redirect(found.get_absolute_url() + (f"?{query}" if query else ""), permanent=True)
    beside = _apparatus(request, found)
    is_open = found.full_text_is_open_to(request.user)
    events = article_events(found, request.user, is_open=is_open)
    context: dict[str, Any] = {
        "article": found,
        "events": events,
        "language": found.known_language,
        "authors": found.authors.all(),
        "subjects": found.subjects.all(),
        "beside": beside,
        "is_open": is_open,
        "minutes": ceil(found.word_count / WORDS_A_MINUTE),
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "trail": trail_of(request, found),
        "related": _related(request, found),
        "citation": citation_of(request, found).as_text(),
    }
    if is_open:
        bounds = ((sentence.start, sentence.end) for sentence in sentences(found.text))
        signs = (sign for event in events for sign in event.signs())
        context["body"] = article_body(found.text, found.parts, beside.marks, bounds, signs)
    else:
        context["opening"] = opening(found.lead)
    return render(request, "articles/article.html", context)


@require_safe
def article_cite(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    found = _visible(request, pk)
    if found is None:
        return _absent(request, pk)
    if form not in CITATION_FORMATS:
        raise Http404
    content_type, written = CITATION_FORMATS[form]
    response = HttpResponse(written(citation_of(request, found)), content_type=f"{content_type}; charset=utf-8")
    if form != "txt":
        response["Content-Disposition"] = f'attachment; filename="{found.accession}.{form}"'
    return response


def _visible(request: HttpRequest, pk: int) -> Article | None:
    return (
        Article.objects.visible_to(request.user)
        .select_related("source", "collection", "original")
        .filter(pk=pk)
        .first()
    )


def _absent(request: HttpRequest, pk: int) -> HttpResponse:
    """A tombstone where an article was once public; else what any address nobody ever used answers."""
    withdrawn = Article.objects.with_tombstone().filter(pk=pk).only("accession", "withdrawn_reason").first()
    if withdrawn is None:
        raise Http404
    decisions = withdrawn.decisions.filter(kind=DecisionKind.WITHDRAW, undone_by__isnull=True)
    return gone(
        request,
        {
            "accession": withdrawn.accession,
            "reason": withdrawn.withdrawn_reason,
            "withdrawn_on": decisions.order_by("-pk").values_list("made_at", flat=True).first(),
            **contact(),
        },
    )


def _apparatus(request: HttpRequest, found: Article) -> Apparatus:
    mentions = list(found.mentions.select_related("entity__merged_into"))
    keys = first_candidates(mentions)
    known = Entity.objects.known_to(request.user).select_related("merged_into")
    candidates = known.in_bulk(keys, field_name="key") if keys else {}
    return apparatus(mentions, list(found.date_mentions.all()), candidates)


def _related(request: HttpRequest, found: Article) -> list[Row]:
    """Articles that share its most telling words; none while there is no index to tell."""
    try:
        ids = more_like(found, ArticleFilter(None, user=request.user).criteria().audience, size=RELATED_SHOWN)
    except EngineUnavailable:
        return []
    visible = Article.objects.visible_to(request.user).for_lists().in_bulk(ids)
    return rows_for(visible[number] for number in ids if number in visible)
