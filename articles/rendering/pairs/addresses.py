"""Where the page of two entities is."""

from __future__ import annotations

from typing import Protocol

from django.urls import reverse

from articles.models import PARTY_KINDS


class Paired(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...


def pair_url(one: Paired, other: Paired) -> str:
    """The page of *one* and *other*, whichever comes first; empty where two of their kinds have none."""
    if one.kind not in PARTY_KINDS or other.kind not in PARTY_KINDS or one.slug == other.slug:
        return ""
    return reverse("pair", args=sorted((one.slug, other.slug)))
