"""What the review page shows of one article: for the whole page, and for those parts of it that a decision changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2s

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from articles.models import Article, DateMention, Entity, Mention, Status
from articles.rendering.marked_text import Range, joined, numbered
from articles.rendering.review_queue import Question, questions, row_html
from articles.rendering.review_text import date_marks, mention_marks, review_text
from articles.review.held import seen
from articles.review.mentions import is_safe
from articles.templatetags.icons import kind_icon
from articles.text.sentences import sentences


class Reviewing:
    """One article as it stands at this moment: three queries, however much there is to decide."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.mentions = list(_with_entities(article.mentions.all()))

    @cached_property
    def questions(self) -> list[Question]:
        keys = {
            one.candidates[0]["entity"]
            for one in self.mentions
            if one.entity_id is None and one.candidates and one.candidates[0]["entity"]
        }
        known = Entity.objects.select_related("merged_into__merged_into")
        candidates = known.in_bulk(keys, field_name="key") if keys else {}
        return questions(self.mentions, candidates, self.safe)

    @cached_property
    def safe(self) -> frozenset[int]:
        """Ids of mentions that can be agreed to without a look at each."""
        return frozenset(one.pk for one in self.mentions if is_safe(one))

    @cached_property
    def tokens(self) -> dict[int, str]:
        return {one.pk: token(one) for one in self.mentions}

    @cached_property
    def dates(self) -> list[DateMention]:
        return list(self.article.date_mentions.all())

    @cached_property
    def sentences(self) -> dict[Range, int]:
        bounds = ((one.start, one.end) for one in sentences(self.article.text))
        return numbered(self.article.text, self.article.parts, bounds)

    @property
    def total(self) -> int:
        return len(self.mentions)

    @property
    def decided(self) -> int:
        return sum(one.status != Status.PROPOSED for one in self.mentions)

    @property
    def undecided(self) -> int:
        return self.total - self.decided

    @property
    def text(self) -> SafeString:
        rows = {one.pk: question.row for question in self.questions for one in question.mentions}
        marks = [*mention_marks(self.mentions, rows), *date_marks(self.dates)]
        return review_text(self.article.text, self.article.parts, marks, self.sentences)

    def rows(self, some: Iterable[Question] | None = None, *, replacing: bool = False, card: str = "") -> SafeString:
        """*replacing*: as parts of an answer that take the place of the rows on the page. *card* is HTML inside."""
        chosen = self.questions if some is None else some
        return joined(
            row_html(one, self.tokens, icon=kind_icon(one.lead.kind), replacing=replacing, card=card) for one in chosen
        )

    def question_of(self, mention: int) -> Question | None:
        return next((one for one in self.questions if any(row.pk == mention for row in one.mentions)), None)

    @property
    def first_open(self) -> Question | None:
        return next((one for one in self.questions if one.undecided), None)

    @property
    def shape(self) -> tuple[object, ...]:
        """What has to be the same for single rows to be exchanged: the text, and where which kinds stand on it."""
        return (self.article.revision, [(one.pk, one.start, one.end, one.kind) for one in self.mentions])

    def changed_since(self, before: Reviewing) -> list[Question]:
        return [
            one
            for one in self.questions
            if any(self.tokens[row.pk] != before.tokens.get(row.pk) for row in one.mentions)
        ]


def token(mention: Mention) -> str:
    """`12.1f0c9a7e`: a mention and what it was when the page was made, for forms to carry."""
    return f"{mention.pk}.{blake2s(seen(mention).encode(), digest_size=4).hexdigest()}"


def seen_by(tokens: Mapping[int, str], mentions: Iterable[Mention]) -> dict[int, str]:
    """What the sender of *tokens* saw of *mentions*, as the review room compares it.

    A token stands for what it was made of only as long as that is still so; of any other nothing more is known than
    that it was something else.
    """
    return {one.pk: seen(one) if tokens[one.pk] == token(one) else "" for one in mentions}


def _with_entities(mentions: QuerySet[Mention]) -> QuerySet[Mention]:
    return mentions.select_related("entity__merged_into__merged_into")
