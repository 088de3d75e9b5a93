"""Editing an article's text and catalogue, and settling what two editors changed at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.models import Article, DateBasis, Decision, DisplacedMention, User
from articles.rendering.catalogue import LABELS, field_in_words, fields_of
from articles.rendering.diff_html import diff_html
from articles.review.catalogue import catalogue
from articles.review.editing import EditConflict, edit_article
from articles.review.errors import NotPossible
from articles.review.rows import model_and_pk
from articles.views.access import require_editor
from articles.views.desk.edit_form import EditForm

# Beside a field both changed: whose value is to stand.
_KEEP = "keep_"
_THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that two editors changed."""

    field: str
    label: str
    mine: str
    theirs: str
    # From theirs to mine.
    diff: SafeString


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(Article.objects.kept().select_related("source"), pk=pk)
    now = catalogue(article)
    if request.method != "POST":
        return _page(request, article, EditForm(article, now=now), seen=_newest(article))
    form = EditForm(article, request.POST, now=now)
    seen = _number(request.POST.get("seen", ""))
    if not form.is_valid():
        return _page(request, article, form, seen=seen, status=422)
    values = {field: value for field, value in form.values.items() if request.POST.get(_KEEP + field) != _THEIRS}
    try:
        decision = edit_article(
            article, values, by=cast(User, request.user), reason=form.cleaned_data["reason"], seen=seen
        )
    except EditConflict as conflict:
        return _page(request, article, form, seen=_newest(article), status=409, conflict=conflict)
    except NotPossible as error:
        form.add_error(None, str(error))
        return _page(request, article, form, seen=seen, status=422)
    messages.success(request, _saved(article, decision))
    return redirect("article_history", pk)


def _page(
    request: HttpRequest,
    article: Article,
    form: EditForm,
    *,
    seen: int,
    status: int = 200,
    conflict: EditConflict | None = None,
) -> HttpResponse:
    context = {
        "article": article,
        "here": "edit",
        "form": form,
        "seen": seen,
        "basis": DateBasis(article.published_basis).label if article.published_basis else "",
        "clashes": [_clash(field, *sides) for field, sides in conflict.fields.items()] if conflict else [],
        "theirs": conflict.decision if conflict else None,
    }
    return render(request, "desk/edit.html", context, status=status)


def _clash(field: str, mine: Any, theirs: Any) -> Clash:
    own, others = field_in_words(field, mine), field_in_words(field, theirs)
    return Clash(field, str(LABELS[field]), own, others, diff_html(others, own))


def _saved(article: Article, decision: Decision) -> str:
    """With what became of the tags, where the text was changed."""
    displaced = [
        key
        for key, before in decision.before.items()
        if before is None and model_and_pk(key)[0] is DisplacedMention and decision.after[key]
    ]
    if "text" not in fields_of(decision):
        return _("Saved.")
    if not displaced:
        return _("Saved. What was tagged has moved along with the text.")
    lost = ngettext(
        "Saved. Of %(count)d decision the words are no longer in the text:",
        "Saved. Of %(count)d decisions the words are no longer in the text:",
        len(displaced),
    ) % {"count": len(displaced)}
    review = reverse("desk_review", args=[article.pk])
    return format_html('{} <a href="{}#displaced">{}</a>', lost, review, _("look at them in the review"))


def _newest(article: Article) -> int:
    return article.decisions.order_by("-pk").values_list("pk", flat=True).first() or 0


def _number(typed: str) -> int:
    """Of a form that lost it, everything is new: what somebody else changed will not be overwritten unseen."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 19 else 0
