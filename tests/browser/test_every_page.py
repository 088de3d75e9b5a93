"""Every page, in both themes and on all widths: accessible, inside its window, in one language, and silent."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.browser.conftest import Complaints
from tests.browser.pages import editor_pages, reader_pages
from tests.builders import make_editor
from tests.test_catalogue import messages as read_messages

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

THEMES = ("light", "dark")
WIDTHS = (1440, 390)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

messages = cache(read_messages)

# What readers may set for themselves without losing anything (WCAG 1.4.12).
SPACING = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
        word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
# Words of the page itself: what an article or a name says is in a language of its own.
WORDS = """() => {
    const said = [document.title.split(" – ")[0]];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const around = node.parentElement;
        if (!around.closest("[lang]:not(html), [dir=auto], script, kbd, bdi, .alias")) said.push(node.data);
    }
    return said.map((one) => one.replaceAll("\\u00ad", "").replace(/\\s+/g, " ").trim());
}"""


def open_context(browser: Browser, theme: str, width: int, *, locale: str = "de-DE") -> BrowserContext:
    return browser.new_context(
        locale=locale, color_scheme=theme, viewport={"width": width, "height": 1000}, reduced_motion="reduce"
    )


def sign_in(context: BrowserContext, site: Any, client: Any) -> Any:
    editor = make_editor("anna", role="chief_editor")
    client.force_login(editor)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    return editor


def barriers(page: Page) -> list[str]:
    """What axe would mend on *page*: by day in a wide window, by night in a narrow one."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.evaluate(AXE_SCRIPT)
    found = []
    for theme, width in zip(THEMES, WIDTHS, strict=True):
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 1000})
        options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
        answer = page.evaluate("options => axe.run(document, options)", options)
        found += [
            f"{theme}, {width}: {one['id']} – {one['nodes'][0]['html'][:160]} ({len(one['nodes'])}×)"
            for one in answer["violations"]
        ]
    return found


def overflows(page: Page) -> list[str]:
    """The windows in which *page* has to be scrolled sideways, first as it is, then with text spaced out."""
    found = []
    for spacing in ("", " with text spacing"):
        if spacing:
            page.evaluate(SPACING)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 1000})
            if (needed := page.evaluate("document.scrollingElement.scrollWidth")) > width:
                found.append(f"{width}{spacing}: {needed}")
    return found


def foreign_words(page: Page, language: str) -> set[str]:
    """What *page* says of itself in the other language than the one it is read in."""
    english = {one for _, ids, _ in messages() for one in ids}
    german = {one for _, _, strings in messages() for one in strings}
    foreign = english - german if language == "de" else german - english
    return foreign.intersection(page.evaluate(WORDS))


def test_readers_find_every_page_accessible_and_inside_its_window(
    site: Any, page: Page, subtests: pytest.Subtests
) -> None:
    for name, address in reader_pages().items():
        with subtests.test(name):
            page.goto(site.url + address)
            assert foreign_words(page, "de") == set()
            assert barriers(page) == []
            assert overflows(page) == []


def test_editors_find_every_page_accessible_and_inside_its_window(
    site: Any, context: BrowserContext, page: Page, client: Any, subtests: pytest.Subtests
) -> None:
    reader_pages()
    for name, address in editor_pages(sign_in(context, site, client)).items():
        with subtests.test(name):
            response = page.goto(site.url + address)
            assert response is not None
            assert response.status == 200
            assert foreign_words(page, "de") == set()
            assert barriers(page) == []
            assert overflows(page) == []


def test_no_page_speaks_german_to_english_readers(
    site: Any, browser: Browser, client: Any, subtests: pytest.Subtests
) -> None:
    context = open_context(browser, "light", 1440, locale="en-GB")
    page = context.new_page()
    for name, address in (reader_pages() | editor_pages(sign_in(context, site, client))).items():
        with subtests.test(name):
            page.goto(site.url + address)
            assert page.locator("html").get_attribute("lang") == "en"
            assert foreign_words(page, "en") == set()
    context.close()


def test_a_crawl_of_links_meets_no_error_and_no_complaint(site: Any, page: Page, complaints: Complaints) -> None:
    """Two addresses of each route. The page fixture fails the test on any console error, exception, dialog or breach
    of the security policy."""
    waiting, seen, failures = [*reader_pages().values()], dict[str, list[str]](), []
    expected = {"/nothing/here/": 404}
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        route = path if path in expected else resolve(path).route
        if address in seen.setdefault(route, []) or len(seen[route]) == 2:
            continue
        seen[route].append(address)
        response = page.goto(site.url + address)
        assert response is not None
        if response.status >= 400 and response.status != expected.get(address) and response.status != 410:
            failures.append(f"{address}: {response.status}")
        if "Content-Security-Policy" not in {name.title() for name in response.headers} and response.status != 304:
            failures.append(f"{address}: no content security policy")
        links = page.eval_on_selector_all("a[href]", "links => links.map(a => a.getAttribute('href'))")
        for link in links:
            target = link.split("#")[0]
            if target.startswith("?"):
                target = address.split("?")[0] + target
            # Files to save end the navigation in a download; tests/views look at them.
            if target.startswith("/") and not target.split("?")[0].endswith(
                (".csv", ".json", ".jsonl", ".atom", ".bib", ".ris", ".txt")
            ):
                waiting.append(target)

    assert failures == []
    assert len(seen) > 20
