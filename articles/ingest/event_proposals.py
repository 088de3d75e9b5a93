"""Extraction's events as rows: an event, the sentences that report it, who took part; never against a decision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.extraction.values import EventProposal, Extraction
from articles.ingest.event_columns import EventEntities, MentionRows, Values, WantedEvent, wanted_event
from articles.models import Article, Event, Participation, Report, Status

METHOD = "events"
_REPORT_FIELDS = (
    "start", "end", "quote", "trigger_start", "trigger_end", "claimed_by_id", "modality", "date", "date_phrase",
    "place_id", "quantity_value", "quantity_about", "quantity_unit",
)  # fmt: skip
_EVENT_FIELDS = (
    "type", "mode", "date", "date_phrase", "date_inferred", "place_id", "quantity_value", "quantity_about",
    "quantity_unit", "score", "version",
)  # fmt: skip
_PARTICIPATION_FIELDS = ("entity_id", "mention_id", "role", "wording", "country_id")


@dataclass(slots=True)
class _Stored:
    """An event that an article reports, with everything that hangs on it. Its first report has the participations."""

    event: Event
    reports: list[Report] = field(default_factory=list)
    participations: list[Participation] = field(default_factory=list)

    @property
    def is_untouched(self) -> bool:
        """Whether nobody but extraction has had anything to do with it, so that a newer reading may replace it."""
        return (
            self.event.status == Status.PROPOSED
            and self.event.method == METHOD
            and not self.event.has_taken_in  # type: ignore[attr-defined]  # annotated where it is read
            and all(one.method == METHOD and one.status == Status.PROPOSED for one in self.reports)
            and all(one.report_id is not None and one.status == Status.PROPOSED for one in self.participations)
        )


@dataclass(slots=True)
class _Work:
    updated: list[Event] = field(default_factory=list)
    # Events whose reports and participations are written anew.
    rewritten: list[tuple[Event, Article, WantedEvent]] = field(default_factory=list)
    added: list[tuple[Event, Article, WantedEvent]] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)


def store_event_proposals(
    extractions: Sequence[tuple[Article, Extraction]], mentions: Mapping[int, MentionRows]
) -> set[int]:
    """Bring the proposed events of each article up to its extraction; the ids of articles that changed by it.

    What an editor confirmed, rejected, edited, joined or reported stays as it is, and nothing of the same type is
    proposed for its sentences again. *mentions* are the articles' rows, by article. A fixed number of queries; call it
    in a transaction that holds the articles' rows.
    """
    stored = _stored_events([article.pk for article, _ in extractions])
    if not stored and not any(extraction.events for _, extraction in extractions):
        return set()
    entities = EventEntities(extractions, mentions)
    work, changed = _Work(), set()
    for article, extraction in extractions:
        rows = mentions.get(article.pk, {})
        present = stored.get(article.pk, [])
        wanted = [
            wanted_event(proposal, extraction, rows, entities)
            for proposal in extraction.events
            if not _is_settled(proposal, article.pk, present)
        ]
        if _compare(article, wanted, [one for one in present if one.is_untouched], work):
            changed.add(article.pk)
    _write(work)
    return changed


def _stored_events(article_ids: Sequence[int]) -> dict[int, list[_Stored]]:
    """The events these articles report, by article; with the reports of other articles, which make them touched."""
    reported = Report.objects.filter(article__in=article_ids).order_by().values("event")
    events = {
        event.pk: _Stored(event)
        for event in Event.objects.filter(pk__in=reported).select_for_update(of=("self",)).order_by("pk")
    }
    if not events:
        return {}
    joined = set(Event.objects.filter(merged_into__in=events).values_list("merged_into", flat=True))
    for pk, one in events.items():
        one.event.has_taken_in = pk in joined  # type: ignore[attr-defined]
    for report in Report.objects.filter(event__in=events).order_by("pk"):
        events[report.event_id].reports.append(report)
    for participation in Participation.objects.filter(event__in=events).order_by("pk"):
        events[participation.event_id].participations.append(participation)
    by_article: dict[int, list[_Stored]] = defaultdict(list)
    for one in events.values():
        for article in dict.fromkeys(report.article_id for report in one.reports):
            by_article[article].append(one)
    return by_article


def _is_settled(proposal: EventProposal, article: int, present: Iterable[_Stored]) -> bool:
    """Whether somebody has decided on an event of this type in one of its sentences, or on these very words.

    An editor may have given the event another type: then its trigger tells that it is the same.
    """
    sentences = (proposal.span, *proposal.also_reported)
    trigger = proposal.trigger
    for one in present:
        if one.is_untouched:
            continue
        for report in one.reports:
            if report.article_id != article or not any(
                report.start < span.end and span.start < report.end for span in sentences
            ):
                continue
            says_where = (report.trigger_start, report.trigger_end) != (report.start, report.end)
            same_words = report.trigger_start < trigger.end and trigger.start < report.trigger_end
            if one.event.type == proposal.type or (says_where and same_words):
                return True
    return False


def _compare(article: Article, wanted: list[WantedEvent], present: list[_Stored], work: _Work) -> bool:
    """Note what has to be done so that *present* becomes *wanted*; whether anything has."""
    open_ones = list(present)
    unmatched: list[WantedEvent] = []
    changed = False
    for one in wanted:
        match = next((row for row in open_ones if _is_same(row, one)), None)
        if match is None:
            unmatched.append(one)
            continue
        open_ones.remove(match)
        changed |= _bring_up_to_date(article, match, one, work)
    work.removed += [row.event.pk for row in open_ones]
    for one in unmatched:
        work.added.append((Event(method=METHOD, **one.event), article, one))
    return changed or bool(open_ones or unmatched)


def _is_same(row: _Stored, one: WantedEvent) -> bool:
    """Whether a newer reading speaks of the event that has this address: the same kind in the same sentence."""
    return (
        row.event.type == one.event["type"]
        and row.event.mode == one.event["mode"]
        and any(report.start < one.reports[0]["end"] and one.reports[0]["start"] < report.end for report in row.reports)
    )


def _bring_up_to_date(article: Article, row: _Stored, one: WantedEvent, work: _Work) -> bool:
    changed = False
    if _values(row.event, _EVENT_FIELDS) != _in_order(one.event, _EVENT_FIELDS):
        for name, value in one.event.items():
            setattr(row.event, name, value)
        work.updated.append(row.event)
        changed = True
    reports = [_values(report, _REPORT_FIELDS) for report in row.reports]
    participations = [_values(one, _PARTICIPATION_FIELDS) for one in row.participations]
    if reports != [_in_order(values, _REPORT_FIELDS) for values in one.reports] or participations != [
        _in_order(values, _PARTICIPATION_FIELDS) for values in one.participations
    ]:
        work.rewritten.append((row.event, article, one))
        changed = True
    return changed


def _values(row: Event | Report | Participation, names: Iterable[str]) -> list[Any]:
    return [getattr(row, name) for name in names]


def _in_order(values: Values, names: Iterable[str]) -> list[Any]:
    return [values[name] for name in names]


def _write(work: _Work) -> None:
    Event.objects.filter(pk__in=work.removed).delete()
    rewritten = [event.pk for event, _, _ in work.rewritten]
    # Participations go with the report that says so.
    Report.objects.filter(event__in=rewritten).delete()
    if work.updated:
        columns = [name.removesuffix("_id") for name in _EVENT_FIELDS]
        Event.objects.bulk_update(work.updated, [*columns, "date_earliest", "date_latest"], batch_size=50)
    Event.objects.bulk_create([event for event, _, _ in work.added], batch_size=500)
    reports: list[Report] = []
    participations: list[Participation] = []
    for event, article, wanted in work.rewritten + work.added:
        own = [Report(event=event, article=article, method=METHOD, **values) for values in wanted.reports]
        participations += [Participation(event=event, report=own[0], **values) for values in wanted.participations]
        reports += own
    Report.objects.bulk_create(reports, batch_size=500)
    for one in participations:
        one.report_id = one.report.pk  # type: ignore[union-attr]  # each was made with one
    Participation.objects.bulk_create(participations, batch_size=500)
