"""Single keys lead through the archive, and one switch takes them all away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Bookmark, User
from tests.browser.test_every_page import sign_in
from tests.builders import make_event, make_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

# Keys, and where they lead from the start page.
ROOMS = {
    "gs": "/search/",
    "ge": "/events/",
    "gp": "/people/",
    "gc": "/countries/",
    "gi": "/desk/inbox/",
}
LISTS = ("/events/", "/people/", "/countries/kp/co-mentions/", "/search/?country=kp", "/countries/kp/", "/bookmarks/")


@pytest.fixture
def editor(site: Any, context: BrowserContext, client: Any) -> User:
    """Signed in, with one article kept."""
    editor: User = sign_in(context, site, client)
    Bookmark.objects.create(user=editor, article=Article.objects.get())
    return editor


def press(page: Page, keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


class TestKeys:
    def test_g_and_a_letter_lead_to_a_room(
        self, site: Any, page: Page, editor: User, subtests: pytest.Subtests
    ) -> None:
        for keys, room in ROOMS.items():
            with subtests.test(keys):
                page.goto(site.url)
                press(page, keys)
                page.wait_for_url(f"{site.url}{room}")

    def test_j_shows_where_one_is_in_a_list_and_o_opens_it(
        self, site: Any, page: Page, editor: User, subtests: pytest.Subtests
    ) -> None:
        for address in LISTS:
            with subtests.test(address):
                page.goto(site.url + address)
                press(page, "j")

                target = page.evaluate("document.activeElement.href")
                assert page.locator(".cur").count() == 1
                assert page.evaluate("document.activeElement.closest('.cur') !== null")
                press(page, "o")
                page.wait_for_url(target)

    def test_k_leads_back_and_enter_opens(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/people/")
        press(page, "j")
        first = page.evaluate("document.activeElement.href")

        press(page, "jk")

        assert page.evaluate("document.activeElement.href") == first
        page.keyboard.press("Enter")
        page.wait_for_url(first)

    def test_brackets_turn_the_pages_of_a_list(self, site: Any, page: Page) -> None:
        article = Article.objects.get()
        for day in range(1, 32):
            make_report(make_event(date=f"2019-01-{day:02}"), article)
        page.goto(f"{site.url}/events/?from=2019&to=2019")

        press(page, "]")
        page.wait_for_url("**page=2**")
        press(page, "[")
        page.wait_for_url(lambda url: "page=2" not in url)

    def test_h_takes_the_marks_of_a_text_away_and_brings_them_back(self, site: Any, page: Page) -> None:
        page.goto(site.url + Article.objects.get().get_absolute_url())
        shown = page.locator(".hl :checked")
        assert shown.count() > 3

        press(page, "h")
        assert shown.count() == 0
        press(page, "h")
        assert shown.count() > 3

    def test_the_list_of_keys_names_every_one(self, site: Any, page: Page, editor: User) -> None:
        page.goto(site.url)

        press(page, "?")

        named = {"".join(one.split()) for one in page.locator("dialog .keys div > :last-child").all_inner_texts()}
        assert {"/", "?", "j", "k", "Entero", "h", "[", "]", "x", *ROOMS} <= named


class TestSwitch:
    @pytest.mark.parametrize("switch", ["in the list of keys", "in the account"])
    def test_no_key_does_anything_once_switched_off(
        self, site: Any, page: Page, editor: User, switch: str, subtests: pytest.Subtests
    ) -> None:
        page.goto(site.url)
        if switch == "in the account":
            User.objects.filter(pk=editor.pk).update(single_keys=False)
        else:
            press(page, "?")
            page.locator("[data-keys-toggle]").uncheck()

        for address in (*LISTS, Article.objects.get().get_absolute_url()):
            with subtests.test(address):
                page.goto(site.url + address)
                for keys in (*ROOMS, "/", "?", "j", "o", "[", "]", "h", "x"):
                    press(page, keys)
                assert page.url == site.url + address
                assert page.locator(".cur, dialog[open]").count() == 0
                assert page.evaluate("document.activeElement === document.body")
                assert page.locator(".hl :not(:checked)[type=checkbox]").count() == 0


class TestNavigation:
    def test_the_current_item_is_in_sight_on_a_narrow_window(self, site: Any, browser: Browser) -> None:
        context = browser.new_context(locale="de-DE", viewport={"width": 390, "height": 800})
        page = context.new_page()

        page.goto(f"{site.url}/events/")

        current = page.locator("nav [aria-current=page]").bounding_box()
        assert current is not None
        assert current["x"] >= 0
        assert current["x"] + current["width"] <= 390
        assert page.evaluate("scrollX + scrollY") == 0
        context.close()
