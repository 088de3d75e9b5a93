"""All that the review page says of an article beside the question it asks."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from articles.filters.inbox import day_tally, next_waiting
from articles.models import Article, DateBasis, Publication, Source, User
from articles.rendering.dates import date_words
from articles.rendering.languages import language_name
from articles.rendering.ledger import cleaning_ledger
from articles.rendering.review_queue import Question
from articles.text.languages import ANALYSED, UNDETERMINED
from articles.views.desk.event_cards import event_cards
from articles.views.desk.review_card import Card, kind_choices
from articles.views.desk.reviewing import Reviewing

# What an editor chose last at the end of a review, for the next one.
FINISHED_AS = "review.finished_as"
_SOURCES_OFFERED = 300


def article_to_review(pk: int) -> Article:
    found = Article.objects.kept().select_related("source", "assigned_to").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


class ReviewRequest(HttpRequest):
    """As the middlewares make it."""

    htmx: HtmxDetails


def editor_of(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # every address of the desk asks for an editor
    return request.user


def page_context(request: HttpRequest, reviewing: Reviewing, card: Card | None) -> dict[str, Any]:
    article = reviewing.article
    context: dict[str, Any] = {
        "article": article,
        "reviewing": reviewing,
        "card": card,
        "kinds": kind_choices(),
        "ledger": cleaning_ledger(article),
        "event_cards": event_cards(article, editor_of(request)),
        "displaced": list(article.displaced_mentions.select_related("entity__merged_into")),
        "languages": _languages(article),
        "sources": Source.objects.order_by("name").values_list("name", flat=True)[:_SOURCES_OFFERED],
        "newest_decision": article.decisions.order_by("-pk").values_list("pk", flat=True).first(),
        "inferred": _inferred(article),
        "is_published": article.status == Publication.PUBLISHED,
        "finished_as": request.session.get(FINISHED_AS, "publish"),
        "next_article": next_waiting(editor_of(request), after=article),
    }
    if not reviewing.undecided:
        context["tally"] = day_tally()
    return context


def what_comes_next(request: HttpRequest, reviewing: Reviewing) -> dict[str, Any]:
    """Once the last question is answered: the day's work, and the article that waits next."""
    if reviewing.undecided:
        return {}
    return {"tally": day_tally(), "next_article": next_waiting(editor_of(request), after=reviewing.article)}


def address(article: int, question: Question | None) -> str:
    """The page of *article*, at *question*."""
    page = reverse("desk_review", args=[article])
    return f"{page}?at={question.lead.pk}#{question.row}" if question else page


def _languages(article: Article) -> list[tuple[str, str]]:
    codes = dict.fromkeys((article.language, *ANALYSED, UNDETERMINED))
    return [(code, language_name(code)) for code in codes]


def _inferred(article: Article) -> str:
    """What nobody stated and a machine concluded, or could not."""
    if article.published is None:
        return _("The text states no date, and none could be inferred.")
    if article.published_basis == DateBasis.INFERRED:
        return _("The text states no date. %(date)s was inferred from it.") % {"date": date_words(article.published)}
    return ""
