"""Articles somebody keeps for later: their list, the notes on it, and taking it along."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Bookmark, User
from articles.rendering.citations import Citation
from articles.rendering.listed import ListedArticle, listed
from articles.rendering.numbers import figure
from articles.views.access import require_account
from articles.views.cited import citation_of
from articles.views.downloads import csv_lines

_A_PAGE = 50
_LONGEST_NOTE = 2000


@dataclass(frozen=True, slots=True)
class _Kept:
    """*article* is None where it has been withdrawn since, or thrown away."""

    bookmark: Bookmark
    article: ListedArticle | None


@require_account
@require_safe
def bookmarks(request: HttpRequest) -> HttpResponse:
    pages = Paginator(_own(request), _A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    marks = list(page)
    visible = {one.pk: one for one in listed([mark.article_id for mark in marks], request.user)}
    context = {"page": page, "kept": [_Kept(mark, visible.get(mark.article_id)) for mark in marks]}
    return render(request, "articles/bookmarks.html", context)


@require_account
@require_POST
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the article on the list, or take it off: back to the article either way."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=pk)
    if "remove" in request.POST:
        _own(request).filter(article=article).delete()
        messages.success(request, _("Taken off your list."))
    else:
        Bookmark.objects.get_or_create(user=cast(User, request.user), article=article)
        messages.success(request, _("Kept on your list."))
    return redirect(article)


@require_account
@require_POST
def bookmark(request: HttpRequest, pk: int) -> HttpResponse:
    """Store the note of a line of the list, or take the line off."""
    mark = get_object_or_404(_own(request), pk=pk)
    if "remove" in request.POST:
        mark.delete()
        messages.success(request, _("Taken off your list."))
        return _back(request)
    note = request.POST.get("note", "").replace("\0", "").strip()
    if len(note) > _LONGEST_NOTE:
        messages.error(
            request,
            _("The note is longer than %(most)s characters and was not stored.") % {"most": figure(_LONGEST_NOTE)},
        )
        return _back(request)
    mark.note = note
    mark.save(update_fields=["note"])
    messages.success(request, _("Your note is stored."))
    return _back(request, f"#b{mark.pk}")


@require_account
@require_safe
def bookmarks_export(request: HttpRequest, form: str) -> HttpResponse:
    """The whole list, newest first, without what is no longer to be read."""
    if form not in _FORMS:
        raise Http404
    content_type, written = _FORMS[form]
    notes = dict(_own(request).values_list("article_id", "note"))
    visible = Article.objects.visible_to(request.user).select_related("source").prefetch_related("authors")
    articles = visible.in_bulk(list(notes))
    cited = [(citation_of(request, articles[pk]), note) for pk, note in notes.items() if pk in articles]
    response = HttpResponse(content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="bookmarks.{form}"'
    written(response, cited)
    return response


def _own(request: HttpRequest) -> QuerySet[Bookmark]:
    return Bookmark.objects.filter(user=cast(User, request.user))


def _back(request: HttpRequest, anchor: str = "") -> HttpResponseRedirect:
    page = request.POST.get("page", "")
    return HttpResponseRedirect(reverse("bookmarks") + (f"?page={page}" if page.isdecimal() else "") + anchor)


Cited = Iterable[tuple[Citation, str]]


def _csv(response: HttpResponse, cited: Cited) -> None:
    columns = ("accession", "headline", "source", "date", "url", "note")
    rows = ((one.accession, one.headline, one.source, str(one.published or ""), one.url, note) for one, note in cited)
    response.writelines(csv_lines(columns, rows))


def _joined(written: Callable[[Citation], str]) -> Callable[[HttpResponse, Cited], None]:
    def write(response: HttpResponse, cited: Cited) -> None:
        response.write("\n".join(written(one).rstrip("\n") + "\n" for one, _note in cited))

    return write


_FORMS: dict[str, tuple[str, Callable[[HttpResponse, Cited], None]]] = {
    "csv": ("text/csv", _csv),
    "bib": ("application/x-bibtex", _joined(Citation.as_bibtex)),
    "ris": ("application/x-research-info-systems", _joined(Citation.as_ris)),
    "txt": ("text/plain", _joined(Citation.as_text)),
}
