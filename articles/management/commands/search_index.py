"""`search_index status | verify | rebuild`: the index beside the database."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.models import Article, OutboxEntry
from articles.search import indexer, outbox
from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine


class Command(BaseCommand):
    help = "Shows the state of the search index, compares it with the database, or builds it anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["status", "verify", "rebuild"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, options["action"])()
        except EngineUnavailable as error:
            raise CommandError(str(error)) from error

    def status(self) -> None:
        health = engine().health()
        waiting = OutboxEntry.objects.filter(attempts__lt=outbox.MOST_ATTEMPTS).count()
        self.stdout.write(f"articles in the database  {Article.objects.count()}")
        self.stdout.write(f"articles in the index     {health.documents}")
        self.stdout.write(f"changes waiting           {waiting}")
        self.stdout.write(f"size on disk              {health.size_bytes / 1e6:.1f} MB")
        self.stdout.write(f"generation                {health.generation}")
        refused = OutboxEntry.objects.filter(attempts__gte=outbox.MOST_ATTEMPTS)
        for entry in refused[:20]:
            self.stdout.write(f"article {entry.article_id} cannot be indexed: {entry.error}")
        if refused.count() > 20:
            self.stdout.write(f"… and {refused.count() - 20} more")

    def verify(self) -> None:
        outbox.drain()
        differing = indexer.verify()
        outbox.drain()
        if not differing:
            self.stdout.write("The index agrees with the database.")
            return
        named = ", ".join(str(one) for one in differing[:20]) + (" …" if len(differing) > 20 else "")
        self.stdout.write(f"{len(differing)} articles differed and were indexed again: {named}")

    def rebuild(self) -> None:
        started = time.perf_counter()
        documents = indexer.rebuild()
        self.stdout.write(f"The index holds {documents} articles, built in {time.perf_counter() - started:.1f} s.")
