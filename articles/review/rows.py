"""Rows as decisions remember them: plain JSON values by column, under `<table>:<pk>`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

from articles.models.fields import PartialDateField

# Column to JSON value.
Values = dict[str, Any]  # whatever JSON can say


def row_key(row: models.Model) -> str:
    return f"{row._meta.db_table}:{row.pk}"


def model_and_pk(key: str) -> tuple[type[models.Model], int]:
    """The inverse of row_key."""
    table, _, pk = key.rpartition(":")
    return _models()[table], int(pk)


def values_of(row: models.Model) -> Values:
    """Every column of *row* but those that count or date the row itself."""
    return {field.attname: _as_json(field, row) for field in _remembered(type(row))}


def apply_values(row: models.Model, values: Values) -> None:
    """Set columns of *row* from what values_of gave."""
    fields = {field.attname: field for field in _remembered(type(row))}
    # A partial date first: setting it sets its companions, which then get the phrase they had.
    for column in sorted(values, key=lambda column: not isinstance(fields[column], PartialDateField)):
        setattr(row, column, fields[column].to_python(values[column]))


# They follow from the rest: counters of changes and of open proposals, the moment of the last change, what readers know
# of an event and since when, and which words of its sentence name a participant.
_FOLLOWING = {
    "article": frozenset({"version", "undecided", "updated_at"}),
    "participation": frozenset({"mention_id"}),
}

# Of events and their reports; it follows from which articles are public.
_KNOWN_TO_READERS = "public_"


def saved_beside(model: type[models.Model]) -> list[str]:
    """Columns that save themselves whenever a row is saved: the moment of the last change."""
    return [field.attname for field in model._meta.concrete_fields if getattr(field, "auto_now", False)]


@cache
def _remembered(model: type[models.Model]) -> tuple[Any, ...]:  # fields of any type
    following = _FOLLOWING.get(str(model._meta.model_name), frozenset())
    columns = (field for field in model._meta.concrete_fields if not field.attname.startswith(_KNOWN_TO_READERS))
    return tuple(field for field in columns if field.attname not in following)


def _as_json(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(field, PartialDateField):
        return field.get_prep_value(value)
    if isinstance(value, date):  # moments too
        return value.isoformat()
    # 1000 and 1000.0000 are the same to a database, which gives back the second.
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


@cache
def _models() -> dict[str, type[models.Model]]:
    return {
        model._meta.db_table: model for model in apps.get_app_config("articles").get_models(include_auto_created=True)
    }
