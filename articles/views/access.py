"""Who may see what: every address of the desk says it with one of the decorators here, the rest the middlewares."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django_htmx.http import HttpResponseClientRedirect

from articles.models import User
from articles.views.errors import bad_request

Handler = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

# Who comes with a one-time link has no password yet.
_WAY_IN = ("sign_in", "sign_out", "welcome", "set_language")


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The way to the sign-in form, and back to the page that was asked for."""
    # After a form that was sent (an hour too late, say) the way back is the page it stood on: its own address takes
    # no GET. htmx names the page a partial request was made from.
    htmx = getattr(request, "htmx", None)
    came_from = htmx.current_url_abs_path if htmx else None
    address = came_from or (request.get_full_path() if request.method in ("GET", "HEAD") else reverse("browse"))
    answer = redirect_to_login(address, reverse("sign_in"))
    # A partial request would put the form where the results were.
    return HttpResponseClientRedirect(answer.url) if htmx else answer


def _require(allowed: Callable[[User], bool]) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = request.user
            if not isinstance(user, User):
                return to_sign_in(request)
            if not allowed(user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


require_account = _require(lambda user: True)
require_editor = _require(lambda user: user.is_editor)
require_chief_editor = _require(lambda user: user.is_chief_editor)


def readers_sign_in(get_response: Handler) -> Handler:
    """With READERS=accounts nothing is shown to strangers, not even whether an address exists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        closed = settings.READERS == "accounts" and not request.user.is_authenticated
        return to_sign_in(request) if closed and not _is_open_to_all(request) else get_response(request)

    return middleware


def one_time_password(get_response: Handler) -> Handler:
    """Nobody goes on with a password that was printed on a terminal: every page leads to the form that replaces it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        must_replace = request.user.is_authenticated and request.user.must_change_password
        if must_replace and request.path != reverse("new_password") and not _is_open_to_all(request):
            return redirect("new_password")
        return get_response(request)

    return middleware


def only_editors_send_much(get_response: Handler) -> Handler:
    """Forms of everybody else are small: what is larger is refused unread, before it fills the disk."""

    def middleware(request: HttpRequest) -> HttpResponse:
        too_much = int(request.META.get("CONTENT_LENGTH") or 0) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if too_much and not getattr(request.user, "is_editor", False):
            return bad_request(request)
        return get_response(request)

    return middleware


def _is_open_to_all(request: HttpRequest) -> bool:
    # By the route and not by how the address begins: that is also where the site begins, and once it was
    # "/welcome/search/" of a site at "/welcome".
    try:
        return resolve(request.path_info).url_name in _WAY_IN
    except Resolver404:
        return False
