"""The changes of one decision: made row by row, remembered so exactly that they can be undone, recorded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import models

from articles.models import (
    NAMES_EDITION,
    Article,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Marker,
    Name,
    Participation,
    Report,
    User,
)
from articles.review.rows import Values, apply_values, model_and_pk, row_key, saved_beside, values_of
from articles.search.outbox import mark_changed

# Below SQLite's limit of parameters in one statement.
_AT_ONCE = 500
# Places in a text: they say where a row stands together or not at all.
_PLACES = frozenset({"start", "end", "trigger_start", "trigger_end"})


class Changes:
    """Collects what a decision does to rows while doing it. Use it inside the decision's transaction.

    Rows are changed through it and not beside it: what it has not seen cannot be undone.
    """

    def __init__(self) -> None:
        self._before: dict[str, Values | None] = {}
        self._after: dict[str, Values | None] = {}
        self._articles: set[int] = set()
        self._events: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._after)

    def of(self, model: type[models.Model]) -> Iterator[tuple[int, Values | None, Values | None]]:
        """Ids of the rows of *model* that were changed, and what of them was before and is after."""
        for key, after in self._after.items():
            changed, pk = model_and_pk(key)
            if changed is model:
                yield pk, self._before[key], after

    def set(self, row: models.Model, **values: Any) -> None:
        """Set fields of a stored *row*; a value it already has is no change."""
        before = values_of(row)
        for name, value in values.items():
            setattr(row, name, value)
        self._save(row, before)

    def set_all(self, rows: Sequence[models.Model], **values: Any) -> None:
        """Like set, for many stored rows of one table that get the same *values*, in one statement."""
        changed = []
        for row in rows:
            before = values_of(row)
            for name, value in values.items():
                setattr(row, name, value)
            if self._remember(row, before):
                changed.append(row.pk)
        for start in range(0, len(changed), _AT_ONCE):
            type(rows[0])._default_manager.filter(pk__in=changed[start : start + _AT_ONCE]).update(**values)

    def hold(self, row: models.Model, *columns: str) -> None:
        """Remember that the decision left these *columns* of a stored *row* as they are: undoing it does so too."""
        key, values = row_key(row), values_of(row)
        for side in (self._before, self._after):
            remembered = side.setdefault(key, {})
            assert remembered is not None, f"{key} came or went by this decision"
            for column in columns:
                remembered.setdefault(column, values[column])
        self._note_article(row)

    def put_back(self, row: models.Model, values: Values) -> None:
        """Like set, with values as decisions remember them."""
        before = values_of(row)
        apply_values(row, values)
        self._save(row, before)

    def add(self, row: models.Model) -> None:
        """Store a new *row*, under its key where it has one."""
        row.save(force_insert=True)
        key = row_key(row)
        self._before.setdefault(key, None)
        # What an ID, a default or the database made of it, not what was handed in.
        self._after[key] = values_of(row)
        self._note_article(row)

    def bring_back(self, row: models.Model, values: Values) -> None:
        """Store a row that had gone, with *values* as decisions remember them, as old as it was."""
        apply_values(row, values)
        born = {
            field.attname: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if getattr(field, "auto_now_add", False) and field.attname in values
        }
        self.add(row)
        if born:
            type(row)._default_manager.filter(pk=row.pk).update(**born)

    def remove(self, row: models.Model) -> None:
        key = row_key(row)
        self._note_article(row)
        if self._before.setdefault(key, values_of(row)) is None:
            # Added and removed by the same decision: never there.
            del self._before[key], self._after[key]
        else:
            self._after[key] = None
        row.delete()

    def remove_all(self, rows: Sequence[models.Model]) -> None:
        """Like remove, for many stored rows of one table: an edit may touch thousands of mentions."""
        for row in rows:
            self._note_article(row)
            key = row_key(row)
            self._before.setdefault(key, values_of(row))
            self._after[key] = None
        for start in range(0, len(rows), _AT_ONCE):
            some = rows[start : start + _AT_ONCE]
            type(some[0])._default_manager.filter(pk__in=[row.pk for row in some]).delete()

    def record(
        self,
        kind: DecisionKind,
        *,
        by: User | None,
        subject: str,
        article: Article | None = None,
        reason: str = "",
        undoes: Decision | None = None,
        by_name: str = "",
    ) -> Decision:
        """Write the decision down, and have the index learn of every article it touched.

        *by_name* says who decided where that was nobody with an account.
        """
        decision = Decision.objects.create(
            kind=kind,
            by=by,
            by_name=by.get_full_name() or by.get_username() if by else by_name,
            article=article,
            revision=article.revision if article else None,
            subject=subject[:60],
            before=self._before,
            after=self._after,
            reason=reason,
            undoes=undoes,
        )
        if any(model_and_pk(key)[0] in (Name, Entity) for key in self._after):
            Marker.objects.update_or_create(name=NAMES_EDITION, defaults={"value": str(decision.pk)})
        if self._events:
            reports = Report.objects.filter(event__in=self._events).order_by()
            self._articles |= set(reports.values_list("article", flat=True))
        mark_changed(self._articles)
        if self._events:
            # Of one that has lost its reports to another, no article says any more since when readers know of it.
            mark_changed(Event.objects.filter(pk__in=self._events).settle_visibility())
        return decision

    def _save(self, row: models.Model, before: Values) -> None:
        if changed := self._remember(row, before):
            row.save(update_fields=[*changed, *saved_beside(type(row))])

    def _remember(self, row: models.Model, before: Values) -> list[str]:
        """Take down what *row* says now and said *before*; the columns that changed."""
        after = values_of(row)
        changed = [column for column in after if after[column] != before[column]]
        if not changed:
            return []
        if _PLACES & set(changed):
            # A place is all of them: one alone could not be followed through later edits of the text.
            changed = [column for column in after if column in {*changed, *_PLACES}]
        key = row_key(row)
        first = self._before.setdefault(key, {})
        if first is not None:  # else it was added by this decision
            for column in changed:
                first.setdefault(column, before[column])
        latest = self._after.setdefault(key, {})
        assert latest is not None, f"{key} was removed by this decision"
        latest |= {column: after[column] for column in changed}
        if "event_id" in changed:
            # The one it leaves may have been known by it alone.
            self._events.add(before["event_id"])
        self._note_article(row)
        return changed

    def _note_article(self, row: models.Model) -> None:
        article = row.pk if isinstance(row, Article) else getattr(row, "article_id", None)
        if article is not None:
            self._articles.add(article)
        # An event belongs to every article that reports it.
        if isinstance(row, Event):
            self._events.add(row.pk)
        elif isinstance(row, Report | Participation):
            self._events.add(row.event_id)
