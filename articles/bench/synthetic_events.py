"""Events that never happened, reported by the synthetic articles: two parties each, a sentence, a date or a range."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from articles.text.dates import PartialDate
from articles.text.event_kinds import EventKind, event_kinds

# Of a hundred articles so many tell of something that happened.
_SHARE = 40
# Of a hundred events so many are told again by a later article that names both parties.
_AGAIN = 20
_REMEMBERED = 2000
_FREQUENT = (
    "visit",
    "meeting",
    "condemnation",
    "delivery",
    "weapons-test",
    "attack",
    "threat",
    "sanction",
    "agreement",
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters [start, end) of an article's text that name the entities *named*, in the order of the text."""

    article: int
    start: int
    end: int
    named: tuple[int, ...]
    published: PartialDate | None


@dataclass(frozen=True, slots=True)
class SyntheticEvent:
    """*told* are the sentences that report it, one an article."""

    kind: EventKind
    date: PartialDate | None
    actor: int
    recipient: int
    told: tuple[Sentence, ...]
    confirmed: bool


def synthetic_events(sentences: Sequence[Sentence], seed: int = 3) -> Iterator[SyntheticEvent]:
    """The same events for the same *sentences* and *seed*."""
    rng = random.Random(seed)  # noqa: S311  figures have to be repeatable, not unpredictable
    kinds = list(event_kinds())
    weights = [20 if kind.slug in _FREQUENT else 1 for kind in kinds]
    waiting: dict[tuple[int, int], Sentence] = {}
    for sentence in sentences:
        parties = tuple(dict.fromkeys(sentence.named))[:2]
        if len(parties) < 2 or rng.randrange(100) >= _SHARE:
            continue
        actor, recipient = parties
        told = [sentence]
        before = waiting.pop((actor, recipient), None)
        if before is not None and rng.randrange(100) < _AGAIN:
            told.insert(0, before)
        elif len(waiting) < _REMEMBERED:
            waiting[actor, recipient] = sentence
        [kind] = rng.choices(kinds, weights)
        yield SyntheticEvent(kind, _date(sentence.published, rng), actor, recipient, tuple(told), rng.random() < 0.3)


def _date(published: PartialDate | None, rng: random.Random) -> PartialDate | None:
    """Mostly a day shortly before the article; some months, ranges and years, and a few events without a date."""
    if published is None or rng.random() < 0.05:
        return None
    day = published.latest - timedelta(days=rng.randrange(14))
    form = rng.random()
    if form < 0.65:
        return PartialDate(day.isoformat())
    if form < 0.85:
        return PartialDate(day.isoformat()[:7])
    if form < 0.95:
        return PartialDate.between(day - timedelta(days=rng.randrange(1, 90)), day)
    return PartialDate(str(day.year))
