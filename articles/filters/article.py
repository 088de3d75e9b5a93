"""One FilterSet gives the form, the cleaned values, the criteria and the address of a search for articles."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from articles.filters.audience import audience_of
from articles.filters.database import in_database
from articles.filters.fields import (
    LONGEST_VALUE,
    CountField,
    DateBoundField,
    GroupsField,
    OneOfField,
    Repeated,
    RepeatedField,
    WordsField,
    without_control_characters,
)
from articles.filters.form import ArticleFilterForm
from articles.filters.keys import ANY, KEYS, WITHOUT, Key
from articles.filters.querystring import QueryString
from articles.filters.selection import Selection, address_value
from articles.models import Article
from articles.search.criteria import DEEPEST_OFFSET, PAGE_SIZE, Criteria, Sort
from articles.search.criteria import Filter as Restriction
from articles.search.parser import parse
from articles.search.query import Query

# Beyond this page an offset costs the engine everything before it; by date the cursor `after` goes on.
LAST_PAGE = DEEPEST_OFFSET // PAGE_SIZE
DATES = ("from", "to", "event_from", "event_to")
BY_DATE = (Sort.NEWEST, Sort.OLDEST, Sort.ADDED)
LABELS = {
    "country": gettext_lazy("Country"),
    "person": gettext_lazy("Person"),
    "org": gettext_lazy("Organisation"),
    "place": gettext_lazy("Place"),
    "weapon": gettext_lazy("Weapon"),
    "event": gettext_lazy("Event"),
    "source": gettext_lazy("Source"),
    "lang": gettext_lazy("Language"),
    "author": gettext_lazy("Author"),
    "subject": gettext_lazy("Subject"),
    "collection": gettext_lazy("Collection"),
    "status": gettext_lazy("Status"),
}


class AddressFilter(Filter):  # type: ignore[misc]  # django-filter brings no types
    """A filter that only says which field reads its value; `in_database` and the index know what the value means."""

    def __init__(self, field: type[forms.Field], **kwargs: Any) -> None:
        self.field_class = field
        super().__init__(**kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> AddressFilter:
        # A FilterSet copies its filters for each request and sets two attributes of each; nothing below ever changes.
        # Together with the form class that is made once and the fields that all forms share this took reading an
        # address from 8 to 0.4 ms (any number of rows, November 2026).
        twin: AddressFilter = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        return twin


class ArticleFilter(FilterSet):  # type: ignore[misc]  # as above
    """A search as somebody's address, form or command line put it, for *user*'s eyes."""

    class Meta:
        model = Article
        fields: list[str] = []
        form = ArticleFilterForm

    def __init__(self, data: MultiValueDict[str, str] | dict[str, Any] | None, *, user: Any = None) -> None:
        self.user = user
        super().__init__(data=MultiValueDict() if data is None else data, queryset=Article.objects.none())
        if not self.is_editor:
            for name in ("status", WITHOUT + "status"):
                self.filters.pop(name)
        form = self.form
        form.user = user
        form.full_clean()
        self.values: dict[str, Any] = form.cleaned_data

    @property
    def queryset(self) -> QuerySet[Article]:
        """The articles *user* may know of: made when it is asked for, which with an index nobody does."""
        return Article.objects.visible_to(self.user)

    @queryset.setter
    def queryset(self, given: QuerySet[Article]) -> None:
        """A FilterSet sets what it was given; whose eyes these articles are for is not for it to say."""

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        # A table and not class attributes: `from` is no name in Python.
        filters = {"q": AddressFilter(WordsField, label=gettext_lazy("Words"))}
        for key in KEYS:
            filters[key.name] = AddressFilter(GroupsField, key=key, label=LABELS[key.name])
        for key in KEYS:
            any_of = Key(key.name, key.column, comma=key.comma)
            filters[WITHOUT + key.name] = AddressFilter(GroupsField, key=any_of, label=LABELS[key.name])
        return filters | {
            "from": AddressFilter(DateBoundField, label=gettext_lazy("from")),
            "to": AddressFilter(DateBoundField, label=gettext_lazy("to")),
            "event_from": AddressFilter(DateBoundField, label=gettext_lazy("events from")),
            "event_to": AddressFilter(DateBoundField, label=gettext_lazy("events to")),
            "confirmed": AddressFilter(OneOfField, values=("1",), label=gettext_lazy("only confirmed tags")),
            "sort": AddressFilter(OneOfField, values=tuple(Sort), label=gettext_lazy("Sort by")),
            "page": AddressFilter(CountField, label=gettext_lazy("Page")),
            "after": AddressFilter(CountField, label=gettext_lazy("after")),
            ANY: AddressFilter(RepeatedField, label=gettext_lazy("any of them")),
        }

    def get_form_class(self) -> type[ArticleFilterForm]:
        return _form_class(self.is_editor)

    @property
    def is_editor(self) -> bool:
        return bool(getattr(self.user, "is_editor", False))

    def selection(self, name: str) -> Selection:
        chosen = self.values.get(name)
        return chosen if isinstance(chosen, Selection) else Selection()

    @cached_property
    def query(self) -> Query:
        return parse(self.values["q"])

    @property
    def default_sort(self) -> Sort:
        """Best first for words; filters alone rank nothing, so the newest come first."""
        return Sort.RELEVANCE if self.values["q"] else Sort.NEWEST

    @property
    def sort(self) -> Sort:
        return Sort(self.values["sort"] or self.default_sort)

    @property
    def page(self) -> int:
        return self.values["page"] or 1

    @property
    def after(self) -> int | None:
        return self.values["after"] if self.sort in BY_DATE else None

    def criteria(self) -> Criteria:
        first, last = self.values.get("from"), self.values.get("to")
        event_first, event_last = self.values.get("event_from"), self.values.get("event_to")
        return Criteria(
            query=self.query,
            filters=tuple(filter(None, (self._restriction(key) for key in KEYS))),
            published_from=first.earliest if first else None,
            published_to=last.latest if last else None,
            event_from=event_first.earliest if event_first else None,
            event_to=event_last.latest if event_last else None,
            confirmed_only=bool(self.values["confirmed"]),
            sort=self.sort,
            page=min(self.page, LAST_PAGE),
            after=self.after,
            audience=audience_of(self.user),
        )

    def _restriction(self, key: Key) -> Restriction | None:
        groups, without = self.selection(key.name).ids(), self.selection(WITHOUT + key.name).ids()
        if not groups and not without:
            return None
        return Restriction(key.column, groups, frozenset().union(*without))

    def filter_queryset(self, queryset: QuerySet[Article]) -> QuerySet[Article]:
        """The same question asked of the database, for when no index answers."""
        return in_database(queryset, self.criteria())

    @cached_property
    def address(self) -> QueryString:
        """The one way to write this search: names as slugs, dates in ISO form, nothing empty; mistakes as typed."""
        pairs = [("q", self.values["q"]), ("confirmed", self.values["confirmed"])]
        for name in self.filters:
            chosen = self.values.get(name)
            if isinstance(chosen, Selection):
                key = self.filters[name].extra["key"]
                groups = chosen.groups if key.narrows else tuple((choice,) for choice in chosen.choices)
                pairs += [(name, address_value(group)) for group in groups]
        pairs += self.shown.items()
        if self.sort != self.default_sort:
            pairs.append(("sort", str(self.sort)))
        if self.after:
            pairs.append(("after", str(self.after)))
        elif self.page > 1:
            pairs.append(("page", str(self.page)))
        return QueryString.of(pairs)

    def sent(self, name: str) -> list[str]:
        """The values of *name* as they came."""
        return Repeated().value_from_datadict(self.data, None, name)

    def typed(self, name: str) -> str:
        """The value as it came, for a field whose content could not be read."""
        return without_control_characters(str(self.data.get(name) or ""))[:LONGEST_VALUE]

    @property
    def shown(self) -> dict[str, str]:
        """What the date fields say: the date, or what was typed when it is none."""
        return {name: str(self.values.get(name) or self.typed(name)) for name in DATES}

    @property
    def period_errors(self) -> list[list[str]]:
        return [self.errors[name] for name in DATES if name in self.errors]

    @property
    def value_errors(self) -> list[str]:
        return [sentence for name, errors in self.errors.items() if name not in DATES for sentence in errors]


@cache
def _form_class(for_editors: bool) -> type[ArticleFilterForm]:
    """Made once: a form class with thirty fields takes longer to make than a page to find."""
    fields = {
        name: one.field
        for name, one in ArticleFilter.base_filters.items()
        if for_editors or name.removeprefix(WITHOUT) != "status"
    }
    return type("ArticleFilterForm", (ArticleFilterForm,), fields)
