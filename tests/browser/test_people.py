"""From a chief editor's page to the first sign-in of somebody new, and how those pages are made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Role, User
from articles.review.accounts import link_of, replace_password_by_link
from tests.browser.test_every_page import TAGS, open_context

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "correct horse battery"


def sign_in_as_chief(page: Page, site: Any) -> User:
    chief = User.objects.create_user("clara", password=PASSWORD, role=Role.CHIEF_EDITOR, first_name="Clara C.")
    page.goto(f"{site.url}/sign-in/?next=/account/")
    page.locator("#id_login").fill("clara")
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(f"{site.url}/account/")
    return chief


def test_somebody_new_comes_in_by_the_copied_link(site: Any, page: Page, browser: Browser) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    sign_in_as_chief(page, site)
    page.goto(f"{site.url}/desk/people/")
    page.locator("#id_username").fill("berta")
    page.locator("#id_name").fill("Berta Berg")
    page.locator("#id_role").select_option("reader")
    page.locator(".panel button").click()
    page.locator("[data-copy]").click()
    done = page.locator("[data-copy]").get_attribute("data-done")
    page.locator("[data-copy] span", has_text=done).wait_for()
    link = page.evaluate("navigator.clipboard.readText()")

    newcomer = browser.new_context(locale="de-DE").new_page()
    newcomer.goto(link)
    newcomer.locator("#id_new_password1").fill("noch ein langer Satz")
    newcomer.locator("#id_new_password2").fill("noch ein langer Satz")
    newcomer.locator("main form button").click()
    newcomer.wait_for_url(f"{site.url}/")

    assert "berta" in newcomer.locator("header").inner_text()
    newcomer.context.close()


def test_the_forms_beside_a_link_are_taken(site: Any, page: Page) -> None:
    """A page that hides where its forms come from has them refused by the site itself: no test client notices."""
    sign_in_as_chief(page, site)
    anna = User.objects.create_user("anna", password=PASSWORD, role=Role.EDITOR)

    page.goto(f"{site.url}/desk/people/{anna.pk}/")
    page.locator("form[action$='/link/'] button").click()
    page.locator("#one-time-link").wait_for()
    page.locator("form[action$='/active/'] button").click()
    page.locator("button[name=active][value='1']").wait_for()

    anna.refresh_from_db()
    assert not anna.is_active


def test_keys_switched_off_in_the_account_do_nothing(site: Any, page: Page) -> None:
    sign_in_as_chief(page, site)
    page.locator("input[name=single_keys]").uncheck()
    page.locator("form:has(input[name=single_keys]) button").click()
    page.locator(".note-ok").wait_for()

    page.keyboard.press("?")

    assert not page.locator("#help").is_visible()
    page.locator("[data-help]").click()
    assert page.locator("#help a[href='/account/']").is_visible()


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 390), ("light", 320)])
def test_axe_finds_nothing_to_mend_and_nothing_scrolls_sideways(
    site: Any, browser: Browser, theme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = open_context(browser, theme, width)
    page = context.new_page()
    chief = sign_in_as_chief(page, site)
    anna = User.objects.create_user("anna.oberhauser-wolkenstein", password=PASSWORD, role=Role.EDITOR)
    replace_password_by_link(by=chief, person=anna)
    link = "/welcome/{uid}/{token}/".format(**link_of(User.objects.get(pk=anna.pk)))
    problems = []
    for address in ("/account/", "/new-password/", "/desk/people/", link, f"{link[:-2]}x/", f"/desk/people/{anna.pk}/"):
        page.goto(site.url + address)
        if address == f"/desk/people/{anna.pk}/":
            page.locator("form[action$='/link/'] button").click()
            page.locator("#one-time-link").wait_for()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        problems += [f"{address}: {one['id']} – {one['nodes'][0]['html'][:160]}" for one in found]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            problems.append(f"{address}: wider than {width}")
    context.close()

    assert problems == []
