"""An extraction as the JSON object that `manage.py extract` prints."""

from __future__ import annotations

from typing import Any

from articles.extraction.values import DateProposal, EventProposal, Extraction, MentionProposal, Participant, Parts
from articles.text.spans import Span

Json = dict[str, Any]  # JSON objects: their values are as mixed as JSON is


def as_contract(extraction: Extraction, document_id: str | int | None) -> Json:
    return {
        "id": document_id,
        "language": extraction.language,
        "parts": _parts(extraction.parts),
        "mentions": [_mention(mention) for mention in extraction.mentions],
        "dates": [_date(date) for date in extraction.dates],
        "events": [_event(event) for event in extraction.events],
    }


def _pair(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _parts(parts: Parts) -> Json:
    return {
        "headline": _pair(parts.headline),
        "credit_line": _pair(parts.credit_line),
        "subheads": [_pair(subhead) for subhead in parts.subheads],
        "source": parts.source,
    }


def _mention(mention: MentionProposal) -> Json:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.quote,
        "kind": mention.kind,
        "form": mention.form,
        "entity": mention.entity,
        "name": mention.name,
        "candidates": [
            {"entity": candidate.entity, "score": candidate.score, "reason": candidate.reason}
            for candidate in mention.candidates
        ],
        "score": mention.score,
    }


def _date(proposal: DateProposal) -> Json:
    date = proposal.date
    return {
        "start": proposal.span.start,
        "end": proposal.span.end,
        "text": proposal.span.quote,
        "edtf": date.edtf if date else None,
        "earliest": date.earliest.isoformat() if date else None,
        "latest": date.latest.isoformat() if date else None,
    }


def _event(event: EventProposal) -> Json:
    answer: Json = {
        "type": event.type,
        "mode": event.mode,
        "start": event.span.start,
        "end": event.span.end,
        "trigger": _pair(event.trigger),
        "date": event.date.edtf if event.date else None,
        "place": event.place,
        "modality": event.modality,
        "claimed_by": event.claimed_by,
        "participants": [_participant(participant) for participant in event.participants],
    }
    if event.quantity:
        quantity = event.quantity
        answer["quantity"] = {"value": quantity.value, "about": quantity.about, "unit": quantity.unit}
    return answer


def _participant(participant: Participant) -> Json:
    return {
        "role": participant.role,
        "mention": participant.mention,
        "entity": participant.entity,
        "countries": list(participant.countries),
    }
