"""The events of a synthetic archive, written once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from articles.bench.synthetic_events import Sentence, SyntheticEvent, synthetic_events
from articles.models import Article, Entity, Event, Mention, Participation, Report, Status

_CHUNK = 2000
_METHOD = "synthetic"


def fill_events() -> int:
    """Have the synthetic articles tell of events, unless they do already; returns how many were added.

    Rows are written directly, as those of the articles are.
    """
    if Event.objects.filter(method=_METHOD).exists():
        return 0
    countries = {entity.pk: entity for entity in Entity.objects.select_related("country")}
    added = 0
    events = synthetic_events(list(_sentences()))
    while chunk := list(islice(events, _CHUNK)):
        _store(chunk, countries)
        added += len(chunk)
    return added


def _sentences() -> Iterator[Sentence]:
    """Of every article the stretch from its first mention to its third, as a sentence that names them."""
    named: dict[int, list[tuple[int, int, int]]] = {}
    mentions = Mention.objects.filter(method=_METHOD, kind__in=("country", "person")).order_by("article", "start")
    for article, start, end, entity in mentions.values_list("article_id", "start", "end", "entity_id").iterator():
        own = named.setdefault(article, [])
        if len(own) < 3 and entity is not None:
            own.append((start, end, entity))
    articles = Article.objects.order_by("pk").only("published", "published_phrase")
    for row in articles.iterator():
        own = named.get(row.pk, [])
        if len(own) > 1:
            yield Sentence(row.pk, own[0][0], own[-1][1], tuple(entity for *_, entity in own), row.published)


@transaction.atomic
def _store(chunk: list[SyntheticEvent], entities: dict[int, Entity]) -> None:
    events = Event.objects.bulk_create(
        Event(
            type=one.kind.type,
            mode=one.kind.mode,
            date=str(one.date or ""),
            status=Status.CONFIRMED if one.confirmed else Status.PROPOSED,
            score=0.8,
            method=_METHOD,
        )
        for one in chunk
    )
    texts = dict(
        Article.objects.filter(pk__in={told.article for one in chunk for told in one.told}).values_list("pk", "text")
    )
    reports = Report.objects.bulk_create(
        Report(
            event=event,
            article_id=told.article,
            start=told.start,
            end=told.end,
            quote=texts[told.article][told.start : told.end],
            trigger_start=told.start,
            trigger_end=told.start + 1,
            date=str(one.date or ""),
            method=_METHOD,
        )
        for one, event in zip(chunk, events, strict=True)
        for told in one.told
    )
    by_event = {event.pk: one for one, event in zip(chunk, events, strict=True)}
    Participation.objects.bulk_create(
        Participation(
            event_id=report.event_id,
            report=report,
            entity_id=entity,
            role=role,
            wording=entities[entity].name_de,
            country=entities[entity] if entities[entity].kind == "country" else entities[entity].country,
        )
        for report in reports
        for role, entity in (
            ("actor", by_event[report.event_id].actor),
            ("recipient", by_event[report.event_id].recipient),
        )
    )
    Article.objects.filter(pk__in=texts).count_change()
