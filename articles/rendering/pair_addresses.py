"""Where the page of two entities is."""

from __future__ import annotations

from typing import Protocol

from django.urls import reverse

# In this order: where a slug is that of a country and that of a person, the country is meant.
PAIR_KINDS = ("country", "person", "organisation")


class Paired(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def slug(self) -> str: ...


def pair_url(one: Paired, other: Paired) -> str:
    """The page of *one* and *other*, whichever comes first; empty where two of their kinds have none."""
    if one.kind not in PAIR_KINDS or other.kind not in PAIR_KINDS or one.slug == other.slug:
        return ""
    return reverse("pair", args=sorted((one.slug, other.slug)))
