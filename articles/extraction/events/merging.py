"""Repeats within an article are one event: the fullest report stands for it, the others are further reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from articles.extraction.values import EventProposal, Participant, Role
from articles.text.spans import Span

# Kinds in which neither side acts on the other: who comes first in the sentence says nothing.
_MUTUAL = frozenset({("CONSULT", "meeting"), ("CONSULT", "phone"), ("CONSULT", "multilateral"), ("SUPPORT", None)}
                    | {("AGREE", None), ("COOPERATE", None)})  # fmt: skip

_SURE = 0.5
_COMPARED = 20


def merge_repeats(proposals: Iterable[tuple[EventProposal, bool]]) -> tuple[EventProposal, ...]:
    """*proposals* with whether each comes from a heading, in the order of the text."""
    groups: list[list[tuple[EventProposal, bool]]] = []
    for proposal in proposals:
        group = next(
            (group for group in groups if all(_same(proposal[0], other[0]) for other in group[:_COMPARED])), None
        )
        if group is None:
            groups.append([proposal])
        else:
            group.append(proposal)
    merged = (_merged(group) for group in groups)
    return tuple(sorted(merged, key=lambda event: (event.span, event.trigger)))


def _same(one: EventProposal, other: EventProposal) -> bool:
    if (one.type, one.mode) != (other.type, other.mode):
        return False
    if ("planned" in (one.modality, other.modality)) and one.modality != other.modality:
        return False
    if one.date and other.date and not one.date.overlaps(other.date):
        return False
    if not _agree(_parties(one, "object"), _parties(other, "object")):
        return False
    if (one.type, one.mode) in _MUTUAL:
        parties, others = (_parties(event, "actor") | _parties(event, "recipient") for event in (one, other))
        return bool(parties & others) and (parties <= others or others <= parties)
    pairs = [(_parties(one, role), _parties(other, role)) for role in ("actor", "recipient")]
    return all(_agree(*pair) for pair in pairs) and any(first & second for first, second in pairs)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


def _parties(event: EventProposal, role: Role) -> frozenset[str]:
    """Persons by themselves, anybody else by the country: "Russland" may be what "Moskau" did, Putin is not Lawrow."""
    found: set[str] = set()
    for participant in event.participants:
        if participant.role == role:
            person = (participant.entity or "").startswith("person:") or participant.entity is None
            found |= {participant.entity or participant.wording} if person else set(participant.countries)
            if not person and not participant.countries and participant.entity:
                found.add(participant.entity)
    return frozenset(found)


def _merged(group: list[tuple[EventProposal, bool]]) -> EventProposal:
    best, *others = (event for event, _ in sorted(group, key=_fullness, reverse=True))
    dated = best if best.date else next((event for event in others if event.date), best)
    return replace(
        best,
        date=dated.date,
        date_inferred=dated.date_inferred,
        place=best.place or next((event.place for event in others if event.place), None),
        claimed_by=best.claimed_by or next((event.claimed_by for event in others if event.claimed_by), None),
        quantity=best.quantity or next((event.quantity for event in others if event.quantity), None),
        participants=_participants(best, others),
        also_reported=_further(best, others),
    )


def _fullness(item: tuple[EventProposal, bool]) -> tuple[bool, bool, bool, float, int]:
    event, in_heading = item
    return (not in_heading, event.score > _SURE, event.date is not None, event.score, -event.span.start)


def _participants(best: EventProposal, others: list[EventProposal]) -> tuple[Participant, ...]:
    participants = list(best.participants)
    for role in ("actor", "recipient", "object"):
        for event in others:
            if not any(participant.role == role for participant in participants):
                participants += [participant for participant in event.participants if participant.role == role]
    return tuple(participants)


def _further(best: EventProposal, others: list[EventProposal]) -> tuple[Span, ...]:
    return tuple(sorted({event.span for event in others} - {best.span}))
