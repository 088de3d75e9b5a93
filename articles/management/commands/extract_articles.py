"""`manage.py extract_articles`: proposals for stored articles, resumable."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.extraction.values import VERSION
from articles.ingest.annotate import annotate_leased
from articles.jobs import EXTRACT, enqueue, extraction_request, work_off, worker_name
from articles.models import Article

_AT_ONCE = 500


class Command(BaseCommand):
    help = (
        "Searches stored articles for names, countries and dates again. What editors have decided stays as it is. "
        "Killed half-way, it goes on where it was when it is started without --all."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        which = parser.add_mutually_exclusive_group()
        which.add_argument("--all", action="store_true", help="every article")
        which.add_argument(
            "--changed", action="store_true", help="articles no or an older extraction has read (the default)"
        )

    def handle(self, **options: Any) -> None:
        articles = Article.objects.all() if options["all"] else Article.objects.exclude(extracted_with=VERSION)
        last = 0
        while ids := list(articles.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
            enqueue(extraction_request(article_id) for article_id in ids)
            last = ids[-1]
        # All that waits, and so what an earlier run left behind, too.
        started, worker, done = time.monotonic(), worker_name(), 0
        while taken := work_off({EXTRACT: annotate_leased}, worker):
            if done // _AT_ONCE < (done := done + taken) // _AT_ONCE:
                self.stdout.write(f"{done} articles, {done / (time.monotonic() - started):.0f} a second")
        self.stdout.write(
            f"{done} articles read." if done else "Nothing to do: this extraction has read every article."
        )
