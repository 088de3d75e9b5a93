"""What a snippet may be cut from: the running text, without the headline that stands above it anyway."""

from __future__ import annotations

from collections.abc import Collection

from articles.models import Article

# Snippets come from this much of an article; a book pasted as one article must not slow a page of twenty.
LONGEST = 40_000
_ABOVE_THE_TEXT = ("headline", "subheadline", "byline", "dateline", "credit_line")


def running_texts(article_ids: Collection[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Texts and languages by article, in one query."""
    texts, languages = {}, {}
    for number, text, parts, language in Article.objects.filter(pk__in=article_ids).values_list(
        "pk", "text", "parts", "language"
    ):
        texts[number] = text[_begin(parts) :][:LONGEST]
        languages[number] = language
    return texts, languages


def _begin(parts: list[list[int | str]]) -> int:
    """Where the text proper begins; 0 where nobody has divided it."""
    starts = [int(start) for kind, start, _ in parts if kind not in _ABOVE_THE_TEXT]
    return min(starts, default=0)
