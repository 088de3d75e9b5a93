"""The questions asked of the synthetic archive: kinds of query as readers put them."""

from __future__ import annotations

import random
from urllib.parse import urlencode

from articles.bench.synthetic import common_and_rare_words
from articles.models import Article

PER_KIND = 12
KINDS = ("no query", "common word", "rare word", "AND", "phrase", "word + country + dates", "country + person, newest")

_COUNTRIES = ("ru", "us", "ua", "cn", "kp", "de", "jp", "kr")
_PEOPLE = ("wladimir-putin", "kim-jong-un")


def addresses(seed: int = 2) -> dict[str, list[str]]:
    """For each kind of query the addresses of search pages, the same for the same archive."""
    return {name: [f"/search/?{one}" for one in some] for name, some in _query_strings(seed).items()}


def _query_strings(seed: int) -> dict[str, list[str]]:
    rng = random.Random(seed)  # noqa: S311  figures have to be repeatable
    common, rare = common_and_rare_words()
    phrases = _phrases(rng)
    return {
        "no query": [urlencode({"page": page}) if page > 1 else "" for page in range(1, PER_KIND + 1)],
        "common word": [urlencode({"q": word}) for word in common[:PER_KIND]],
        "rare word": [urlencode({"q": word}) for word in rare[:PER_KIND]],
        "AND": [urlencode({"q": " ".join(rng.sample(common, 2))}) for _ in range(PER_KIND)],
        "phrase": [urlencode({"q": f'"{phrase}"'}) for phrase in phrases],
        "word + country + dates": [
            urlencode(
                {"country": rng.choice(_COUNTRIES), "from": f"{year}", "q": rng.choice(common), "to": f"{year + 4}"}
            )
            for year in (2006 + number % 12 for number in range(PER_KIND))
        ],
        "country + person, newest": [
            urlencode({"country": rng.choice(_COUNTRIES), "person": rng.choice(_PEOPLE)}) for _ in range(PER_KIND)
        ],
    }


def _phrases(rng: random.Random) -> list[str]:
    """Two words that stand side by side in some article, so that every phrase has at least one hit."""
    phrases = []
    for text in Article.objects.order_by("pk").values_list("text", flat=True)[:PER_KIND]:
        words = text.split("\n\n", 1)[1].split()
        at = rng.randrange(len(words) - 1)
        phrases.append(" ".join(words[at : at + 2]).strip(".").replace('"', ""))
    return phrases
