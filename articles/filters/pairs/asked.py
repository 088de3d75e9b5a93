"""Which two entities an address or a form means, and the search for the articles that name both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.filters.article import ArticleFilter
from articles.filters.fields import LONGEST_VALUE, WordsField
from articles.filters.keys import PARTIES
from articles.filters.lookup import look_up
from articles.filters.querystring import QueryString
from articles.filters.selection import Choice
from articles.models import PARTY_KINDS, QUERY_KEYS, Entity


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entities as they stand now, in the order of their slugs."""

    one: Entity
    other: Entity

    @property
    def ids(self) -> tuple[int, int]:
        return self.one.pk, self.other.pk

    def articles(self, user: Any) -> ArticleFilter:
        """The search for the articles that name both."""
        values: MultiValueDict[str, str] = MultiValueDict()
        for key, slug in self.pairs:
            values.appendlist(key, slug)
        return ArticleFilter(values, user=user)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        return [(QUERY_KEYS[entity.kind], entity.slug) for entity in (self.one, self.other)]

    @property
    def address(self) -> QueryString:
        """How the search page writes that search."""
        return QueryString.of(self.pairs)


def pair_of(a: str, b: str, user: Any) -> Pair | None:
    """Who is meant by two slugs; None where either is nobody *user* may know of. One query."""
    slugs = {a.lower(), b.lower()}
    known = Entity.objects.known_to(user).filter(kind__in=PARTY_KINDS, slug__in=slugs)
    found: dict[str, Entity] = {}
    for entity in sorted(known.select_related("merged_into__merged_into"), key=lambda one: PARTY_KINDS.index(one.kind)):
        found.setdefault(entity.slug, entity)
    if found.keys() != slugs:
        return None
    one, other = sorted((found[slug.lower()].survivor for slug in (a, b)), key=lambda entity: entity.slug)
    return Pair(one, other)


class PairForm(forms.Form):
    """Two names as somebody types them, or slugs. `chosen` is whom they stand for, once each stands for one."""

    a = WordsField(label=gettext_lazy("Country, person or organisation"))
    b = WordsField(label=gettext_lazy("and"))

    def __init__(self, data: QueryDict, *, user: Any) -> None:
        self.user = user
        # What each field may stand for, where it may be several.
        self.namesakes: dict[str, tuple[tuple[Choice, str], ...]] = {}
        super().__init__(data)
        self.is_asked = any(data.get(name) for name in PARTIES)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        typed = {name: cleaned.get(name, "")[:LONGEST_VALUE] for name in PARTIES}
        found = look_up({kind: [text for text in typed.values() if text] for kind in PARTY_KINDS}, self.user)
        for name, text in typed.items():
            cleaned[name] = self._meant(name, text, found) if text else None
            if not text:
                self.add_error(name, _("Whom?"))
        if cleaned.get("a") and cleaned["a"] == cleaned.get("b"):
            self.add_error("b", _("That is the same one twice."))
        return cleaned

    @property
    def chosen(self) -> tuple[Choice, Choice]:
        return self.cleaned_data["a"], self.cleaned_data["b"]

    def _meant(self, name: str, text: str, found: dict[tuple[str, str], tuple[Choice, ...]]) -> Choice | None:
        known = [(choice, kind) for kind in PARTY_KINDS for choice in found.get((kind, text), ()) if choice.known]
        exactly = [choice for choice, _kind in known if choice.slug == text.lower()]
        if len(known) == 1 or exactly:
            return exactly[0] if exactly else known[0][0]
        if known:
            self.namesakes[name] = tuple(known)
            self.add_error(name, _("Several are called “%(name)s”. Choose one.") % {"name": text})
        else:
            self.add_error(name, _("The archive does not know “%(value)s”.") % {"value": text})
        return None
