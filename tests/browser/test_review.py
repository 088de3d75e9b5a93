"""Reviewing in a browser: keys, mouse and marks in the text, without the page ever being loaded anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from articles.ingest.annotate import annotate
from articles.models import Article, Decision, Mention, Publication, Status, User
from articles.review.mentions import reject
from tests.browser.test_every_page import TAGS, THEMES, WIDTHS, open_context
from tests.browser.test_upload import sign_in
from tests.builders import make_article, make_editor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

# Characters [start, end) of a block of the text, selected as a mouse would.
_SELECT = """([block, start, end]) => {
    const node = document.querySelectorAll("#text [data-at]")[block];
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    const points = [];
    for (let at = 0, text = walker.nextNode(); text; at += text.length, text = walker.nextNode())
        for (const place of [start, end])
            if (place >= at && place <= at + text.length) points[place === start ? 0 : 1] ??= [text, place - at];
    getSelection().setBaseAndExtent(...points[0], ...points[1]);
}"""


def status_of(quote: str) -> set[str]:
    return set(Mention.objects.filter(quote=quote).values_list("status", flat=True))


def open_review(page: Page, site: Any, article: Article) -> None:
    page.goto(f"{site.url}/desk/review/{article.pk}/")
    # A second load would empty it.
    page.evaluate("window.sameAsBefore = true")


def asks(page: Page, words: str) -> None:
    """Wait until the question is about *words*."""
    page.locator("#card h3", has_text=re.compile(f"„{words}“")).wait_for()


def decide(page: Page, key: str) -> None:
    """Press *key* and wait until the archive has answered."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press(key)
    # The answer has to be put into the page.
    page.wait_for_timeout(200)


class TestKeys:
    @pytest.fixture(autouse=True)
    def editor(self, context: BrowserContext, site: Any) -> User:
        return sign_in(context, site)

    @pytest.fixture
    def article(self, site: Any, page: Page) -> Article:
        article = Article.objects.get()
        open_review(page, site, article)
        return article

    def test_enter_accepts_and_goes_on_without_loading_the_page_again(self, article: Article, page: Page) -> None:
        asks(page, "Schoigu")

        decide(page, "Enter")

        asks(page, "Lawro")
        assert status_of("Schoigu") == {Status.CONFIRMED}
        assert "1 " in page.locator("#progress").inner_text()
        assert page.locator("#text [data-m]", has_text="Schoigu").get_attribute("class") == "sg sg-person ok"
        assert page.evaluate("window.sameAsBefore && document.activeElement.id") == "card"
        assert "Sergej Schoigu" in page.locator("#live").inner_text()

    def test_x_rejects_and_u_takes_it_back(self, article: Article, page: Page) -> None:
        decide(page, "x")
        asks(page, "Lawro")
        rejected = status_of("Schoigu")

        decide(page, "u")

        asks(page, "Schoigu")
        assert (rejected, status_of("Schoigu")) == ({Status.REJECTED}, {Status.PROPOSED})

    def test_a_decision_can_be_undone_from_the_note_that_tells_of_it(self, article: Article, page: Page) -> None:
        decide(page, "x")
        asks(page, "Lawro")

        page.locator(".toast button").click()
        asks(page, "Schoigu")

        assert status_of("Schoigu") == {Status.PROPOSED}

    def test_figures_choose_a_candidate_and_m_looks_for_another(self, article: Article, page: Page) -> None:
        page.keyboard.press("m")
        page.locator("#find:focus").wait_for()
        page.keyboard.type("putin")
        page.locator("#candidates", has_text="Wladimir Putin").wait_for()
        page.keyboard.press("Enter")
        decide(page, "Enter")

        linked = Mention.objects.select_related("entity").get(quote="Schoigu")
        assert (linked.status, linked.entity and linked.entity.slug) == (Status.CONFIRMED, "wladimir-putin")

    def test_t_and_a_letter_change_the_kind(self, article: Article, page: Page) -> None:
        page.keyboard.press("t")
        page.locator(".kinds").wait_for()
        decide(page, "o")

        assert Mention.objects.get(quote="Schoigu").kind == "organisation"

    def test_e_moves_borders_letter_by_letter_and_word_by_word(self, article: Article, page: Page) -> None:
        page.keyboard.press("e")
        page.keyboard.press("Control+Shift+ArrowLeft")
        page.keyboard.press("ArrowLeft")
        decide(page, "Enter")

        assert Mention.objects.filter(quote="insbesondere Schoig").exists()

    def test_b_marks_other_words_without_a_mouse(self, article: Article, page: Page) -> None:
        page.keyboard.press("b")
        page.keyboard.press("ArrowLeft")
        page.keyboard.press("Shift+ArrowRight")
        page.locator("#marker").wait_for()
        page.wait_for_timeout(200)
        decide(page, "a")

        asks(page, "insbesondere Schoigu")
        assert Mention.objects.filter(quote="insbesondere Schoigu", method="editor").exists()

    def test_a_card_that_came_later_offers_countries_too(self, article: Article, page: Page) -> None:
        page.keyboard.press("j")
        asks(page, "Lawro")
        page.keyboard.press("n")
        page.locator("#name_de:focus").wait_for()

        page.locator("#country").press_sequentially("DVRK")

        page.locator("#countries option[value=Nordkorea]").wait_for(state="attached")

    def test_j_and_k_go_from_question_to_question(self, article: Article, page: Page) -> None:
        page.keyboard.press("j")
        asks(page, "Lawro")

        page.keyboard.press("k")

        asks(page, "Schoigu")
        assert not Decision.objects.exclude(by=None).exists()

    def test_keys_pressed_faster_than_the_archive_answers_are_not_lost(self, article: Article, page: Page) -> None:
        for key in ("Enter", "x", "Enter"):
            page.keyboard.press(key)
        page.locator("#progress progress[value='3']").wait_for()

        assert [*status_of("Schoigu"), *status_of("Lawro")] == [Status.CONFIRMED, Status.REJECTED]

    def test_no_key_means_anything_inside_a_field(self, article: Article, page: Page) -> None:
        page.locator("#published").focus()
        page.keyboard.type("xuj")

        assert not Decision.objects.exclude(by=None).exists()

    def test_single_keys_can_be_switched_off(self, article: Article, page: Page) -> None:
        page.keyboard.press("?")
        page.locator("[data-keys-toggle]").uncheck()
        page.keyboard.press("Escape")
        page.keyboard.press("x")
        page.wait_for_timeout(500)

        assert not Decision.objects.exclude(by=None).exists()

    def test_somebody_faster_is_named_and_both_versions_are_shown(self, article: Article, page: Page) -> None:
        reject(list(Mention.objects.filter(quote="Schoigu")), by=make_editor("boris"))

        decide(page, "Enter")

        page.locator("#card h3", has_text="boris").wait_for()
        assert status_of("Schoigu") == {Status.REJECTED}
        page.get_by_role("button", name="Decide as I wanted").or_(
            page.get_by_role("button", name="Trotzdem so entscheiden")
        ).click()
        asks(page, "Lawro")
        assert status_of("Schoigu") == {Status.CONFIRMED}


