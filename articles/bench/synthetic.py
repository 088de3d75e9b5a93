"""Articles that nobody wrote, shaped like those that people do: word frequencies, lengths, names, dates and sources."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

# News texts of the kind measured in the design had 318 words on average.
MEAN_WORDS = 318
VOCABULARY = 40_000
FIRST_DAY = date(2004, 1, 1)
LAST_DAY = date(2024, 1, 31)

_FUNCTION_WORDS, _NEWS_WORDS = (
    [word for word in block.splitlines()[1:] if word]
    for block in (Path(__file__).parent / "frequent_words.txt").read_text(encoding="utf-8").split("# ")[1:]
)
_ONSETS = "b br d dr f fl g gr h k kl kr l m n p pf r s sch schl st str t tr v w z".split()
_NUCLEI = "a e i o u ä ö ü au ei eu ie".split()
_CODAS = "b ch ck f g k l ll m n ng nd nt r rn rt s ss st t tz".split()
_ENDINGS = ("", "e", "en", "er", "ung", "lich", "heit", "isch", "te")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that the synthetic articles may name."""

    id: int
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class SyntheticArticle:
    text: str
    headline: str
    # (start, end, entity), in the order of the text.
    mentions: tuple[tuple[int, int, Named], ...]
    published: str
    source: int


def synthetic_articles(
    count: int, entities: Sequence[Named], sources: int, seed: int = 1
) -> Iterator[SyntheticArticle]:
    """*count* articles, the same for the same *seed*; entities and sources follow Zipf's law in the order given."""
    rng = random.Random(seed)  # noqa: S311  figures have to be repeatable, not unpredictable
    words = _vocabulary(rng)
    word_weights = _zipf(len(words))
    entity_weights = _zipf(len(entities))
    source_weights = _zipf(sources)
    span = (LAST_DAY - FIRST_DAY).days
    for _ in range(count):
        published = (FIRST_DAY + timedelta(days=int(span * rng.random() ** 0.7))).isoformat()
        if rng.random() < 0.05:
            published = published[: rng.choice((4, 7))]
        named = rng.choices(entities, cum_weights=entity_weights, k=rng.randint(2, 12))
        length = max(60, int(rng.gauss(MEAN_WORDS, 90)))
        tokens: list[str | Named] = list(rng.choices(words, cum_weights=word_weights, k=length))
        for entity in named:
            tokens.insert(rng.randrange(len(tokens)), entity)
        headline = " ".join(rng.choices(words, cum_weights=word_weights, k=7)).capitalize()
        source = rng.choices(range(sources), cum_weights=source_weights)[0]
        text, mentions = _written_out(headline, tokens, rng)
        yield SyntheticArticle(text, headline, mentions, published, source)


def common_and_rare_words(seed: int = 1) -> tuple[list[str], list[str]]:
    """Words that nearly every article has, and words of the far end of the vocabulary, for queries."""
    words = _vocabulary(random.Random(seed))  # noqa: S311
    return list(_NEWS_WORDS), words[20_000:20_040]


def _written_out(
    headline: str, tokens: Sequence[str | Named], rng: random.Random
) -> tuple[str, tuple[tuple[int, int, Named], ...]]:
    pieces, position = [headline, "\n\n"], len(headline) + 2
    mentions = []
    until_stop = rng.randint(8, 20)
    for token in tokens:
        if isinstance(token, Named):
            mentions.append((position, position + len(token.name), token))
            word = token.name
        else:
            word = token
        until_stop -= 1
        after = " " if until_stop else rng.choice((". ", ". ", ". ", ".\n\n"))
        until_stop = until_stop or rng.randint(8, 20)
        pieces += [word, after]
        position += len(word) + len(after)
    return "".join(pieces).rstrip(), tuple(mentions)


def _vocabulary(rng: random.Random) -> list[str]:
    words = dict.fromkeys(_FUNCTION_WORDS + _NEWS_WORDS)
    while len(words) < VOCABULARY:
        syllables = [
            rng.choice(_ONSETS) + rng.choice(_NUCLEI) + (rng.choice(_CODAS) if rng.random() < 0.5 else "")
            for _ in range(rng.choice((1, 2, 2, 3)))
        ]
        word = "".join(syllables) + rng.choice(_ENDINGS)
        words[word.capitalize() if rng.random() < 0.4 else word] = None
    return list(words)


def _zipf(count: int) -> list[float]:
    return list(accumulate(1 / (rank + 2) for rank in range(count)))
