"""Where the reports of one event say different things: a table of who says what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.rendering.dates import date_words
from articles.rendering.events.reports import EventReport
from articles.rendering.events.words import modality_word


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One column for each thing the reports say differently; an empty cell where a report says nothing of it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[EventReport, tuple[str, ...]], ...]


def disagreement(reports: Sequence[EventReport]) -> Disagreement | None:
    """None where the reports agree in all that more than one of them says."""
    said: tuple[tuple[str, Callable[[EventReport], str]], ...] = (
        (_("When"), lambda one: date_words(one.date)),
        (_("Where"), lambda one: one.place.name if one.place else ""),
        (_("How much"), lambda one: one.quantity),
        (_("How sure"), lambda one: modality_word(one.modality)),
    )
    columns = [(head, values) for head, read in said if _differ(values := [read(one) for one in reports])]
    if not columns:
        return None
    rows = tuple((one, tuple(values[place] for _head, values in columns)) for place, one in enumerate(reports))
    return Disagreement(tuple(head for head, _values in columns), rows)


def _differ(values: Sequence[str]) -> bool:
    return len({value for value in values if value}) > 1
