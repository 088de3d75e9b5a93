"""`manage.py ingest`: one line for every file, figures that add up, and nothing lost when it is killed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles.models import Article, Job, Publication

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Putin empfängt Kim\nDer Präsident empfing seinen Gast am Dienstag. Danach reisten beide ab.\n"


@pytest.fixture(autouse=True)
def originals(tmp_path: Path, settings: Settings) -> None:
    settings.ORIGINALS_DIR = tmp_path / "originals"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "texte"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.txt").write_text(TEXT)
    (folder / "c.jsonl").write_text(
        '{"title": "Zwei", "body": "Ein Absatz."}\n{kaputt\n{"title": "Drei", "body": "b"}\n'
    )
    (folder / "d.pdf").write_bytes(b"%PDF-")
    return folder


def run(*arguments: object, fails: bool = False) -> str:
    out = StringIO()
    if fails:
        with pytest.raises(CommandError) as error:
            call_command("ingest", *map(str, arguments), stdout=out)
        assert error.value.returncode == 1
    else:
        call_command("ingest", *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.mark.django_db
class TestIngestCommand:
    def test_every_file_and_record_has_its_line(self, folder: Path) -> None:
        lines = run(folder, fails=True).splitlines()

        assert [line.split(":")[0] for line in lines[:6]] == [
            "stored", "duplicate", "stored", "refused", "stored", "refused",
        ]  # fmt: skip
        assert "6 read" in lines[6]
        assert "3 stored, 1 duplicate, 2 refused" in lines[6]

    def test_json_says_the_same_to_programs(self, folder: Path) -> None:
        rows = [json.loads(line) for line in run(folder, "--json", fails=True).splitlines()]

        assert Counter(row["state"] for row in rows[:-1]) == {"stored": 3, "duplicate": 1, "refused": 2}
        assert rows[-1]["summary"] == {"stored": 3, "duplicate": 1, "refused": 2, "total": 6, "extracted": 3}
        assert rows[0]["id"] == rows[1]["of"]["id"]

    def test_what_it_prints_every_terminal_survives(self, folder: Path) -> None:
        (folder / "e.jsonl").write_text(r'{"id": "\ud800\u001b[31m", "title": "a", "date": "\udfff\u001b]0;x"}')

        for options in ((), ("--json",)):
            said = run(folder / "e.jsonl", *options, fails=True)

            said.encode("utf-8")
            assert "\x1b" not in said

    def test_a_dry_run_foresees_the_real_one_and_writes_nothing(self, folder: Path) -> None:
        foreseen = run(folder, "--dry-run", "--json", fails=True).splitlines()
        assert not Article.objects.exists()

        happened = run(folder, "--json", fails=True).splitlines()

        assert [json.loads(line)["state"] for line in foreseen[:-1]] == [
            json.loads(line)["state"] for line in happened[:-1]
        ]

    def test_what_it_stored_it_also_reads(self, folder: Path) -> None:
        run(folder / "a.txt")

        assert Article.objects.get().extracted_with
        assert set(Job.objects.values_list("state", flat=True)) == {"done"}

    def test_what_an_earlier_run_left_unread_is_read_by_the_next(self, folder: Path) -> None:
        run(folder / "a.txt", "--later")

        run(folder / "a.txt")

        assert Article.objects.get().extracted_with

    def test_later_leaves_that_to_the_worker(self, folder: Path) -> None:
        run(folder / "a.txt", "--later")

        assert set(Job.objects.values_list("state", flat=True)) == {"waiting"}

    def test_articles_are_drafts_unless_published(self, folder: Path) -> None:
        run(folder / "a.txt", "--later")
        run(folder / "c.jsonl", "--later", "--publish", fails=True)

        counts = Counter(Article.objects.values_list("status", flat=True))
        assert counts == {Publication.DRAFT: 1, Publication.PUBLISHED: 2}

    def test_the_source_of_all_of_them(self, folder: Path) -> None:
        run(folder / "a.txt", "--later", "--source", "dpa")

        source = Article.objects.get().source
        assert source is not None
        assert source.name == "dpa"

    def test_a_second_run_stores_nothing_twice_and_succeeds(self, folder: Path) -> None:
        run(folder / "a.txt")

        assert "0 stored, 1 duplicate, 0 refused" in run(folder / "a.txt")


class TestProcesses:
    """The command as a process, on an archive of its own: killed, started again, and twice at once."""

    def manage(self, data: Path, *arguments: str, out: str = "out") -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
        with (data.parent / out).open("wb") as out_file:
            return subprocess.Popen(
                [sys.executable, "manage.py", *arguments, "--skip-checks"],
                cwd=ROOT,
                env={**environment, "NEWSARCHIVE_DATA": str(data)},
                stdout=out_file,
                stderr=subprocess.DEVNULL,
            )

    def said(self, data: Path, out: str = "out") -> list[dict[str, Any]]:
        """What the command has said so far; a last line that a kill cut off is not said."""
        lines = (data.parent / out).read_text(encoding="utf-8").splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("}\n")]

    def finished(self, data: Path, *arguments: str) -> list[dict[str, Any]]:
        assert self.manage(data, *arguments).wait(120) == 0
        return self.said(data)

    def news(self, folder: Path, count: int) -> Path:
        rows = ({"title": f"Meldung {n}", "body": f"Absatz {n} über Nordkorea. " * 20} for n in range(count))
        path = folder / "news.jsonl"
        path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        return path

    def test_nothing_acknowledged_is_lost_and_nothing_stored_twice(self, tmp_path: Path) -> None:
        data, news = tmp_path / "data", self.news(tmp_path, 600)
        ingest = ("ingest", str(news), "--json", "--later")
        self.finished(data, "migrate", "-v0")

        acknowledged: set[str] = set()
        for lines in (1, 250, 420):
            process = self.manage(data, *ingest)
            while len(self.said(data)) < lines and process.poll() is None:
                time.sleep(0.01)
            process.kill()
            process.wait()
            acknowledged |= {line["headline"] for line in self.said(data) if line.get("state") == "stored"}
        completed, again = self.finished(data, *ingest), self.finished(data, *ingest)

        states = Counter(line["state"] for line in completed[:-1])
        assert states.total() == 600
        assert states["duplicate"] >= len(acknowledged) > 200
        assert again[-1]["summary"]["duplicate"] == 600
        found = {line["of"]["headline"] for line in again[:-1]}
        assert acknowledged <= found
        assert len(found) == 600
        files = [path for path in (data / "originals").rglob("*") if path.is_file() and not path.name.startswith(".")]
        assert len(files) == 600

    def test_two_at_once_store_each_article_once(self, tmp_path: Path) -> None:
        data, news = tmp_path / "data", self.news(tmp_path, 400)
        self.finished(data, "migrate", "-v0")

        both = [self.manage(data, "ingest", str(news), "--json", out=out) for out in ("one", "two")]
        assert [process.wait(120) for process in both] == [0, 0]

        states = Counter(line.get("state") for out in ("one", "two") for line in self.said(data, out))
        assert (states["stored"], states["duplicate"]) == (400, 400)
