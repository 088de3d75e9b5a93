"""Where positions of an earlier text of an article stand in its text of today."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from django.db.models import Max

from articles.models import Article, Decision, DecisionKind
from articles.review.rows import Values, row_key
from articles.text.differences import difference

# Decisions that change the text.
REWRITING = (DecisionKind.EDIT, DecisionKind.CLEAN)


class Positions:
    """The revisions of one article: a tree, as undoing an edit leads back to the text before it."""

    def __init__(self, article: Article) -> None:
        self._article = article

    @property
    def first(self) -> tuple[int, str]:
        """The revision the article came in with, and its text."""
        line = self._line(self._article.revision)
        return line[-1], self._texts[line[-2]][0] if len(line) > 1 else self._article.text

    def knows(self, revision: int) -> bool:
        """Whether *revision* is, or was, a text of the article."""
        return revision in {self._article.revision, *self._parents, *self._parents.values()}

    def today(self, revision: int | None, start: int, end: int) -> tuple[int, int] | None:
        """Where [start, end) of *revision* stands now; None where an edit between the two touched it."""
        now = self._article.revision
        if revision is None or revision == now:
            return start, end
        upwards, downwards = self._line(revision), self._line(now)
        shared = set(upwards) & set(downwards)
        place: tuple[int, int] | None = (start, end)
        for one in (one for one in upwards if one not in shared):
            before, after = self._texts[one]
            place = difference(before, after).inverse().carry(*place) if place else None
        for one in reversed([one for one in downwards if one not in shared]):
            before, after = self._texts[one]
            place = difference(before, after).carry(*place) if place else None
        return place

    def _line(self, revision: int) -> list[int]:
        """*revision* and the revisions it was made from, back to the first."""
        line = [revision]
        while line[-1] in self._parents:
            line.append(self._parents[line[-1]])
        return line

    @cached_property
    def _parents(self) -> dict[int, int]:
        return {after["revision"]: before["revision"] for before, after in self._rewritings}

    @cached_property
    def _texts(self) -> dict[int, tuple[str, str]]:
        """Of each revision but the first, the text before it and its own."""
        return {after["revision"]: (before["text"], after["text"]) for before, after in self._rewritings}

    @cached_property
    def _rewritings(self) -> list[tuple[Values, Values]]:
        return list(_rewritings(self._article))


def next_revision(article: Article) -> int:
    """A number that no text of *article* has had, undone ones included."""
    # Of each decision, that of the text it left: a few numbers, where its sides are two texts.
    return max(article.revision, article.decisions.aggregate(highest=Max("revision"))["highest"] or 0) + 1


def revision_at(article: Article, decision: Decision) -> int:
    """The revision that was the text of *article* when *decision*, of another article, was taken."""
    key = row_key(article)
    of_text = Decision.objects.filter(article=article, after__has_key=key).exclude(pk=decision.pk)
    for one in of_text.filter(pk__lt=decision.pk).order_by("-pk").iterator(chunk_size=20):
        if "revision" in (one.after[key] or {}):
            return int(one.after[key]["revision"])
    for one in of_text.filter(pk__gt=decision.pk).order_by("pk").iterator(chunk_size=20):
        if "revision" in (one.after[key] or {}):
            return int(one.before[key]["revision"])
    return article.revision


def _rewritings(article: Article) -> Iterator[tuple[Values, Values]]:
    """What each change of its text found and made."""
    key = row_key(article)
    for before, after in Decision.objects.filter(article=article, kind__in=REWRITING).values_list("before", "after"):
        if "revision" in (after.get(key) or {}):
            yield before[key], after[key]
