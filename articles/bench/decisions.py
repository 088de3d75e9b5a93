"""How long an editor waits for a decision in a large archive, from the call to the index that knows of it."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.bench.measure import Figures
from articles.models import AccessionCounter, Article, Decision, EntityKind, Job, Mention, NameKind, Role, User
from articles.review.editing import edit_article
from articles.review.mentions import accept_safe, confirm, mark, reject, safe_mentions
from articles.review.names import create_entity
from articles.review.standing import publish
from articles.review.undo import undo
from articles.search.outbox import refresh_after_commit

WORDS = 3000
MENTIONS = 200
SAFE = 30
_EDITOR = "bench"


@dataclass(frozen=True, slots=True)
class KindOfDecision:
    name: str
    milliseconds: Figures
    sql_queries: int


def measure_decisions(repeats: int = 20) -> list[KindOfDecision]:
    """Figures on an article of 3,000 words with 200 proposals that is there for as long as it is measured.

    Every decision is undone before the next, and that is measured too.
    """
    with _desk() as (article, editor):
        undone: list[float] = []
        kinds = [_measured(name, act, repeats, editor, undone) for name, act in _decisions(article, editor).items()]
        return [*kinds, KindOfDecision("undo", Figures.of(undone), 0)]


def lines_of(kinds: list[KindOfDecision]) -> list[str]:
    width = max(len(kind.name) for kind in kinds)
    lines = [f"{'decision'.ljust(width)}     p50     p95     p99  SQL"]
    for kind in kinds:
        times = kind.milliseconds
        figures = "".join(f"{value:8.1f}" for value in (times.p50, times.p95, times.p99))
        lines.append(f"{kind.name.ljust(width)}{figures}  {kind.sql_queries or '':>3}")
    return lines


def _decisions(article: Article, editor: User) -> dict[str, Callable[[int], Decision]]:
    mentions = list(article.mentions.select_related("entity"))
    # What the preview, a page of its own, has shown and now sends.
    safe = [mention.pk for mention in safe_mentions(article)]
    words = article.text.split(" ")

    def marked(turn: int) -> Decision:
        # Unlike any mention's borders: two words from the middle of the text.
        start = len(" ".join(words[: 1000 + turn])) + 1
        return mark(
            article, start, start + len(words[1000 + turn]) + 2, kind=EntityKind.OTHER, by=editor, seen_revision=1
        )

    def edited(turn: int) -> Decision:
        text = " ".join([*words[: 500 + turn], "nachträglich", *words[500 + turn :]])
        return edit_article(article, {"text": text}, by=editor)

    def remembered(turn: int) -> Decision:
        return confirm([mentions[turn]], by=editor, remember=NameKind.MISSPELLING, spelling=f"Mustername{turn}")

    def created(turn: int) -> Decision:
        name = f"Musterfrau {turn}"
        return create_entity(
            kind=EntityKind.PERSON, name_de=name, name_en=name, by=editor, mentions=[mentions[turn]], force=True
        )

    return {
        "confirm": lambda turn: confirm([mentions[turn]], by=editor),
        "reject": lambda turn: reject([mentions[turn]], by=editor),
        "remember a spelling": remembered,
        "create an entity": created,
        "mark": marked,
        f"accept {SAFE} safe ones": lambda turn: accept_safe(article, by=editor, only=safe[turn : turn + SAFE]),
        "edit the text": edited,
        "publish": lambda turn: publish([article], by=editor),
    }


def _measured(
    name: str, act: Callable[[int], Decision], repeats: int, editor: User, undone: list[float]
) -> KindOfDecision:
    with CaptureQueriesContext(connection) as captured:
        first = act(0)
    undo(first, by=editor)
    times = []
    for turn in range(1, repeats + 1):
        started = time.perf_counter()
        decision = act(turn)
        decided = time.perf_counter()
        undo(decision, by=editor)
        times.append((decided - started) * 1000)
        undone.append((time.perf_counter() - decided) * 1000)
    return KindOfDecision(name, Figures.of(times), len(captured))


@contextmanager
def _desk() -> Iterator[tuple[Article, User]]:
    """A long article and an editor; afterwards the archive is what it was."""
    editor = User.objects.create(username=_EDITOR, role=Role.EDITOR)
    article = _long_article()
    try:
        yield article, editor
    finally:
        with transaction.atomic():
            decisions = Decision.objects.filter(by=editor)
            decisions.filter(undoes__isnull=False).delete()
            decisions.delete()
            Job.objects.filter(payload__article=article.pk).delete()
            pk = article.pk
            article.delete()
            refresh_after_commit([pk])
            editor.delete()


@transaction.atomic
def _long_article() -> Article:
    """Synthetic articles, one behind the other, with the mentions they have and as many more as are wanted."""
    texts: list[str] = []
    mentions: list[Mention] = []
    length = count = 0
    for one in Article.objects.filter(extracted_with="synthetic").order_by("pk").prefetch_related("mentions__entity"):
        for mention in one.mentions.all():
            mention.pk, mention.start, mention.end = None, mention.start + length, mention.end + length
            mentions.append(mention)
        texts.append(one.text)
        length += len(one.text) + 2
        count += one.word_count
        if count >= WORDS:
            break
    text = "\n\n".join(texts)
    mentions += islice(_further(text, mentions), max(0, MENTIONS - len(mentions)))
    article = Article.objects.create(
        accession=AccessionCounter.take(timezone.now().year)[0],
        text=text,
        parts=[],
        headline="Messung der Entscheidungen",
        language="de",
        word_count=count,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )
    for mention in mentions:
        mention.article = article
    Mention.objects.bulk_create(mentions[:MENTIONS])
    refresh_after_commit([article.pk])
    return article


def _further(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Every seventh word, where none of *mentions* stands, as another mention of one of their entities."""
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    entities = cycle([mention.entity for mention in mentions if mention.entity])
    for word in islice(re.finditer(r"\w+", text), 0, None, 7):
        if taken.isdisjoint(range(*word.span())):
            entity = next(entities)
            yield Mention(
                start=word.start(),
                end=word.end(),
                quote=word.group(),
                kind=entity.kind,
                form="name",
                entity=entity,
                name=entity.name_de,
                score=0.95,
                method="synthetic",
            )
