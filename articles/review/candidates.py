"""Whom a mention may mean: what extraction proposed, then entities whose names are written alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.models import Entity, Mention, Name, Status
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import ENTITY_COLUMNS, Audience, Criteria
from articles.search.engines import engine
from articles.text.names import name_key

# What is said beside a candidate that its name alone brought here. rendering.reasons translates them.
SAME_NAME = "a known name, spelt the same"
ALIKE_NAME = "a known name, spelt much the same"
# Below what any evidence of the text itself would give.
_SAME_NAME_SCORE = 0.4
_SHORTEST_WORD = 4
# Spellings looked for at once: each is one more comparison with every name the archive knows.
_MOST_SPELLINGS = 20
_MOST_NAMES = 2000
MOST = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """*reason* as extraction stored it, in English; *articles* have it, None while there is no index to ask."""

    entity: Entity
    score: float
    reason: str
    articles: int | None


@dataclass(frozen=True, slots=True)
class _Likely:
    entity: Entity
    score: float
    reason: str

    def counted(self, articles: dict[int, int] | None) -> Candidate:
        count = None if articles is None else articles.get(self.entity.pk, 0)
        return Candidate(self.entity, self.score, self.reason, count)


def candidates_for(mention: Mention, *, limit: int = MOST) -> list[Candidate]:
    return candidates_of([mention], limit=limit)[mention.pk]


def candidates_of(mentions: Sequence[Mention], *, limit: int = MOST) -> dict[int, list[Candidate]]:
    """For each mention, by id, its candidates, the likeliest first. A fixed number of queries.

    Names that are merely alike are looked for where the text settled nothing.
    """
    keys = {one["entity"] for mention in mentions for one in mention.candidates}
    own = {mention.entity_id for mention in mentions if mention.entity_id}
    known: dict[str, Entity] = {}
    linked: dict[int, Entity] = {}
    entities = Entity.objects.filter(Q(key__in=keys) | Q(pk__in=own)).select_related("merged_into__merged_into")
    for entity in entities if keys or own else ():
        known[entity.key], linked[entity.pk] = entity.survivor, entity.survivor
    by_name = _named(mentions)
    likely: dict[int, list[_Likely]] = {}
    for mention in mentions:
        stored = [
            _Likely(known[one["entity"]], one["score"], one["reason"])
            for one in mention.candidates
            if one["entity"] in known
        ]
        if mention.entity_id and all(one.entity != linked[mention.entity_id] for one in stored):
            # What an editor chose and no machine had thought of.
            stored.insert(0, _Likely(linked[mention.entity_id], mention.score, ""))
        likely[mention.pk] = _each_once([*stored, *by_name[mention.kind, name_key(mention.quote)]])[:limit]
    counts = _articles(one.entity for some in likely.values() for one in some)
    return {pk: [one.counted(counts) for one in some] for pk, some in likely.items()}


def named_candidates(quote: str, kind: str, *, limit: int = MOST) -> list[dict[str, Any]]:
    """Candidates of words nobody proposed, as mentions store them."""
    likely = _by_name({(kind, name_key(quote))}, alike=True)[kind, name_key(quote)]
    return [{"entity": one.entity.key, "score": one.score, "reason": one.reason} for one in _each_once(likely)[:limit]]


def entities_called(typed: str, *, kind: str = "", limit: int = MOST) -> list[Candidate]:
    """What an editor may mean by *typed*: entities of which a name, or a word of a name, begins so."""
    key = name_key(typed)
    if not key:
        return []
    names = Name.objects.filter(Q(key__startswith=key) | Q(key__contains=f" {key}")).exclude(status=Status.REJECTED)
    names = names.filter(entity__kind=kind) if kind else names
    found: dict[int, _Likely] = {}
    for name in names.select_related("entity__merged_into__merged_into").order_by("strength", "key")[:_MOST_NAMES]:
        entity, score = name.entity.survivor, _alikeness(key, name.key)
        if entity.pk not in found or found[entity.pk].score < score:
            found[entity.pk] = _Likely(entity, score, SAME_NAME if name.key == key else ALIKE_NAME)
    counts = _articles(one.entity for one in found.values())
    candidates = [one.counted(counts) for one in found.values()]
    return sorted(candidates, key=lambda one: (-one.score, -(one.articles or 0), one.entity.key))[:limit]


def _named(mentions: Iterable[Mention]) -> dict[tuple[str, str], list[_Likely]]:
    unsettled = {(mention.kind, name_key(mention.quote)) for mention in mentions if mention.entity_id is None}
    settled = {(mention.kind, name_key(mention.quote)) for mention in mentions if mention.entity_id} - unsettled
    found = _by_name(unsettled, alike=True)
    for pair, likely in _by_name(settled, alike=False).items():
        found[pair] += likely
    return found


def _by_name(wanted: Collection[tuple[str, str]], *, alike: bool) -> dict[tuple[str, str], list[_Likely]]:
    """For each kind and key of a name the entities of that kind that bear it, or one much *alike*. One query."""
    found: dict[tuple[str, str], list[_Likely]] = defaultdict(list)
    keys = {key for _, key in wanted if key}
    if not keys:
        return found
    spelt = Q(key__in=keys)
    for beginning in sorted({_beginning(key) for key in keys} - {""})[:_MOST_SPELLINGS] if alike else ():
        # "Lawro" and "Vadim Skibitsky": the first letters of a last name survive most misspellings.
        spelt |= Q(key__startswith=beginning) | Q(key__contains=f" {beginning}")
    for key in sorted(keys)[:_MOST_SPELLINGS] if alike else ():
        # "Cho Son-hui": all but the first word.
        if rest := key.partition(" ")[2]:
            spelt |= Q(key__endswith=f" {rest}")
    rows = Name.objects.filter(spelt, entity__kind__in={kind for kind, _ in wanted}).exclude(status=Status.REJECTED)
    names = list(rows.select_related("entity__merged_into__merged_into")[:_MOST_NAMES])
    for kind, key in wanted:
        for name in names:
            entity = name.entity.survivor
            if entity.kind != kind:
                continue
            if name.key == key:
                found[kind, key].append(_Likely(entity, _SAME_NAME_SCORE, SAME_NAME))
            elif alike and _may_be(key, name.key):
                found[kind, key].append(_Likely(entity, _alikeness(key, name.key), ALIKE_NAME))
        found[kind, key].sort(key=lambda one: (-one.score, one.entity.key))
    return found


def _beginning(key: str) -> str:
    last = key.rpartition(" ")[2]
    return last[: max(_SHORTEST_WORD, len(last) - 3)] if len(last) >= _SHORTEST_WORD else ""


def _may_be(key: str, known: str) -> bool:
    beginning, rest = _beginning(key), key.partition(" ")[2]
    return bool(
        (beginning and (known.startswith(beginning) or f" {beginning}" in known))
        or (rest and known.endswith(f" {rest}"))
    )


def _alikeness(key: str, known: str) -> float:
    """How much of two keys is the same, the nearer word of a longer name included; below what the same name gives."""
    pairs = [known, *known.split()]
    best = max(SequenceMatcher(None, key, one, autojunk=False).ratio() for one in pairs)
    return round(_SAME_NAME_SCORE * best, 2)


def _each_once(likely: Iterable[_Likely]) -> list[_Likely]:
    once: dict[int, _Likely] = {}
    for one in likely:
        once.setdefault(one.entity.pk, one)
    return list(once.values())


def _articles(entities: Iterable[Entity]) -> dict[int, int] | None:
    """In how many articles each of them is; None while there is no index."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for entity in entities:
        by_kind[entity.kind].add(entity.pk)
    criteria = Criteria(audience=Audience(editor=True, now=timezone.now()))
    counts: dict[int, int] = {}
    try:
        for kind, ids in by_kind.items():
            if kind in ENTITY_COLUMNS:
                counts |= engine().counts(kind, sorted(ids), criteria)
    except EngineUnavailable:
        return None
    return counts
