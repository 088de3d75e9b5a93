"""`manage.py demo`: sample texts to try the archive with, added and taken away again in one step each."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, no_translations

from articles.ingest.samples.adding import add_samples
from articles.ingest.samples.removing import remove_sample_leftovers
from articles.management.first_start import prepare_database
from articles.review.standing import delete_samples


class Command(BaseCommand):
    help = (
        "Adds about thirty short texts on public events of 2018 to 2024, written for this archive and marked as "
        "samples. Running it again adds nothing twice."
    )
    # On a first start they would complain of all that this command is about to make.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="take the sample texts away again, and only them")

    @no_translations
    def handle(self, **options: Any) -> None:
        prepare_database(self.stdout.write)
        if options["remove"]:
            removed = delete_samples()
            remove_sample_leftovers()
            self.stdout.write(f"{removed} sample texts removed." if removed else "There are no sample texts.")
            return
        added = add_samples()
        self.stdout.write(
            f"{added} sample texts added. Take them away with: manage.py demo --remove"
            if added
            else "The sample texts are all there."
        )
