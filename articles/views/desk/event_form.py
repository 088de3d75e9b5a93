"""The form of an event: what is typed, as values of the review room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Entity, EntityKind, Event, Modality, ParticipantRole, Participation, Report, Status
from articles.rendering.events.words import modality_word
from articles.review.event_values import Claim, EventValues, Party
from articles.text.event_kinds import EventKind, event_kind_of_slug, event_kinds
from articles.views.desk.event_names import KnownNames
from articles.views.desk.review_asked import number
from articles.views.typed_dates import typed_date

# Rows for participants that nobody has named yet.
_EMPTY_ROWS = 2
_MOST_PARTIES = 60
_LONGEST = 300
_ROW = ("role", "who", "wording", "rows", "entity")
_PLACES = (EntityKind.PLACE, EntityKind.COUNTRY)
_GROUPED = re.compile(r"\d{1,3}(?:[.,\s\u202f\u00a0']\d{3})+\Z")


@dataclass(slots=True)
class PartyRow:
    """A participant as a row of the form; *rows* are the participations it stands for."""

    role: str = ""
    who: str = ""
    wording: str = ""
    rows: str = ""
    # Whom the name stands for.
    entity: str = ""
    error: str = ""


@dataclass(slots=True)
class ClaimRow:
    """What one report says, and on whose word."""

    report: Report | None
    modality: str = Modality.REPORTED
    claimed_by: str = ""
    entity: str = ""
    error: str = ""

    @property
    def suffix(self) -> str:
        return f"_{self.report.pk}" if self.report else ""


@dataclass(slots=True)
class EventForm:
    """*article* is the one beside which it is filled in."""

    article: int | None
    kind: str = ""
    date: str = ""
    date_inferred: bool = False
    place: str = ""
    place_entity: str = ""
    quantity: str = ""
    quantity_about: bool = False
    quantity_unit: str = ""
    parties: list[PartyRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    errors: dict[str, str] = field(default_factory=dict)
    # Filled by read().
    values: EventValues | None = None
    named: list[Party] = field(default_factory=list)
    claimed: dict[int, Claim] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, article: int | None) -> EventForm:
        """As the event stands."""
        form = cls(
            article,
            kind=event.kind.slug,
            date=str(event.date or ""),
            date_inferred=event.date_inferred,
            place=event.place.survivor.name if event.place else "",
            place_entity=_id(event.place.survivor if event.place else None),
            quantity=f"{event.quantity_value.normalize():f}" if event.quantity_value is not None else "",
            quantity_about=event.quantity_about,
            quantity_unit=event.quantity_unit,
        )
        grouped: dict[tuple[object, ...], PartyRow] = {}
        parts = event.participations.exclude(status=Status.REJECTED).select_related("entity__merged_into__merged_into")
        for part in parts.order_by("pk"):
            entity = part.entity.survivor if part.entity else None
            row = grouped.setdefault((part.role, entity or part.wording), _row_of(part))
            row.rows = f"{row.rows} {part.pk}".strip()
        order = {role: place for place, role in enumerate(ParticipantRole.values)}
        form.parties = sorted(grouped.values(), key=lambda row: order[row.role])
        for report in event.reports.exclude(status=Status.REJECTED).select_related(
            "article", "claimed_by__merged_into__merged_into"
        ):
            claimant = report.claimed_by.survivor if report.claimed_by else None
            form.claims.append(ClaimRow(report, report.modality, claimant.name if claimant else "", _id(claimant)))
        return form.with_room()

    def with_room(self) -> EventForm:
        """With empty rows for more participants."""
        roles = (ParticipantRole.ACTOR, ParticipantRole.RECIPIENT) if not self.parties else (ParticipantRole.ACTOR,) * 2
        empty = sum(not row.who for row in self.parties)
        self.parties += [PartyRow(role) for role in roles[: max(0, _EMPTY_ROWS - empty)]]
        return self

    def read(self, data: QueryDict) -> bool:
        """Take what was sent; whether all of it can be understood. `errors` says by field what cannot."""
        for name in ("kind", "date", "place", "place_entity", "quantity", "quantity_unit"):
            setattr(self, name, data.get(name, "")[:_LONGEST].strip())
        self.date_inferred, self.quantity_about = "date_inferred" in data, "quantity_about" in data
        self.parties = [
            PartyRow(*(data.get(f"{name}_{at}", "")[:_LONGEST].strip() for name in _ROW))
            for at in range(min(number(data.get("parties", "")) or 0, _MOST_PARTIES))
        ]
        for claim in self.claims:
            claim.modality = data.get(f"modality{claim.suffix}", "")
            claim.claimed_by = data.get(f"claimed_by{claim.suffix}", "")[:_LONGEST].strip()
            claim.entity = data.get(f"claimed_by_entity{claim.suffix}", "")
        typed = [self.place, *(row.who for row in self.parties), *(claim.claimed_by for claim in self.claims)]
        before = (self.place_entity, *(row.entity for row in self.parties), *(claim.entity for claim in self.claims))
        known = KnownNames(typed, self.article, chosen=[pk for one in before if (pk := number(one))])
        self.errors = {}
        self.values = self._values(known)
        self.named = [party for row in self.parties if row.who and (party := self._party(row, known))]
        for claim in self.claims:
            self._read_claim(claim, known)
        if any([*(row.error for row in self.parties), *(claim.error for claim in self.claims)]):
            self.errors.setdefault("parties", _("See the messages next to the fields."))
        self.with_room()
        return not self.errors

    @property
    def kinds(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Kinds to choose from, each type with its modes."""
        language = get_language() or "de"
        groups: dict[str, tuple[str, list[tuple[str, str]]]] = {}
        for kind in event_kinds():
            label = kind.label(language)
            groups.setdefault(kind.type, (label, []))[1].append((kind.slug, label))
        return sorted(groups.values(), key=lambda group: group[0].casefold())

    @property
    def roles(self) -> list[tuple[str, str]]:
        return [(role.value, str(role.label)) for role in ParticipantRole]

    @property
    def modalities(self) -> list[tuple[str, str]]:
        return [(one.value, modality_word(one)) for one in Modality]

    def _values(self, known: KnownNames) -> EventValues | None:
        kind = event_kind_of_slug(self.kind)
        if kind is None:
            self.errors["kind"] = _("Say what kind of event it is.")
        date = place = quantity = None
        try:
            date = typed_date(self.date)
        except ValidationError as error:
            self.errors["date"] = error.messages[0]
        try:
            place = known.find(self.place, was=number(self.place_entity), kinds=_PLACES) if self.place else None
            if self.place and place is None:
                self.errors["place"] = _("The archive knows no place “%(value)s”.") % {"value": self.place}
        except ValidationError as error:
            self.errors["place"] = error.messages[0]
        try:
            quantity = read_quantity(self.quantity)
        except InvalidOperation:
            self.errors["quantity"] = _("“%(value)s” is not a number.") % {"value": self.quantity}
        return None if self.errors else self._event_values(kind, date, place, quantity)

    def _event_values(self, kind: EventKind | None, date: Any, place: Any, quantity: Decimal | None) -> EventValues:
        assert kind is not None
        return EventValues(
            type=kind.type,
            mode=kind.mode,
            date=date,
            date_inferred=self.date_inferred and date is not None,
            place=place,
            quantity_value=quantity,
            quantity_about=self.quantity_about and quantity is not None,
            quantity_unit=self.quantity_unit,
        )

    def _party(self, row: PartyRow, known: KnownNames) -> Party | None:
        if row.role not in ParticipantRole.values:
            row.error = _("Say for each participant what it did.")
            return None
        try:
            entity = known.find(row.who, was=number(row.entity))
        except ValidationError as error:
            row.error = error.messages[0]
            return None
        rows = tuple(pk for one in row.rows.split() if (pk := number(one)) is not None)
        return Party(ParticipantRole(row.role), row.wording or row.who, entity, rows=rows)

    def _read_claim(self, claim: ClaimRow, known: KnownNames) -> None:
        if claim.modality not in Modality.values:
            claim.error = _("Say how certain the report is.")
            return
        try:
            claimed_by = known.find(claim.claimed_by, was=number(claim.entity)) if claim.claimed_by else None
        except ValidationError as error:
            claim.error = error.messages[0]
            return
        if claim.claimed_by and claimed_by is None:
            claim.error = _("The archive does not know “%(value)s”.") % {"value": claim.claimed_by}
            return
        self.claimed[claim.report.pk if claim.report else 0] = Claim(Modality(claim.modality), claimed_by)


def read_quantity(typed: str) -> Decimal | None:
    """The number of "1.000.000", "1,000,000" or "2,5"; raises InvalidOperation for what is none."""
    typed = typed.strip()
    if not typed:
        return None
    digits = re.sub(r"\D", "", typed) if _GROUPED.match(typed) else typed.replace(" ", "").replace(",", ".")
    value = Decimal(digits)
    if not value.is_finite():
        raise InvalidOperation
    return value


def _row_of(part: Participation) -> PartyRow:
    entity = part.entity.survivor if part.entity else None
    return PartyRow(part.role, entity.name if entity else part.wording, part.wording, entity=_id(entity))


def _id(entity: Entity | None) -> str:
    return str(entity.pk) if entity else ""
