"""The values a search can be narrowed to, each with its count, its box and the address of the search without it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from articles.filters.article import LABELS, ArticleFilter
from articles.filters.keys import KEY_OF_COLUMN, WITHOUT, Key
from articles.filters.lookup import event_choice
from articles.filters.querystring import SAFE, QueryString
from articles.filters.selection import Choice, Group, address_value
from articles.models import Source
from articles.models.prepared import Prepared
from articles.rendering.charts import share
from articles.rendering.languages import language_name
from articles.rendering.named import named_entities
from articles.search.criteria import ENTITY_COLUMNS
from articles.search.results import FacetCount


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    """What the box sends: a slug, or several with commas where any of them will do."""
    label: str
    count: int
    share: str
    """Of the largest count of the facet, as the style class p0 to p100 for the line under the label."""
    chosen: bool
    steady: bool
    """The box already stands in the page as it should: it was sent as it is answered."""
    without: str
    """The address of the search that excludes the value; empty where it is chosen."""


@dataclass(frozen=True, slots=True)
class Facet:
    key: str
    column: str
    label: str
    values: tuple[FacetValue, ...]
    active: int
    any_of: bool
    """Whether one of the chosen values is enough."""
    can_switch: bool
    """Whether the reader can choose between all and any of the values."""
    more: bool

    @property
    def kind(self) -> str:
        return self.column if self.column in ENTITY_COLUMNS else ""


Counts = Mapping[str, tuple[FacetCount, ...]]


def facets_of(filters: ArticleFilter, counts: Counts, *, size: int) -> tuple[Facet, ...]:
    """One facet a column. One query for the names of all entities, one for those of the sources."""
    labels = labels_of(counts)
    return tuple(_facet(filters, KEY_OF_COLUMN[column], counts[column], labels, size) for column in counts)


def facet_of(filters: ArticleFilter, key: Key, counts: tuple[FacetCount, ...], *, size: int) -> Facet:
    return _facet(filters, key, counts, labels_of({key.column: counts}), size)


def _facet(
    filters: ArticleFilter,
    key: Key,
    counts: tuple[FacetCount, ...],
    labels: Mapping[tuple[str, object], Choice],
    size: int,
) -> Facet:
    groups = filters.selection(key.name).groups
    without = _Without(filters.address, WITHOUT + key.name)
    any_of = not key.narrows or (len(groups) == 1 and len(groups[0]) > 1)
    # (Russia or Ukraine) and North Korea: the pair keeps a box of its own, or sending the form would take it apart.
    chosen: tuple[Group, ...] = tuple((one,) for one in groups[0]) if any_of and groups else groups
    by_id = {count.value: count.count for count in counts}
    largest = max(by_id.values(), default=1) or 1
    alone = {group[0] for group in chosen if len(group) == 1}
    listed = [(group, sum(by_id.get(one.id, 0) for one in group if one.id is not None)) for group in chosen]
    for count in counts:
        choice = labels.get((key.column, count.value))
        if choice and choice not in alone:
            listed.append(((choice,), count.count))
    sent = filters.sent(key.name)
    # Chosen values are listed whatever their place among the counts.
    room = max(size, len(chosen))
    return Facet(
        key=key.name,
        column=key.column,
        label=str(LABELS[key.name]),
        values=tuple(
            _value(group, count, largest, sent, None if group in chosen else without) for group, count in listed[:room]
        ),
        active=len(chosen),
        any_of=any_of,
        can_switch=key.narrows and len(chosen) > 1 and all(len(group) == 1 for group in chosen),
        more=len(listed) > room,
    )


class _Without:
    """Addresses that leave one more value out, made by the dozen: the rest of the search is written once."""

    def __init__(self, address: QueryString, name: str) -> None:
        self._address, self._name = address, name
        self._around = None if address.values(name) else address.around(name)

    def __call__(self, value: str) -> str:
        if self._around is None:
            return self._address.adding(self._name, value).href
        before, after = self._around
        return f"?{before}{self._name}={quote_plus(value, safe=SAFE)}{after}"


def _value(group: Group, count: int, largest: int, sent: Collection[str], without: _Without | None) -> FacetValue:
    value, chosen = address_value(group), without is None
    return FacetValue(
        value=value,
        label=" / ".join(choice.label for choice in group),
        count=count,
        share=f"p{share(count, largest)}",
        chosen=chosen,
        steady=(value in sent) == chosen,
        without=without(value) if without else "",
    )


def toggled(address: QueryString, key: Key, value: str) -> QueryString:
    """With *value* where it was not chosen, without it where it was; in a group of any it joins or leaves the group."""
    values = address.values(key.name)
    if key.narrows and len(values) == 1 and "," in values[0]:
        members = values[0].split(",")
        members = [one for one in members if one != value] if value in members else [*members, value]
        return address.replacing(key.name, ",".join(sorted(members)))
    return address.dropping(key.name, value) if value in values else address.adding(key.name, value)


def labels_of(counts: Counts) -> dict[tuple[str, object], Choice]:
    entities = {int(count.value) for column in ENTITY_COLUMNS for count in counts.get(column, ())}
    labels: dict[tuple[str, object], Choice] = {}
    for one in named_entities(entities).values():
        labels[one.kind, one.id] = Choice(one.slug, one.name, one.id, one.key)
    for number, slug, name in _sources({int(count.value) for count in counts.get("source", ())}):
        labels["source", number] = Choice(slug, name, number)
    for count in counts.get("event", ()):
        if choice := event_choice(str(count.value)):
            labels["event", count.value] = choice
    for count in counts.get("lang", ()):
        code = str(count.value)
        labels["lang", code] = Choice(code, language_name(code), code)
    return labels


_sources = Prepared(lambda ids: Source.objects.filter(pk__in=ids).order_by().values_list("pk", "slug", "name"))
