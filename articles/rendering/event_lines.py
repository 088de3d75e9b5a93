"""Events as lines of a timeline: what a list shows of each, as far as the asker may know it.

The number of queries does not depend on how many events there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models.functions import Now
from django.utils.safestring import SafeString

from articles.models import Event, Modality, ParticipantRole, Report, Status
from articles.rendering.dates import date_words
from articles.rendering.event_html import line_html
from articles.rendering.event_parties import Party, event_parties
from articles.rendering.event_reports import EventReport, event_reports
from articles.rendering.event_words import modality_word, quantity_words
from articles.rendering.named import NamedEntity, standing_entities
from articles.text.dates import PartialDate


@dataclass(frozen=True, slots=True)
class EventLine:
    """One event. Date, place and quantity are the archive's, or those of a report the asker may know of."""

    event: Event
    label: str
    date: PartialDate | None
    date_inferred: bool
    place: NamedEntity | None
    quantity: str
    parties: tuple[Party, ...]
    reports: tuple[EventReport, ...]

    @property
    def url(self) -> str:
        return self.event.get_absolute_url()

    @property
    def when(self) -> str:
        """“September to November 2023”; empty where nobody says when."""
        return date_words(self.date)

    @property
    def actors(self) -> tuple[Party, ...]:
        return self.in_role(ParticipantRole.ACTOR)

    @property
    def recipients(self) -> tuple[Party, ...]:
        return self.in_role(ParticipantRole.RECIPIENT)

    @property
    def objects(self) -> tuple[Party, ...]:
        return self.in_role(ParticipantRole.OBJECT)

    @property
    def title(self) -> str:
        """“North Korea → Russia: artillery shells”; where nobody is known to have taken part, what happened."""
        sides = [", ".join(one.name for one in side) for side in (self.actors, self.recipients)]
        said = " → ".join(side for side in sides if side)
        if self.recipients and not self.actors:
            said = f"→ {said}"
        about = ", ".join(one.name for one in self.objects)
        return ": ".join(part for part in (said, about) if part) or self.label

    @property
    def headline(self) -> str:
        """What happened and to whom, for where the kind is not written above it."""
        return self.label if self.title == self.label else f"{self.label}: {self.title}"

    @property
    def is_confirmed(self) -> bool:
        return bool(self.event.status == Status.CONFIRMED)

    @property
    def is_solid(self) -> bool:
        """Drawn with a full line: an editor has agreed, and the text itself gives the date."""
        return self.is_confirmed and not self.date_inferred

    @property
    def claimants(self) -> tuple[NamedEntity, ...]:
        """On whose word the reports say so, each once."""
        return tuple({one.claimed_by.id: one.claimed_by for one in self.reports if one.claimed_by}.values())

    @property
    def modalities(self) -> tuple[str, ...]:
        """How sure the reports are, in words, where any of them says more or less than that it happened."""
        said = dict.fromkeys(one.modality for one in self.reports)
        return () if list(said) == [Modality.REPORTED] else tuple(modality_word(one) for one in said)

    @property
    def evidence(self) -> EventReport | None:
        """The report a list quotes: the first with a sentence to read."""
        return next((one for one in self.reports if one.quote), self.reports[0] if self.reports else None)

    @property
    def html(self) -> SafeString:
        return line_html(self)

    def in_role(self, role: str) -> tuple[Party, ...]:
        return tuple(one for one in self.parties if one.role == role)


def event_lines(events: Sequence[Event], user: Any) -> list[EventLine]:
    """*events*, in their order, as *user* may see them; give only events that *user* may know of."""
    ids = [event.pk for event in events]
    if not ids:
        return []
    reports = event_reports(ids, user)
    parties = event_parties(ids, {one.pk for some in reports.values() for one in some}, user)
    places = standing_entities({event.place_id for event in events if event.place_id})
    secrets = _secrets(ids, user)
    lines = []
    for event in events:
        line = EventLine(
            event=event,
            label=event.label,
            date=event.date,
            date_inferred=event.date_inferred,
            place=places.get(event.place_id) if event.place_id else None,
            quantity=quantity_words(event.quantity_value, event.quantity_about, event.quantity_unit),
            parties=tuple(parties.get(event.pk, ())),
            reports=tuple(reports.get(event.pk, ())),
        )
        lines.append(_as_told(line, secrets[event.pk]) if event.pk in secrets else line)
    return lines


@dataclass(slots=True)
class _Secrets:
    """What reports say that the asker may not know of."""

    dates: set[str] = field(default_factory=set)
    places: set[int | None] = field(default_factory=set)
    quantities: set[str] = field(default_factory=set)


def _secrets(ids: list[int], user: Any) -> dict[int, _Secrets]:
    if getattr(user, "is_editor", False):
        return {}
    hidden = Report.objects.filter(event__in=ids).exclude(status=Status.REJECTED).exclude(public_from__lte=Now())
    found: dict[int, _Secrets] = defaultdict(_Secrets)
    columns = ("event_id", "date", "place_id", "quantity_value", "quantity_about", "quantity_unit")
    for event, date, place, *quantity in hidden.order_by().values_list(*columns):
        found[event].dates.add(str(date or ""))
        found[event].places.add(place)
        found[event].quantities.add(quantity_words(*quantity))
    return found


def _as_told(line: EventLine, secrets: _Secrets) -> EventLine:
    """*line* with nothing that a secret report alone can have given it: the day on which something happened, say.

    What an open report says as well stays, and so does what none says: an editor knows it.
    """
    dates = [one.date for one in line.reports if one.date]
    places = [one.place for one in line.reports if one.place]
    quantities = [one.quantity for one in line.reports if one.quantity]
    hidden_date = line.date is not None and str(line.date) in secrets.dates and line.date not in dates
    hidden_place = line.place is not None and line.event.place_id in secrets.places and line.place not in places
    hidden_quantity = bool(line.quantity) and line.quantity in secrets.quantities and line.quantity not in quantities
    return replace(
        line,
        date=next(iter(dates), None) if hidden_date else line.date,
        place=next(iter(places), None) if hidden_place else line.place,
        quantity=next(iter(quantities), "") if hidden_quantity else line.quantity,
    )
