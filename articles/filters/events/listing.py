"""One FilterSet gives the form, the cleaned values, the events and the address of a list of events."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import Filter, FilterSet

from articles.filters.article import AddressFilter
from articles.filters.events.parties import with_parties
from articles.filters.events.timeline import in_period
from articles.filters.fields import (
    LONGEST_VALUE,
    CountField,
    DateBoundField,
    OneOfField,
    Repeated,
    RepeatedField,
    WordsField,
    without_control_characters,
)
from articles.filters.keys import PARTIES
from articles.filters.lookup import look_up
from articles.filters.querystring import SAFE
from articles.filters.selection import Choice, Group
from articles.models import PARTY_KINDS, Event, Report, Status
from articles.models.event import EventQuerySet
from articles.text.event_kinds import EventKind, event_kind_named

PLACE_KINDS = ("place", "country")
DATES = ("from", "to")
NEWEST, OLDEST = "newest", "oldest"
MOST_TYPES = 24


class KindsField(RepeatedField):
    """Kinds of events by their slugs or names; one that is unknown makes a sentence."""

    def clean(self, value: list[str]) -> list[EventKind]:
        kinds = []
        for typed in filter(None, map(without_control_characters, value[:MOST_TYPES])):
            kind = event_kind_named(typed)
            if kind is None:
                said = _("The archive knows no kind of event “%(value)s”.") % {"value": typed[:80]}
                raise ValidationError(said, code="unknown")
            kinds.append(kind)
        return list(dict.fromkeys(kinds))


class EventFilterForm(forms.Form):
    """Looks typed names up and says of each that is unknown that it is; it stays chosen, and nothing matches it."""

    user: Any = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, kinds in (*((party, PARTY_KINDS) for party in PARTIES), ("place", PLACE_KINDS)):
            typed = cleaned.get(name, "")[:LONGEST_VALUE]
            cleaned[name] = self._found(typed, kinds)
            if typed and not cleaned[name][0].known:
                self._keep_with_error(name, _("The archive does not know “%(value)s”.") % {"value": typed}, cleaned)
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first.earliest > last.latest:
            self._keep_with_error("to", _("The period ends before it begins."), cleaned)
        return cleaned

    def _found(self, typed: str, kinds: tuple[str, ...]) -> Group:
        if not typed:
            return ()
        # One kind after the other: nearly every address says the first, and each kind costs a question or two.
        for kind in kinds:
            group = look_up({kind: [typed]}, self.user)[kind, typed]
            if group[0].known:
                return group
        return (Choice(slug=typed, label=typed),)

    def _keep_with_error(self, name: str, sentence: str, cleaned: dict[str, Any]) -> None:
        # add_error() takes the value out, and a filter taken out would show events nobody asked for.
        value = cleaned[name]
        self.add_error(name, sentence)
        cleaned[name] = value


class EventFilter(FilterSet):  # type: ignore[misc]  # django-filter brings no types
    """Events as somebody's address or form asks for them, for *user*'s eyes."""

    class Meta:
        model = Event
        fields: list[str] = []
        form = EventFilterForm

    def __init__(self, data: MultiValueDict[str, str] | dict[str, Any] | None, *, user: Any) -> None:
        self.user = user
        super().__init__(data=MultiValueDict() if data is None else data, queryset=Event.objects.none())
        form = self.form
        form.user = user
        form.full_clean()
        self.values: dict[str, Any] = form.cleaned_data

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        # A table and not class attributes: `from` is no name in Python.
        return {
            "a": AddressFilter(WordsField, label=gettext_lazy("Involved")),
            "b": AddressFilter(WordsField, label=gettext_lazy("and")),
            "type": AddressFilter(KindsField, label=gettext_lazy("Kind of event")),
            "place": AddressFilter(WordsField, label=gettext_lazy("Place")),
            "article": AddressFilter(CountField, label=gettext_lazy("Article")),
            "from": AddressFilter(DateBoundField, label=gettext_lazy("from")),
            "to": AddressFilter(DateBoundField, label=gettext_lazy("to")),
            "confirmed": AddressFilter(OneOfField, values=("1",), label=gettext_lazy("only confirmed events")),
            "sort": AddressFilter(OneOfField, values=(OLDEST,), label=gettext_lazy("Sort by")),
            "page": AddressFilter(CountField, label=gettext_lazy("Page")),
        }

    @property
    def kinds(self) -> list[EventKind]:
        return self.values.get("type") or []

    @property
    def is_oldest_first(self) -> bool:
        return bool(self.values["sort"] == OLDEST)

    @property
    def page(self) -> int:
        return self.values["page"] or 1

    def events(self, *, dates: bool = True) -> EventQuerySet:
        """The events asked for, in no order; without *dates*, those of all times."""
        return self._of_all_times.filter(self._in_period()) if dates else self._of_all_times

    @cached_property
    def _of_all_times(self) -> EventQuerySet:
        parties = [_ids(self.values[name]) for name in PARTIES if self.values[name]]
        events = with_parties(Event.objects.visible_to(self.user), parties, self.user)
        if self.values["place"]:
            events = events.filter(Q(shown_place__in=_ids(self.values["place"])))
        if self.kinds:
            events = events.filter(_of_kinds(self.kinds))
        if self.values["article"]:
            reports = Report.objects.visible_to(self.user).filter(article=self.values["article"])
            events = events.filter(Exists(reports.filter(event=OuterRef("pk"))))
        if self.values["confirmed"]:
            events = events.filter(status=Status.CONFIRMED)
        return events

    def _in_period(self) -> Q:
        first, last = self.values.get("from"), self.values.get("to")
        return in_period(first.earliest if first else None, last.latest if last else None)

    def filter_queryset(self, queryset: QuerySet[Event]) -> QuerySet[Event]:
        return self.events()

    @property
    def has_period(self) -> bool:
        return any(self.values.get(name) for name in DATES)

    @cached_property
    def shown(self) -> dict[str, str]:
        """What the fields say: names in full, dates in ISO form, mistakes as they were typed."""
        shown = {name: str(self.values.get(name) or self.typed(name)) for name in DATES}
        for name in (*PARTIES, "place"):
            group = self.values[name]
            shown[name] = group[0].label if len(group) == 1 else self.typed(name)
        return shown

    def pairs(self, *, without: tuple[str, ...] = (), **replaced: Any) -> list[tuple[str, str]]:
        """The address as pairs, in the one order the archive writes them; another question begins at its first page."""
        said: list[tuple[str, str]] = []
        for name in (*PARTIES, "type", "place", "article", *DATES, "confirmed", "sort", "page"):
            if name in without or (name == "page" and name not in replaced and (replaced or without)):
                continue
            if name in replaced:
                said.append((name, replaced[name]))
            elif name == "type":
                chosen = [kind.slug for kind in self.kinds] or self.sent("type")
                said += [("type", slug) for slug in sorted(chosen)]
            elif name in DATES:
                said.append((name, self.shown[name]))
            elif name in (*PARTIES, "place"):
                group = self.values[name]
                said.append((name, group[0].slug if len(group) == 1 else self.typed(name)))
            elif name == "page":
                said.append((name, str(self.page) if self.page > 1 else ""))
            else:
                said.append((name, str(self.values[name] or "")))
        return [(name, value) for name, value in said if value]

    def address(self, *, without: tuple[str, ...] = (), **replaced: Any) -> str:
        """The query part of this list's address, with some of it replaced or left out."""
        return urlencode(self.pairs(without=without, **replaced), safe=SAFE)

    @property
    def asked(self) -> str:
        """Which events are asked for, whatever the page and the order."""
        return self.address(without=("page", "sort"))

    def sent(self, name: str) -> list[str]:
        """The values of *name* as they came."""
        values = Repeated().value_from_datadict(self.data, None, name)
        return [text for value in values if (text := without_control_characters(value)[:LONGEST_VALUE])]

    def typed(self, name: str) -> str:
        """The value as it came, for a field whose content could not be read."""
        return without_control_characters(str(self.data.get(name) or ""))[:LONGEST_VALUE]


def _ids(group: Group) -> list[int]:
    return [int(choice.id) for choice in group if choice.id is not None]


def _of_kinds(kinds: list[EventKind]) -> Q:
    """A type stands for its modes as well."""
    wanted = Q()
    for kind in kinds:
        wanted |= Q(type=kind.type, mode=kind.mode) if kind.mode else Q(type=kind.type)
    return wanted
