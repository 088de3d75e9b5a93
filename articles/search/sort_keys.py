"""An article's place in an order as one number: unique, kept by the index, and the cursor a long list goes on from.

The index and the database, which answers while there is none, make the same numbers: a cursor of one means the same
place in the other.
"""

from __future__ import annotations

from datetime import date

_NUMBER_BITS = 40
# Seconds since 1970 take more room than days do.
_ADDED_NUMBER_BITS = 31
_NO_DAY = date.max.toordinal() + 1


def newest_key(day: int | None, number: int) -> int:
    """Newest is highest, by the ordinal of the latest possible day of publication; without a date comes last."""
    return ((day or 0) << _NUMBER_BITS) + number


def oldest_key(day: int | None, number: int) -> int:
    """Oldest is lowest; without a date comes last here too."""
    return ((day or _NO_DAY) << _NUMBER_BITS) + number


def added_key(second: int, number: int) -> int:
    return (second << _ADDED_NUMBER_BITS) + number


def day_and_number(key: int) -> tuple[date | None, int]:
    """What newest_key and oldest_key were made of; no day for an article without a date."""
    ordinal, number = divmod(key, 1 << _NUMBER_BITS)
    return (date.fromordinal(ordinal) if 1 <= ordinal < _NO_DAY else None), number


def second_and_number(key: int) -> tuple[int, int]:
    return divmod(key, 1 << _ADDED_NUMBER_BITS)
