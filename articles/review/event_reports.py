"""Several reports of one event: events joined, sentences added to one, and sentences that tell of something else."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Decision, DecisionKind, Event, Report, Status, User
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.event_values import Claim
from articles.review.events import Place, event_subject, evidence, make_editors_own, new_report
from articles.review.held_events import hold_events
from articles.review.recording import recorded

# What the one that stays takes over where it says nothing itself.
_TAKEN_OVER = (("date", "date_inferred"), ("place",), ("quantity_value", "quantity_about", "quantity_unit"))


@transaction.atomic
def join_events(
    kept: Event, other: Event, *, by: User, article: Article | None = None, seen: str | None = None
) -> Decision:
    """Say that both are one event: *kept*, which has every report from now on and is confirmed by it.

    *other* leads to it for good. *seen* is what was seen of *kept*.
    """
    if kept.pk == other.pk:
        raise NotPossible(_("Choose another event than this one."))
    article, [kept, other] = hold_events([kept, other], article=article, seen=seen)
    if Status.REJECTED in (kept.status, other.status):
        raise NotPossible(_("One of them has been rejected: confirm it first, or leave it as it is."))
    changes = Changes()
    _move_reports(kept, other, changes)
    there = {(row.role, row.entity_id, row.wording) for row in kept.participations.filter(report__isnull=True)}
    for row in other.participations.order_by("pk"):
        if row.report_id is None and (row.role, row.entity_id, row.wording) in there:
            changes.remove(row)
        else:
            changes.set(row, event=kept)
    for columns in _TAKEN_OVER:
        if getattr(kept, columns[0]) is None and getattr(other, columns[0]) is not None:
            changes.set(kept, **{name: getattr(other, name) for name in columns})
    make_editors_own(kept, changes)
    changes.set(other, merged_into=kept)
    changes.hold(other, "status", "method")
    return recorded(changes, DecisionKind.MERGE, by=by, article=article, subject=event_subject(kept))


@transaction.atomic
def add_report(
    event: Event,
    article: Article,
    *,
    sentence: Place,
    by: User,
    seen_revision: int,
    trigger: Place | None = None,
    claim: Claim | None = None,
) -> Decision:
    """Say that *sentence* of *article* reports an event the archive has; it is confirmed by it."""
    article, [event] = hold_events([event], article=article)
    span, words = evidence(article, sentence, trigger, seen_revision)
    if event.status == Status.REJECTED:
        raise NotPossible(_("This event has been rejected: confirm it first."))
    changes = Changes()
    present = event.reports.filter(article=article, start=span.start, end=span.end).first()
    if present is None:
        changes.add(new_report(event, article, span, words, None, claim or Claim()))
    elif present.status == Status.REJECTED:
        changes.set(present, status=Status.CONFIRMED)
    else:
        raise NotPossible(_("This sentence stands as a report of the event already."))
    make_editors_own(event, changes)
    return recorded(changes, DecisionKind.MARK, by=by, article=article, subject=event_subject(event))


@transaction.atomic
def reject_report(report: Report, *, by: User) -> Decision:
    """Say that this sentence tells of something else; the event stays with what the other reports say of it."""
    article, [event] = hold_events([report.event], article=report.article)
    rows = {row.pk: row for row in event.reports.all()}
    if report.pk not in rows:
        raise NotPossible(_("Somebody or a newer reading has taken this event away. Reload the page."))
    if not any(row.status != Status.REJECTED for pk, row in rows.items() if pk != report.pk):
        raise NotPossible(_("It is the only report: reject the event instead."))
    changes = Changes()
    changes.set(rows[report.pk], status=Status.REJECTED)
    changes.set_all(list(event.participations.filter(report=report)), status=Status.REJECTED)
    if changes:
        # Whoever sorts the reports of an event has seen it: no reading may take it apart again.
        make_editors_own(event, changes)
        changes.hold(rows[report.pk], "event_id")
    return recorded(changes, DecisionKind.REJECT, by=by, article=article, subject=event_subject(event))


def _move_reports(kept: Event, other: Event, changes: Changes) -> None:
    present = {(row.article_id, row.start, row.end): row for row in kept.reports.all()}
    for row in other.reports.order_by("pk"):
        same = present.get((row.article_id, row.start, row.end))
        if same is None:
            changes.set(row, event=kept)
            continue
        # One sentence reports one event once: what this report said of it, the other says from now on.
        there = {(one.role, one.wording, one.country_id) for one in same.participations.all()}
        for part in row.participations.order_by("pk"):
            if (part.role, part.wording, part.country_id) in there:
                changes.remove(part)
            else:
                changes.set(part, report=same)
        if row.status != Status.REJECTED:
            changes.set(same, status=row.status if same.status == Status.REJECTED else same.status)
        changes.remove(row)
