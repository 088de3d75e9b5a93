"""Events in the words of PLOVER, as the coder NGEC writes them; what PLOVER has no word for stands under `archive`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from articles.models import Entity, EntityKind
from articles.rendering.events.lines import EventLine
from articles.rendering.events.parties import Party
from articles.rendering.events.reports import EventReport
from articles.rendering.named import NamedEntity
from articles.text.dates import PartialDate

# The address of a page within the archive -> its address in the world.
Absolute = Callable[[str], str]


def plover_events(lines: Sequence[EventLine], *, absolute: Absolute, version: str) -> list[dict[str, Any]]:
    """One object an event; *version* names who coded it. One query for the codes of the countries."""
    codes = _codes(lines)
    return [_event(line, codes, absolute, version) for line in lines]


def _event(line: EventLine, codes: dict[int, str], absolute: Absolute, version: str) -> dict[str, Any]:
    kind, evidence = line.event.kind, line.evidence
    return {
        "id": str(line.event.pk),
        "date": _day(line.date),
        "event_type": kind.type,
        # A list, as NGEC has it; empty where the mode is the archive's own.
        "event_mode": [kind.export_mode] if kind.export_mode else [],
        "attributes": {
            "ACTOR": [_party(one, codes) for one in line.actors],
            "RECIP": [_party(one, codes) for one in line.recipients],
            "LOC": [{"text": line.place.name, "country": codes.get(line.place.id, "")}] if line.place else [],
            "DATE": [{"text": line.date.phrase or line.date.edtf}] if line.date else [],
        },
        "event_text": evidence.quote if evidence else "",
        "headline": evidence.article.headline if evidence else "",
        "publisher": evidence.article.source_name or "" if evidence else "",
        "pub_date": _day(evidence.article.published) if evidence else None,
        "story_id": absolute(evidence.article.get_absolute_url()) if evidence else "",
        "version": version,
        "archive": {
            "url": absolute(line.url),
            "mode": kind.mode,
            "kind": kind.slug,
            "date": _date(line.date) | {"inferred": line.date_inferred} if line.date else None,
            "objects": [_party(one, codes) for one in line.objects],
            "quantity": line.quantity,
            "confirmed": line.is_confirmed,
            "reports": [_report(one, absolute) for one in line.reports],
        },
    }


def _party(party: Party, codes: dict[int, str]) -> dict[str, str]:
    return {
        "text": party.wordings[0] if party.wordings else "",
        "name": party.name,
        "key": party.entity.key if party.entity else "",
        "country": codes.get(party.country.id, "") if party.country else "",
    }


def _report(report: EventReport, absolute: Absolute) -> dict[str, Any]:
    return {
        "url": absolute(report.url),
        "headline": report.article.headline,
        "publisher": report.article.source_name or "",
        "pub_date": report.article.edtf or None,
        "quote": report.quote,
        "modality": report.modality,
        "claimed_by": report.claimed_by.name if report.claimed_by else "",
        "date": _date(report.date) if report.date else None,
        "place": report.place.name if report.place else "",
        "quantity": report.quantity,
    }


def _day(date: PartialDate | None) -> str | None:
    """The one day PLOVER has for an event, where it is known."""
    return date.edtf if date and date.precision == "day" and not date.approximate else None


def _date(date: PartialDate) -> dict[str, Any]:
    earliest, latest = date.earliest.isoformat(), date.latest.isoformat()
    return {"edtf": date.edtf, "earliest": earliest, "latest": latest, "precision": date.precision}


def _codes(lines: Sequence[EventLine]) -> dict[int, str]:
    """ISO 3166-1 alpha-3 of the countries in *lines*; alpha-2 from their key where the longer one is not known."""
    countries: set[NamedEntity] = {party.country for line in lines for party in line.parties if party.country}
    countries |= {line.place for line in lines if line.place and line.place.kind == EntityKind.COUNTRY}
    known = dict(Entity.objects.filter(pk__in={one.id for one in countries}).values_list("pk", "external_ids"))
    return {one.id: known.get(one.id, {}).get("iso3") or one.key.partition(":")[2] for one in countries}
