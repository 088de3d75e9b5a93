"""What stands beside an article: whom it names and how, and the marks that point from the text to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from articles.models import DateMention, Entity, EntityKind, Mention, MentionForm, Status
from articles.rendering.article_body import Mark
from articles.rendering.dates import date_words
from articles.rendering.kinds import css_kind
from articles.text.dates import PartialDate
from articles.text.names import name_key

SPELLINGS_SHOWN = 3
# An inflected form adds at most so many letters: nordkoreanische and nordkoreanischen are one spelling to a reader.
_ENDING = 3


@dataclass(frozen=True, slots=True)
class EntityEntry:
    """One entity of the lists beside the text. *confirmed* once an editor has agreed to any of its mentions."""

    entity: Entity
    anchor: str
    count: int
    spellings: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class EntityGroup:
    kind: str
    css: str
    entries: tuple[EntityEntry, ...]
    mentions: int


@dataclass(frozen=True, slots=True)
class UnresolvedEntry:
    """A name as the text writes it, with the name of the likeliest candidate where that says more."""

    quote: str
    kind: str
    count: int
    perhaps: str = ""


@dataclass(frozen=True, slots=True)
class Apparatus:
    groups: tuple[EntityGroup, ...]
    dates: tuple[DateMention, ...]
    # Names the text states and nobody has linked to an entity yet.
    unresolved: tuple[UnresolvedEntry, ...]
    marks: tuple[Mark, ...]

    @property
    def is_unreviewed(self) -> bool:
        """Nobody has agreed to anything here yet."""
        return bool(self.marks) and not any(mark.confirmed for mark in self.marks)

    @property
    def is_reviewed(self) -> bool:
        return bool(self.marks) and all(mark.confirmed for mark in self.marks)


def first_candidates(mentions: Sequence[Mention]) -> frozenset[str]:
    """Keys of the entities whose names stand beside names that are not identified yet."""
    return frozenset(key for mention in mentions if _is_unresolved(mention) and (key := _first_candidate(mention)))


def apparatus(
    mentions: Sequence[Mention], dates: Sequence[DateMention], candidates: Mapping[str, Entity] | None = None
) -> Apparatus:
    """*mentions* of one article, with their entities and what those were merged into already loaded; *candidates* are
    the entities of `first_candidates`."""
    by_entity: dict[int, list[Mention]] = defaultdict(list)
    standing: dict[int, Entity] = {}
    for mention in mentions:
        if mention.counts and mention.entity:
            entity = mention.entity.survivor
            standing[entity.pk] = entity
            by_entity[entity.pk].append(mention)
    entries = [_entry(standing[key], named) for key, named in by_entity.items()]
    groups = []
    for kind in (EntityKind.PERSON, EntityKind.COUNTRY, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.WEAPON,
                 EntityKind.OTHER):  # fmt: skip
        of_kind = sorted((one for one in entries if one.entity.kind == kind), key=lambda one: -one.count)
        if of_kind:
            groups.append(EntityGroup(kind, css_kind(kind), tuple(of_kind), sum(one.count for one in of_kind)))
    known = tuple(date for date in dates if date.edtf and date.status != Status.REJECTED)
    return Apparatus(
        groups=tuple(groups),
        dates=known,
        unresolved=_unresolved(mentions, candidates or {}),
        marks=(*_marks(by_entity, standing), *(_date_mark(date, position) for position, date in enumerate(known, 1))),
    )


def _anchor(entity: Entity) -> str:
    return f"e-{css_kind(entity.kind)}-{entity.slug}"


def _entry(entity: Entity, mentions: Sequence[Mention]) -> EntityEntry:
    return EntityEntry(
        entity=entity,
        anchor=_anchor(entity),
        count=len(mentions),
        spellings=_spellings(entity, mentions),
        confirmed=any(mention.status == Status.CONFIRMED for mention in mentions),
    )


def _spellings(entity: Entity, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """How the text names *entity* where it does not use the preferred name, most frequent first."""
    preferred = name_key(entity.name)
    kept: list[str] = []
    counts = Counter(mention.quote for mention in mentions if mention.form != MentionForm.SURNAME)
    for quote, _count in sorted(counts.items(), key=lambda pair: (-pair[1], len(pair[0]))):
        key = name_key(quote)
        if all(not _inflects(key, name_key(other)) for other in kept) and not _inflects(key, preferred):
            kept.append(quote)
    return tuple(kept[:SPELLINGS_SHOWN])


def _inflects(one: str, other: str) -> bool:
    """Whether both are the same words in other cases: "Vereinigten Staaten" and "Vereinigte Staaten"."""
    pairs = list(zip(one.split(), other.split(), strict=False))
    return len(one.split()) == len(other.split()) and all(_same_stem(*pair) for pair in pairs)


def _same_stem(one: str, other: str) -> bool:
    # Both may have an ending ("weißes", "weißen"); "Iran" and "Irak" share too little to be one word.
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    return one == other or (stem > _ENDING and max(len(one), len(other)) - stem <= _ENDING)


def _is_unresolved(mention: Mention) -> bool:
    return mention.entity_id is None and mention.status == Status.PROPOSED


def _first_candidate(mention: Mention) -> str:
    return mention.candidates[0]["entity"] if mention.candidates else ""


def _unresolved(mentions: Sequence[Mention], candidates: Mapping[str, Entity]) -> tuple[UnresolvedEntry, ...]:
    """In the words of the text, most frequent first: "Schoigu" shown as "Sergej Schoigu" would be a decision."""
    named: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if _is_unresolved(mention):
            named[mention.kind, mention.name].append(mention)
    entries = []
    for (kind, _name), group in named.items():
        [(quote, _count)] = Counter(mention.quote for mention in group).most_common(1)
        candidate = candidates.get(_first_candidate(group[0]))
        perhaps = candidate.survivor.name if candidate else ""
        entries.append(
            UnresolvedEntry(quote, kind, len(group), "" if name_key(perhaps) == name_key(quote) else perhaps)
        )
    return tuple(sorted(entries, key=lambda entry: -entry.count))


def _marks(by_entity: dict[int, list[Mention]], standing: dict[int, Entity]) -> list[Mark]:
    return [
        Mark(
            start=mention.start,
            end=mention.end,
            kind=css_kind(mention.kind),
            url=standing[key].get_absolute_url(),
            entry=_anchor(standing[key]),
            confirmed=mention.status == Status.CONFIRMED,
        )
        for key, mentions in by_entity.items()
        for mention in mentions
    ]


def _date_mark(date: DateMention, position: int) -> Mark:
    return Mark(
        date.start,
        date.end,
        "date",
        entry=f"d{position}",
        title=date_words(PartialDate(date.edtf)),
        confirmed=date.status == Status.CONFIRMED,
    )
