"""`manage.py ingest`: files, folders and JSON lines into the archive, through the code that uploads take."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, no_translations

from articles.ingest.annotate import annotate
from articles.ingest.articles import ingest_articles, preview_articles
from articles.ingest.incoming import Duplicate, Outcome, Refused, Stored
from articles.ingest.readers.files import printable, read_paths
from articles.models import Article

# In the words of a dry run, whose first state has not come to pass.
_STATES = {"stored": "to be stored", "duplicate": "duplicate", "refused": "refused"}


class Command(BaseCommand):
    help = (
        "Takes .txt, .md and .jsonl files, and folders of them, into the archive. "
        "Running it again stores nothing twice."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen and write nothing")
        parser.add_argument("--publish", action="store_true", help="publish at once instead of storing drafts")
        parser.add_argument("--source", default="", metavar="NAME", help="the source of all of them")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument("--later", action="store_true", help="leave the extraction to the worker")

    # Programs read its lines, and its own words are English.
    @no_translations
    def handle(self, **options: Any) -> None:
        started = time.monotonic()
        self.json, self.dry_run = options["json"], options["dry_run"]
        incoming = read_paths(options["paths"])
        if self.dry_run:
            outcomes = preview_articles(incoming)
        else:
            outcomes = ingest_articles(incoming, publish=options["publish"], source=options["source"])
        counts: Counter[str] = Counter()
        unread: dict[int, None] = {}
        for outcome in outcomes:
            state = _state(outcome)
            counts[state] += 1
            self._report(state, outcome)
            if article := _article(outcome):
                # Of a run that was killed, too: its articles are duplicates by now and may still be unread.
                unread |= {} if article.extracted_with or self.dry_run else {article.pk: None}
        stored_in = time.monotonic() - started
        extracted = 0 if options["later"] else annotate(unread)
        self._sum_up(counts, stored_in, extracted, time.monotonic() - started - stored_in)
        if extracted < len(unread) and not self.json:
            self.stdout.write(f"{len(unread) - extracted} are left to the worker (manage.py work).")
        if counts["refused"]:
            raise CommandError(f"{counts['refused']} refused.", returncode=1)

    def _report(self, state: str, outcome: Outcome) -> None:
        """Said after the commit only: whoever reads "stored" may pull the plug."""
        if self.json:
            self.stdout.write(json.dumps({"state": state, **_facts(outcome, self.dry_run)}, ensure_ascii=False))
            return
        label = _STATES[state] if self.dry_run else state
        self.stdout.write(f"{label}: {printable(_line(outcome))}")

    def _sum_up(self, counts: Counter[str], stored_in: float, extracted: int, extracted_in: float) -> None:
        total = counts.total()
        if self.json:
            summary = {**{state: counts[state] for state in _STATES}, "total": total, "extracted": extracted}
            self.stdout.write(json.dumps({"summary": summary}))
            return
        first = _STATES["stored"] if self.dry_run else "stored"
        self.stdout.write(
            f"{total} read in {stored_in:.1f} s: {counts['stored']} {first}, "
            f"{counts['duplicate']} duplicate, {counts['refused']} refused."
        )
        if extracted:
            self.stdout.write(f"{extracted} searched for names and dates in {extracted_in:.1f} s.")


def _article(outcome: Outcome) -> Article | None:
    match outcome:
        case Stored(article=article) | Duplicate(of=article):
            return article
        case _:
            return None


def _state(outcome: Outcome) -> str:
    return {Stored: "stored", Duplicate: "duplicate", Refused: "refused"}[type(outcome)]


def _line(outcome: Outcome) -> str:
    match outcome:
        case Stored(name=name, article=article):
            return f"{name} – {' '.join(filter(None, [article.accession, article.headline]))}"
        case Duplicate(name=name, of=of):
            known_as = of.accession or "another of these files"
            return f"{name} – {outcome.reason} {known_as}: {of.headline}"
        case Refused(name=name, reason=reason):
            return f"{name} – {reason}"


def _facts(outcome: Outcome, dry_run: bool) -> dict[str, object]:
    match outcome:
        case Stored(name=name, article=article):
            saved = {} if dry_run else {"id": article.pk, "accession": article.accession}
            return {"name": printable(name), **saved, "headline": article.headline}
        case Duplicate(name=name, of=of):
            known = {"id": of.pk, "accession": of.accession} if of.pk else {}
            return {"name": printable(name), "of": {**known, "headline": of.headline}, "same_bytes": outcome.same_bytes}
        case Refused(name=name, reason=reason):
            return {"name": printable(name), "reason": printable(reason)}
