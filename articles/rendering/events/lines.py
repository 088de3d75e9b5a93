"""Events as lines of a timeline: what a list shows of each, as far as the asker may know it.

The number of queries does not depend on how many events there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.text import capfirst

from articles.models import Event, Modality, ParticipantRole, Status
from articles.rendering.dates import date_words
from articles.rendering.events.html import line_html
from articles.rendering.events.parties import Party, event_parties
from articles.rendering.events.reports import EventReport, event_reports
from articles.rendering.events.words import modality_word, quantity_words
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
        kind = str(capfirst(self.label))
        return kind if self.title == self.label else f"{kind}: {self.title}"

    @property
    def is_confirmed(self) -> bool:
        return bool(self.event.status == Status.CONFIRMED)

    @property
    def is_solid(self) -> bool:
        """Drawn with a full line: an editor has agreed, and the text itself gives the date."""
        return self.is_confirmed and not self.date_inferred

    @property
    def dot(self) -> str:
        """How sure the day is: a full dot, a square for longer than a day, a broken line for what is not certain."""
        if self.date is None:
            return "q"
        shape = "" if self.date.precision == "day" else "span"
        return (shape or "full") if self.is_solid else f"{shape} q".strip()

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
    known = [one for some in reports.values() for one in some]
    closed = {one.pk for one in known if not one.quote}
    parties = event_parties(ids, {one.pk for one in known}, user, closed=closed)
    told = [(event, event.as_told(user)) for event in events]
    places = standing_entities({one.place_id for _event, one in told if one.place_id})
    return [
        EventLine(
            event=event,
            label=event.label,
            date=one.date,
            date_inferred=one.date_inferred,
            place=places.get(one.place_id) if one.place_id else None,
            quantity=quantity_words(one.quantity_value, one.quantity_about, one.quantity_unit),
            parties=tuple(parties.get(event.pk, ())),
            reports=tuple(reports.get(event.pk, ())),
        )
        for event, one in told
    ]
