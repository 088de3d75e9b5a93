"""The inbox: what waits for whom, what went wrong, which spellings are worth a decision."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from articles.filters.inbox import MOST_COUNTED, InboxQuestion, Order, Tab, counts, day_tally, inbox_page
from articles.filters.spellings import ARTICLES_LOOKED_THROUGH, frequent_spellings
from articles.filters.trouble import trouble_of
from articles.jobs import EXTRACT
from articles.models import ErrorReport, Role, User
from articles.rendering.waiting import waiting_rows
from articles.review.mentions import is_safe
from articles.views.access import require_editor

TABS: dict[Tab, str | Promise] = {
    Tab.OPEN: _("To review"),
    Tab.MINE: pgettext_lazy("inbox", "Mine"),
    Tab.NOBODYS: _("Nobody’s"),
    Tab.POSTPONED: _("Put off"),
    Tab.PUBLISHED: _("Published unseen"),
}
ORDERS: dict[Order, str | Promise] = {Order.OLDEST: _("oldest first"), Order.EFFECT: _("most effective first")}


@require_editor
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    return redirect("desk_inbox")


@require_editor
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """One list, counts of all, and beside it what went wrong: the same queries however many articles wait."""
    user = cast(User, request.user)
    question = InboxQuestion.of(request.GET)
    page = inbox_page(question, user)
    if not page.ids and question.after:
        # The last of them were decided meanwhile.
        return redirect(inbox_url(replace(question, after=None)))
    context: dict[str, Any] = _tabs(user, question) | {
        "rows": waiting_rows(page.ids, is_safe=is_safe),
        "orders": [
            (label, inbox_url(replace(question, order=order, after=None)), order == question.order)
            for order, label in ORDERS.items()
        ],
        "question": question,
        "first_page": inbox_url(replace(question, after=None)),
        "onward": inbox_url(replace(question, after=page.onward)) if page.onward else "",
        "trouble": trouble_of(user, reading=EXTRACT),
        "others": User.objects.filter(is_active=True, role__in=(Role.EDITOR, Role.CHIEF_EDITOR)).exclude(pk=user.pk),
        "tally": None if page.ids else day_tally(),
    }
    return render(request, "desk/inbox.html", context)


@require_editor
@require_safe
def spellings(request: HttpRequest) -> HttpResponse:
    context = _tabs(cast(User, request.user), None) | {
        "spellings": frequent_spellings(),
        "looked_through": ARTICLES_LOOKED_THROUGH,
    }
    return render(request, "desk/spellings.html", context)


def inbox_url(question: InboxQuestion) -> str:
    pairs = question.pairs
    return reverse("desk_inbox") + (f"?{urlencode(pairs)}" if pairs else "")


def _tabs(user: User, question: InboxQuestion | None) -> dict[str, Any]:
    order = question.order if question else Order.OLDEST
    numbers = counts(user)
    return {
        "tabs": [
            (label, inbox_url(InboxQuestion(tab, order)), numbers[tab], bool(question and question.tab == tab))
            for tab, label in TABS.items()
        ],
        "most_counted": MOST_COUNTED,
        "reported_errors": ErrorReport.objects.filter(handled_at__isnull=True).count(),
    }
