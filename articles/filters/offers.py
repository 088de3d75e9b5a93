"""What else to look for: names recognised in the words, and ways out of a search that finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from articles.filters.answer import Answer, total_of
from articles.filters.article import ArticleFilter
from articles.filters.chips import Chip, chips_of
from articles.filters.lookup import name_field
from articles.filters.querystring import QueryString
from articles.models import QUERY_KEYS, Entity

# Each offer costs a count of its own.
MOST_OFFERS = 3
MOST_WAYS_OUT = 6


@dataclass(frozen=True, slots=True)
class Offer:
    """A search close to this one that finds something."""

    text: str
    count: int
    address: QueryString
    kind: str = ""
    # What of the query was taken for the name.
    words: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What words of the query were taken for."""

    words: str
    kind: str
    name: str


def explanations_of(found: Answer) -> tuple[Explanation, ...]:
    names = found.found.recognised if found.found else ()
    return tuple(Explanation(one.words, one.kind, getattr(one, name_field())) for one in names)


def offers_of(filters: ArticleFilter, found: Answer) -> tuple[Offer, ...]:
    """Entities named in the words: the same search with the name as a filter instead of letters."""
    recognised = found.found.recognised if found.found else ()
    named = {one.entity_id: one for one in recognised if one.kind in QUERY_KEYS}
    chosen = {choice.id for key in QUERY_KEYS.values() for choice in filters.selection(key).choices}
    offered = [number for number in named if number not in chosen]
    if not offered:
        return ()
    entities = Entity.objects.known_to(filters.user).standing().in_bulk(offered[:MOST_OFFERS])
    offers = []
    for number, entity in entities.items():
        words = filters.values["q"]
        rest = re.sub(re.escape(named[number].words), " ", words, count=1, flags=re.IGNORECASE)
        address = filters.address.replacing("q", " ".join(rest.split())).adding(QUERY_KEYS[entity.kind], entity.slug)
        if address != filters.address and (count := _count(filters, address)):
            offers.append(Offer(entity.name, count, address, entity.kind, named[number].words))
    return tuple(offers)


def ways_out_of(filters: ArticleFilter) -> tuple[Offer, ...]:
    """This search without one of its restrictions, for each of them that hides something."""
    address = filters.address
    ways: list[tuple[str, QueryString]] = [(_said(chip), chip.without) for chip in _first(chips_of(filters))]
    if filters.values["q"] and ways:
        ways.append((_("“%(words)s”") % {"words": filters.values["q"]}, address.dropping("q")))
    return tuple(Offer(text, count, way) for text, way in ways if (count := _count(filters, way)))


def _first(chips: Iterable[Chip]) -> list[Chip]:
    return list(chips)[:MOST_WAYS_OUT]


def _said(chip: Chip) -> str:
    return f"{chip.label}: {chip.text}"


def _count(filters: ArticleFilter, address: QueryString) -> int:
    values: MultiValueDict[str, str] = MultiValueDict()
    for key, value in address.pairs:
        values.appendlist(key, value)
    return total_of(ArticleFilter(values, user=filters.user))
