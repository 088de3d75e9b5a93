"""Everything that restricts a search, each with the address of the search without it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.filters.article import LABELS, ArticleFilter
from articles.filters.keys import KEYS, WITHOUT, Key
from articles.filters.querystring import QueryString
from articles.filters.selection import Group, address_value
from articles.rendering.dates import date_words
from articles.search.criteria import ENTITY_COLUMNS
from articles.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    text: str
    without: QueryString
    """The search once this chip is taken away."""
    kind: str = ""
    """Kind of entity, for the icon; empty for everything that is none."""
    excludes: bool = False
    known: bool = True


def chips_of(filters: ArticleFilter) -> tuple[Chip, ...]:
    address = filters.address
    chips = []
    for key in KEYS:
        selection = filters.selection(key.name)
        # One source *or* another is one restriction, but each of them can be taken away by itself.
        groups = selection.groups if key.narrows else tuple((choice,) for choice in selection.choices)
        chips += [_chip(address, key, group) for group in groups]
        for choice in filters.selection(WITHOUT + key.name).choices:
            chips.append(_chip(address, key, (choice,), excludes=True))
    for label, first, last in ((_("Period"), "from", "to"), (_("Events"), "event_from", "event_to")):
        bounds = filters.values.get(first), filters.values.get(last)
        if any(bounds):
            chips.append(Chip(label, _period(*bounds), address.dropping(first).dropping(last)))
    if filters.values["confirmed"]:
        chips.append(Chip(_("Tags"), _("only confirmed"), address.dropping("confirmed")))
    return tuple(chips)


def _period(first: PartialDate | None, last: PartialDate | None) -> str:
    if first and first == last:
        # One month is that month, not "January 2024 to January 2024".
        return date_words(first)
    if first and last and first.earliest > last.latest:
        return f"{first} – {last}"
    return date_words(PartialDate(f"{first or '..'}/{last or '..'}"))


def _chip(address: QueryString, key: Key, group: Group, *, excludes: bool = False) -> Chip:
    name = WITHOUT + key.name if excludes else key.name
    return Chip(
        label=str(LABELS[key.name]),
        text=_(" or ").join(choice.label for choice in group),
        without=address.dropping(name, address_value(group)),
        kind=key.column if key.column in ENTITY_COLUMNS else "",
        excludes=excludes,
        known=all(choice.known for choice in group),
    )
