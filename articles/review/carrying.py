"""Spans move with the text: what an edit of an article's text does to everything that stands on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from django.db.models import F, Model

from articles.models import Article, CleaningStep, DateMention, Mention, Report, Status
from articles.text.edits import EditScript

# What an editor marked says so in its method.
BY_EDITOR = "editor"
# Spans of the stored text, each with its further columns that move along.
SPANS: dict[type[Model], tuple[str, ...]] = {
    Mention: (),
    DateMention: (),
    Report: ("trigger_start", "trigger_end"),
}
# Beyond the end of any text: spans wait there while others move, so that no two ever stand in one place.
_ASIDE = 1_000_000_000


def is_machine_made(row: Mention | DateMention) -> bool:
    """Whether nobody has decided on it: extraction may take it back and propose it anew."""
    return row.status == Status.PROPOSED and row.method != BY_EDITOR


def touched_mentions(article: Article, script: EditScript) -> list[Mention]:
    """Mentions of *article* whose words *script* changes, in the order of the text."""
    places = article.mentions.values_list("pk", "start", "end")
    touched = [pk for pk, start, end in places if script.carry(start, end) is None]
    # Of hundreds an edit touches a few: to read all of them took six milliseconds of an edit (November 2026).
    return [mention for some in portions(touched) for mention in article.mentions.filter(pk__in=some)]


def carry_spans(
    article: Article, script: EditScript, *, but: Mapping[type[Model], Collection[int]] | None = None
) -> None:
    """Move every span of *article* that *script* leaves whole; of each table *but* those rows.

    What it touches of dates goes, for extraction to find anew; touched mentions and reports are the caller's affair.
    """
    but = but or {}
    for model, along in SPANS.items():
        rows = model._default_manager.filter(article=article).exclude(pk__in=but.get(model, ()))
        by_shift: dict[int, list[int]] = defaultdict(list)
        lost = []
        for pk, start, end in rows.values_list("pk", "start", "end"):
            place = script.carry(start, end)
            if place is None:
                lost.append(pk)
            elif place[0] != start:
                by_shift[place[0] - start].append(pk)
        if model is DateMention:
            for some in portions(lost):
                rows.filter(pk__in=some).delete()
        _shift(model, by_shift, ("start", "end", *along))
    steps = []
    for step in article.cleaning_steps.filter(kind=CleaningStep.Kind.PART).exclude(pk__in=but.get(CleaningStep, ())):
        place = script.carry(step.start, step.end)
        if place and place != (step.start, step.end):
            step.start, step.end = place
            steps.append(step)
    CleaningStep.objects.bulk_update(steps, ["start", "end"])


def touched_steps(article: Article, script: EditScript) -> list[tuple[CleaningStep, tuple[int, int]]]:
    """Lines of the ledger whose piece of the text *script* changes, with what is left of the piece."""
    steps = article.cleaning_steps.filter(kind=CleaningStep.Kind.PART)
    touched = [step for step in steps if script.carry(step.start, step.end) is None]
    places = [(script.forward(step.start), script.forward(step.end)) for step in touched]
    return [(step, (first, max(first, last))) for step, (first, last) in zip(touched, places, strict=True)]


def set_aside(model: type[Model], keys: Collection[int]) -> None:
    """Have these spans wait where nothing stands; whoever calls gives each its place afterwards."""
    _move_aside(model, keys, ("start", "end", *SPANS[model]))


def carried_parts(parts: Iterable[list[object]], script: EditScript) -> list[list[object]]:
    """Parts of the text after *script*: they grow and shrink with what was edited inside them; emptied ones go."""
    carried = []
    for kind, start, end in parts:
        first, last = _edges(script, int(str(start)), int(str(end)))
        if first < last:
            carried.append([kind, first, last])
    return carried


def _edges(script: EditScript, start: int, end: int) -> tuple[int, int]:
    """The borders of a part: words put in at either border belong to it, as whoever writes on means them to."""
    whole = script.carry(start, end)
    touching = script.touching(start, end)
    if whole and not touching:
        return whole
    first = script.forward(start)
    last = script.forward(end)
    # `forward` puts a border before what was put in there: the end of a part moves behind it.
    for edit in touching:
        if edit.start == end and not edit.removed and end > start:
            last += len(edit.inserted)
    return first, last


def _shift(model: type[Model], by_shift: dict[int, list[int]], columns: tuple[str, ...]) -> None:
    _move_aside(model, [pk for some in by_shift.values() for pk in some], columns)
    for shift, rows in by_shift.items():
        for some in portions(rows):
            model._default_manager.filter(pk__in=some).update(**{name: F(name) + (shift - _ASIDE) for name in columns})


def _move_aside(model: type[Model], keys: Collection[int], columns: tuple[str, ...]) -> None:
    for some in portions(list(keys)):
        model._default_manager.filter(pk__in=some).update(**{name: F(name) + _ASIDE for name in columns})


def portions(keys: list[int]) -> Iterable[list[int]]:
    """Below SQLite's limit of parameters in one statement."""
    return (keys[start : start + 500] for start in range(0, len(keys), 500))
