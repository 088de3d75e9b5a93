"""What readers may know of an event that a secret report tells of as well: the day, the place and the quantity."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone

from articles.models.status import Status
from articles.text.dates import PartialDate

if TYPE_CHECKING:
    from articles.models.event import Event, Report

# Value, whether it is about that much, unit.
Quantity = tuple[Decimal | None, bool, str]


class Circumstances(NamedTuple):
    """When and where an event was, and how much of something it was about; fields of the event by their names."""

    date: PartialDate | None
    date_inferred: bool
    place_id: int | None
    quantity_value: Decimal | None
    quantity_about: bool
    quantity_unit: str


def hide_secrets(event: Event, reports: Sequence[Report]) -> None:
    """Take from what readers know of *event* whatever a secret one of its *reports* alone can have given it.

    What an open report says as well stays, and so does what none says: an editor knows it. *event* has to be one that
    readers know of, at some time; a report counts as open where it is by then.
    """
    assert event.public_from is not None
    known_at = max(timezone.now(), event.public_from)
    is_open = {one.pk: one.public_from is not None and one.public_from <= known_at for one in reports}
    told = [one for one in reports if is_open[one.pk] and one.status != Status.REJECTED]
    # A rejected one as well: the event can have had its day from it before.
    secret = [one for one in reports if not is_open[one.pk]]
    event.public_date = _told("date", event, told, secret)
    event.public_date_inferred = event.date_inferred and event.public_date == event.date
    event.public_place_id = _told("place_id", event, told, secret)
    value, about, unit = _told("quantity", event, told, secret) or (None, False, "")
    event.public_quantity_value, event.public_quantity_about, event.public_quantity_unit = value, about, unit


def quantity_of(row: Event | Report) -> Quantity | None:
    """None where nothing is said of how much."""
    if row.quantity_value is None and not row.quantity_unit:
        return None
    return row.quantity_value, row.quantity_about, row.quantity_unit


def _told(name: str, event: Event, told: Collection[Report], secret: Collection[Report]) -> Any:
    own = getattr(event, name)
    said = [value for one in told if (value := getattr(one, name)) is not None]
    if own in said:
        # Not the event's: it may have the words in which a secret report gives the same date.
        return said[said.index(own)]
    if own is None or own not in [getattr(one, name) for one in secret]:
        return own
    return said[0] if said else None
