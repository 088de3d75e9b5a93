"""A synthetic archive in a data folder of its own, kept between runs."""

from __future__ import annotations

import hashlib
from itertools import islice

from django.db import transaction
from django.utils import timezone

from articles.bench.synthetic import Named, SyntheticArticle, synthetic_articles
from articles.models import AccessionCounter, Article, DateBasis, Entity, Mention, Publication, Source

SOURCES = 40
_CHUNK = 1000


def fill(count: int) -> int:
    """Bring the archive up to *count* synthetic articles; returns how many were added.

    Rows are written directly and not through the ingest path: extraction would take most of an hour at 100,000
    articles, and what is measured here is finding them.
    """
    present = Article.objects.count()
    if present >= count:
        return 0
    sources = _sources()
    entities = _entities()
    articles = islice(synthetic_articles(count, entities, SOURCES), present, None)
    while chunk := list(islice(articles, _CHUNK)):
        _store(chunk, sources)
    return count - present


def _sources() -> list[Source]:
    wanted = [Source(name=f"Synthetic Wire {number + 1}", slug=f"synthetic-{number + 1}") for number in range(SOURCES)]
    Source.objects.bulk_create(wanted, ignore_conflicts=True)
    return list(Source.objects.filter(slug__startswith="synthetic-").order_by("pk"))


def _entities() -> list[Named]:
    """Entities of the starter data: the well-known first, because the synthetic articles follow Zipf's law."""
    first = ["country:RU", "country:US", "country:UA", "country:CN", "person:wladimir-putin", "country:KP",
             "person:kim-jong-un", "country:DE", "country:JP", "country:KR"]  # fmt: skip
    known = {entity.key: entity for entity in Entity.objects.standing().order_by("pk")}
    ordered = [known[key] for key in first if key in known]
    ordered += [entity for key, entity in known.items() if key not in first]
    return [Named(entity.pk, entity.kind, entity.name_de) for entity in ordered]


@transaction.atomic
def _store(chunk: list[SyntheticArticle], sources: list[Source]) -> None:
    now = timezone.now()
    accessions = AccessionCounter.take(now.year, len(chunk))
    rows = Article.objects.bulk_create(
        Article(
            accession=accession,
            text=one.text,
            parts=[["headline", 0, len(one.headline)]],
            headline=one.headline,
            lead=one.text[len(one.headline) + 2 :].split("\n\n", 1)[0],
            word_count=len(one.text.split()),
            source=sources[one.source],
            language="de",
            published=one.published,
            published_basis=DateBasis.STATED,
            status=Publication.PUBLISHED,
            first_published_at=now,
            text_sha256=hashlib.sha256(one.text.encode()).hexdigest(),
            extracted_with="synthetic",
        )
        for one, accession in zip(chunk, accessions, strict=True)
    )
    Mention.objects.bulk_create(
        (
            Mention(
                article=row,
                start=start,
                end=end,
                quote=one.text[start:end],
                kind=entity.kind,
                form="name",
                entity_id=entity.id,
                name=entity.name,
                score=0.95,
                method="synthetic",
            )
            for row, one in zip(rows, chunk, strict=True)
            for start, end, entity in one.mentions
        ),
        batch_size=2000,
    )
