"""Signing in and out, and replacing a password somebody else made up."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

Handler = Callable[[HttpRequest], HttpResponse]


def one_time_password(get_response: Handler) -> Handler:
    """Nobody goes on with a password that was printed on a terminal: every page leads to the form that replaces it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            open_pages = {reverse("new_password"), reverse("sign_out"), reverse("set_language")}
            if request.path not in open_pages and not request.path.startswith("/static/"):
                return redirect("new_password")
        return get_response(request)

    return middleware
