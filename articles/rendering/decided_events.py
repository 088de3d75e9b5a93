"""What was decided on events, in one sentence each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import Decision, DecisionKind, Event, Participation, Report
from articles.rendering.dates import date_words
from articles.rendering.decided_rows import DecidedRows

_COLUMNS = {
    "type": ("type", "mode"),
    "date": ("date", "date_inferred"),
    "place": ("place_id",),
    "quantity": ("quantity_value", "quantity_about", "quantity_unit"),
}


def event_decided(decision: Decision, rows: DecidedRows) -> str:
    event = rows.event(decision)
    named = {"event": _named(event) if event else _("an event that is gone")}
    added = any(one.before is None for one in rows.of(decision, Event))
    match decision.kind:
        case DecisionKind.MARK if added:
            return _("New event: %(event)s") % named
        case DecisionKind.MARK:
            return _("A sentence added as a report of: %(event)s") % named
        case DecisionKind.CONFIRM:
            return _("Event confirmed: %(event)s") % named
        case DecisionKind.REJECT if rows.of(decision, Report):
            return _("Rejected as a report of: %(event)s") % named
        case DecisionKind.REJECT:
            return _("Event rejected: %(event)s") % named
        case DecisionKind.REMOVE:
            return _("Event removed: %(event)s") % named
        case DecisionKind.MERGE:
            return _("Events joined: %(event)s") % named
        case DecisionKind.EDIT:
            return _("Event changed: %(event)s (%(what)s)") % (named | {"what": ", ".join(_changed(decision, rows))})
    return ""


def _named(event: Event) -> str:
    """“arms delivery, September 2023”"""
    return ", ".join(part for part in (event.label, date_words(event.date)) if part)


def _changed(decision: Decision, rows: DecidedRows) -> list[str]:
    words = {"type": _("kind"), "date": _("date"), "place": _("place"), "quantity": _("quantity")}
    events = rows.of(decision, Event)
    said = [
        words[name] for name, columns in _COLUMNS.items() if any(one in event for event in events for one in columns)
    ]
    if rows.of(decision, Participation):
        said.append(_("participants"))
    if any(name in report for report in rows.of(decision, Report) for name in ("modality", "claimed_by_id")):
        said.append(_("who says so"))
    return said or [_("confirmed")]
