"""Editing in the browser: an edit, two at once, the history and the way back, clean for assistive technology."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from articles.models import Article, User
from articles.review.editing import edit_article
from tests.builders import make_editor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.django_db(transaction=True)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAME, PASSWORD = "anna", "correct horse battery"


def sign_in(page: Page, site: Any) -> None:
    User.objects.create_user(NAME, password=PASSWORD, role="editor")
    page.goto(f"{site.url}/sign-in/")
    page.get_by_label("Benutzername").fill(NAME)
    page.get_by_label("Passwort").fill(PASSWORD)
    page.get_by_label("Passwort").press("Enter")
    page.wait_for_url(f"{site.url}/desk/inbox/")


def test_an_edit_is_saved_shown_in_the_history_and_undone(site: Any, page: Page) -> None:
    article = Article.objects.get()
    sign_in(page, site)

    page.goto(f"{site.url}/articles/{article.pk}/edit/")
    page.fill("#id_source", "Nachtausgabe")
    page.fill("#id_reason", "Nach der Vorlage")
    page.click("form.editing button.btn-1")
    page.wait_for_url("**/history/")
    assert Article.objects.get().source.name == "Nachtausgabe"  # type: ignore[union-attr]  # just given
    page.click(".story form button >> nth=0")
    page.wait_for_load_state()

    assert str(Article.objects.get().source) == str(article.source)


def test_two_versions_are_shown_and_the_chosen_one_is_stored(site: Any, page: Page) -> None:
    article = Article.objects.get()
    sign_in(page, site)

    page.goto(f"{site.url}/articles/{article.pk}/edit/")
    edit_article(article, {"headline": "Ihre Überschrift"}, by=make_editor("boris"))
    page.fill("#id_headline", "Meine Überschrift")
    page.click("form.editing button.btn-1")
    page.wait_for_selector("#clash")
    assert page.evaluate("document.activeElement.id") == "clash"
    page.click("#clash button")
    page.wait_for_url("**/history/")

    assert Article.objects.get().headline == "Meine Überschrift"


@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_to_mend_and_nothing_scrolls_sideways(site: Any, browser: Browser, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    article = Article.objects.get()
    edit = edit_article(article, {"text": article.text + " Ende.", "page": "3"}, by=make_editor("boris"))
    context = browser.new_context(locale="de-DE", viewport={"width": width, "height": 1000}, reduced_motion="reduce")
    page = context.new_page()
    sign_in(page, site)
    here = f"{site.url}/articles/{article.pk}/"
    violations = []
    for address in (f"{here}edit/", f"{here}history/", f"{here}history/{edit.pk}/", f"{here}status/", here):
        page.goto(address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        violations += [f"{address}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
        if page.evaluate("document.scrollingElement.scrollWidth") > width:
            violations.append(f"{address} is too wide")
    context.close()

    assert violations == []
