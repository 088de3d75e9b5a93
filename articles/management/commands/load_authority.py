"""manage.py load_authority: countries, people, organisations, places and weapons the archive knows from the start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.authority.values import InvalidAuthorityData
from articles.ingest.authority import load_authority


class Command(BaseCommand):
    help = "Loads the starter authority data; what editors changed stays as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_authority()
        except InvalidAuthorityData as error:
            raise CommandError(f"The authority data cannot be loaded: {error}") from error
        if report.unchanged:
            self.stdout.write("This edition of the authority data is loaded already.")
            return
        self.stdout.write(
            f"{report.entities_added} entities added, {report.entities_updated} updated; "
            f"{report.names_added} names added, {report.names_updated} updated, {report.names_removed} removed."
        )
