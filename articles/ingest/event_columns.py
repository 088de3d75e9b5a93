"""What an event that extraction proposes comes to as columns: whom its words mean, and what each sentence says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q

from articles.extraction.values import EventProposal, Extraction, Participant
from articles.models import Article, Entity, EntityKind, Mention, Status
from articles.text.spans import Span

_LONGEST_WORDING = 300
_LONGEST_UNIT = 60
# What the column takes; a larger number is a misreading.
_LARGEST_QUANTITY = Decimal(10) ** 15

# By start, end and kind, as stored; rejected ones too.
MentionRows = Mapping[tuple[int, int, str], Mention]
Values = dict[str, Any]


@dataclass(slots=True)
class WantedEvent:
    """An event as it should stand: column values of the event, of its reports and of its participations."""

    event: Values
    reports: list[Values]
    participations: list[Values]


class EventEntities:
    """Ids of the entities that events speak of; a merged one leads to the one that took it in."""

    def __init__(self, extractions: Iterable[tuple[Article, Extraction]], mentions: Mapping[int, MentionRows]) -> None:
        keys: set[str] = set()
        ids: set[int] = set()
        for article, extraction in extractions:
            for event in extraction.events:
                keys |= {key for key in (event.place, event.claimed_by) if key}
                for one in event.participants:
                    keys |= {f"country:{code}" for code in one.countries}
                    keys |= {one.entity} if one.entity else set()
                    mention = _mention_of(one, extraction, mentions.get(article.pk, {}))
                    ids |= {mention.entity_id} if mention and mention.entity_id else set()
        survivors = Entity.objects.survivors()
        found = list(
            Entity.objects.filter(Q(key__in=keys) | Q(pk__in=ids)).values_list("key", "pk", "kind", "country_id")
        )
        self._by_key = {key: survivors.get(pk, pk) for key, pk, _, _ in found}
        self._country = {
            survivors.get(pk, pk): pk if kind == EntityKind.COUNTRY else country for _, pk, kind, country in found
        }

    def of_key(self, key: str | None) -> int | None:
        return self._by_key.get(key) if key else None

    def country_of(self, entity: int | None) -> int | None:
        """The country it acts for where nothing else is said: its own, and of a country itself."""
        return self._country.get(entity) if entity else None


def _mention_of(participant: Participant, extraction: Extraction, rows: MentionRows) -> Mention | None:
    if participant.mention is None:
        return None
    proposal = extraction.mentions[participant.mention]
    return rows.get((proposal.span.start, proposal.span.end, proposal.kind))


def wanted_event(
    proposal: EventProposal, extraction: Extraction, rows: MentionRows, entities: EventEntities
) -> WantedEvent:
    quantity = _quantity(proposal)
    said = {
        "date": proposal.date,
        "date_phrase": proposal.date.phrase if proposal.date else "",
        "place_id": entities.of_key(proposal.place),
        **quantity,
    }
    claim = {"claimed_by_id": entities.of_key(proposal.claimed_by), "modality": proposal.modality}
    reports = {_place_of(proposal.span): _sentence(proposal.span, proposal.trigger) | claim | said}
    for span in proposal.also_reported:
        # Which of the details this sentence repeats is not known: it says that the event happened.
        nothing = {"date": None, "date_phrase": "", "place_id": None, **dict.fromkeys(quantity)}
        nothing |= {"quantity_about": False, "quantity_unit": ""}
        reports.setdefault(_place_of(span), _sentence(span, span) | claim | nothing)
    return WantedEvent(
        event={
            "type": proposal.type,
            "mode": proposal.mode or "",
            **said,
            "date_inferred": proposal.date_inferred,
            "score": proposal.score,
            "version": extraction.version,
        },
        reports=list(reports.values()),
        participations=list(_participations(proposal, extraction, rows, entities)),
    )


def _place_of(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _sentence(span: Span, trigger: Span) -> Values:
    return {
        "start": span.start,
        "end": span.end,
        "quote": span.quote,
        "trigger_start": trigger.start,
        "trigger_end": trigger.end,
    }


def _quantity(proposal: EventProposal) -> Values:
    quantity = proposal.quantity
    # As the column gives it back, or the same number would look new at every reading.
    value = Decimal(str(quantity.value)).quantize(Decimal("0.0001")) if quantity else None
    if quantity is None or value is None or abs(value) > _LARGEST_QUANTITY:
        return {"quantity_value": None, "quantity_about": False, "quantity_unit": ""}
    return {
        "quantity_value": value,
        "quantity_about": quantity.about,
        "quantity_unit": quantity.unit[:_LONGEST_UNIT],
    }


def _participations(
    proposal: EventProposal, extraction: Extraction, rows: MentionRows, entities: EventEntities
) -> Iterable[Values]:
    """One for each country somebody acts for. Whom a mention means is for the mention to say, once it is linked."""
    seen: set[tuple[str, str, int | None]] = set()
    for one in proposal.participants:
        wording = one.wording[:_LONGEST_WORDING]
        mention = _mention_of(one, extraction, rows)
        proposed = entities.of_key(one.entity)
        if mention is not None and mention.status == Status.REJECTED:
            mention, entity = None, None
        else:
            entity = mention.entity_id if mention is not None and mention.entity_id else proposed
        countries: list[int | None] = [entities.of_key(f"country:{code}") for code in one.countries]
        if entity != proposed or not countries:
            own = entities.country_of(entity)
            countries = [own] if own else countries or [None]
        for country in dict.fromkeys(countries):
            if (one.role, wording, country) not in seen:
                seen.add((one.role, wording, country))
                yield {
                    "entity_id": entity,
                    "mention_id": mention.pk if mention else None,
                    "role": one.role,
                    "wording": wording,
                    "country_id": country,
                }
