"""What every test run can rely on."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from articles.filters.entities.names import forget_names
from articles.ingest import known_names
from articles.search.engines import engine

# A machine that claims to be full (continuous integration does) must not skip what it could have tried. The corpora
# are the exception: they are not part of this repository.
NO_SKIPS = os.environ.get("NO_SKIPS") == "1"
CORPUS_ABSENT = "corpus absent"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, pytest.TestReport]:
    report: pytest.TestReport = yield
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if CORPUS_ABSENT not in reason:
            report.outcome = "failed"
            report.longrepr = f"Skipped on a machine that should have everything: {reason}"
    return report


@pytest.fixture
def corpus() -> Path:
    """The shared corpora beside the repository; a test that asks for them is skipped aloud where they are absent."""
    folder = Path(__file__).resolve().parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"{CORPUS_ABSENT}: no {folder.name} folder beside this repository")
    return folder


@pytest.fixture(autouse=True)
def names_of_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names kept in memory are those of rows that the end of their test rolled back, under the same numbers."""
    monkeypatch.setattr(known_names, "_built", None)
    forget_names()


@pytest.fixture(autouse=True)
def empty_index() -> None:
    """Every test begins with an index that knows no article."""
    engine.cache_clear()
