"""What a snippet may be cut from: the running text, without the headline that stands above it anyway."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles.rendering.listed import ListedArticle, Parts
from articles.rendering.rows import opening

# Snippets come from this much of an article; a book pasted as one article must not slow a page of twenty.
LONGEST = 40_000
_ABOVE_THE_TEXT = ("headline", "subheadline", "byline", "dateline", "credit_line")


def running_texts(articles: Iterable[ListedArticle], user: Any) -> tuple[dict[int, str], dict[int, str]]:
    """Texts and languages by article, as far as *user* may read them; of articles listed with their text."""
    texts, languages = {}, {}
    for one in articles:
        is_open = one.is_open_to(user)
        texts[one.pk] = one.text[_begin(one.parts or []) :][:LONGEST] if is_open else opening(one.lead)
        languages[one.pk] = one.language
    return texts, languages


def _begin(parts: Parts) -> int:
    """Where the text proper begins; 0 where nobody has divided it."""
    starts = [int(start) for kind, start, _ in parts if kind not in _ABOVE_THE_TEXT]
    return min(starts, default=0)
