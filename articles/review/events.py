"""Deciding on events: each function is one change, one transaction, one recorded decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, Decision, DecisionKind, Event, Report, Status, User
from articles.review.borders import checked_evidence, place_today
from articles.review.carrying import BY_EDITOR
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.event_values import Claim, EventValues, Party, add_parties, settle_claims, settle_parties
from articles.review.held import hold_article
from articles.review.held_events import hold_events
from articles.review.recording import recorded
from articles.text.spans import Span

Place = tuple[int, int]


@transaction.atomic
def add_event(
    article: Article,
    *,
    sentence: Place,
    values: EventValues,
    parties: Sequence[Party],
    by: User,
    seen_revision: int,
    trigger: Place | None = None,
    claim: Claim | None = None,
) -> Decision:
    """Say that *article* reports an event in *sentence*, by the words of *trigger*; both count in the text of
    *seen_revision*. What an editor adds is confirmed."""
    article = hold_article(article.pk)
    span, words = evidence(article, sentence, trigger, seen_revision)
    changes = Changes()
    event = Event(**values.checked().columns(), status=Status.CONFIRMED, method=BY_EDITOR)
    changes.add(event)
    report = new_report(event, article, span, words, values, claim or Claim())
    changes.add(report)
    add_parties(event, report, parties, changes)
    return recorded(changes, DecisionKind.MARK, by=by, article=article, subject=event_subject(event))


@transaction.atomic
def confirm_event(event: Event, *, by: User, article: Article | None = None, seen: str | None = None) -> Decision:
    """Say that it happened as the archive has it; also of one that was rejected before.

    *article* is the one whose page asks.
    """
    return _decide(event, Status.CONFIRMED, DecisionKind.CONFIRM, by, article, seen)


@transaction.atomic
def reject_event(event: Event, *, by: User, article: Article | None = None, seen: str | None = None) -> Decision:
    """Say that no such thing is reported. It stays as rows, so that no reading proposes it again."""
    return _decide(event, Status.REJECTED, DecisionKind.REJECT, by, article, seen)


@transaction.atomic
def edit_event(
    event: Event,
    *,
    by: User,
    values: EventValues | None = None,
    parties: Sequence[Party] | None = None,
    claims: Mapping[int, Claim] | None = None,
    article: Article | None = None,
    seen: str | None = None,
) -> Decision:
    """Have it say *values*, *parties* be those who took part, *claims* by report on whose word; None stays as it is.

    Whoever edits an event confirms it. Where one article alone reports it, that is corrected too; several may disagree.
    """
    article, [event] = hold_events([event], article=article, seen=seen)
    changes = Changes()
    reports = list(event.reports.exclude(status=Status.REJECTED).select_related("article"))
    only = reports[0] if len(reports) == 1 else None
    if values is not None:
        changes.set(event, **values.checked().columns())
        if only is not None:
            changes.set(only, **values.said_by_report())
    if parties is not None:
        settle_parties(event, only, parties, changes)
    settle_claims(reports, claims or {}, changes)
    if changes:
        make_editors_own(event, changes)
    return recorded(changes, DecisionKind.EDIT, by=by, article=article, subject=event_subject(event))


@transaction.atomic
def remove_event(event: Event, *, by: User, article: Article | None = None, seen: str | None = None) -> Decision:
    """Take it away with its reports, and with the events that were joined to it.

    What extraction found is rejected instead: removed, it would be proposed again.
    """
    article, [event] = hold_events([event], article=article, seen=seen)
    if event.method != BY_EDITOR:
        raise NotPossible(
            _("The archive has found this event by itself and would propose it again: reject it instead.")
        )
    changes = Changes()
    changes.remove_all(list(event.participations.order_by("pk")))
    changes.remove_all(list(event.reports.order_by("pk")))
    for joined in _joined_to(event):
        changes.remove(joined)
    changes.remove(event)
    return recorded(changes, DecisionKind.REMOVE, by=by, article=article, subject=event_subject(event))


def evidence(article: Article, sentence: Place, trigger: Place | None, seen_revision: int) -> tuple[Span, Span]:
    """Sentence and trigger where they stand today; the whole sentence, where no trigger in it is named."""
    span = checked_evidence(article, *place_today(article, seen_revision, *sentence))
    if trigger is None:
        return span, span
    words = checked_evidence(article, *place_today(article, seen_revision, *trigger))
    return span, words if span.contains(words) else span


def new_report(
    event: Event, article: Article, sentence: Span, trigger: Span, values: EventValues | None, claim: Claim
) -> Report:
    """Unsaved; without *values* it says of the event nothing but that it was."""
    return Report(
        event=event,
        article=article,
        start=sentence.start,
        end=sentence.end,
        quote=sentence.quote,
        trigger_start=trigger.start,
        trigger_end=trigger.end,
        status=Status.CONFIRMED,
        method=BY_EDITOR,
        **claim.columns(),
        **(values.said_by_report() if values else {}),
    )


def make_editors_own(event: Event, changes: Changes) -> None:
    """Confirm it as what an editor says; that it is so has to last as long as the decision."""
    changes.set(event, status=Status.CONFIRMED, method=BY_EDITOR)
    changes.hold(event, "status", "method", "merged_into_id")


def event_subject(event: Event) -> str:
    return f"event:{event.pk}"


def _decide(
    event: Event, status: Status, kind: DecisionKind, by: User, article: Article | None, seen: str | None
) -> Decision:
    article, [event] = hold_events([event], article=article, seen=seen)
    changes = Changes()
    changes.set(event, status=status)
    if changes:
        changes.hold(event, "status", "method", "merged_into_id")
    return recorded(changes, kind, by=by, article=article, subject=event_subject(event))


def _joined_to(event: Event) -> list[Event]:
    """Events that were joined to it, those joined to them first."""
    found: list[Event] = []
    for one in event.merged.order_by("pk"):
        found += [*_joined_to(one), one]
    return found
