"""The borders an editor draws: where they stand in the text of today, and whether a mention can have them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import Article
from articles.review.errors import NotPossible
from articles.review.positions import Positions
from articles.text.spans import Span

_LONGEST = 300
# Evidence is a sentence; one that is longer than this was never ended.
_LONGEST_EVIDENCE = 3000
# Pieces of the text that no name reaches across.
_BLOCKS = frozenset({"headline", "subheadline", "credit_line", "subhead", "paragraph"})


def place_today(article: Article, revision: int, start: int, end: int) -> tuple[int, int]:
    """Where [start, end) of the text of *revision* stands now."""
    positions = Positions(article)
    place = positions.today(revision, start, end) if positions.knows(revision) else None
    if place is None:
        raise NotPossible(_("The text has changed here since you opened the page. Reload the page and mark it again."))
    return place


def checked_span(article: Article, start: int, end: int) -> Span:
    """The span without the spaces at its borders. Raises NotPossible for one that cannot be a mention."""
    start, end = _trimmed(article, start, end)
    if end - start > _LONGEST:
        raise NotPossible(_("A mention has at most %(count)s characters.") % {"count": _LONGEST})
    span = Span.of(article.text, start, end)
    if "\n\n" in span.quote or any(_reaches_across(span, *part) for part in article.parts if part[0] in _BLOCKS):
        raise NotPossible(_("A mention stands within one paragraph or headline."))
    return span


def checked_evidence(article: Article, start: int, end: int) -> Span:
    """The same for a sentence, or words of it, by which an article says that something happened."""
    start, end = _trimmed(article, start, end)
    if end - start > _LONGEST_EVIDENCE:
        raise NotPossible(_("Choose one sentence: it has at most %(count)s characters.") % {"count": _LONGEST_EVIDENCE})
    return Span.of(article.text, start, end)


def _trimmed(article: Article, start: int, end: int) -> tuple[int, int]:
    if not 0 <= start < end <= len(article.text):
        raise NotPossible(_("These places are not in the text."))
    words = article.text[start:end]
    start += len(words) - len(words.lstrip())
    end -= len(words) - len(words.rstrip())
    if start >= end:
        raise NotPossible(_("Mark at least one word."))
    return start, end


def _reaches_across(span: Span, _kind: str, first: int, last: int) -> bool:
    return span.start < last and first < span.end and not (first <= span.start and span.end <= last)
