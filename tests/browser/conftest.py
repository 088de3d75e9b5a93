"""A real Chromium in front of a real server, over an archive that holds the seed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from articles.ingest.authority import load_authority
from articles.ingest.seed import ingest_seed
from articles.search.indexer import ensure_index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# Playwright runs an event loop in the test's own thread, and Django then refuses to talk to the database from it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)
            # One Chromium at a time: two cores are soon too few for two.
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=FLAGS,
        )
        yield chromium
        chromium.close()


class Complaints(list[str]):
    """What the browser complained about: console errors, exceptions, breaches of the content security policy."""

    def listen_to(self, page: Page) -> None:
        page.on("console", lambda message: self._console(message.type, message.text))
        page.on("pageerror", lambda error: self.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: (self.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def _console(self, kind: str, text: str) -> None:
        # A 404 that a test asks for on purpose is reported by the browser as a failed resource.
        if kind in {"error", "warning"} and "the server responded with a status of" not in text:
            self.append(f"{kind}: {text}")


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="de-DE", viewport={"width": 1440, "height": 1000})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, complaints: Complaints) -> Iterator[Page]:
    page = context.new_page()
    page.set_default_timeout(10_000)
    complaints.listen_to(page)
    yield page
    assert not complaints, complaints


@pytest.fixture
def site(live_server: Any, settings: Any, tmp_path: Path) -> Any:
    """The served archive with the starter data and the seed article, over the engine it has in production."""
    settings.ORIGINALS_DIR = tmp_path / "originals"
    settings.SEARCH_ENGINES = {
        "default": {"ENGINE": "articles.search.backends.tantivy.TantivyEngine", "DIRECTORY": tmp_path / "index"}
    }
    load_authority()
    ensure_index()
    assert ingest_seed()
    return live_server
