"""A reader finds the seed article by country, person, date and words in any script; also without JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SEED = "Russland und Nordkorea haben ihre Beziehungen gestärkt"
pytestmark = pytest.mark.django_db(transaction=True)


def headlines(page: Page) -> list[str]:
    # Soft hyphens let long German words break on the page; they are no part of what it says.
    return [text.replace("\u00ad", "") for text in page.locator("ol.reg h3").all_inner_texts()]


FINDS_THE_SEED = (
    "?country=kp",
    "?q=country:KP",
    "?q=Kim+Jong+Un",
    "?q=КНДР",
    "?q=DPRK",
    "?q=North+Korea",
    "?q=DVRK",
    "?q=Putin",
    "?q=Путин",
    "?country=kp&country=ru",
    "?person=kim-jong-un",
    "?from=2024&to=2024",
    "?from=2024-01&to=2024-01",
)
FINDS_NOTHING = ("?from=2023&to=2023", "?q=Erdbeerkuchen", "?country=fr", "?not_country=kp")


class TestFinding:
    def test_the_seed_is_found_by_every_spelling_and_every_filter_that_fits(
        self, site: Any, page: Page, subtests: pytest.Subtests
    ) -> None:
        for address in FINDS_THE_SEED:
            with subtests.test(address):
                page.goto(f"{site.url}/search/{address}")
                assert headlines(page) == [SEED]

    def test_the_seed_is_not_where_it_does_not_belong(self, site: Any, page: Page, subtests: pytest.Subtests) -> None:
        for address in FINDS_NOTHING:
            with subtests.test(address):
                page.goto(f"{site.url}/search/{address}")
                assert headlines(page) == []


class TestJourney:
    def test_from_the_start_page_through_two_facets_to_the_article(self, site: Any, page: Page) -> None:
        page.goto(site.url)
        page.get_by_role("searchbox").fill("Munitionslieferungen")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/**")

        page.get_by_role("checkbox", name="Nordkorea").check()
        page.wait_for_url("**country=kp**")
        page.get_by_role("checkbox", name="Russland").check()
        page.wait_for_url("**country=ru**")

        assert headlines(page) == [SEED]
        page.get_by_role("link", name="Russland und Nordkorea haben").click()
        page.wait_for_url("**/articles/**")
        assert page.locator("h1").inner_text().replace("\u00ad", "") == SEED
        assert "Kim Jong-un" in page.get_by_role("complementary").last.inner_text()

    def test_filters_can_be_taken_back_one_by_one(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/?country=kp&person=kim-jong-un&q=Rakete")

        page.locator("a.chip").first.click()
        page.wait_for_load_state()

        assert page.locator("a.chip").count() == 1

    def test_an_english_reader_gets_english_pages(self, site: Any, browser: Browser) -> None:
        context = browser.new_context(locale="en-GB")
        page = context.new_page()

        page.goto(f"{site.url}/search/?q=DPRK")

        assert page.locator("html").get_attribute("lang") == "en"
        assert "1 article" in page.locator("h1").inner_text()
        assert page.get_by_text("North Korea").count() > 0
        context.close()

    def test_the_language_can_be_switched_and_stays(self, site: Any, page: Page) -> None:
        page.goto(site.url)
        assert page.locator("html").get_attribute("lang") == "de"

        page.locator("button[name=language]").click()
        page.wait_for_load_state()
        page.goto(f"{site.url}/search/")

        assert page.locator("html").get_attribute("lang") == "en"

    def test_everything_works_without_javascript(self, site: Any, browser: Browser) -> None:
        context = browser.new_context(locale="de-DE", java_script_enabled=False)
        page = context.new_page()
        page.goto(site.url)

        page.get_by_role("searchbox").fill("Hyperschallrakete")
        page.get_by_role("button", name="Suchen").click()
        page.get_by_role("checkbox", name="Nordkorea").check()
        page.get_by_role("button", name="Filter anwenden").click()

        assert "country=kp" in page.url
        assert headlines(page) == [SEED]
        page.get_by_role("link", name="Russland und Nordkorea haben").click()
        assert page.locator("h1").inner_text().replace("\u00ad", "") == SEED
        context.close()

    def test_keys_lead_to_the_search_and_through_the_list(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/search/?country=kp")

        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.closest('h3') !== null")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.getAttribute('type')") == "search"
