"""Who may sign in, and as what. What is recorded of it never holds a password, a hash or a link."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from articles.models import Decision, DecisionKind, Role, User
from articles.review.errors import NotPossible
from articles.review.rows import row_key

# What stands in the record where a password would: one the person knows, or a link to choose one with.
_CHOSEN, _BY_LINK = "chosen", "link"


class LinkIsSpent(Exception):
    """The one-time link has been used, replaced by a newer one or waited too long since the page was asked for."""


class SessionHasEnded(NotPossible):
    """Somebody closed the account or took its password away while its owner was changing something."""

    def __init__(self) -> None:
        super().__init__(_("You have been signed out meanwhile. Nothing was changed."))


class _Links(PasswordResetTokenGenerator):
    """Django's own tokens, which end with the password they replace; these end with the person's sessions as well.

    Or a link in the wrong hands would work again once a closed account is opened.
    """

    def _make_hash_value(self, user: AbstractBaseUser, timestamp: int) -> str:
        assert isinstance(user, User)
        return f"{super()._make_hash_value(user, timestamp)}.{user.session_generation}"


_links = _Links()


@transaction.atomic
def add_person(*, by: User, username: str, name: str, role: Role) -> User:
    """A new account without a password: its owner chooses one by the link that `link_of` makes."""
    _chief_editors(by)
    username = User.normalize_username(username)
    # Names that differ in their capitals alone are mistaken for each other. Compared here: to SQLite ö and Ö differ.
    taken = {one.casefold() for one in User.objects.values_list("username", flat=True)}
    if username.casefold() in taken:
        raise NotPossible(_("Somebody has this user name already."))
    person = User(username=username, first_name=name, role=role)
    person.set_unusable_password()
    person.save(force_insert=True)
    made = {"username": username, "first_name": name, "role": str(role), "is_active": True, "password": _BY_LINK}
    _record(by, person, None, made)
    return person


@transaction.atomic
def give_role(*, by: User, person: User, role: Role) -> None:
    chiefs = _chief_editors(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.role == role:
        return
    if role != Role.CHIEF_EDITOR:
        _refuse_without_chief(chiefs, person)
    _record(by, person, {"role": person.role}, {"role": str(role)})
    person.role = role
    person.save(update_fields=["role"])


@transaction.atomic
def set_active(*, by: User, person: User, active: bool) -> None:
    """Close the account, which ends its sessions at once, or open it again."""
    chiefs = _chief_editors(by)
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_active == active:
        return
    if not active:
        _refuse_without_chief(chiefs, person)
        person.session_generation += 1
    _record(by, person, {"is_active": person.is_active}, {"is_active": active})
    person.is_active = active
    person.save(update_fields=["is_active", "session_generation"])


@transaction.atomic
def replace_password_by_link(*, by: User | None, person: User) -> None:
    """The old password, every session and every earlier link end now; `link_of` makes the one link that counts.

    *by* nobody is the operator at the terminal.
    """
    if by is not None:
        _chief_editors(by)
        if by.pk == person.pk:
            raise NotPossible(_("You can change your own password on the page of your account."))
    person = User.objects.select_for_update().get(pk=person.pk)
    before = _CHOSEN if person.has_usable_password() else _BY_LINK
    person.set_unusable_password()
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    _record(by, person, {"password": before}, {"password": _BY_LINK})


def link_of(person: User) -> dict[str, str]:
    """The parts of the address by which *person* chooses a password, once and within PASSWORD_RESET_TIMEOUT."""
    return {
        "uid": urlsafe_base64_encode(force_bytes(person.pk)),
        "token": _links.make_token(person),
    }


def person_of_link(uid: str, token: str) -> User | None:
    """Whose link it is, if it still counts; a false one and an old one are told apart by nothing."""
    try:
        key = int(urlsafe_base64_decode(uid))
    except (ValueError, OverflowError):
        return None
    person = User.objects.filter(pk=key, is_active=True).first() if key < 2**63 else None
    return person if _links.check_token(person, token) else None


@transaction.atomic
def choose_password_by_link(*, person: User, token: str, password: str) -> User:
    """Raises LinkIsSpent: of two browsers with the same link one comes second."""
    person = User.objects.select_for_update().get(pk=person.pk)
    if not person.is_active or not _links.check_token(person, token):
        raise LinkIsSpent
    _set_password(person, password, instead_of=_BY_LINK)
    return person


@transaction.atomic
def choose_password(*, person: User, password: str) -> None:
    """A password only *person* knows; every other session of theirs ends.

    Raises SessionHasEnded: whoever holds a lost device must not be quicker than the link that ends its session.
    """
    _refuse_ended_session(User.objects.select_for_update().get(pk=person.pk), person)
    _set_password(person, password, instead_of=_CHOSEN)


def _set_password(person: User, password: str, *, instead_of: str) -> None:
    person.set_password(password)
    person.must_change_password = False
    person.save(update_fields=["password", "must_change_password"])
    _record(person, person, {"password": instead_of}, {"password": _CHOSEN})


def sign_out_everywhere(*, person: User) -> None:
    User.objects.filter(pk=person.pk).update(session_generation=F("session_generation") + 1)


def _chief_editors(by: User) -> list[User]:
    """Every chief editor, locked in one order, so that two who demote each other take turns."""
    chiefs = list(User.objects.select_for_update().filter(role=Role.CHIEF_EDITOR, is_active=True).order_by("pk"))
    if by not in chiefs:
        raise NotPossible(_("You are no longer a chief editor."))
    # Two who take each other's password at the same moment would both be out, and nobody left to let them in.
    _refuse_ended_session(chiefs[chiefs.index(by)], by)
    return chiefs


def _refuse_ended_session(stored: User, signed_in: User) -> None:
    if not constant_time_compare(stored.get_session_auth_hash(), signed_in.get_session_auth_hash()):
        raise SessionHasEnded


def _refuse_without_chief(chiefs: list[User], person: User) -> None:
    # Somebody who has yet to use a link may never do it.
    if person in chiefs and not any(one != person and one.has_usable_password() for one in chiefs):
        raise NotPossible(_("The archive needs at least one chief editor who can sign in."))


def _record(by: User | None, person: User, before: dict[str, Any] | None, after: dict[str, Any]) -> None:
    row = row_key(person)
    Decision.objects.create(
        kind=DecisionKind.ACCOUNT,
        by=by,
        by_name=(by.get_full_name() or by.get_username()) if by else "",
        subject=f"user:{person.pk}",
        before={row: before},
        after={row: after},
    )
