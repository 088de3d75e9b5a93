"""Form fields for what an address carries: forgiving where nothing can be misunderstood, clear where it can."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy

from articles.filters.keys import Key
from articles.text.dates import InvalidPartialDate, PartialDate, in_iso_form

MOST_VALUES = 24
LONGEST_VALUE = 200
# The index keeps sort keys in 64 bits.
_LARGEST = 2**63 - 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
# Where a period begins or ends is one point: no interval, no season and nothing approximate.
_POINT = re.compile(r"\d{4}(-(0\d|1[0-2])(-\d{2})?)?")
NOT_A_DATE = gettext_lazy("“%(value)s” is not a date: write 2023, 2023-09 or 2023-09-14.")

TypedGroups = tuple[tuple[str, ...], ...]


def without_control_characters(text: str) -> str:
    """One line of text; what cannot be encoded, such as half of a surrogate pair from a terminal, is replaced."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode("utf-8").strip()


class Repeated(forms.Widget):
    """Every value of a key that may come several times."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        if isinstance(data, MultiValueDict):
            return [str(value) for value in data.getlist(name)]
        value = data.get(name, [])
        return [str(value)] if isinstance(value, str) else [str(one) for one in value]


class SharedField(forms.Field):
    """A field that every form of a search uses as it is: it keeps nothing of what it reads."""

    def __deepcopy__(self, memo: dict[int, Any]) -> SharedField:
        return self


class RepeatedField(SharedField):
    """Every value of a key as it came."""

    widget = Repeated


class GroupsField(SharedField):
    """Values of one filter as typed, in groups: not yet looked up."""

    widget = Repeated

    def __init__(self, *, key: Key, **kwargs: Any) -> None:
        self.key = key
        super().__init__(**kwargs)

    def clean(self, value: list[str]) -> TypedGroups:
        groups: list[tuple[str, ...]] = []
        for typed in value[:MOST_VALUES]:
            texts = typed.split(",") if self.key.comma else [typed]
            group = tuple(dict.fromkeys(text for one in texts if (text := without_control_characters(one))))
            if group:
                groups.append(tuple(text[:LONGEST_VALUE] for text in group[:MOST_VALUES]))
        if groups and not self.key.narrows:
            return (tuple(dict.fromkeys(text for group in groups for text in group)),)
        return tuple(dict.fromkeys(groups))


class WordsField(SharedField):
    """The typed query. Its length is the parser's business, which searches what fits and says so."""

    widget = forms.TextInput

    def clean(self, value: Any) -> str:
        return without_control_characters(str(value or ""))


class DateBoundField(SharedField):
    """2023, 2023-09 or 2023-09-14, also 14.9.2023; one sentence for anything else."""

    widget = forms.TextInput

    def clean(self, value: Any) -> PartialDate | None:
        text = in_iso_form(without_control_characters(str(value or "")))
        if not text:
            return None
        if not _POINT.fullmatch(text):
            raise ValidationError(NOT_A_DATE % {"value": text[:80]}, code="invalid")
        try:
            return PartialDate(text)
        except InvalidPartialDate as error:
            raise ValidationError(NOT_A_DATE % {"value": text[:80]}, code="invalid") from error


class OneOfField(SharedField):
    """One of a few words. Anything else is nobody's typing mistake and counts as nothing chosen."""

    def __init__(self, *, values: tuple[str, ...], **kwargs: Any) -> None:
        self.values = values
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return value if value in self.values else ""


class CountField(SharedField):
    """A whole number from one; nothing for anything else."""

    def clean(self, value: Any) -> int | None:
        text = str(value or "")
        if not (text.isascii() and text.isdigit() and len(text) < 20):
            return None
        number = int(text)
        return number if 1 <= number <= _LARGEST else None
