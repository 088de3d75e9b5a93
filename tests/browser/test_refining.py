"""A search refined without loading the page anew: what changes, what stays, and where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.django_db(transaction=True)


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def checked(page: Page) -> list[str]:
    return list(page.evaluate("[...document.querySelectorAll('#filters :checked')].map((box) => box.value)"))


class TestRefining:
    def test_a_box_checked_by_keyboard_keeps_the_focus_and_says_the_total(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/")

        page.locator("#f-country-kp").focus()
        page.keyboard.press("Space")
        page.wait_for_url("**/search/?country=kp")

        assert focused(page) == "f-country-kp"
        assert page.locator("#live").inner_text().startswith("1 ")
        assert page.locator("a.chip").count() == 1

    def test_all_becomes_any_with_one_box(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/?country=kp&country=ru")

        page.locator("#any-country").check()
        page.wait_for_url("**/search/?country=kp,ru")

        assert checked(page) == ["kp", "ru", "country"]

    def test_going_back_brings_the_boxes_back_too(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/?country=kp")
        page.locator("#f-country-ru").check()
        page.wait_for_url("**country=kp&country=ru")

        page.go_back()
        from playwright.sync_api import expect

        # From outside: a function waited for inside the page is a string to evaluate, which its policy forbids.
        expect(page.locator("a.chip")).to_have_count(1)

        assert checked(page) == ["kp"]

    def test_a_name_typed_beside_the_boxes_checks_its_box(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/")

        page.locator("input[name=country][data-once]").fill("Corea del Norte")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?country=kp")

        assert checked(page) == ["kp"]
        assert page.locator("input[name=country][data-once]").input_value() == ""

    def test_a_period_is_set_with_enter_and_a_mistake_stays_in_its_field(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/")

        page.locator("#from").fill("gestern")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?from=gestern")

        assert page.locator("#from").input_value() == "gestern"
        assert "gestern" in page.locator("#period-errors").inner_text()
        assert focused(page) == "from"

    def test_the_order_can_be_changed_without_a_button(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/?q=Nordkorea")

        page.locator("#sort").select_option("oldest")

        page.wait_for_url("**/search/?q=Nordkorea&sort=oldest")
