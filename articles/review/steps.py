"""The rows of a decision as undoing meets them: what they go back to, and what they have to say for that, as of now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models

from articles.models import (
    Article,
    Author,
    Collection,
    Decision,
    Entity,
    Event,
    Mention,
    Participation,
    Report,
    Source,
    Subject,
)
from articles.review.carrying import SPANS, portions
from articles.review.positions import REWRITING, Positions, revision_at
from articles.review.rows import Values, model_and_pk, row_key, values_of

# Other rows point at these, so they come back first and go last.
POINTED_AT = (Entity, Source, Collection, Author, Subject, Article, Event, Report)
NOWHERE = (-1, -1)


@dataclass(slots=True)
class Step:
    """One row of a decision: *before* is what it goes back to, *after* what it has to say for that, both as of now."""

    model: type[models.Model]
    pk: int
    before: Values | None
    after: Values | None
    row: models.Model | None
    # What became of a participant by a decision on the words that name it, or of a report by an edit of its sentence.
    # Where extraction has read it anew since, that stands in nobody's way.
    follows: bool = False

    @property
    def key(self) -> str:
        return f"{self.model._meta.db_table}:{self.pk}"

    @property
    def is_to_move(self) -> bool:
        """Whether it is a span that goes back to another place."""
        if not isinstance(self.row, Mention | Report) or self.before is None or "start" not in self.before:
            return False
        return (self.row.start, self.row.end) != (self.before["start"], self.before["end"])

    @property
    def place_before(self) -> tuple[int, int, int, str] | None:
        """Article, borders and kind of a mention that has to stand again where it does not now: no two share them."""
        if self.model is not Mention or self.before is None or not self.before.keys() & {"start", "end", "kind"}:
            return None
        values = values_of(self.row) | self.before if self.row is not None else self.before
        return values["article_id"], values["start"], values["end"], values["kind"]

    @property
    def article(self) -> int | None:
        """The article that the row is or belongs to."""
        if self.model is Article:
            return self.pk
        values = self.before or self.after or {}
        return getattr(self.row, "article_id", None) or values.get("article_id")

    @property
    def rank(self) -> int:
        """Its place in the order in which rows come back."""
        return POINTED_AT.index(self.model) if self.model in POINTED_AT else len(POINTED_AT)

    @property
    def stands(self) -> bool:
        """Whether the row still says what the decision made it say."""
        if self.row is None or self.after is None:
            return self.row is None and self.after is None
        now = values_of(self.row)
        return all(now[column] == value for column, value in self.after.items())


def steps_of(decision: Decision, article: Article | None) -> list[Step]:
    """The rows of *decision*, with positions where they stand in the text of today."""
    steps = []
    # A decision that rewrites a text says where its own rows stood in the text before and in the text after.
    is_placed = decision.kind not in REWRITING or row_key(article or Article()) not in decision.after
    texts = _Texts(decision, article)
    rows = _rows(decision.after)
    for key, after in decision.after.items():
        model, pk = model_and_pk(key)
        step = Step(model, pk, decision.before[key], after, rows.get(key))
        is_change = step.before is not None and step.after is not None
        step.follows = is_change and (
            (model is Participation and not decision.subject.startswith("event:"))
            or (model is Report and decision.kind in REWRITING)
        )
        if is_placed and model in SPANS:
            step.before, step.after = texts.today(step, step.before), texts.today(step, step.after)
        steps.append(step)
    return steps


def _rows(keys: Iterable[str]) -> dict[str, models.Model]:
    """What is there of these rows: one query a table and portion, however many an edit touched."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for key in keys:
        model, pk = model_and_pk(key)
        by_model[model].append(pk)
    found: dict[str, models.Model] = {}
    for model, pks in by_model.items():
        for some in portions(pks):
            found |= {row_key(row): row for row in model._default_manager.filter(pk__in=some)}
    return found


class _Texts:
    """The texts that a decision's places count in: that of its article, and those of others that report an event."""

    def __init__(self, decision: Decision, article: Article | None) -> None:
        self._decision = decision
        self._known: dict[int, tuple[Positions, int | None]] = {}
        if article is not None:
            self._known[article.pk] = Positions(article), decision.revision

    def today(self, step: Step, values: Values | None) -> Values | None:
        if not values or "start" not in values:
            return values
        place = self._carried(step.article or self._decision.article_id or 0, values["start"], values["end"])
        # A place the text has lost is none: no row will be found to stand there, and none can be put there.
        start, end = place or NOWHERE
        along = {name: values[name] - values["start"] + start for name in values if name.startswith("trigger_")}
        return values | along | {"start": start, "end": end}

    def _carried(self, pk: int, start: int, end: int) -> tuple[int, int] | None:
        if pk not in self._known:
            article = Article.objects.filter(pk=pk).first()
            if article is None:
                return None
            self._known[pk] = Positions(article), revision_at(article, self._decision)
        positions, revision = self._known[pk]
        return positions.today(revision, start, end)
