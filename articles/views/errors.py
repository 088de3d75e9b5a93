"""Pages for when something is wrong. They read no rows: the database may be what is wrong."""

from __future__ import annotations

import sys
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

RETRY_AFTER_SECONDS = 30
# The longest of the windows in ACCOUNT_RATE_LIMITS.
ATTEMPTS_ARE_FORGOTTEN_AFTER = 300


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "", **kwargs: Any) -> HttpResponse:
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def gone(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """The tombstone of an article that was once public."""
    return render(request, "410.html", context, status=410)


def too_many(request: HttpRequest) -> HttpResponse:
    response = render(request, "429.html", {"minutes": ATTEMPTS_ARE_FORGOTTEN_AFTER // 60}, status=429)
    response["Retry-After"] = str(ATTEMPTS_ARE_FORGOTTEN_AFTER)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # Django calls this inside the except block, so the cause is at hand: a database that is away is not our fault page.
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return unavailable(request)
    return render(request, "500.html", status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = render(request, "503.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response
