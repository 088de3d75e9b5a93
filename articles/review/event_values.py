"""What an editor says of an event: its kind, date, place and quantity, who took part, and on whose word."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from articles.models import Entity, EntityKind, Event, Modality, ParticipantRole, Participation, Report, Status
from articles.review.carrying import BY_EDITOR
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.held import hold_entity
from articles.text.dates import PartialDate
from articles.text.event_kinds import event_kind

_LONGEST_WORDING = 300
_LONGEST_UNIT = 60
# What the column has room for.
_MOST = Decimal(10) ** 16
Columns = dict[str, object]


@dataclass(frozen=True, slots=True)
class EventValues:
    """*mode* is one that articles/text/event_kinds.tsv has for *type*, or empty."""

    type: str
    mode: str = ""
    date: PartialDate | None = None
    date_inferred: bool = False
    place: Entity | None = None
    quantity_value: Decimal | None = None
    quantity_about: bool = False
    quantity_unit: str = ""

    @classmethod
    def of(cls, event: Event) -> EventValues:
        return cls(**{name: getattr(event, name) for name in cls.__dataclass_fields__})

    def checked(self) -> EventValues:
        """Raises NotPossible for what no event can be."""
        try:
            event_kind(self.type, self.mode)
        except KeyError:
            raise NotPossible(_("Say what kind of event it is.")) from None
        if self.place is not None and self.place.kind not in (EntityKind.PLACE, EntityKind.COUNTRY):
            raise NotPossible(_("“%(name)s” is no place: choose a place or a country.") % {"name": self.place.name})
        if self.quantity_value is not None and not -_MOST < self.quantity_value < _MOST:
            raise NotPossible(_("This quantity is too large to be stored."))
        if len(self.quantity_unit) > _LONGEST_UNIT:
            raise NotPossible(_("A unit has at most %(count)s characters.") % {"count": _LONGEST_UNIT})
        return self

    def columns(self) -> Columns:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def said_by_report(self) -> Columns:
        """Those that a report has too."""
        return {name: value for name, value in self.columns().items() if name in _OF_REPORTS}


_OF_REPORTS = frozenset({"date", "place", "quantity_value", "quantity_about", "quantity_unit"})


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody or something that took part, known to the archive or not; *wording* is how the text calls it.

    *rows* are the participations that say so already: one for each report that does.
    """

    role: ParticipantRole
    wording: str
    entity: Entity | None = None
    # The country it acted for; that of the entity, where nothing else is said.
    country: Entity | None = None
    rows: tuple[int, ...] = ()

    def checked(self) -> Party:
        if self.role not in ParticipantRole.values:
            raise NotPossible(_("Say for each participant what it did."))
        if not self.wording.strip():
            raise NotPossible(_("Say of each participant who it was."))
        if len(self.wording) > _LONGEST_WORDING:
            raise NotPossible(
                _("A participant is named in at most %(count)s characters.") % {"count": _LONGEST_WORDING}
            )
        return self

    def columns(self) -> Columns:
        entity = hold_entity(self.entity) if self.entity else None
        return {"role": self.role, "entity": entity, "country": self.country or acts_for(entity)}


@dataclass(frozen=True, slots=True)
class Claim:
    """On whose word a report says it, and how sure."""

    modality: Modality = Modality.REPORTED
    claimed_by: Entity | None = None

    def columns(self) -> Columns:
        if self.modality not in Modality.values:
            raise NotPossible(_("Say how certain the report is."))
        return {"modality": self.modality, "claimed_by": hold_entity(self.claimed_by) if self.claimed_by else None}


def acts_for(entity: Entity | None) -> Entity | None:
    """The country whoever this is acts for; a country for itself."""
    if entity is None:
        return None
    return entity if entity.kind == EntityKind.COUNTRY else entity.country


def add_parties(event: Event, report: Report | None, parties: Sequence[Party], changes: Changes) -> None:
    """Have them take part, as *report* says or, without one, an editor. Who is there already is not added again."""
    present = {_who(row) for row in event.participations.filter(report=report)}
    for party in parties:
        row = Participation(
            event=event,
            report=report,
            wording=party.checked().wording.strip(),
            mention_id=_mention_of(party, report),
            status=Status.CONFIRMED,
            **party.columns(),
        )
        if _who(row) not in present:
            present.add(_who(row))
            changes.add(row)


def settle_parties(event: Event, report: Report | None, parties: Sequence[Party], changes: Changes) -> None:
    """Make *parties* those who took part: rows of others go, new ones are said by *report*."""
    rows = {row.pk: row for row in event.participations.exclude(status=Status.REJECTED).order_by("pk")}
    kept: set[int] = set()
    taken: set[tuple[object, ...]] = set()
    for party in parties:
        own = [rows[pk] for pk in party.checked().rows if pk in rows]
        # The wordings of several reports differ; they stay unless the editor gives another.
        reworded = bool(own) and party.wording.strip() not in {row.wording for row in own}
        for row in own:
            columns = party.columns()
            if row.entity_id == _pk(columns["entity"]) and party.country is None:
                # Of the same somebody the text may say for whom he acted.
                del columns["country"]
            wording = party.wording.strip() if reworded else row.wording
            country = _pk(columns["country"]) if "country" in columns else row.country_id
            who = (row.report_id, party.role, wording, country)
            if who in taken:
                continue
            taken.add(who)
            kept.add(row.pk)
            changes.set(row, wording=wording, **columns)
    for pk, row in rows.items():
        if pk not in kept:
            changes.remove(row)
    add_parties(event, report, [party for party in parties if not kept.intersection(party.rows)], changes)


def settle_claims(reports: Collection[Report], claims: Mapping[int, Claim], changes: Changes) -> None:
    for report in reports:
        if report.pk in claims:
            changes.set(report, **claims[report.pk].columns())


def is_machine_made(event: Event) -> bool:
    """Whether nobody has decided on it: extraction may take it back and propose it anew."""
    return event.status == Status.PROPOSED and event.method != BY_EDITOR and event.merged_into_id is None


def _mention_of(party: Party, report: Report | None) -> int | None:
    """The mention in the sentence that names the participant."""
    if report is None or party.entity is None:
        return None
    inside = report.article.mentions.filter(start__gte=report.start, end__lte=report.end, entity=party.entity).exclude(
        status=Status.REJECTED
    )
    return inside.order_by("start", "pk").values_list("pk", flat=True).first()


def _who(row: Participation) -> tuple[object, ...]:
    return row.role, row.wording, row.country_id


def _pk(entity: object) -> int | None:
    return entity.pk if isinstance(entity, Entity) else None
