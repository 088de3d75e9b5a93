"""Adding the sample texts: taken in as every other text is, with the events that people found in them.

The events are stored in the transaction of the articles, before extraction reads them: what is decided already it does
not propose again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from articles.ingest.annotate import annotate
from articles.ingest.articles import ingest_together
from articles.ingest.incoming import Outcome, Stored
from articles.ingest.samples.table import Sample, SampleQuantity, SampleReport, read_samples
from articles.models import Article, Entity, EntityKind, Event, Participation, Report, Status
from articles.search.outbox import mark_changed

BY_HAND = "editor"


def add_samples() -> int:
    """Publish the sample texts that the archive does not have, marked as samples; how many those were."""
    samples = read_samples()
    added: list[int] = []

    def mark_and_annotate(outcomes: Sequence[Outcome]) -> None:
        new = {outcome.name: outcome.article for outcome in outcomes if isinstance(outcome, Stored)}
        added[:] = [article.pk for article in new.values()]
        Article.objects.filter(pk__in=added).update(is_sample=True)
        _store_events(samples, new)
        mark_changed(added)

    ingest_together([sample.incoming for sample in samples], publish=True, record=mark_and_annotate)
    annotate(added)
    return len(added)


def _store_events(samples: Sequence[Sample], new: Mapping[str, Article]) -> None:
    events = _events_there(samples)
    entities = _Entities(samples)
    for sample in samples:
        article = new.get(sample.incoming.name)
        for report in sample.reports if article else ():
            key = report.event.key
            if key not in events:
                events[key] = _event(report, entities)
            _store_report(report, events[key], article, entities)  # type: ignore[arg-type]  # none has no reports
    for event in events.values():
        _fill_quantity(event)


def _events_there(samples: Iterable[Sample]) -> dict[str, Event]:
    """Events of earlier samples by their keys: a text that somebody deleted comes back to the event it reported."""
    sentences = {(report.sentence, report.event.type): report.event.key for one in samples for report in one.reports}
    there = Report.objects.filter(article__is_sample=True, method=BY_HAND).select_related("event").order_by("pk")
    found: dict[str, Event] = {}
    for report in there:
        if key := sentences.get((report.quote, report.event.type)):
            found.setdefault(key, report.event)
    return found


class _Entities:
    """The entities that the table names; a merged one leads to the one that took it in."""

    def __init__(self, samples: Iterable[Sample]) -> None:
        reports = [report for sample in samples for report in sample.reports]
        keys = {key for report in reports for key in (report.event.place, report.place, report.claimed_by) if key}
        keys |= {
            key for report in reports for part in report.participants for key in (part.entity, part.country) if key
        }
        survivors = Entity.objects.survivors()
        ids = dict(Entity.objects.filter(key__in=keys).values_list("key", "pk"))
        rows = Entity.objects.in_bulk({survivors.get(pk, pk) for pk in ids.values()})
        self._by_key = {key: rows[survivors.get(pk, pk)] for key, pk in ids.items()}
        if missing := keys - set(self._by_key):
            raise ValueError(f"The starter data has no {', '.join(sorted(missing))}.")

    def get(self, key: str | None) -> Entity | None:
        return self._by_key[key] if key else None

    def country_of(self, entity: str | None, country: str | None) -> int | None:
        one = self.get(country or entity)
        if one is None:
            return None
        return one.pk if one.kind == EntityKind.COUNTRY else one.country_id


def _event(report: SampleReport, entities: _Entities) -> Event:
    event = report.event
    return Event.objects.create(
        type=event.type,
        mode=event.mode,
        date=event.date,  # type: ignore[misc]  # the stubs know the column's string only
        place=entities.get(event.place),
        status=Status.CONFIRMED,
        method=BY_HAND,
    )


def _store_report(report: SampleReport, event: Event, article: Article, entities: _Entities) -> None:
    start = article.text.index(report.sentence)
    trigger = start + report.sentence.index(report.trigger)
    row = Report.objects.create(
        event=event,
        article=article,
        start=start,
        end=start + len(report.sentence),
        quote=report.sentence,
        trigger_start=trigger,
        trigger_end=trigger + len(report.trigger),
        claimed_by=entities.get(report.claimed_by),
        modality=report.modality,
        date=report.date,  # type: ignore[misc]  # the stubs know the column's string only
        place=entities.get(report.place),
        status=Status.CONFIRMED,
        method=BY_HAND,
        **_quantity(report.quantity),
    )
    for part in report.participants:
        Participation.objects.create(
            event=event,
            report=row,
            entity=entities.get(part.entity),
            role=part.role,
            wording=part.wording,
            country_id=entities.country_of(part.entity, part.country),
            status=Status.CONFIRMED,
        )


def _quantity(quantity: SampleQuantity | None) -> dict[str, object]:
    if quantity is None:
        return {}
    return {
        "quantity_value": Decimal(quantity.value),
        "quantity_about": quantity.about,
        "quantity_unit": quantity.unit,
    }


def _fill_quantity(event: Event) -> None:
    """The archive takes the first figure that a report gives."""
    told = event.reports.filter(quantity_value__isnull=False).order_by("pk").first()
    if told is not None and event.quantity_value is None:
        event.quantity_value, event.quantity_about, event.quantity_unit = (
            told.quantity_value,
            told.quantity_about,
            told.quantity_unit,
        )
        event.save(update_fields=["quantity_value", "quantity_about", "quantity_unit"])
