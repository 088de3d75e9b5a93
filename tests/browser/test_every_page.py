"""Every page, in both themes and on both widths: accessible, inside its window, and silent in the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, Entity, Event, User
from articles.text.sentences import sentences
from tests.browser.conftest import Complaints
from tests.builders import make_event, make_participation, make_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

THEMES = ("light", "dark")
WIDTHS = (1440, 390)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _event_of(article: Article) -> Event:
    """One that *article* reports twice, with different dates."""
    event = make_event("AID", "military", date="2023-09/2023-11", quantity_value=7, quantity_unit="Schiffe")
    first, second = list(sentences(article.text))[3:5]
    make_participation(make_report(event, article, first.quote), Entity.objects.get(key="country:KP"))
    make_report(event, article, second.quote, date="2023-10", modality="alleged")
    return event


def addresses() -> dict[str, str]:
    article = Article.objects.get()
    withdrawn = Article.objects.create(
        accession="2026-999999",
        text="Zurückgezogen",
        headline="Zurückgezogen",
        text_sha256="f" * 64,
        status="withdrawn",
        first_published_at=article.first_published_at,
        withdrawn_reason="Auf Wunsch der Agentur.",
    )
    return {
        "browse": "/",
        "search": "/search/?q=DVRK&country=kp&not_country=fr",
        "no hits": "/search/?q=Erdbeerkuchen&country=kp",
        "mistakes": "/search/?q=%22offen&from=morgen&country=atlantis",
        "facet": "/search/facet/country/?q=DVRK",
        "article": article.get_absolute_url(),
        "people": "/people/",
        "nobody": "/people/?q=Erdbeerkuchen",
        "country": "/countries/kp/",
        "country without articles": "/countries/de/",
        "person": "/people/kim-jong-un/?by=year",
        "months": "/countries/kp/mentions/",
        "together": "/countries/kp/co-mentions/",
        "two": "/pairs/?a=Kim&b=atlantis",
        "pair": "/pairs/kp/ru/",
        "events": "/events/",
        "events of two": "/events/?a=ru&b=kp&from=2023-09&to=2023-11",
        "event mistakes": "/events/?a=Atlantis&from=morgen",
        "no event": "/events/?from=1950&to=1951",
        "event": _event_of(article).get_absolute_url(),
        "tombstone": f"/articles/{withdrawn.pk}/",
        "world map": "/map/world/",
        "calendar": "/calendar/",
        "year": "/calendar/2024/",
        "month": "/calendar/2024/1/",
        "sources": "/sources/",
        "subjects": "/subjects/",
        "sign in": "/sign-in/",
        "missing": "/nothing/here/",
    }


def open_context(browser: Browser, theme: str, width: int) -> BrowserContext:
    return browser.new_context(
        locale="de-DE", color_scheme=theme, viewport={"width": width, "height": 1000}, reduced_motion="reduce"
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_to_mend(site: Any, browser: Browser, theme: str, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = open_context(browser, theme, width)
    page = context.new_page()
    violations = []
    for name, address in addresses().items():
        page.goto(site.url + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        violations += [
            f"{name}: {one['id']} – {one['help']}: {one['nodes'][0]['html'][:160]} ({len(one['nodes'])}×)"
            for one in found
        ]
    context.close()

    assert violations == []


def test_no_page_scrolls_sideways(site: Any, browser: Browser) -> None:
    context = open_context(browser, "light", 320)
    page = context.new_page()
    too_wide = []
    for name, address in addresses().items():
        page.goto(site.url + address)
        width = page.evaluate("document.scrollingElement.scrollWidth")
        if width > 320:
            too_wide.append(f"{name}: {width}")
    context.close()

    assert too_wide == []


def test_a_crawl_of_every_link_meets_no_error_and_no_complaint(site: Any, page: Page, complaints: Complaints) -> None:
    """The page fixture fails the test on any console error, exception, dialog or breach of the security policy."""
    waiting, seen, failures = [*addresses().values()], set(), []
    expected = {"/nothing/here/": 404}
    while waiting and len(seen) < 120:
        address = waiting.pop(0)
        if address in seen:
            continue
        seen.add(address)
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
    assert len(seen) > 40


def test_a_signed_in_editor_meets_no_complaint_either(site: Any, page: Page) -> None:
    User.objects.create_user("editor", password="correct horse battery", role="chief_editor")
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Benutzername").fill("editor")
    page.get_by_label("Passwort").fill("correct horse battery")
    page.get_by_label("Passwort").press("Enter")
    page.wait_for_url(f"{site.url}/desk/inbox/")

    for address in addresses().values():
        page.goto(site.url + address)

    assert "editor" in page.locator("header").inner_text()
