"""What editing a text does to the sentences that report events: a decision on an event outlives the rewriting of its
evidence."""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import Article, Event, Report
from articles.review.event_values import is_machine_made
from articles.text.edits import EditScript

Columns = dict[str, int]


def touched_reports(article: Article, script: EditScript) -> list[Report]:
    """Reports of *article* whose sentence *script* changes, in the order of the text."""
    reports = article.reports.select_related("event")
    return [report for report in reports if script.carry(report.start, report.end) is None]


def drop_machine_made(reports: Sequence[Report]) -> list[Report]:
    """Take away the events that nobody has decided on, for extraction to propose anew; the reports that are left."""
    dropped = {report.event_id for report in reports if is_machine_made(report.event)}
    if dropped:
        Event.objects.filter(pk__in=dropped).delete()
    return [report for report in reports if report.event_id not in dropped]


def places_after(
    article: Article, reports: Sequence[Report], script: EditScript, length: int
) -> list[tuple[Report, Columns]]:
    """Where what became of the sentences stands in the new text, of so many characters.

    They keep the quote that says what was reported. One of which nothing is left waits behind the end of the text.
    """
    others = article.reports.exclude(pk__in=[report.pk for report in reports])
    carried = [(row.event_id, script.carry(row.start, row.end)) for row in others]
    taken = {(event, *place) for event, place in carried if place}
    behind = max([length, *(place[1] for _, place in carried if place)]) + 1
    places = []
    for report in reports:
        start, end = script.forward(report.start), script.forward(report.end)
        if start >= end or end > length or (report.event_id, start, end) in taken:
            start, end = behind, behind + max(1, len(report.quote))
            behind = end + 1
        taken.add((report.event_id, start, end))
        first = min(max(start, script.forward(report.trigger_start)), end - 1)
        last = min(max(first + 1, script.forward(report.trigger_end)), end)
        places.append((report, {"start": start, "end": end, "trigger_start": first, "trigger_end": last}))
    return places
