"""`manage.py work`: works off jobs and the search outbox."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from articles.management.worker import Worker


class Command(BaseCommand):
    help = "Works off jobs and the search outbox until it is stopped; with --once, what is due now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due any more")

    def handle(self, *, once: bool, **options: Any) -> None:
        worker = Worker()
        if once:
            done = worker.run_once()
            self.stdout.write(f"{done} worked off.")
        else:
            worker.run()
