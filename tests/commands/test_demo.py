"""`manage.py demo`: the sample texts into an archive and out of it."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import Settings

from articles.ingest.samples.table import read_samples
from articles.management.commands import demo
from articles.models import Article, Entity, Event, Report, Source, Status
from tests.builders import make_article

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def originals(tmp_path: Path, settings: Settings) -> None:
    settings.ORIGINALS_DIR = tmp_path / "originals"


def run(*arguments: str) -> str:
    said = StringIO()
    call_command("demo", *arguments, stdout=said)
    return said.getvalue().splitlines()[-1]


def test_adds_and_removes_all_of_them_once() -> None:
    own = make_article()
    count = len(read_samples())

    assert run().startswith(f"{count} sample texts added.")
    # What a first start loads is there too: the texts name people and countries.
    assert Entity.objects.filter(key="person:kim-jong-un").exists()
    assert Article.objects.filter(is_sample=True).count() == count
    assert Event.objects.filter(status=Status.CONFIRMED, public_from__isnull=False).count() == len(
        {report.event.key for sample in read_samples() for report in sample.reports}
    )
    assert run() == "The sample texts are all there."
    assert Article.objects.count() == count + 1

    assert run("--remove") == f"{count} sample texts removed."
    assert list(Article.objects.all()) == [own]
    assert not Event.objects.exists() and not Report.objects.exists() and not Source.objects.exists()
    assert run("--remove") == "There are no sample texts."


def test_says_how_to_take_them_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "prepare_database", lambda say: None)
    monkeypatch.setattr(demo, "add_samples", lambda: 31)

    assert run() == "31 sample texts added. Take them away with: manage.py demo --remove"
