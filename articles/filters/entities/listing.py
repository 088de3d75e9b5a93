"""The list of a kind of entities as an address asks for it: by name, by letter, by number of articles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_filters import FilterSet

from articles.filters.article import AddressFilter
from articles.filters.audience import audience_of
from articles.filters.entities.names import OTHER_LETTER, ListedName, names_in_order
from articles.filters.fields import LONGEST_VALUE, CountField, OneOfField, WordsField
from articles.models import Entity, Name, Status
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import Criteria
from articles.search.find import find
from articles.search.resolve import NAMING
from articles.text.country_names import countries_named
from articles.text.names import name_key

PAGE_SIZE = 50
LETTERS = (*ascii_lowercase, OTHER_LETTER)
BY_COUNT, BY_NAME = "count", "name"
# More than any archive has of one kind: all of them are asked for.
_ALL = 60_000
# Shorter than this, what was typed has to begin a word: "an" is in every second name.
_ANYWHERE = 3


@dataclass(frozen=True, slots=True)
class Letter:
    value: str
    count: int
    chosen: bool


class EntityFilter(FilterSet):  # type: ignore[misc]  # django-filter brings no types
    """*user* sees whom the articles name that they may read and, if they want to, who else came with the archive."""

    q = AddressFilter(WordsField, label=gettext_lazy("Name"))
    letter = AddressFilter(OneOfField, values=LETTERS)
    sort = AddressFilter(OneOfField, values=(BY_COUNT, BY_NAME), label=gettext_lazy("Sort by"))
    all = AddressFilter(OneOfField, values=("1",), label=gettext_lazy("also those without articles"))
    page = AddressFilter(CountField)

    class Meta:
        model = Entity
        fields: list[str] = []

    def __init__(self, data: MultiValueDict[str, str] | None, *, kind: str, user: Any) -> None:
        self.kind = kind
        self.user = user
        super().__init__(data=MultiValueDict() if data is None else data, queryset=Entity.objects.none())
        self.form.full_clean()
        self.values: dict[str, Any] = self.form.cleaned_data
        self.words = str(self.values["q"])[:LONGEST_VALUE]

    @property
    def order(self) -> str:
        """Who is named most comes first, but under a letter one looks for a name."""
        return self.values["sort"] or (BY_NAME if self.values["letter"] or self.index_is_away else BY_COUNT)

    @property
    def index_is_away(self) -> bool:
        return self.counts is None

    @cached_property
    def counts(self) -> dict[int, int] | None:
        """By entity the number of articles *user* may see; None without an index."""
        criteria = Criteria(
            size=1, facets=(self.kind,), facet_size=_ALL, histogram=False, audience=audience_of(self.user)
        )
        try:
            return {int(one.value): one.count for one in find(criteria).page.facets[self.kind]}
        except EngineUnavailable:
            return None

    @cached_property
    def fitting(self) -> list[ListedName]:
        """Everybody the words fit, by name, whatever the letter."""
        shown = self._shown()
        if not name_key(self.words):
            return [] if self.words else shown
        named = self._named()
        return [one for one in shown if one.id in named]

    @cached_property
    def page_of(self) -> Page[ListedName]:
        letter = self.values["letter"]
        listed = [one for one in self.fitting if one.letter == letter] if letter else self.fitting
        if self.order == BY_COUNT:
            counts = self.counts or {}
            # Apart, because with the starter data most have none: they are in order already.
            named = sorted((one for one in listed if one.id in counts), key=lambda one: -counts[one.id])
            listed = [*named, *(one for one in listed if one.id not in counts)]
        return Paginator(listed, PAGE_SIZE).get_page(self.values["page"] or 1)

    def letters(self) -> list[Letter]:
        counts = Counter([one.letter for one in self.fitting])
        return [Letter(letter, counts[letter], letter == self.values["letter"]) for letter in LETTERS]

    def _shown(self) -> list[ListedName]:
        names, counts = names_in_order(self.kind), self.counts
        if counts is None:
            # Without an index the database says of whom there are articles.
            known = Entity.objects.known_to(self.user).filter(kind=self.kind)
            counts = dict.fromkeys(known.values_list("pk", flat=True), 0)
        elif self.values["all"]:
            editor = bool(getattr(self.user, "is_editor", False))
            return [one for one in names if editor or one.is_no_secret or one.id in counts]
        return [one for one in names if one.id in counts]

    def _named(self) -> set[int]:
        """Entities with a name, in any spelling or language, that begins so or has a word that does."""
        key = name_key(self.words)
        fits = Q(key__contains=key) if len(key) >= _ANYWHERE else Q(key__startswith=key) | Q(key__contains=f" {key}")
        names = Name.objects.filter(fits, entity__kind=self.kind, kind__in=NAMING).exclude(status=Status.REJECTED)
        found = set(names.order_by().values_list("entity_id", "entity__merged_into_id").distinct())
        named = {merged or entity for entity, merged in found}
        codes = countries_named(self.words)
        if codes:
            keys = [f"country:{code}" for code in codes]
            named |= set(Entity.objects.filter(key__in=keys, kind=self.kind).values_list("pk", flat=True))
        return named


def without_articles(filters: EntityFilter) -> EntityFilter:
    """The same list with those nobody has written about."""
    data = MultiValueDict({name: [str(value)] for name, value in filters.values.items() if value})
    data["all"] = "1"
    return EntityFilter(data, kind=filters.kind, user=filters.user)
