"""Batches: the list of them, what became of each file of one, trying again, and taking back the whole of it."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseStopPolling

from articles.ingest.batches import retry
from articles.models import Batch, BatchFile, FileState, User
from articles.review.errors import NotPossible
from articles.review.uploads import consequences_of_undo, taken_back, undo_batch
from articles.views.access import require_editor
from articles.views.desk.progress import Progress, batches_with_files, file_rows, progress_of, progress_of_many

FILES_SHOWN = 100
BATCHES_SHOWN = 25


@require_editor
@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """Every upload, the newest first."""
    page = Paginator(batches_with_files(), BATCHES_SHOWN).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    context = {"page": page, "batches": progress_of_many(shown), "taken_back": taken_back(shown)}
    return render(request, "desk/batches.html", context)


@require_editor
@require_safe
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """One upload. While it is under way the page asks for its changing part anew, and hears when that is over."""
    shown = get_object_or_404(Batch.objects.select_related("added_by"), pk=pk)
    progress = progress_of(shown)
    partial = bool(request.htmx)  # type: ignore[attr-defined]  # set by django_htmx
    if partial and not progress.finished and request.GET.get("seen") == progress.digest:
        response = HttpResponse(status=204)
    else:
        response = render(request, "desk/_batch.html" if partial else "desk/batch.html", _page(request, progress))
        if partial and progress.finished:
            response.status_code = HttpResponseStopPolling.status_code
    patch_vary_headers(response, ["HX-Request"])
    if partial:
        patch_cache_control(response, private=True)
    return response


@require_editor
@require_POST
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    tried = get_object_or_404(Batch, pk=pk)
    count = retry(tried)
    said = ngettext("%(count)s file is tried again.", "%(count)s files are tried again.", count) % {"count": count}
    messages.success(request, said if count else _("There was nothing to try again."))
    return redirect("desk_batch", pk)


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def batch_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking back the whole upload would do, and doing it."""
    undone = get_object_or_404(Batch, pk=pk)
    if request.method != "POST":
        context = {"batch": undone, "consequences": consequences_of_undo(undone)}
        return render(request, "desk/batch_undo.html", context)
    try:
        undo_batch(undone, by=cast(User, request.user))
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The upload has been taken back."))
    return redirect("desk_batch", pk)


class _Files(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Pages of files whose number is known already."""

    def __init__(self, files: QuerySet[BatchFile], total: int) -> None:
        super().__init__(files, FILES_SHOWN)
        self.total = total

    @cached_property
    def count(self) -> int:
        return self.total


def _page(request: HttpRequest, progress: Progress) -> dict[str, Any]:
    state = request.GET.get("state", "")
    chosen = state if state in FileState.values else ""
    files = progress.batch.files.select_related("article").defer("article__text", "article__parts", "article__lead")
    total = progress.states.get(chosen, 0) if chosen else progress.total
    page = _Files(files.filter(state=chosen) if chosen else files, total).get_page(request.GET.get("page"))
    return {
        "batch": progress.batch,
        "progress": progress,
        "taken_back": bool(taken_back([progress.batch])),
        "state": chosen,
        "page": page,
        "files": file_rows(list(page.object_list)),
    }
