"""Deciding on events in a browser: without leaving the page, and from words selected in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Event, Status
from tests.browser.test_every_page import TAGS, THEMES, WIDTHS, open_context
from tests.browser.test_upload import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

_SELECT = """(words) => {
    const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
}"""


@pytest.fixture
def visit(site: Any) -> Event:
    """One that extraction found in the seed."""
    return Event.objects.filter(type="CONSULT", mode="visit", status=Status.PROPOSED).order_by("pk")[0]


def review_page() -> str:
    return f"/desk/review/{Article.objects.get().pk}/"


def test_decisions_leave_the_page_and_its_cursor_as_they_are(
    site: Any, context: BrowserContext, page: Page, visit: Event
) -> None:
    sign_in(context, site)
    page.goto(f"{site.url}{review_page()}")
    page.evaluate("window.sameAsBefore = true")
    asked = page.locator("#card").get_attribute("data-lead")

    page.locator(f"#event-{visit.pk} button[value=confirm]").click()
    page.locator(f"#event-{visit.pk}.ok").wait_for()
    assert page.evaluate("document.activeElement.id") == f"event-{visit.pk}"
    page.keyboard.press("u")
    page.locator(f"#event-{visit.pk}:not(.ok)").wait_for()

    visit.refresh_from_db()
    assert visit.status == Status.PROPOSED
    assert page.locator("#card").get_attribute("data-lead") == asked
    assert page.evaluate("window.sameAsBefore")


def test_an_event_stays_where_it_is_when_it_is_decided(
    site: Any, context: BrowserContext, page: Page, visit: Event
) -> None:
    sign_in(context, site)
    page.goto(f"{site.url}{review_page()}")
    card = page.locator(f"#event-{visit.pk}")
    card.evaluate("card => card.scrollIntoView({ block: 'center', behavior: 'instant' })")
    before = card.bounding_box()

    card.locator("button[value=confirm]").click()
    page.locator(f"#event-{visit.pk}.ok").wait_for()

    after = card.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) < 5


def test_selected_words_become_the_evidence_of_a_new_event(site: Any, context: BrowserContext, page: Page) -> None:
    sign_in(context, site)
    page.goto(f"{site.url}{review_page()}")

    page.evaluate(_SELECT, "empfangen")
    page.locator("#marker [data-event]").click()
    page.locator("#kind").select_option("meeting")
    page.locator("#who_0").fill("Russland")
    page.locator(".save .btn-1").click()
    page.wait_for_url("**/desk/review/**")

    event = Event.objects.get(type="CONSULT", mode="meeting")
    report = event.reports.get()
    assert report.quote.endswith("empfangen.")
    assert report.article.text[report.trigger_start : report.trigger_end] == "empfangen"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_to_mend_and_nothing_scrolls_sideways(
    site: Any, browser: Browser, theme: str, width: int, visit: Event
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = open_context(browser, theme, width)
    sign_in(context, site)
    page = context.new_page()
    article = Article.objects.get()
    problems = []
    for address in (
        f"{review_page()}#events",
        f"/desk/events/{visit.pk}/?article={article.pk}",
        f"/desk/events/new/?article={article.pk}&sentence=3",
        f"/desk/events/{visit.pk}/join/",
    ):
        page.goto(f"{site.url}{address}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        problems += [f"{address}: {one['id']} – {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]
        if (room := page.evaluate("document.scrollingElement.scrollWidth")) > width:
            problems.append(f"{address} is {room} wide")
    context.close()

    assert problems == []
