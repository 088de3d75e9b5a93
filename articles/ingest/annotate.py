"""Reading stored articles: extraction runs over their text, and its proposals become rows for editors to decide on."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.db import transaction

from articles.extraction.known_names import KnownNames
from articles.extraction.pipeline import extract
from articles.extraction.values import Extraction
from articles.ingest.known_names import archive_names
from articles.ingest.proposals import store_proposals
from articles.jobs import EXTRACT, enqueue, extraction_request, fail, finish, work_off, worker_name
from articles.models import Article, Job
from articles.search.outbox import mark_changed

# Below SQLite's limit of parameters in one statement.
_KEYS_AT_ONCE = 500
logger = logging.getLogger(__name__)


def annotate(article_ids: Iterable[int]) -> int:
    """Read these articles here and now, as far as no worker is reading them already; the number read here."""
    worker, ids, read = worker_name(), list(article_ids), 0
    for start in range(0, len(ids), _KEYS_AT_ONCE):
        requests = {str(pk): extraction_request(pk) for pk in ids[start : start + _KEYS_AT_ONCE]}
        open_jobs = Job.objects.filter(kind=EXTRACT, key__in=requests, state__in=[Job.State.WAITING, Job.State.LEASED])
        asked_for = set(open_jobs.values_list("key", flat=True))
        enqueue(request for key, request in requests.items() if key not in asked_for)
        while taken := work_off({EXTRACT: annotate_leased}, worker, keys=requests):
            read += taken
    return read


def annotate_leased(jobs: Sequence[Job], worker: str) -> None:
    """Do the extraction jobs leased by *worker*; proposals and the end of their jobs are one transaction.

    An article that extraction stumbles over fails alone.
    """
    known = archive_names()
    articles = Article.objects.in_bulk({job.payload["article"] for job in jobs})
    extractions: dict[int, tuple[Article, Extraction]] = {}
    done: list[Job] = []
    for job in jobs:
        article = articles.get(job.payload["article"])
        try:
            if article is not None and article.pk not in extractions:
                extractions[article.pk] = article, _extract(article, known)
            done.append(job)
        except Exception as error:  # whatever one text does to extraction is that text's own affair
            logger.exception("article %s could not be extracted", job.payload["article"])
            fail(job, worker, f"{type(error).__name__}: {error}")
    with transaction.atomic():
        _store(list(extractions.values()))
        finish(done, worker)


def _extract(article: Article, known: KnownNames) -> Extraction:
    return extract(
        article.text,
        title=_title(article),
        published=article.published,
        language=article.language,
        known=known,
    )


def _title(article: Article) -> str | None:
    """The headline, where it is the text's first line and nothing else stands on that line."""
    headline = next((part for part in article.parts if part[0] == "headline"), None)
    if headline is None or headline[1] != 0 or article.text[headline[2] : headline[2] + 1] not in ("", "\n"):
        return None
    return article.text[: headline[2]]


def _store(extractions: Sequence[tuple[Article, Extraction]]) -> None:
    """Store proposals of articles whose text is still the one that was read; a change of text asks for a new job."""
    held = {
        article.pk: article
        for article in Article.objects.select_for_update().filter(pk__in=[article.pk for article, _ in extractions])
    }
    current = [
        (held[article.pk], extraction)
        for article, extraction in extractions
        if article.pk in held and held[article.pk].text_sha256 == article.text_sha256
    ]
    changed = store_proposals(current)
    if changed:
        mark_changed(changed)
