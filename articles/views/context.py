"""What every template may say about the site itself."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def site(request: HttpRequest) -> dict[str, Any]:
    """The archive's name; without one of its own, the two halves of the wordmark."""
    return {
        "site_name": settings.SITE_NAME or _("News archive"),
        "wordmark": None if settings.SITE_NAME else (pgettext("wordmark", "News"), pgettext("wordmark", "archive")),
    }


def contact() -> dict[str, str]:
    """How to reach the archive, for pages that have to send people there, and the link that does it."""
    words: str = settings.CONTACT
    scheme = "" if words.startswith(("https://", "http://")) else "mailto:"
    linked = scheme + words if " " not in words and ("@" in words or not scheme) else ""
    return {"contact": words, "contact_url": linked}
