"""What the review page shows of one article: for the whole page, and for those parts of it that a decision changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from hashlib import blake2s

from django.db.models import Q
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
    """One article as it stands at this moment: two queries for its mentions, however many there are."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.mentions = list(article.mentions.all())
        self._candidates = _with_entities(self.mentions)

    @cached_property
    def questions(self) -> list[Question]:
        return questions(self.mentions, self._candidates, self.safe)

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


def _with_entities(mentions: Iterable[Mention]) -> dict[str, Entity]:
    """Give each of *mentions* its entity, and return those that unlinked ones may mean first of all, by key.

    Each entity once: joined to every mention, the JSON in Russia's row was parsed for each "Russland" of an article,
    and that took half of a page's time.
    """
    linked = {one.entity_id for one in mentions if one.entity_id}
    keys = {one.candidates[0]["entity"] for one in mentions if not one.entity_id and one.candidates}
    rows = Entity.objects.filter(Q(pk__in=linked) | Q(key__in=keys)).select_related("merged_into__merged_into")
    entities = list(rows) if linked or keys else []
    by_id = {one.pk: one for one in entities}
    for mention in mentions:
        if mention.entity_id:
            mention.entity = by_id[mention.entity_id]
    return {one.key: one for one in entities if one.key in keys}