class TestMarkingWithTheMouse:
    def test_what_is_selected_is_marked_at_its_place_behind_emoji_too(
        self, site: Any, context: BrowserContext, page: Page
    ) -> None:
        sign_in(context, site)
        article = make_article("Raketen 🚀🚀 über Pjöngjang\nEin Text über Pjöngjang.", status=Publication.DRAFT)
        annotate([article.pk])
        Mention.objects.filter(article=article).delete()
        open_review(page, site, article)

        page.evaluate(_SELECT, [0, len("Raketen 🚀🚀 über ") + 2, len("Raketen 🚀🚀 über Pjöngjang") + 2])
        page.locator("#marker [value=place]").click()
        page.locator("#text [data-m]").wait_for()

        marked = Mention.objects.get(article=article)
        assert (marked.quote, marked.start) == ("Pjöngjang", article.text.index("Pjöngjang"))
        assert page.locator("#text [data-m]").inner_text() == "Pjöngjang"
        assert page.evaluate("window.sameAsBefore")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_to_mend(site: Any, browser: Browser, theme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = open_context(browser, theme, width)
    sign_in(context, site)
    page = context.new_page()
    page.goto(f"{site.url}/desk/review/{Article.objects.get().pk}/")
    for more in page.locator("details").all():
        more.evaluate("details => { details.open = true }")
    violations = []
    for address in ("", "safe/"):
        if address:
            page.goto(f"{site.url}/desk/review/{Article.objects.get().pk}/{address}")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        violations += [f"{address}: {one['id']} – {one['help']}: {one['nodes'][0]['html'][:160]}" for one in found]
    context.close()

    assert violations == []


def test_nothing_scrolls_sideways(site: Any, browser: Browser) -> None:
    context = open_context(browser, "light", 320)
    sign_in(context, site)
    page = context.new_page()
    widths = []
    for address in ("", "safe/"):
        page.goto(f"{site.url}/desk/review/{Article.objects.get().pk}/{address}")
        for more in page.locator("details").all():
            more.evaluate("details => { details.open = true }")
        widths.append(page.evaluate("document.scrollingElement.scrollWidth"))
    context.close()

    assert widths == [320, 320]
