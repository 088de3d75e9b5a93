"""The inbox and the pages beside it in a real browser: by keyboard, on narrow screens, for screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, User
from articles.review.mentions import reject
from articles.review.standing import trash
from tests.browser.test_every_page import TAGS, open_context
from tests.browser.test_upload import sign_in
from tests.builders import make_article, make_mention, make_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)


def make_waiting(headline: str) -> Article:
    article = make_article(headline, status="draft", extracted_with="t", source=make_source(), published="2024-01")
    make_mention(article, None, "Lawro", status="proposed", method="t")
    return article


@pytest.fixture
def editor(site: Any, context: BrowserContext) -> User:
    return sign_in(context, site)


def test_articles_are_ticked_and_opened_by_keyboard(site: Any, page: Page, editor: User) -> None:
    first, second = make_waiting("Erste Meldung"), make_waiting("Zweite Meldung")
    page.goto(f"{site.url}/desk/inbox/")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")

    assert page.locator(f"#a{second.pk}").is_checked()
    assert not page.locator(f"#a{first.pk}").is_checked()
    page.keyboard.press("o")
    page.wait_for_url(f"{site.url}/desk/review/{second.pk}/**")


def test_enter_opens_the_article_that_was_stepped_to(site: Any, page: Page, editor: User) -> None:
    article = make_waiting("Erste Meldung")
    page.goto(f"{site.url}/desk/inbox/")

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    page.wait_for_url(f"{site.url}/desk/review/{article.pk}/**")


def test_g_and_i_lead_to_the_inbox_from_anywhere_and_g_and_s_to_the_search(site: Any, page: Page, editor: User) -> None:
    page.goto(site.url)

    page.keyboard.press("g")
    page.keyboard.press("i")
    page.wait_for_url(f"{site.url}/desk/inbox/")
    page.keyboard.press("g")
    page.keyboard.press("s")

    page.wait_for_url(f"{site.url}/search/")


def test_all_of_a_page_are_assigned_at_once(site: Any, page: Page, editor: User) -> None:
    articles = [make_waiting(f"Meldung {number}") for number in range(3)]
    page.goto(f"{site.url}/desk/inbox/")

    page.locator("[data-pick-all]").check()
    page.locator("button[value=assign]").click()
    page.locator(".note-ok").wait_for()

    assert Article.objects.filter(assigned_to=editor).count() == len(articles)


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390), ("light", 320)])
def test_axe_finds_nothing_to_mend_and_nothing_scrolls_sideways(
    site: Any, browser: Browser, theme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = open_context(browser, theme, width)
    anna = sign_in(context, site)
    articles = [
        make_waiting(f"Rindfleischetikettierungsüberwachungsaufgabenübertragung {number}") for number in range(4)
    ]
    reject(list(articles[0].mentions.all()), by=anna)
    trash(articles[3:], by=anna)
    page, problems = context.new_page(), []

    for address in (
        "/desk/inbox/",
        "/desk/inbox/?sort=effect",
        "/desk/inbox/?tab=postponed",
        "/desk/inbox/spellings/",
        f"/desk/inbox/accept/?article={articles[1].pk}",
        "/desk/activity/",
        "/desk/activity/?since=gestern",
        "/desk/trash/",
        f"/desk/trash/{articles[3].pk}/delete/",
        "/desk/sources/",
        f"/desk/sources/{articles[0].source_id}/",
    ):
        page.goto(site.url + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        problems += [f"{address}: {one['id']} – {one['nodes'][0]['html'][:160]}" for one in found]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            problems.append(f"{address}: wider than {width}")
    context.close()

    assert problems == []
