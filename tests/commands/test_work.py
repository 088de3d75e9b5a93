"""`manage.py work`: does what is due, outlives trouble, and stops when it is told to."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError
from pytest_django import Settings

from articles.ingest.annotate import extraction_request
from articles.jobs import enqueue
from articles.management import worker as working
from articles.management.worker import Worker
from articles.models import Article, Job, OutboxEntry
from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine
from articles.search.indexer import rebuild
from tests.builders import make_article
from tests.ingest.uploading import make_batch, states, upload

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def index(tmp_path: Path, settings: Settings) -> None:
    settings.SEARCH_ENGINES = {
        "default": {"ENGINE": "articles.search.backends.tantivy.TantivyEngine", "DIRECTORY": tmp_path / "index"}
    }


@pytest.mark.django_db
class TestOnce:
    def test_everything_due_is_done_and_then_it_ends(self, index: None) -> None:
        rebuild()
        articles = [make_article(f"Meldung {number}\nEin Absatz.") for number in range(25)]
        enqueue(extraction_request(article.pk) for article in articles)
        out = StringIO()

        call_command("work", "--once", stdout=out)

        assert set(Job.objects.values_list("state", flat=True)) == {"done"}
        assert not Article.objects.filter(extracted_with="").exists()
        assert not OutboxEntry.objects.exists()

    def test_a_missing_index_is_built(self, index: None) -> None:
        article = make_article("Meldung\nEin Absatz.")
        enqueue([extraction_request(article.pk)])

        Worker().run_once()

        assert Job.objects.get().state == Job.State.DONE
        assert engine().versions(article.pk, 1) == {article.pk: 2}
        assert not OutboxEntry.objects.exists()

    def test_while_no_index_can_be_built_jobs_are_done_all_the_same(
        self, index: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse() -> bool:
            raise EngineUnavailable("no space left on device")

        monkeypatch.setattr("articles.management.worker.ensure_index", refuse)
        article = make_article("Meldung\nEin Absatz.")
        enqueue([extraction_request(article.pk)])

        Worker().run_once()

        assert Job.objects.get().state == Job.State.DONE
        assert OutboxEntry.objects.filter(article_id=article.pk).exists()


@pytest.mark.django_db
class TestSweeping:
    def test_what_cannot_be_swept_away_holds_up_nothing_else(
        self, index: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse() -> int:
            raise PermissionError("the originals folder belongs to somebody else")

        batch = make_batch(upload("Meldung\nEin Absatz."))
        Job.objects.all().delete()
        monkeypatch.setitem(working.SWEEPS, "refused files", refuse)
        monkeypatch.setattr(working, "_SWEEP_EVERY", 0.0)

        Worker().step()

        assert states(batch) == ["failed"]


class TestRunning:
    @pytest.fixture(autouse=True)
    def signals(self) -> object:
        kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
        yield
        for number, handler in kept.items():
            signal.signal(number, handler)

    @pytest.mark.parametrize("trouble", [OperationalError("gone away"), ZeroDivisionError("division by zero")])
    def test_trouble_is_outlived(self, trouble: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
        worker, steps = Worker(), []

        def step() -> int:
            steps.append(1)
            if len(steps) == 1:
                raise trouble
            worker.stop()
            return 0

        monkeypatch.setattr(worker, "step", step)
        monkeypatch.setattr(worker, "_sleep", lambda seconds: None)
        monkeypatch.setattr(working, "close_old_connections", lambda: None)
        monkeypatch.setattr(working.connection, "close", lambda: None)

        worker.run()

        assert len(steps) == 2

    def test_pauses_grow_while_there_is_nothing_to_do(self, monkeypatch: pytest.MonkeyPatch) -> None:
        worker = Worker()
        pauses: list[float] = []
        done = iter([1, 0, 0, 0, 0, 0, 0])

        def sleep(seconds: float) -> None:
            pauses.append(seconds)
            if len(pauses) == 7:
                worker.stop()

        monkeypatch.setattr(worker, "step", lambda: next(done))
        monkeypatch.setattr(worker, "_sleep", sleep)
        monkeypatch.setattr(working, "close_old_connections", lambda: None)

        worker.run()

        assert pauses[0] == 0.0
        assert pauses[1] == 0.5
        assert pauses == sorted(pauses)
        assert pauses[-1] == 2.0

    @pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
    def test_stops_cleanly_when_told_to(self, tmp_path: Path, number: signal.Signals) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
        environment["NEWSARCHIVE_DATA"] = str(tmp_path)
        command = [sys.executable, "manage.py"]
        subprocess.run([*command, "migrate", "-v0", "--skip-checks"], cwd=ROOT, env=environment, check=True)
        worker = subprocess.Popen(
            [*command, "work", "--skip-checks"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
        )
        assert worker.stderr is not None
        assert "ready" in worker.stderr.readline()

        worker.send_signal(number)

        assert worker.wait(60) == 0
