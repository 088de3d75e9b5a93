"""One's own account: what it may do, how the pages behave, and where one is signed in."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.models import User
from articles.review import accounts
from articles.views.access import require_account


@require_account
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, "registration/account.html")
    user = cast(User, request.user)
    user.single_keys = "single_keys" in request.POST
    user.save(update_fields=["single_keys"])
    messages.success(request, _("Your settings are stored."))
    return redirect("account")


@require_account
@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    accounts.sign_out_everywhere(person=cast(User, request.user))
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("sign_in")
