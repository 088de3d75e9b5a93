"""An editor's way from a text to a published article: by keyboard alone, and without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.ingest.seed import SEED
from articles.models import Article, Mention, Publication, Status
from articles.review.standing import delete_for_good, trash
from tests.browser.test_upload import sign_in
from tests.builders import make_editor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 60


class Keyboard:
    """Counts what is pressed; pasting is one key."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
            self.pressed += 1

    def paste(self, text: str) -> None:
        self.page.keyboard.insert_text(text)
        self.pressed += 1

    def tab_to(self, selector: str) -> None:
        for _ in range(MOST_KEYS):
            if self.page.evaluate(f"document.activeElement.matches('{selector}')"):
                return
            self.press("Tab")
        raise AssertionError(f"{selector} cannot be reached")


@pytest.fixture
def text() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def gone(site: Any) -> None:
    """The seed has been deleted, so that it can be uploaded again."""
    chief = make_editor("chief")
    article = Article.objects.get()
    trash([article], by=chief)
    delete_for_good(article, by=chief)


def assert_it_is_published() -> None:
    article = Article.objects.get()
    assert (article.status, article.undecided) == (Publication.PUBLISHED, 0)
    assert article.reviewed_at is not None
    lawro = Mention.objects.select_related("entity").get(quote="Lawro")
    assert (lawro.status, lawro.entity and lawro.entity.slug) == (Status.CONFIRMED, "sergej-lawrow")


def test_from_paste_to_publication_by_keyboard_alone(site: Any, context: BrowserContext, page: Page, text: str) -> None:
    sign_in(context, site)
    keys = Keyboard(page)
    page.goto(f"{site.url}/desk/upload/")

    keys.press("Tab")
    keys.press("Enter")  # to the content
    keys.tab_to("#id_text")
    keys.paste(text)
    keys.press("Shift+Tab")
    keys.press("Enter")
    page.wait_for_url("**/desk/review/**")
    keys.press("a")
    page.wait_for_url("**/safe/")
    keys.press("Enter")
    page.locator("#card").wait_for()
    while page.locator("#card").count():
        asked = page.locator("#card").get_attribute("data-lead")
        keys.press("Enter")
        page.locator(f"#card:not([data-lead='{asked}']), #done .empty").first.wait_for()
    keys.press("f")
    keys.press("Enter")
    page.wait_for_url("**/desk/inbox/")

    assert_it_is_published()
    assert keys.pressed <= MOST_KEYS


def test_the_same_without_javascript(site: Any, browser: Browser, text: str) -> None:
    context = browser.new_context(locale="de-DE", java_script_enabled=False)
    sign_in(context, site)
    page = context.new_page()
    page.goto(f"{site.url}/desk/upload/")

    page.locator("#id_text").fill(text)
    page.locator("#upload-button").click()
    page.wait_for_url("**/desk/review/**")
    page.locator("#safe a").click()
    page.locator("main form button.btn-1").click()
    while page.locator("#card").count():
        page.locator("#answer [value=accept]").click()
    page.locator("#finish").click()
    page.wait_for_url("**/desk/inbox/")
    context.close()

    assert_it_is_published()
