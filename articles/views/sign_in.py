"""The way in and out: signing in and out, a new password, the first password of a one-time link."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from articles.models import User
from articles.review.accounts import (
    LinkIsSpent,
    SessionHasEnded,
    choose_password,
    choose_password_by_link,
    person_of_link,
)
from articles.views.sign_in_rules import first_page


def _in_house_style(form: Any) -> Any:
    """*form* with its fields in the archive's own clothes."""
    for field in form.fields.values():
        field.widget.attrs["class"] = "in"
        # A label that goes away while one types is none.
        field.widget.attrs.pop("placeholder", None)
    return form


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["login"]
        name.label = gettext_lazy("User name")
        name.widget.attrs |= {"autofocus": True, "autocapitalize": "none", "spellcheck": "false"}

    def clean_login(self) -> str:
        # Names are kept composed; some keyboards type ü as two characters.
        return str(User.normalize_username(super().clean_login()))


# Around allauth's own, which leads whoever is signed in away before it looks at the method.
@method_decorator(require_http_methods(["GET", "HEAD", "POST"]), name="dispatch")
class SignIn(LoginView):  # type: ignore[misc]  # allauth has no types
    """One message for an unknown name and a wrong password: neither is told apart from outside."""

    template_name = "registration/sign_in.html"

    def get_form_class(self) -> type[BaseForm]:
        return SignInForm

    def get_form(self, form_class: Any = None) -> Any:
        return _in_house_style(super().get_form(form_class))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().get_context_data(**kwargs)
        return shown | {"reading_is_open": settings.READERS == "everyone"}


class SignOut(LogoutView):  # type: ignore[misc]  # allauth has no types
    """By the button only: a link somewhere else must not be able to sign anybody out."""

    http_method_names = ["post", "options"]


class _ChosenPassword:
    """A password form that stores and records as every change of an account is."""

    user: User
    cleaned_data: dict[str, Any]

    def save(self, commit: bool = True) -> User:
        choose_password(person=self.user, password=self.cleaned_data["new_password1"])
        return self.user


class ReplacePasswordForm(_ChosenPassword, PasswordChangeForm):
    """Asks for the old one."""


class FirstPasswordForm(_ChosenPassword, SetPasswordForm):  # type: ignore[type-arg]  # generic in the stubs only
    """For who has typed the old one a moment ago, or come by a link."""


class NewPassword(PasswordChangeView):  # type: ignore[misc]  # allauth has no types
    http_method_names = ["get", "head", "post", "options"]
    template_name = "registration/new_password.html"

    def get_form_class(self) -> type[BaseForm]:
        user = self.request.user
        return FirstPasswordForm if isinstance(user, User) and user.must_change_password else ReplacePasswordForm

    def get_form(self, form_class: Any = None) -> Any:
        return _in_house_style(super().get_form(form_class))

    def get_default_success_url(self) -> str:
        first = isinstance(self.get_form(), FirstPasswordForm)
        return first_page(self.request.user) if first else reverse("account")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except SessionHasEnded:
            # That page is no longer theirs: it leads to the sign-in form.
            return redirect("new_password")
        messages.success(self.request, _("Your new password is set."))
        return response


@never_cache
@sensitive_post_parameters("new_password1", "new_password2")
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Where a one-time link leads: choose a password, and one is inside."""
    person = person_of_link(uid, token)
    if person is None:
        return _link_is_spent(request)
    form = _in_house_style(SetPasswordForm(person, request.POST if request.method == "POST" else None))
    if request.method == "POST" and form.is_valid():
        try:
            person = choose_password_by_link(person=person, token=token, password=form.cleaned_data["new_password1"])
        except LinkIsSpent:
            return _link_is_spent(request)
        login(request, person)
        messages.success(request, _("Your password is set, and you are signed in."))
        return redirect(first_page(person))
    return render(request, "registration/welcome.html", {"form": form, "person": person})


def _link_is_spent(request: HttpRequest) -> HttpResponse:
    return render(request, "registration/link_spent.html", status=410)
