"""Workers killed in the middle of uploads: every file ends in one state, and every text is stored once."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = 60
KILLS = 2
_PATIENCE = 60.0

# Three uploads of the same texts: one with some of them twice, one with a byte order mark before each, one as it is.
_UPLOAD = f"""
from articles.ingest.batches import Upload, add_files, open_batch
from articles.ingest.statements import Statements
from articles.models import User

texts = [f"Meldung {{number}} aus Pjöngjang\\nKorea meldet {{number}} Tonnen.".encode() for number in range({TEXTS})]
editor = User.objects.create(username="redakteurin", role="editor")
for uploaded in (texts + texts[:20], [b"\\xef\\xbb\\xbf" + text for text in texts], texts):
    batch = open_batch(by=editor, publish=False, statements=Statements(), page_language="de")
    add_files(batch, {{place: Upload(f"{{place}}.txt", len(text), text) for place, text in enumerate(uploaded)}})
"""


class Archive:
    """A data folder of its own, and the processes that work in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
        self.environment = kept | {"NEWSARCHIVE_DATA": str(folder)}

    def run(self, *command: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, check=True, capture_output=True
        )

    def start_worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "work", "--skip-checks"],
            cwd=ROOT, env=self.environment, stderr=subprocess.DEVNULL,
        )  # fmt: skip

    def ask(self, question: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.folder / "newsarchive.sqlite3", timeout=20)) as database:
            return database.execute(question).fetchall()

    def settled(self) -> int:
        [(count,)] = self.ask("select count(*) from articles_batchfile where state != 'waiting'")
        return int(str(count))

    def let_the_leases_run_out(self) -> None:
        with closing(sqlite3.connect(self.folder / "newsarchive.sqlite3", timeout=20)) as database, database:
            database.execute("update articles_job set leased_until = '2020-01-01' where state = 'leased'")


@contextmanager
def working(archive: Archive, count: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    workers = [archive.start_worker() for _worker in range(count)]
    try:
        yield workers
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = Archive(tmp_path)
    archive.run("migrate", "-v0", "--skip-checks")
    archive.run("shell", "-c", _UPLOAD)
    return archive


class TestKilledWorkers:
    def test_nothing_is_lost_nothing_is_doubled_and_nothing_is_stuck(self, archive: Archive) -> None:
        for _kill in range(KILLS):
            before = archive.settled()
            with working(archive, 2):
                until = time.monotonic() + _PATIENCE
                while archive.settled() == before and time.monotonic() < until:
                    time.sleep(0.01)
            archive.let_the_leases_run_out()
        archive.run("work", "--once", "--skip-checks")

        states = Counter(state for (state,) in archive.ask("select state from articles_batchfile"))
        [(articles, texts)] = archive.ask("select count(*), count(distinct text_sha256) from articles_article")
        [(undone,)] = archive.ask("select count(*) from articles_job where state != 'done'")
        [(unread,)] = archive.ask("select count(*) from articles_article where extracted_with = ''")
        [(astray,)] = archive.ask(
            "select count(*) from articles_batchfile where article_id is null or (state = 'duplicate') = (reason = '')"
        )
        assert states == {"stored": TEXTS, "duplicate": 2 * TEXTS + 20}
        assert (articles, texts) == (TEXTS, TEXTS)
        assert (undone, unread, astray) == (0, 0, 0)
