"""The people of the archive: a chief editor adds them, gives them a role and, without any mail, a way in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.forms import UsernameField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.models import Role, User
from articles.review import accounts
from articles.review.errors import NotPossible
from articles.views.access import require_chief_editor

# In the session: whose link the next page shows. The link itself is kept nowhere.
_LINK_FOR = "people.link_for"


class RoleForm(forms.Form):
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices, initial=Role.EDITOR)
    role.widget.attrs["class"] = "in"


class PersonForm(RoleForm):
    """The fields of a new account; what is allowed in a user name, the model says."""

    username = UsernameField(
        label=gettext_lazy("User name"),
        help_text=gettext_lazy("For signing in: letters, digits and @ . + - _"),
        max_length=User._meta.get_field("username").max_length,
        validators=User._meta.get_field("username").validators,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As it stands in the history of the articles."),
        max_length=User._meta.get_field("first_name").max_length,
        widget=forms.TextInput(attrs={"class": "in", "autocomplete": "off"}),
    )
    field_order = ["username", "name", "role"]


@require_chief_editor
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, and the form for one more."""
    form = PersonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            person = accounts.add_person(by=cast(User, request.user), **form.cleaned_data)
        except NotPossible as error:
            form.add_error("username", str(error))
        else:
            return _to_link(request, person)
    everybody = User.objects.order_by("-is_active", "first_name", "username")
    return render(request, "desk/people.html", {"people": everybody, "form": form})


@require_chief_editor
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    form = RoleForm(initial={"role": shown.role})
    # A password chosen since then stays: the link that was asked for has been used, or is another chief editor's.
    asked_for = request.session.pop(_LINK_FOR, None) == pk and not shown.has_usable_password()
    link = _link(request, shown) if asked_for else ""
    hours = settings.PASSWORD_RESET_TIMEOUT // 3600
    return render(request, "desk/person.html", {"person": shown, "form": form, "link": link, "hours": hours})


@require_chief_editor
@require_POST
def person_role(request: HttpRequest, pk: int) -> HttpResponse:
    form = RoleForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=400)
    return _change(request, pk, accounts.give_role, _("The role is changed."), role=Role(form.cleaned_data["role"]))


@require_chief_editor
@require_POST
def person_active(request: HttpRequest, pk: int) -> HttpResponse:
    if request.POST.get("active") not in ("0", "1"):
        return HttpResponse(status=400)
    active = request.POST["active"] == "1"
    done = _("The account is open again.") if active else _("The account is closed.")
    return _change(request, pk, accounts.set_active, done, active=active)


@require_chief_editor
@require_POST
def person_link(request: HttpRequest, pk: int) -> HttpResponse:
    """A new link ends the old password and all sessions at once: whoever asks for it may have lost a device."""
    whose = get_object_or_404(User, pk=pk)
    try:
        accounts.replace_password_by_link(by=cast(User, request.user), person=whose)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("person", pk=pk)
    return _to_link(request, whose)


def _change(request: HttpRequest, pk: int, change: Callable[..., None], done: str, **values: Any) -> HttpResponse:
    try:
        change(by=cast(User, request.user), person=get_object_or_404(User, pk=pk), **values)
    except NotPossible as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("person", pk=pk)


def _to_link(request: HttpRequest, whose: User) -> HttpResponse:
    request.session[_LINK_FOR] = whose.pk
    return redirect(f"{reverse('person', kwargs={'pk': whose.pk})}#link")


def _link(request: HttpRequest, whose: User) -> str:
    return request.build_absolute_uri(reverse("welcome", kwargs=accounts.link_of(whose)))
