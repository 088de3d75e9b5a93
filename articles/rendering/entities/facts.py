"""What the archive knows of an entity beside its names: its country, its keys elsewhere, and where that stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Entity, EntityKind

# Only what looks like a key becomes an address.
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str
    url: str = ""

    @property
    def is_elsewhere(self) -> bool:
        return self.url.startswith("https:")


def facts_of(entity: Entity) -> list[Fact]:
    """No query where the entity was read with its country."""
    facts = []
    if entity.country:
        facts.append(Fact(_("Country"), entity.country.name, entity.country.get_absolute_url()))
    ids = {key: str(value) for key, value in entity.external_ids.items()}
    codes = ", ".join(ids[key] for key in ("iso2", "iso3") if ids.get(key))
    if codes and entity.kind == EntityKind.COUNTRY:
        facts.append(Fact("ISO 3166", codes))
    wikidata = ids.get("wikidata", "")
    if _WIKIDATA.fullmatch(wikidata):
        facts.append(Fact("Wikidata", wikidata, f"https://www.wikidata.org/wiki/{wikidata}"))
    if entity.source:
        facts.append(Fact(_("Details from"), entity.source))
    return facts
