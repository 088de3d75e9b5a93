"""Participants follow their mention: once somebody has said who "Lawro" is, he is who took part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from articles.models import Entity, Mention, Participation, Report, Status
from articles.review.changes import Changes
from articles.review.event_values import acts_for, is_machine_made

_AT_ONCE = 500


def follow_mentions(changes: Changes, *, undoing: bool = False) -> None:
    """Have participations that meant what their mention meant before *changes* mean what it means now.

    Of events that nobody has decided on that is no decision, extraction makes them again; of the others it is part of
    this one, and *undoing* puts them back by itself.
    """
    before = {pk: old for pk, old, new in changes.of(Mention) if old and new and new.keys() & {"entity_id", "status"}}
    if not before:
        return
    meant = _meant(before)
    for part in _participations(meant):
        assert part.mention_id is not None
        old, new = meant[part.mention_id]
        if old == new or part.entity_id != old:
            continue
        machine_made = is_machine_made(part.event)
        if undoing and not machine_made:
            continue
        entity = Entity.objects.select_related("country").get(pk=new) if new else None
        country = acts_for(entity)
        twins = Participation.objects.filter(
            report=part.report_id, role=part.role, wording=part.wording, country=country
        ).exclude(pk=part.pk)
        if part.report_id is not None and twins.exists():
            # Read as two before, they are one now.
            if machine_made:
                part.delete()
            else:
                changes.remove(part)
        elif machine_made:
            Participation.objects.filter(pk=part.pk).update(entity=entity, country=country)
        else:
            changes.set(part, entity=entity, country=country)


def attach_mentions(articles: Iterable[int]) -> None:
    """Give participations that have lost their mention the one that stands in the sentence with the same words."""
    lost = Participation.objects.filter(mention__isnull=True, report__article__in=set(articles)).select_related(
        "report"
    )
    for part in lost:
        report: Report | None = part.report
        if report is None:
            continue
        there = Mention.objects.filter(
            article=report.article_id, start__gte=report.start, end__lte=report.end, quote=part.wording
        ).exclude(status=Status.REJECTED)
        if found := there.order_by("start", "pk").values_list("pk", flat=True).first():
            Participation.objects.filter(pk=part.pk).update(mention=found)


def _meant(before: Mapping[int, Mapping[str, Any]]) -> dict[int, tuple[int | None, int | None]]:
    """Of each mention whom it meant before and whom it means now; nobody where it is rejected."""
    meant = {}
    keys = list(before)
    for start in range(0, len(keys), _AT_ONCE):
        rows = Mention.objects.filter(pk__in=keys[start : start + _AT_ONCE]).values("pk", "entity_id", "status")
        for now in rows:
            meant[now["pk"]] = (_whom(now | dict(before[now["pk"]])), _whom(now))
    return meant


def _whom(values: Mapping[str, Any]) -> int | None:
    return None if values["status"] == Status.REJECTED else values["entity_id"]


def _participations(meant: Mapping[int, tuple[int | None, int | None]]) -> list[Participation]:
    changed = [pk for pk, (old, new) in meant.items() if old != new]
    found: list[Participation] = []
    for start in range(0, len(changed), _AT_ONCE):
        rows = Participation.objects.filter(mention__in=changed[start : start + _AT_ONCE]).select_related("event")
        found += rows.order_by("pk")
    return found
