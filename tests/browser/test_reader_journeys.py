"""Two questions a reader comes with, answered in at most four clicks from the start page.

On a phone, in English, without JavaScript, and ending at a sentence that can be cited.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
MOST_CLICKS = 4


class Reader:
    """Somebody with a phone. Counts what is tapped; filling in a field is no tap."""

    def __init__(self, page: Page, start: str) -> None:
        self.page = page
        self.clicks = 0
        page.goto(start)

    def tap(self, name: str | re.Pattern[str], *, role: Any = "link", within: str = "body") -> None:
        self.follow(self.page.locator(within).get_by_role(role, name=name, exact=True).first)

    def follow(self, target: Locator) -> None:
        self.clicks += 1
        target.click()
        self.page.wait_for_load_state()
        room = self.page.evaluate("document.scrollingElement.scrollWidth")
        assert room <= PHONE["width"], f"{self.page.url} is {room} wide"

    @property
    def sentence(self) -> str:
        """The sentence the address points at, without the numbers of its events."""
        pieces = self.page.locator(":target").evaluate(
            "sentence => { const copy = sentence.cloneNode(true);"
            "copy.querySelectorAll('.evn').forEach(one => one.remove()); return copy.textContent }"
        )
        return " ".join(pieces.replace("\u00ad", "").split())


@pytest.fixture
def reader(site: Any, browser: Browser) -> Iterator[Reader]:
    context = browser.new_context(locale="en-GB", viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield Reader(page, site.url)
    context.close()


def can_be_cited(page: Page, address: str) -> bool:
    """Whether the page gives a citation with its own lasting *address* in it."""
    return address in page.locator("#cite").inner_text().replace("\n", "")


class TestWhatHappenedBetweenTwoCountries:
    """“What happened between Russia and North Korea in autumn 2023, and who says so?”"""

    def ask(self, reader: Reader) -> None:
        page = reader.page
        reader.tap("Events", within="nav")
        page.get_by_label("Involved").fill("Russia")
        page.get_by_label("and", exact=True).fill("North Korea")
        page.get_by_label("From").fill("2023-09")
        page.get_by_label("To", exact=True).fill("2023-11")
        reader.tap("Show", role="button")

    def test_the_timeline_leads_to_the_quoted_sentence_which_can_be_cited(self, reader: Reader) -> None:
        self.ask(reader)
        delivery = reader.page.locator(".evt", has_text="Arms delivery")
        assert "September to November 2023" in delivery.inner_text()
        assert "according to Vadym Skibitskyi" in delivery.inner_text()
        quote = delivery.locator(".quote span").inner_text().strip("“”")

        reader.follow(delivery.get_by_role("link", name=re.compile(r"Channel 24, sentence \d+")))

        assert quote in reader.sentence
        reader.tap("Cite")
        assert can_be_cited(reader.page, "/articles/")
        assert reader.clicks <= MOST_CLICKS

    def test_the_event_page_says_who_says_so_in_which_words_and_can_be_cited(self, reader: Reader) -> None:
        self.ask(reader)
        reader.follow(reader.page.locator(".evt", has_text="Arms delivery").get_by_role("heading").get_by_role("link"))
        said = reader.page.locator(".report")
        assert said.count() > 1
        assert "according to Vadym Skibitskyi" in said.first.inner_text()
        assert can_be_cited(reader.page, reader.page.url)
        quote = said.last.locator(".quote span").inner_text().strip("“”")

        reader.follow(said.last.get_by_role("link", name=re.compile(r"sentence \d+")))

        assert quote in reader.sentence
        assert reader.clicks <= MOST_CLICKS

    def test_the_page_of_the_country_leads_there_as_well(self, reader: Reader) -> None:
        reader.tap("Countries", within="nav")
        reader.tap("North Korea", within="main")
        delivery = reader.page.locator(".evt", has_text="September to November 2023")

        reader.follow(delivery.get_by_role("link", name=re.compile(r"Channel 24, sentence \d+")))

        assert reader.sentence
        assert reader.clicks <= MOST_CLICKS


class TestEverythingAboutAPerson:
    """“Everything about Kim Jong-un.”"""

    def test_one_tap_shows_names_articles_events_and_who_is_named_with_him(self, reader: Reader) -> None:
        reader.tap("Kim Jong Un", within="main aside")

        page = reader.page
        assert page.locator("h1").inner_text() == "Kim Jong Un"
        shown = page.locator("main").inner_text()
        assert "Ким Чен Ын" in shown
        for heading in ("Articles per month", "Events", "Newest articles", "Named together"):
            assert page.get_by_role("heading", name=re.compile(f"^{heading}")).count() == 1, heading
        assert page.get_by_role("link", name=re.compile(r"^Search( the)? 1 article$")).count() == 1

    def test_his_page_leads_to_the_sentence_about_him(self, reader: Reader) -> None:
        reader.tap("Kim Jong Un", within="main aside")
        visit = reader.page.locator(".evt", has_text="September 2023").first
        quote = visit.locator(".quote span").inner_text().strip("“”")

        reader.follow(visit.get_by_role("link", name=re.compile(r"sentence \d+")))

        assert quote in reader.sentence
        assert "Kim Jong-un" in reader.sentence
        reader.tap("Cite")
        assert can_be_cited(reader.page, "/articles/")
        assert reader.clicks <= MOST_CLICKS

    @pytest.mark.parametrize("spelling", ["Kim Jong Un", "Kim Jong-un", "Ким Чен Ын"])
    def test_any_spelling_of_his_name_finds_him_and_his_articles(self, reader: Reader, spelling: str) -> None:
        reader.page.get_by_role("searchbox").fill(spelling)
        reader.tap("Search", role="button")
        assert "1 article" in reader.page.locator("h1").inner_text()

        reader.tap(re.compile("^Russland und Nordkorea haben"))

        assert "Kim Jong Un" in reader.page.get_by_role("complementary").last.inner_text()
        assert reader.clicks <= MOST_CLICKS
