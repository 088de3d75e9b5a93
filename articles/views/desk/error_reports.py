"""What readers say is wrong, oldest first, until somebody has looked at it."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.models import ErrorReport, User
from articles.views.access import require_editor

_A_PAGE = 50
_HANDLED_SHOWN = 20


@require_editor
@require_safe
def error_reports(request: HttpRequest) -> HttpResponse:
    reports = ErrorReport.objects.select_related("article", "handled_by").defer("article__text", "article__parts")
    waiting = list(reports.filter(handled_at__isnull=True)[: _A_PAGE + 1])
    handled = reports.filter(handled_at__isnull=False).order_by("-handled_at", "-pk")[:_HANDLED_SHOWN]
    context = {"reports": waiting[:_A_PAGE], "more": len(waiting) > _A_PAGE, "handled": handled}
    return render(request, "desk/error_reports.html", context)


@require_editor
@require_POST
def error_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Done, or not done after all. Once it is done nobody needs to be answered: the address for that is forgotten."""
    report = get_object_or_404(ErrorReport, pk=pk)
    if "reopen" in request.POST:
        report.handled_at, report.handled_by = None, None
    else:
        report.handled_at, report.handled_by, report.contact = timezone.now(), cast(User, request.user), ""
        messages.success(request, _("Marked as done."))
    report.save(update_fields=["handled_at", "handled_by", "contact"])
    return redirect("desk_error_reports")
