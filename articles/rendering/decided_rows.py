"""What the rows of decisions are called: words in a text, names of people and things, read for a whole page at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model

from articles.models import Collection, Decision, Entity, Event, Mention, Name, Source, User
from articles.rendering.named import named_entities

# Of a decision about hundreds of mentions only the first are looked up.
MOST_LOOKED_UP = 20
_TABLES = {
    model._meta.db_table: model for model in apps.get_app_config("articles").get_models(include_auto_created=True)
}
_POINTERS: dict[str, type[Model]] = {
    "entity_id": Entity,
    "source_id": Source,
    "collection_id": Collection,
    "assigned_to_id": User,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a decision; None on a side where it did not exist."""

    model: type[Model]
    pk: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    def __contains__(self, column: str) -> bool:
        return column in (self.after or {}) or column in (self.before or {})

    def value(self, column: str) -> Any:
        """What the decision made of *column*, else what it found there."""
        return (self.after or {}).get(column, (self.before or {}).get(column))


class DecidedRows:
    """The rows of some decisions and what they are called, in a fixed number of queries however many there are."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        decisions = list(decisions)
        self._changes = {decision.pk: _changes_of(decision) for decision in decisions}
        shown = [
            one for changes in self._changes.values() for some in changes.values() for one in some[:MOST_LOOKED_UP]
        ]
        self._stored = _stored(Mention, shown, "quote", "kind", "entity_id")
        self._stored |= _stored(Name, shown, "text", "kind", "entity_id")
        events = {pk for decision in decisions if (pk := event_of(decision))}
        self._events = {event.pk: event for event in Event.objects.filter(pk__in=events)} if events else {}
        asked: dict[type[Model], set[int]] = {model: set() for model in _POINTERS.values()}
        for change in shown:
            for column, model in _POINTERS.items():
                sides = (change.before, change.after, self._stored.get((change.model, change.pk)))
                asked[model] |= {side[column] for side in sides if side and side.get(column)}
            if change.model in asked:
                asked[change.model].add(change.pk)
        self._names: dict[tuple[type[Model], int], str] = {
            (Entity, pk): entity.name for pk, entity in named_entities(asked[Entity]).items()
        }
        for model in (Source, Collection):
            rows = model._default_manager.filter(pk__in=asked[model])
            self._names |= {(model, pk): name for pk, name in rows.values_list("pk", "name")}
        for person in User.objects.filter(pk__in=asked[User]):
            self._names[User, person.pk] = person.get_full_name() or person.get_username()

    def of(self, decision: Decision, model: type[Model]) -> list[Change]:
        return self._changes[decision.pk].get(model, [])

    def event(self, decision: Decision) -> Event | None:
        """What a decision was about, as it stands today, or as it was when it went."""
        pk = event_of(decision)
        if pk is None or pk in self._events:
            return self._events.get(pk or 0)
        gone = next((one for one in self.of(decision, Event) if one.pk == pk), None)
        values = gone and (gone.after or gone.before)
        if not values or "type" not in values:
            return None
        event = Event(type=values["type"], mode=values.get("mode", ""))
        event.date = values.get("date") or None
        return event

    def value(self, change: Change, column: str) -> Any:
        """What the decision says of *column*, else what the row says today; None where nobody knows any more."""
        return change.value(column) if column in change else self._stored.get((change.model, change.pk), {}).get(column)

    def name(self, model: type[Model], pk: int | None) -> str:
        """Empty for no row, and for one that is gone."""
        return self._names.get((model, pk), "") if pk else ""


def event_of(decision: Decision) -> int | None:
    """The id of the event it was taken on."""
    subject, _, pk = decision.subject.partition(":")
    return int(pk) if subject == "event" else None


def _changes_of(decision: Decision) -> dict[type[Model], list[Change]]:
    changes: dict[type[Model], list[Change]] = {}
    for key, after in decision.after.items():
        table, _, pk = key.rpartition(":")
        # An account's record, and what older versions wrote, need not be there on both sides.
        change = Change(_TABLES[table], int(pk), decision.before.get(key), after)
        changes.setdefault(change.model, []).append(change)
    return changes


def _stored(model: type[Model], changes: list[Change], *columns: str) -> dict[tuple[type[Model], int], dict[str, Any]]:
    keys = {change.pk for change in changes if change.model is model}
    rows = model._default_manager.filter(pk__in=keys).values("pk", *columns) if keys else []
    return {(model, row["pk"]): row for row in rows}
