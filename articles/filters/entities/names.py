"""The entities of a kind in the order of their names, kept in memory for the lists."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.db.models import Max, Q

from articles.models import NAMES_EDITION, PAGE_WORDS, Entity, Marker
from articles.text.names import name_key

# What stands for every beginning that is not one of the twenty-six letters.
OTHER_LETTER = "other"
_LANGUAGES = 2


class ListedName(NamedTuple):
    id: int
    key: str
    letter: str
    is_no_secret: bool


def names_in_order(kind: str) -> tuple[ListedName, ...]:
    """The standing entities of *kind* by their names in the language of the page.

    Two queries, and two more whenever a name has changed. Sorted by the database the list of 50,000 people would have
    to be read up to its last page, and its letters counted from all of it.
    """
    return _in_order(_edition(), kind, Entity.name_column())


def forget_names() -> None:
    _in_order.cache_clear()


def _edition() -> tuple[int | None, frozenset[tuple[str, str]]]:
    """Moves whenever an entity comes, goes or changes its name."""
    moved = Marker.objects.filter(Q(name__startswith="authority") | Q(name=NAMES_EDITION))
    return Entity.objects.aggregate(newest=Max("pk"))["newest"], frozenset(moved.values_list("name", "value"))


# One edition of every list in both languages.
@lru_cache(maxsize=_LANGUAGES * len(PAGE_WORDS))
def _in_order(edition: object, kind: str, name_column: str) -> tuple[ListedName, ...]:
    standing = Entity.objects.standing().filter(kind=kind).order_by()
    starter = set(standing.exclude(authority_values={}).values_list("pk", flat=True))
    names = []
    for number, name in standing.values_list("pk", name_column):
        key = name_key(name)
        names.append(ListedName(number, key, _letter(key), number in starter))
    return tuple(sorted(names, key=lambda one: (one.letter == OTHER_LETTER, one.key, one.id)))


def _letter(key: str) -> str:
    first = key[:1]
    return first if first.isascii() and first.isalpha() else OTHER_LETTER
