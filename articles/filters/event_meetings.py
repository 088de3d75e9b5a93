"""Which events two parties have in common, found from their participations."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from articles.models import Participation, Status


def ids_together(one: Collection[int], other: Collection[int]) -> list[int]:
    """Events in which any of *one* and any of *other* took part, or somebody acting for the countries they are.

    Whoever may know of them: that is asked of each that is left. Two queries, over indexes alone. To ask of each event
    whether both took part in it took ten times as long (230 ms of processor time instead of 22 for the 435 events of
    two countries among 40,000, November 2026).
    """
    also = Q()
    for parts in _parts(one):
        also |= Q(event__in=parts.values("event"))
    found: set[int] = set()
    for parts in _parts(other):
        found.update(parts.filter(also).values_list("event_id", flat=True))
    return sorted(found)


def _parts(entities: Collection[int]) -> tuple[QuerySet[Participation], QuerySet[Participation]]:
    # Two questions and not one with OR: each has an index of its own.
    kept = Participation.objects.exclude(status=Status.REJECTED).order_by()
    return kept.filter(entity__in=entities), kept.filter(country__in=entities)
