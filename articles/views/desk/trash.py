"""The trash: what lies in it and until when, out of it again, or gone for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.filters.inbox import Place
from articles.filters.trash import PAGE_SIZE, trash_page
from articles.models import Article, Status, User
from articles.review.errors import NotPossible
from articles.review.standing import KEPT_IN_TRASH, delete_for_good, restore
from articles.views.access import require_editor


@dataclass(frozen=True, slots=True)
class TrashRow:
    article: Article

    @property
    def gone_on(self) -> datetime | None:
        return self.article.trashed_at and self.article.trashed_at + KEPT_IN_TRASH


@require_editor
@require_safe
def trash(request: HttpRequest) -> HttpResponse:
    page = trash_page(Place.read(request.GET.get("after", "")))
    context = {
        "rows": [TrashRow(article) for article in page.articles],
        "onward": page.onward,
        "days": KEPT_IN_TRASH.days,
    }
    return render(request, "desk/trash.html", context)


@require_editor
@require_POST
def trash_restore(request: HttpRequest) -> HttpResponse:
    ticked = [int(one) for one in request.POST.getlist("article") if one.isascii() and one.isdigit() and len(one) < 19]
    articles = list(Article.objects.in_trash().filter(pk__in=ticked[:PAGE_SIZE]).only("pk"))
    if not articles:
        messages.error(request, _("No article is chosen: tick those you mean."))
        return redirect("desk_trash")
    try:
        restore(articles, by=cast(User, request.user))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        done = ngettext("%(count)s article is back.", "%(count)s articles are back.", len(articles))
        messages.success(request, done % {"count": len(articles)})
    return redirect("desk_trash")


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def trash_delete(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first: this is the one decision nobody can undo."""
    article = get_object_or_404(Article.objects.in_trash().select_related("source"), pk=pk)
    if request.method != "POST":
        confirmed = article.mentions.exclude(status=Status.PROPOSED).count()
        return render(request, "desk/trash_delete.html", {"row": TrashRow(article), "decided": confirmed})
    try:
        delete_for_good(article, by=cast(User, request.user))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("“%(headline)s” is deleted.") % {"headline": article.headline})
    return redirect("desk_trash")
