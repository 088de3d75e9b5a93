"""A model field for partial dates: one value in Python, four columns in the table, filtered by overlap."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.expressions import Col
from django.db.models.lookups import Lookup
from django.utils.translation import gettext_lazy as _

from articles.text.dates import InvalidPartialDate, PartialDate


class PartialDateField(models.CharField):  # type: ignore[type-arg]  # generic in the stubs only
    """A PartialDate or None.

    The column holds the EDTF; `<name>_earliest`, `<name>_latest` and `<name>_phrase` follow it on every row that is
    saved. `QuerySet.update()` has to name all four; the table's own constraint refuses three of them.

    `filter(published__overlaps=PartialDate("2023-09"))` finds every row whose date can lie in that month, on SQLite
    and PostgreSQL alike; an approximate date is searched as written.
    """

    description = _("Day, month, year or interval")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 64)
        kwargs["blank"] = True
        kwargs["default"] = ""
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        # A migration's frozen model lists the companions as fields of its own and needs no behaviour.
        if cls._meta.abstract or cls.__module__ == "__fake__":
            return
        companions: dict[str, models.Field[Any, Any]] = {
            "earliest": models.DateField(null=True, blank=True, editable=False),
            "latest": models.DateField(null=True, blank=True, editable=False),
            "phrase": models.CharField(max_length=200, blank=True, editable=False),
        }
        for position, (suffix, companion) in enumerate(companions.items()):
            # Before this field in the order of the model, so that a row's __init__ sets the date last and it wins.
            companion.creation_counter = self.creation_counter - 0.9 + position / 10  # type: ignore[assignment]
            cls.add_to_class(f"{name}_{suffix}", companion)
        setattr(cls, name, _PartialDateAttribute(name))

    def get_prep_value(self, value: Any) -> str:
        return "" if value in (None, "") else str(as_partial_date(value))

    def value_to_string(self, obj: models.Model) -> str:
        return self.get_prep_value(self.value_from_object(obj))

    def to_python(self, value: Any) -> PartialDate | None:
        return as_partial_date(value)

    def clean(self, value: Any, model_instance: models.Model | None) -> PartialDate | None:
        return as_partial_date(value)

    def formfield(self, **kwargs: Any) -> forms.Field | None:
        return super().formfield(**{"required": False, **kwargs})


def as_partial_date(value: Any) -> PartialDate | None:
    """*value* as a partial date; None for nothing. Raises ValidationError with a sentence for whoever typed it."""
    if value in (None, ""):
        return None
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, date):
        return PartialDate(value.isoformat())
    try:
        return PartialDate(str(value))
    except InvalidPartialDate as error:
        raise ValidationError(
            _("“%(value)s” is not a date: write 2023, 2023-09, 2023-09-14 or 2023-09/2023-11."),
            code="invalid",
            params={"value": str(value)[:80]},
        ) from error


class _PartialDateAttribute:
    """Keeps the companion columns true whenever the date is set, and gives the phrase back with the value."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        if self.name not in row.__dict__:
            row.refresh_from_db(fields=[self.name])
        value = row.__dict__[self.name]
        return PartialDate(value, row.__dict__.get(f"{self.name}_phrase", "")) if value else None

    def __set__(self, row: models.Model, value: Any) -> None:
        partial = as_partial_date(value)
        row.__dict__[self.name] = str(partial) if partial else ""
        if isinstance(value, PartialDate) or value in (None, ""):
            row.__dict__[f"{self.name}_phrase"] = partial.phrase if partial else ""
        row.__dict__[f"{self.name}_earliest"] = partial.earliest if partial else None
        row.__dict__[f"{self.name}_latest"] = partial.latest if partial else None


@PartialDateField.register_lookup
class Overlaps(Lookup):
    """`earliest <= other.latest AND latest >= other.earliest`, on the companion columns of the field."""

    lookup_name = "overlaps"
    prepare_rhs = False

    def get_prep_lookup(self) -> PartialDate:
        period = as_partial_date(self.rhs)
        if period is None:
            raise ValidationError(_("Overlap needs a date."))
        return period

    def get_db_prep_lookup(self, value: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "", ()

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        period = self.get_prep_lookup()
        columns = []
        for suffix in ("earliest", "latest"):
            field = self.lhs.target.model._meta.get_field(f"{self.lhs.target.name}_{suffix}")
            columns.append(compiler.compile(Col(self.lhs.alias, field))[0])
        earliest, latest = columns
        adapt = connection.ops.adapt_datefield_value
        return f"({earliest} <= %s AND {latest} >= %s)", (adapt(period.latest), adapt(period.earliest))


def partial_date_constraint(model: str, field: str) -> models.CheckConstraint:
    """The four columns agree: no date at all, or both bounds in order."""
    empty = Q(**{field: "", f"{field}_earliest__isnull": True, f"{field}_latest__isnull": True})
    ordered = ~Q(**{field: ""}) & Q(**{f"{field}_earliest__lte": models.F(f"{field}_latest")})
    return models.CheckConstraint(
        condition=empty | (ordered & Q(**{f"{field}_earliest__isnull": False, f"{field}_latest__isnull": False})),
        name=f"{model}_{field}_bounds",
    )
