"""Two worlds, one with something secret in it and one without: what an address answers in either, made comparable."""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from articles.models import Article, Publication
from tests.views.finding import FindingTests

_IN_TRASH = " in the trash"
HIDDEN = (Publication.DRAFT, Publication.IN_REVIEW, Publication.EMBARGOED, Publication.WITHDRAWN)
# What readers saw, or were told of, until it was thrown away.
TRASHED = tuple(status + _IN_TRASH for status in (Publication.PUBLISHED, Publication.WITHDRAWN))
# What differs between any two answers: tokens, durations, and the moment a feed was written.
_EACH_TIME = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|<updated>[^<]*</updated>')
_HEADERS_EACH_TIME = {"Server-Timing", "Set-Cookie", "Expires"}

Answer = tuple[int, dict[str, str], str]


class WorldTests(FindingTests):
    def answer(self, address: str, headers: dict[str, str] | None) -> Answer:
        response = self.client.get(address, headers=headers)
        kept = {name: value for name, value in response.headers.items() if name not in _HEADERS_EACH_TIME}
        return response.status_code, kept, _EACH_TIME.sub("", response.getvalue().decode())

    def hide(self, secret: Article, status: str) -> None:
        """Put it into the state *status*, one of HIDDEN or TRASHED, as the desk does."""
        secret.status = status.removesuffix(_IN_TRASH)
        secret.trashed_at = secret.first_published_at = timezone.now() if status.endswith(_IN_TRASH) else None
        secret.embargo_until = timezone.now() + timedelta(days=1)
        secret.version += 1
        secret.save()
        Article.objects.filter(pk=secret.pk).count_change()
        self.index(secret)
