"""Everything decided on one article, what each edit changed, and the way back to how it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Decision, DecisionKind, User
from articles.rendering.catalogue import LABELS, field_in_words
from articles.rendering.decisions import decision_sentence, decision_sentences
from articles.rendering.diff_html import diff_html
from articles.review.catalogue import catalogue, catalogue_after, changed_fields
from articles.review.editing import restore_revision
from articles.review.errors import NotPossible
from articles.review.undo import obstacle_to_undo
from articles.views.access import require_editor

# Whether a decision can be undone takes looking at every row it wrote.
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class HistoryLine:
    decision: Decision
    sentence: str
    # Why it cannot be undone; empty where it can.
    obstacle: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    before: str
    after: str
    diff: SafeString


@require_editor
@require_safe
def history(request: HttpRequest, pk: int) -> HttpResponse:
    article = _article(pk)
    found = _decisions_on(article)
    kinds = sorted(set(found.order_by().values_list("kind", flat=True)), key=list(DecisionKind).index)
    kind, before = request.GET.get("kind", ""), request.GET.get("before", "")
    if kind in kinds:
        found = found.filter(kind=kind)
    if before.isascii() and before.isdigit() and len(before) < 19:
        found = found.filter(pk__lt=int(before))
    decisions = list(found.select_related("undone_by", "by").order_by("-pk")[: PAGE_SIZE + 1])
    shown = decisions[:PAGE_SIZE]
    sentences = decision_sentences(shown)
    context = {
        "article": article,
        "here": "history",
        "lines": [HistoryLine(one, sentences[one.pk], _obstacle(one, article)) for one in shown],
        "kinds": [(one, DecisionKind(one).label) for one in kinds],
        "kind": kind if kind in kinds else "",
        "onward": shown[-1].pk if len(decisions) > PAGE_SIZE else None,
    }
    return render(request, "desk/history.html", context)


@require_editor
@require_safe
def revision(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    article = _article(pk)
    shown = get_object_or_404(_decisions_on(article).select_related("undone_by"), pk=decision)
    after = catalogue_after(article, shown)
    before = catalogue_after(article, shown.pk - 1)
    context = {
        "article": article,
        "here": "history",
        "line": HistoryLine(shown, decision_sentence(shown), _obstacle(shown, article)),
        "changes": [_change(field, before[field], after[field]) for field in changed_fields(before, after)],
        "since": [LABELS[field] for field in changed_fields(after, catalogue(article))],
    }
    return render(request, "desk/revision.html", context)


@require_editor
@require_POST
def restore(request: HttpRequest, pk: int, decision: int) -> HttpResponse:
    article = _article(pk)
    wanted = get_object_or_404(_decisions_on(article), pk=decision)
    try:
        restore_revision(article, wanted, by=cast(User, request.user), reason=request.POST.get("reason", "")[:500])
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("article_revision", pk, decision)
    messages.success(request, _("Text and catalogue are again what they were then."))
    return redirect("article_history", pk)


def _article(pk: int) -> Article:
    """What lies in the trash has a history too."""
    return get_object_or_404(Article.objects.select_related("source"), pk=pk)


def _decisions_on(article: Article) -> Any:  # the queryset of decisions
    """Those on it alone, and those on the uploads it came with."""
    uploads = [f"batch:{batch}" for batch in article.batch_files.values_list("batch", flat=True)]
    return Decision.objects.filter(Q(article=article) | Q(subject__in=uploads))


def _obstacle(decision: Decision, article: Article) -> str:
    if not decision.is_undoable:
        return ""
    if decision.article_id == article.pk:
        # Read already, and the same for each of them.
        decision.article = article
    return obstacle_to_undo(decision)


def _change(field: str, before: Any, after: Any) -> FieldChange:
    old, new = field_in_words(field, before), field_in_words(field, after)
    return FieldChange(str(LABELS[field]), old, new, diff_html(old, new))
