"""Who decided what, and undoing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from articles.filters.activity import DecisionFilter
from articles.models import Decision
from articles.rendering.decisions import decision_sentences
from articles.views.access import require_editor


@dataclass(frozen=True, slots=True)
class ActivityLine:
    decision: Decision
    sentence: str

    @property
    def day(self) -> date:
        return localtime(self.decision.made_at).date()


@require_editor
@require_safe
def activity(request: HttpRequest) -> HttpResponse:
    """Whether something can still be undone is found out when somebody tries: here only whether it may be."""
    filters = DecisionFilter(request.GET, queryset=Decision.objects.all())
    before = request.GET.get("before", "")
    decisions, onward = filters.page(
        int(before) if before.isascii() and before.isdigit() and len(before) < 19 else None
    )
    sentences = decision_sentences(decisions)
    lines = [ActivityLine(decision, sentences[decision.pk]) for decision in decisions]
    asked = [(key, value) for key, value in request.GET.items() if key in filters.filters and value]
    context = {
        "filters": filters,
        "days": [(day, list(some)) for day, some in groupby(lines, key=lambda line: line.day)],
        "onward": "?" + urlencode([*asked, ("before", onward)]) if onward else "",
        "newest": "?" + urlencode(asked) if before else "",
        "is_filtered": bool(asked),
    }
    return render(request, "desk/activity.html", context)
