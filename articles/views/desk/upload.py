"""Uploading: one page for a pasted text and for files, and the address that takes files slice by slice."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from articles.ingest.batches import NotTaken, Upload, add_files, open_batch, store_now
from articles.ingest.incoming import LARGEST_TEXT
from articles.ingest.readers.files import UPLOADS
from articles.models import Batch, FileState, User
from articles.views.access import require_editor
from articles.views.desk.progress import earlier_batches
from articles.views.desk.upload_form import UploadForm

MEGABYTE = 1024 * 1024
# Of one request. With JavaScript a batch is sent in many, and has no limit.
BYTES_AT_ONCE = 40 * MEGABYTE
SLICE_FILES, SLICE_BYTES = 50, 8 * MEGABYTE
# So much is stored and read before the answer; more is the worker's.
_AT_ONCE_FILES, _AT_ONCE_BYTES = 3, 200_000
# Nobody reads an answer to a request that was cut off: what is too much is taken in and dropped, up to here.
_DROPPED_AT_MOST = 25 * BYTES_AT_ONCE
_MOST_PLACES = 1_000_000
# Of a file that was not sent the browser says how large it is, and could say anything: the largest a column holds.
_LARGEST_SIZE = 2**63 - 1
_TOO_MUCH = (RequestDataTooBig, TooManyFilesSent, TooManyFieldsSent)

View = Callable[..., HttpResponse]


def within_limits(view: View) -> View:
    """Requests beyond the limits get a page that says so. Their body is looked at here and not before, by the check of
    the form's token, which therefore comes second."""
    checked = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST" and _is_too_much(request):
            return _too_much(request)
        return checked(request, *args, **kwargs)

    return bounded


@within_limits
@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """The form; sent with text or files, a batch. A script that sends the files later asks for JSON: where to."""
    if request.method != "POST":
        return _page(request, UploadForm())
    files = request.FILES.getlist("files")
    later = "application/json" in request.headers.get("Accept", "")
    form = UploadForm(request.POST, with_files=later or bool(files))
    if not form.is_valid():
        if later:
            return render(request, "desk/_upload_fields.html", {"form": form}, status=422)
        return _page(request, form, status=422, files_chosen=len(files))
    batch = open_batch(
        by=cast(User, request.user),
        publish=form.publishes,
        statements=form.statements,
        page_language=get_language() or settings.LANGUAGE_CODE,
    )
    pasted = form.pasted
    uploads = [_pasted(pasted)] if pasted is not None else []
    uploads += [Upload(file.name or "", file.size or 0, file.read()) for file in files]
    try:
        add_files(batch, dict(enumerate(uploads)))
    except NotTaken as error:
        if later:
            return JsonResponse({"error": str(error)}, status=409)
        return _page(request, form, status=503, files_chosen=len(files), not_taken=str(error))
    if later:
        return JsonResponse(
            {"files": reverse("desk_batch_files", args=[batch.pk]), "batch": _url(batch), "first": len(uploads)}
        )
    _store_if_small(batch)
    return redirect(_where_to_go_on(batch, pasted_alone=pasted is not None and not files))


@within_limits
@require_editor
@require_POST
def batch_files(request: HttpRequest, pk: int) -> HttpResponse:
    """One slice of a batch's files, each with its place. Sent again because the answer was lost, it changes nothing."""
    batch = get_object_or_404(Batch, pk=pk)
    try:
        if batch.added_by_id != request.user.pk:
            # What comes in is said to come from whoever opened it.
            raise NotTaken(_("Somebody else has opened this upload. Start one of your own."))
        add_files(batch, _slice(request))
    except NotTaken as error:
        return JsonResponse({"error": str(error)}, status=409)
    except (TypeError, ValueError, OverflowError, RecursionError):
        return JsonResponse({"error": _("These files were sent without their places in the batch.")}, status=400)
    if "last" in request.POST:
        _store_if_small(batch)
    return JsonResponse({"files": batch.files.count()})


def _slice(request: HttpRequest) -> Mapping[int, Upload]:
    """The files of *request* by their places, and those that were not sent because they cannot be taken."""
    files = request.FILES.getlist("files")
    places = [int(place) for place in request.POST.getlist("place")]
    uploads = {
        place: Upload(file.name or "", file.size or 0, file.read()) for place, file in zip(places, files, strict=True)
    }
    for place, name, size in json.loads(request.POST.get("unsent", "[]")):
        uploads[int(place)] = Upload(str(name), int(size), None)
    if any(not 0 <= place < _MOST_PLACES for place in uploads):
        raise ValueError("no such place")
    if any(not 0 <= upload.size <= _LARGEST_SIZE for upload in uploads.values()):
        raise ValueError("no such size")
    return uploads


def _pasted(data: bytes) -> Upload:
    return Upload(_("Pasted text") + ".txt", len(data), data)


def _store_if_small(batch: Batch) -> None:
    sizes = list(batch.files.filter(state=FileState.WAITING).values_list("size", flat=True)[: _AT_ONCE_FILES + 1])
    if sizes and len(sizes) <= _AT_ONCE_FILES and sum(sizes) <= _AT_ONCE_BYTES:
        store_now(batch)


def _where_to_go_on(batch: Batch, *, pasted_alone: bool) -> str:
    """To its review where one text was pasted and has become an article, else to what became of the files."""
    stored = batch.files.filter(state=FileState.STORED).first() if pasted_alone else None
    return reverse("desk_review", args=[stored.article_id]) if stored else _url(batch)


def _url(batch: Batch) -> str:
    return reverse("desk_batch", args=[batch.pk])


def _is_too_much(request: HttpRequest) -> bool:
    if int(request.META.get("CONTENT_LENGTH") or 0) > BYTES_AT_ONCE:
        left = _DROPPED_AT_MOST if _is_editor(request) else 0
        while left > 0 and (chunk := request.read(MEGABYTE)):
            left -= len(chunk)
        return True
    try:
        request.POST.keys()
    except _TOO_MUCH:
        return True
    return False


def _too_much(request: HttpRequest) -> HttpResponse:
    if not _is_editor(request):
        raise PermissionDenied
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": _("That is too much at once.")}, status=413)
    return _page(request, UploadForm(), status=413, too_much=True)


def _is_editor(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_editor


def _page(request: HttpRequest, form: UploadForm, *, status: int = 200, **said: Any) -> HttpResponse:
    limits = {
        "file_megabytes": LARGEST_TEXT // MEGABYTE,
        "request_megabytes": BYTES_AT_ONCE // MEGABYTE,
        "request_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        # For the script, which reads no “10.485.760”.
        "file_bytes": str(LARGEST_TEXT),
        "slice_files": str(SLICE_FILES),
        "slice_bytes": str(SLICE_BYTES),
        "endings": UPLOADS,
    }
    context = {"form": form, "limits": limits, "batches": earlier_batches(5)} | said
    return render(request, "desk/upload.html", context, status=status)
