"""Who took part in events, and in which role: an entity named by two reports once, a name nobody knows as written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from articles.models import ParticipantRole, Participation
from articles.rendering.named import NamedEntity, standing_entities
from articles.text.names import name_key

_ROLES = {role: place for place, role in enumerate(ParticipantRole.values)}


@dataclass(frozen=True, slots=True)
class Party:
    """Who or what took part in one role. *country* is the one acted for; of a country, itself."""

    role: str
    entity: NamedEntity | None
    country: NamedEntity | None
    # How the reports call it, each way once; none where only texts call it so that the asker does not read.
    wordings: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.entity.name if self.entity else self.wordings[0]


def event_parties(
    events: Collection[int], reports: Collection[int], user: Any, *, closed: Collection[int] = ()
) -> dict[int, list[Party]]:
    """By event its parties as *user* may know them: actors, recipients, objects, each in the order they were named.

    *reports* are the ids of the reports *user* may know of; of those that are *closed* only headline and extract are
    open to them, and the words of the text are not told. One query, and those for the names.
    """
    visible = Participation.objects.visible_to(user).filter(event__in=events)
    rows = [
        row
        for row in visible.order_by("pk").values_list(
            "event_id", "role", "entity_id", "country_id", "wording", "report"
        )
        if row[5] is None or row[5] in reports
    ]
    entities = standing_entities({one for row in rows for one in row[2:4] if one})
    # (event, role, who) -> entity, country, wordings
    named: dict[tuple[int, str, Any], tuple[Any, Any, list[str]]] = {}
    for event, role, entity_id, country_id, wording, report in rows:
        entity, country = entities.get(entity_id), entities.get(country_id)
        is_told = report not in closed
        if entity is None and not is_told:
            entity = country
            if entity is None:
                continue
        who = entity.id if entity else name_key(wording)
        known = named.setdefault((event, role, who), (entity, country, []))
        if is_told and wording not in known[2]:
            known[2].append(wording)
    found: dict[int, list[Party]] = defaultdict(list)
    for (event, role, _who), (entity, country, wordings) in named.items():
        found[event].append(Party(role, entity, country, tuple(wordings)))
    return {event: sorted(parties, key=lambda one: _ROLES[one.role]) for event, parties in found.items()}
