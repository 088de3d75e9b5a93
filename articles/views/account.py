"""Signing in and out, and replacing a password somebody else made up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.mixins import LoginRequiredMixin
from django.contrib.auth.views import LoginView, PasswordChangeView, redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.edit import FormMixin
from django_htmx.http import HttpResponseClientRedirect

from articles.views.context import site

Handler = Callable[[HttpRequest], HttpResponse]


def _is_open_to_all(path: str) -> bool:
    return path in {reverse("sign_in"), reverse("sign_out"), reverse("set_language")} or path.startswith("/static/")


def one_time_password(get_response: Handler) -> Handler:
    """Nobody goes on with a password that was printed on a terminal: every page leads to the form that replaces it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        must_replace = request.user.is_authenticated and request.user.must_change_password
        if must_replace and request.path != reverse("new_password") and not _is_open_to_all(request.path):
            return redirect("new_password")
        return get_response(request)

    return middleware


def readers_sign_in(get_response: Handler) -> Handler:
    """With READERS=accounts nothing is shown to strangers, not even whether an address exists."""

    def middleware(request: HttpRequest) -> HttpResponse:
        closed = settings.READERS == "accounts" and not request.user.is_authenticated
        if not closed or _is_open_to_all(request.path):
            return get_response(request)
        to_sign_in = redirect_to_login(request.get_full_path(), reverse("sign_in"))
        # A partial request would put the form where the results were.
        return HttpResponseClientRedirect(to_sign_in.url) if request.htmx else to_sign_in  # type: ignore[attr-defined]  # set by django_htmx

    return middleware


class _DesignedFields(FormMixin):  # type: ignore[type-arg]  # generic in the stubs only
    """Fields in the archive's own clothes."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        for field in form.fields.values():
            field.widget.attrs["class"] = "in"
        return form


class SignInForm(AuthenticationForm):
    """Django's own sentence asks for name and password, which were given."""

    error_messages = AuthenticationForm.error_messages | {
        "invalid_login": gettext_lazy("This name and this password do not belong together.")
    }


class SignIn(_DesignedFields, LoginView):
    """One message for an unknown name and a wrong password: neither is told apart from outside."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # LoginView calls the host name `site_name`, which is our word for the archive's name.
        named = super().get_context_data(**kwargs) | site(self.request)
        return named | {"reading_is_open": settings.READERS == "everyone"}


class NewPassword(LoginRequiredMixin, _DesignedFields, PasswordChangeView):
    """Asks for the old password, except where it is one to be replaced and was typed a moment ago."""

    template_name = "registration/new_password.html"
    success_url = reverse_lazy("browse")

    def get_form_class(self) -> Any:
        user = self.request.user
        must_replace = user.is_authenticated and user.must_change_password
        return SetPasswordForm if must_replace else super().get_form_class()

    def form_valid(self, form: Any) -> HttpResponse:
        form.user.must_change_password = False
        response = super().form_valid(form)
        messages.success(self.request, _("Your new password is set."))
        return response
