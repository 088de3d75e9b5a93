"""Figures over a synthetic archive, kept between runs in the data folder: `manage.py bench --articles 20000`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from articles.bench.archive import fill
from articles.bench.decisions import lines_of as decision_lines
from articles.bench.decisions import measure_decisions
from articles.bench.events import fill_events
from articles.bench.measure import KindOfQuery, Stopwatch, measure_kind
from articles.bench.pages import page_addresses
from articles.bench.queries import addresses
from articles.bench.startup import Startup, measure_startup
from articles.bench.table import as_json, lines_of, machine, sizes
from articles.ingest.authority import load_authority
from articles.search.engines import engine
from articles.search.indexer import ensure_index
from newsarchive.memory import settle

# Says that this process already works in the synthetic archive's own data folder.
_INSIDE = "BENCH_INSIDE"


class Command(BaseCommand):
    help = "Measures pages and decisions over a synthetic archive, and how long a first and a second start take."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--articles", type=int, default=20_000, help="how many synthetic articles (default 20000)")
        parser.add_argument("--repeats", type=int, default=5, help="requests per query (default 5)")
        parser.add_argument(
            "--no-startup", action="store_true", help="leave out the fresh clone, which needs the network"
        )

    def handle(self, *, articles: int, repeats: int, no_startup: bool, **options: Any) -> None:
        if articles < 1 or repeats < 1:
            raise CommandError("Give at least one article and one repeat.")
        if os.environ.get(_INSIDE) != "1":
            raise SystemExit(self._in_own_folder(articles))
        self._prepare(articles)
        kinds = self._measure(repeats)
        decisions = measure_decisions()
        for line in decision_lines(decisions):
            self.stdout.write(line)
        startup = None if no_startup else self._measure_startup()
        target = os.environ.get("BENCH_JSON")
        if target:
            more: dict[str, Any] = {
                "articles": articles,
                "startup_seconds": startup and {"fresh": startup.fresh, "warm": startup.warm},
            }
            more["decisions"] = [asdict(kind) for kind in decisions]
            Path(target).write_text(json.dumps(as_json(kinds, **more), indent=2) + "\n", encoding="utf-8")

    def _in_own_folder(self, articles: int) -> int:
        """The same command over `bench/<n>` in the data folder: nobody's archive is filled with invented articles."""
        folder = settings.DATA_DIR / "bench" / str(articles)
        folder.mkdir(parents=True, exist_ok=True)
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
        environment |= {_INSIDE: "1", "NEWSARCHIVE_DATA": str(folder)}
        return subprocess.run([sys.executable, *sys.argv], env=environment, check=False).returncode  # noqa: S603

    def _prepare(self, articles: int) -> None:
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        load_authority()
        added, events = fill(articles), fill_events()
        if added or events:
            self.stdout.write(f"{added} synthetic articles and {events} events written; building the index …")
            call_command("search_index", "rebuild", stdout=self.stdout)
        elif ensure_index():
            self.stdout.write("the kept index was of another version: built anew")

    def _measure(self, repeats: int) -> list[KindOfQuery]:
        stopwatch = Stopwatch(engine())
        # As the server does when it has loaded everything.
        measure_kind("warming up", ["/search/"], 1, stopwatch)
        settle()
        asked = addresses() | page_addresses()
        kinds = [measure_kind(name, some, repeats, stopwatch) for name, some in asked.items()]
        facts = machine() | {f"{name} MB": round(size, 1) for name, size in sizes().items()}
        self.stdout.write(", ".join(f"{name} {value}" for name, value in facts.items()))
        for line in lines_of(kinds):
            self.stdout.write(line)
        return kinds

    def _measure_startup(self) -> Startup:
        startup = measure_startup(settings.BASE_DIR)
        self.stdout.write(f"first page of a fresh clone {startup.fresh:.1f} s, warm start {startup.warm:.1f} s")
        return startup
