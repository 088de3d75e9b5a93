"""Getting articles in: bytes to disk first, then rows in one transaction a chunk, and only then a word to anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from articles.ingest.drafts import Draft, draft_article
from articles.ingest.incoming import Duplicate, Incoming, Outcome, Refused, Stored
from articles.ingest.originals import original_path, store_originals
from articles.ingest.sources import authors_named, collection_named, proposed_source_name, source_named
from articles.jobs import enqueue, extraction_request
from articles.models import (
    AccessionCounter,
    Article,
    CleaningStep,
    Decision,
    DecisionKind,
    Original,
    Publication,
    User,
)
from articles.search.outbox import refresh_after_commit

# A commit that survives a power cut costs 3 ms on SQLite and PostgreSQL alike (November 2026, full sync): one for 200.
CHUNK = 200
_CHUNK_BYTES = 20 * 1024 * 1024
BY_COMMAND = "manage.py ingest"
# Told what became of the items, in the transaction that stores them; what it raises undoes all of it.
Record = Callable[[Sequence[Outcome]], None]


def ingest_articles(
    incoming: Iterable[Incoming | Refused],
    *,
    publish: bool = False,
    source: str = "",
    by: User | None = None,
) -> Iterator[Outcome]:
    """Store what is new and say of each item, in order, what became of it.

    Outcomes come chunk by chunk, after the commit: whoever has been told "stored" can pull the plug. *source*, where
    given, is the source of all of them. Nothing happens until the outcomes are read.
    """
    for chunk in _chunks(incoming):
        yield from ingest_together(chunk, publish=publish, source=source, by=by)


def ingest_article(incoming: Incoming, *, publish: bool = False, source: str = "", by: User | None = None) -> Outcome:
    [outcome] = ingest_articles([incoming], publish=publish, source=source, by=by)
    return outcome


def ingest_together(
    incoming: Sequence[Incoming | Refused],
    *,
    publish: bool = False,
    source: str = "",
    by: User | None = None,
    record: Record = lambda outcomes: None,
) -> list[Outcome]:
    """Store what is new of a few items, all of it or, where *record* raises, nothing."""
    drafts = _drafts(incoming)
    seen = _Known()
    seen.look_up(draft for draft in drafts if isinstance(draft, Draft))
    store_originals(draft.incoming.data for draft in drafts if isinstance(draft, Draft) and not seen.duplicate(draft))
    try:
        return _store_rows(drafts, publish=publish, source=source, by=by, record=record)
    except IntegrityError:
        # Another process stored one of these originals while the year turned and gave it a counter of its own: its
        # commit is over now, and a second look finds it.
        return _store_rows(_drafts(incoming), publish=publish, source=source, by=by, record=record)


def preview_articles(incoming: Iterable[Incoming | Refused]) -> Iterator[Outcome]:
    """What ingest_articles would answer, writing nothing: the same states in the same order."""
    known = _Known()
    for chunk in _chunks(incoming):
        drafts = _drafts(chunk)
        known.look_up(draft for draft in drafts if isinstance(draft, Draft))
        for draft in drafts:
            if isinstance(draft, Refused):
                yield draft
            elif duplicate := known.duplicate(draft):
                yield duplicate
            else:
                known.remember(draft)
                yield Stored(draft.incoming.name, draft.article)


@dataclass
class _Known:
    """Articles by the hash of their original and of their text, those of this run included."""

    by_bytes: dict[str, Article] = field(default_factory=dict)
    by_text: dict[str, Article] = field(default_factory=dict)

    def look_up(self, drafts: Iterable[Draft]) -> None:
        """Add what the database has of *drafts*: two queries, however many there are."""
        drafts = list(drafts)
        # Where a text lies in the trash and in the archive too, it is the archive that has it.
        rows = Article.objects.only("accession", "headline", "text_sha256", "extracted_with", "trashed_at").order_by(
            F("trashed_at").asc(nulls_first=True), "pk"
        )
        by_bytes = rows.filter(original__sha256__in=[draft.sha256 for draft in drafts])
        for article in by_bytes.annotate(sha256=F("original__sha256")):
            self.by_bytes.setdefault(article.sha256, article)  # type: ignore[attr-defined]  # annotated above
        for article in rows.filter(text_sha256__in=[draft.article.text_sha256 for draft in drafts]):
            self.by_text.setdefault(article.text_sha256, article)

    def duplicate(self, draft: Draft) -> Duplicate | None:
        if of := self.by_bytes.get(draft.sha256):
            return Duplicate(draft.incoming.name, of, same_bytes=True)
        if of := self.by_text.get(draft.article.text_sha256):
            return Duplicate(draft.incoming.name, of, same_bytes=False)
        return None

    def remember(self, draft: Draft) -> None:
        self.by_bytes[draft.sha256] = self.by_text[draft.article.text_sha256] = draft.article


def _chunks(incoming: Iterable[Incoming | Refused]) -> Iterator[list[Incoming | Refused]]:
    chunk: list[Incoming | Refused] = []
    size = 0
    for item in incoming:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Incoming) else 0
        if len(chunk) == CHUNK or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def _drafts(chunk: Sequence[Incoming | Refused]) -> list[Draft | Refused]:
    return [item if isinstance(item, Refused) else draft_article(item) for item in chunk]


@transaction.atomic
def _store_rows(
    drafts: list[Draft | Refused], *, publish: bool, source: str, by: User | None, record: Record
) -> list[Outcome]:
    now = timezone.now()
    # The counter's row lock makes processes take turns from here on: what another has stored is seen by this look-up.
    AccessionCounter.take(now.year, 0)
    known = _Known()
    known.look_up(draft for draft in drafts if isinstance(draft, Draft))
    outcomes: list[Outcome] = []
    new: list[Draft] = []
    for draft in drafts:
        if isinstance(draft, Refused):
            outcomes.append(draft)
        elif duplicate := known.duplicate(draft):
            outcomes.append(duplicate)
        else:
            known.remember(draft)
            new.append(draft)
            outcomes.append(Stored(draft.incoming.name, draft.article))
    if new:
        # Nearly always they are there already; but what a draft repeated may have been deleted since the first look.
        store_originals(draft.incoming.data for draft in new if not original_path(draft.sha256).exists())
        _save(new, year=now.year, publish=publish, source=source, by=by)
    record(outcomes)
    return outcomes


def _save(drafts: list[Draft], *, year: int, publish: bool, source: str, by: User | None) -> None:
    # An original outlives its article: bytes whose article was deleted come in again under the row they have.
    originals = Original.objects.in_bulk([draft.sha256 for draft in drafts], field_name="sha256")
    added = Original.objects.bulk_create([draft.original for draft in drafts if draft.sha256 not in originals])
    originals |= {original.sha256: original for original in added}
    numbers = AccessionCounter.take(year, len(drafts))
    sources = {name: source_named(name) for name in {source or draft.source_name for draft in drafts}}
    collections = {name: collection_named(name) for name in {draft.collection_name for draft in drafts}}
    steps: list[CleaningStep] = []
    for draft, number in zip(drafts, numbers, strict=True):
        article = draft.article
        article.original, article.accession, article.added_by = originals[draft.sha256], number, by
        article.source, article.collection = sources[source or draft.source_name], collections[draft.collection_name]
        proposed = "" if article.source else proposed_source_name(draft.proposed_source, article.credit_line)
        if proposed:
            article.source = source_named(proposed)
            steps.append(_source_step(article, proposed))
        if publish:
            article.status, article.first_published_at = Publication.PUBLISHED, timezone.now()
    articles = Article.objects.bulk_create([draft.article for draft in drafts])
    for draft in drafts:
        for step in draft.steps:
            step.article = draft.article
            steps.append(step)
    for step in steps:
        step.article_id = step.article.pk
    CleaningStep.objects.bulk_create(steps, batch_size=500)
    _save_authors(drafts)
    if publish:
        Decision.objects.bulk_create(_published(article, by) for article in articles)
    enqueue(extraction_request(article.pk) for article in articles)
    refresh_after_commit([article.pk for article in articles])


def _source_step(article: Article, name: str) -> CleaningStep:
    """What the credit line says of where the text came from is a proposal, and the ledger says so."""
    first, last = next(((start, end) for kind, start, end in article.parts if kind == "credit_line"), (0, 0))
    start = article.text.find(name, first, last)
    span = (start, start + len(name)) if start >= 0 else (first, last)
    return CleaningStep(
        article=article, kind=CleaningStep.Kind.PART, reason="source_proposed", start=span[0], end=span[1]
    )


def _save_authors(drafts: list[Draft]) -> None:
    authors = authors_named(name for draft in drafts for name in draft.author_names)
    links = Article.authors.through
    links.objects.bulk_create(
        links(article=draft.article, author=author)  # type: ignore[misc]  # the stubs take the row for an Author
        for draft in drafts
        for author in dict.fromkeys(authors[name[:200]] for name in draft.author_names)
    )


def _published(article: Article, by: User | None) -> Decision:
    key = f"{Article._meta.db_table}:{article.pk}"
    moment = article.first_published_at.isoformat() if article.first_published_at else None
    return Decision(
        kind=DecisionKind.PUBLISH,
        by=by,
        by_name=by.get_full_name() or by.get_username() if by else BY_COMMAND,
        article=article,
        revision=article.revision,
        subject=f"article:{article.pk}",
        before={key: {"status": Publication.DRAFT, "first_published_at": None}},
        after={key: {"status": Publication.PUBLISHED, "first_published_at": moment}},
    )
