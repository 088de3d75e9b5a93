"""What allauth is told about this archive: what counts as too many attempts, and what it must never do by itself."""

from __future__ import annotations

import logging
from ipaddress import IPv6Address, ip_address
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.ratelimit import get_ip
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from articles.models import User

logger = logging.getLogger(__name__)
# Failures by name, whatever address they come from.
_FOR_NAME = "login_failed_for_name"


def first_page(user: AbstractBaseUser | AnonymousUser) -> str:
    """Where one begins: editors at what waits for them."""
    return reverse("desk_inbox" if isinstance(user, User) and user.is_editor else "browse")


class SignInRules(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Failed attempts are counted three times over (ACCOUNT_RATE_LIMITS has the numbers): for each address, for each
    name from one address, and for each name from anywhere. The middle one is the strictest: were it the name alone, a
    stranger who fails on purpose would keep a colleague out.
    """

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("This name and this password do not belong together."),
    }

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return first_page(request.user)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse with 429 before any password is hashed: hashing is what a flood of attempts would be made for."""
        name = _counted_name(credentials)
        try:
            if not ratelimit.consume(request, action=_FOR_NAME, key=name, dry_run=True):
                raise self.validation_error("too_many_login_attempts")
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            # Without the name: some type their password there.
            logger.warning("too many failed attempts to sign in, the last one from %s", self.get_client_ip(request))
            raise ImmediateHttpResponse(ratelimit.respond_429(request)) from error

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        ratelimit.consume(request, action=_FOR_NAME, key=_counted_name(credentials))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        # allauth's own begins with the host name of the request: in an archive with several, each would be counted
        # anew.
        return f"{get_ip(request)} {_counted_name(credentials)}"

    def get_client_ip(self, request: HttpRequest) -> str:
        address = ip_address(super().get_client_ip(request))
        # Some proxies write ::ffff:203.0.113.1; as a network of the newer kind, that would be the whole of the older.
        older = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        return str(older or address)

    def is_safe_url(self, url: str) -> bool:
        """Whether sign-in may lead there: to this very host only, not to others that are served as well."""
        assert self.request is not None
        return url_has_allowed_host_and_scheme(url, {self.request.get_host()}, require_https=self.request.is_secure())

    def is_ajax(self, request: HttpRequest) -> bool:
        # Or whoever asks for JSON would get the form as a string inside it.
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: the pages say for themselves what has happened."""


def _counted_name(credentials: dict[str, Any]) -> str:
    return str(credentials.get("username", "")).casefold()
