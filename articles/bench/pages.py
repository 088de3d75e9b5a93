"""The other pages readers come for: of an entity, a pair, an event, and the timeline."""

from __future__ import annotations

from itertools import pairwise

from django.urls import reverse

from articles.models import Entity, Event
from articles.rendering.pairs.addresses import pair_url

PER_KIND = 12
_KINDS = ("country", "person")


def page_addresses() -> dict[str, list[str]]:
    """For each kind of page addresses of the entities and events with the most articles and with few."""
    entities = {kind: _frequent_and_rare(kind) for kind in _KINDS}
    pairs = [(one, other) for some in entities.values() for one, other in pairwise(some)]
    recent = Event.objects.counting().filter(public_from__isnull=False).order_by("-date_latest", "-pk")
    return {
        **{kind: [one.get_absolute_url() for one in some] for kind, some in entities.items()},
        "list of people": [reverse("entities", args=["person"]) + query for query in ("", "?page=2", "?sort=name")],
        "pair": [address for pair in pairs if (address := pair_url(*pair))][:PER_KIND],
        "timeline": [
            reverse("events") + query for query in ("", "?page=3", "?sort=oldest", "?type=visit", "?from=2019&to=2020")
        ],
        "timeline of two": [reverse("events") + f"?a={one.slug}&b={other.slug}" for one, other in pairs][:PER_KIND],
        "event": [event.get_absolute_url() for event in recent[:PER_KIND]],
    }


def _frequent_and_rare(kind: str) -> list[Entity]:
    """The synthetic articles follow the order of the rows, save for ten that come first."""
    first = ["RU", "US", "UA", "KP"] if kind == "country" else ["wladimir-putin", "kim-jong-un"]
    known = Entity.objects.standing().filter(kind=kind)
    frequent = [known.get(key=f"{kind}:{one}") for one in first]
    return [*frequent, *known.exclude(pk__in=[one.pk for one in frequent]).order_by("pk")[: PER_KIND - len(frequent)]]
