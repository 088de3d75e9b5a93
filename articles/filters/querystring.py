"""A search as its address: keys in one order, nothing empty, and what one more or one less click makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from articles.filters.keys import ORDER

_PLACE = {name: place for place, name in enumerate(ORDER)}
# Another question begins at its first page.
_POSITION = ("page", "after")
SAFE = ",/:"


@dataclass(frozen=True, slots=True)
class QueryString:
    """Pairs in the order of the keys; values of one key in alphabetical order, because their order means nothing.

    >>> str(QueryString.of([("country", "ru"), ("q", "Munition"), ("country", "kp"), ("from", "")]))
    'q=Munition&country=kp&country=ru'
    """

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> QueryString:
        kept = {(key, value) for key, value in pairs if value and key in _PLACE}
        return cls(tuple(sorted(kept, key=lambda pair: (_PLACE[pair[0]], pair[1]))))

    def __str__(self) -> str:
        return _written(self.pairs)

    @property
    def href(self) -> str:
        """For links within the page; the whole archive is the page without a question."""
        return f"?{self}" if self else "."

    def __bool__(self) -> bool:
        return bool(self.pairs)

    def values(self, key: str) -> tuple[str, ...]:
        return tuple(value for name, value in self.pairs if name == key)

    def adding(self, key: str, value: str) -> QueryString:
        return self._asking([*self.pairs, (key, value)])

    def dropping(self, key: str, value: str | None = None) -> QueryString:
        """Without *value* of *key*, or without the key altogether."""
        return self._asking(pair for pair in self.pairs if pair[0] != key or value not in (None, pair[1]))

    def replacing(self, key: str, *values: str) -> QueryString:
        others = [pair for pair in self.pairs if pair[0] != key]
        return self._asking([*others, *((key, value) for value in values)], but=key)

    def only(self, *keys: str) -> QueryString:
        return self._asking(pair for pair in self.pairs if pair[0] in keys)

    def around(self, *keys: str) -> tuple[str, str]:
        """What stands before and after *keys*, neighbours in the order: for addresses made by the dozen."""
        places = [_PLACE[key] for key in keys]
        before = urlencode([pair for pair in self.pairs if _PLACE[pair[0]] < min(places)], safe=SAFE)
        rest = [pair for pair in self.pairs if _PLACE[pair[0]] > max(places) and pair[0] not in _POSITION]
        after = urlencode(rest, safe=SAFE)
        return before and f"{before}&", after and f"&{after}"

    @property
    def words(self) -> QueryString:
        """The words without any filter."""
        return self.only("q")

    def _asking(self, pairs: Iterable[tuple[str, str]], but: str = "") -> QueryString:
        return QueryString.of(pair for pair in pairs if pair[0] not in _POSITION or pair[0] == but)


# A page writes its own address, and the same without its place in the list, a dozen times.
@lru_cache(maxsize=256)
def _written(pairs: tuple[tuple[str, str], ...]) -> str:
    return urlencode(pairs, safe=SAFE)
