"""Uploading in a browser, with JavaScript and without: files dropped and chosen, a text pasted, what became of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from articles.ingest.annotate import annotate
from articles.models import Article, Batch, User
from tests.browser.test_every_page import TAGS, open_context
from tests.ingest.uploading import TEXT, make_batch, make_editor, states, upload, work_off_stores

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.django_db(transaction=True)

# What a drag from the desktop hands over, made inside the page.
_DROP = """([names, texts]) => {
    const dropped = new DataTransfer();
    names.forEach((name, index) => dropped.items.add(new File([texts[index]], name)));
    const field = document.querySelector(".drop");
    for (const kind of ["dragenter", "dragover", "drop"])
        field.dispatchEvent(new DragEvent(kind, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""


def sign_in(context: BrowserContext, site: Any) -> User:
    editor = make_editor()
    client = Client()
    client.force_login(editor)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site.url}])
    return editor


def read_everything() -> None:
    work_off_stores()
    annotate(Article.objects.filter(extracted_with="").values_list("pk", flat=True))


class TestUploading:
    @pytest.fixture(autouse=True)
    def editor(self, context: BrowserContext, site: Any) -> User:
        return sign_in(context, site)

    def test_two_dropped_files_are_stored_and_said_to_be(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/desk/upload/")

        page.evaluate(_DROP, [["a.txt", "scan.pdf"], [TEXT, "%PDF-1.7"]])
        page.get_by_text("scan.pdf").wait_for()
        page.locator("#id_source").fill("Channel 24")
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")

        rows = page.locator("table.files tbody tr")
        assert ["a.txt" in rows.nth(0).inner_text(), "scan.pdf" in rows.nth(1).inner_text()] == [True, True]
        assert states(Batch.objects.get()) == ["stored", "refused"]
        assert str(Article.objects.latest("pk").source) == "Channel 24"

    def test_a_pasted_text_leads_to_its_review(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/desk/upload/")

        page.locator("#id_headline").fill("Öl für Nordkorea")
        page.locator("#id_text").fill("Russland liefert, meldet ein Sender.\n\nMehr ist nicht bekannt.")
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/review/*/")

        assert Article.objects.latest("pk").headline == "Öl für Nordkorea"

    def test_more_files_than_go_into_one_request_arrive_in_order(self, site: Any, page: Page, tmp_path: Path) -> None:
        files = [tmp_path / f"{number:03}.txt" for number in range(120)]
        for number, file in enumerate(files):
            file.write_text(f"Meldung {number}\nEin Absatz.")
        page.goto(f"{site.url}/desk/upload/")

        page.locator("#files").set_input_files([str(file) for file in files])
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")

        assert list(Batch.objects.get().files.values_list("name", flat=True)) == [file.name for file in files]

    def test_a_slice_that_is_lost_on_the_way_is_sent_again(self, site: Any, page: Page) -> None:
        lost = []

        def lose_the_first(route: Any) -> None:
            if lost:
                route.continue_()
            else:
                lost.append(route.request.url)
                route.fetch()  # it arrives, but its answer does not
                route.fulfill(status=503)

        page.route("**/files/", lose_the_first)
        page.goto(f"{site.url}/desk/upload/")

        page.evaluate(_DROP, [["a.txt", "b.txt"], [TEXT, "Anderer Text\nEin Absatz."]])
        page.get_by_text("b.txt").wait_for()
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")

        assert lost
        assert states(Batch.objects.get()) == ["stored", "stored"]

    def test_a_double_click_uploads_once(self, site: Any, page: Page) -> None:
        names = [f"{number:02}.txt" for number in range(60)]
        page.goto(f"{site.url}/desk/upload/")
        page.evaluate(_DROP, [names, [f"Meldung {name}\nEin Absatz." for name in names]])
        page.get_by_text("00.txt").wait_for()

        page.locator("#upload-button").dblclick()
        page.wait_for_url("**/desk/batches/*/")

        assert list(Batch.objects.get().files.values_list("name", flat=True)) == names

    def test_a_double_click_stores_a_pasted_text_once(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/desk/upload/")

        page.locator("#id_text").fill(TEXT)
        page.locator("#upload-button").dblclick()
        page.wait_for_url("**/desk/review/*/")

        assert states(Batch.objects.get()) == ["stored"]

    def test_a_file_that_vanished_since_it_was_chosen_is_named_and_the_others_arrive(
        self, site: Any, page: Page, tmp_path: Path
    ) -> None:
        here, gone = tmp_path / "a.txt", tmp_path / "b.txt"
        here.write_text(TEXT)
        gone.write_text("Anderer Text\nEin Absatz.")
        page.goto(f"{site.url}/desk/upload/")
        page.locator("#files").set_input_files([str(here), str(gone)])

        gone.unlink()
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")

        assert states(Batch.objects.get()) == ["stored", "refused"]

    def test_signed_out_in_between_one_signs_in_elsewhere_and_goes_on(
        self, site: Any, page: Page, context: BrowserContext
    ) -> None:
        page.goto(f"{site.url}/desk/upload/")
        page.evaluate(_DROP, [["a.txt"], [TEXT]])
        page.get_by_text("a.txt").wait_for()
        context.clear_cookies()

        page.locator("#upload-button").click()
        page.locator("#sending-error").wait_for()
        sign_in(context, site)
        page.locator("#sending-again").click()
        page.wait_for_url("**/desk/batches/*/")

        assert states(Batch.objects.get()) == ["stored"]

    def test_a_mistake_in_a_field_keeps_the_files(self, site: Any, page: Page) -> None:
        page.goto(f"{site.url}/desk/upload/")
        page.evaluate(_DROP, [["a.txt"], [TEXT]])
        page.get_by_text("a.txt").wait_for()

        page.locator("#id_published").fill("gestern")
        page.locator("#upload-button").click()
        page.locator("#upload-errors").wait_for()
        focused = page.evaluate("document.activeElement.id")
        page.locator("#id_published").fill("2024-01")
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")

        assert focused == "upload-errors"
        assert str(Article.objects.latest("pk").published) == "2024-01"

    def test_the_page_of_a_batch_follows_the_worker_and_then_falls_silent(self, site: Any, page: Page) -> None:
        from playwright.sync_api import expect

        batch = make_batch(*(upload(f"Meldung {number}\nNordkorea meldet etwas.") for number in range(5)))
        page.goto(f"{site.url}/desk/batches/{batch.pk}/")
        page.locator("#files-waiting").focus()
        expect(page.locator("#files-waiting")).to_contain_text("5")

        read_everything()
        expect(page.locator("#files-stored")).to_contain_text("5")
        expect(page.locator("#live")).to_contain_text("5")

        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.wait_for_timeout(3000)
        assert asked == []


class TestWithoutJavaScript:
    def test_files_and_a_text_go_in_one_form_and_the_page_loads_itself_anew(
        self, site: Any, browser: Browser, tmp_path: Path
    ) -> None:
        files = [tmp_path / f"{number}.txt" for number in range(4)]
        for number, file in enumerate(files):
            file.write_text(f"Meldung {number}\nEin Absatz.")
        context = browser.new_context(java_script_enabled=False, locale="de-DE")
        sign_in(context, site)
        page = context.new_page()

        page.goto(f"{site.url}/desk/upload/")
        page.locator("#files").set_input_files([str(file) for file in files])
        page.locator("#id_text").fill(TEXT)
        page.locator("#upload-button").click()
        page.wait_for_url("**/desk/batches/*/")
        assert page.locator("#files-waiting").is_visible()
        read_everything()
        page.locator("#files-stored").wait_for()

        assert states(Batch.objects.get()) == ["stored"] * 5
        context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(site: Any, browser: Browser, theme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    done = make_batch(upload(TEXT), upload(TEXT, "b.txt"), upload(" ", "leer.txt"), upload("%PDF-", "scan.pdf"))
    read_everything()
    waiting = make_batch(upload("Noch ein Text\nEin Absatz."))
    context = open_context(browser, theme, 390)
    sign_in(context, site)
    page = context.new_page()
    violations = []
    for address in (
        "/desk/upload/",
        "/desk/batches/",
        *(f"/desk/batches/{batch.pk}/" for batch in (done, waiting)),
        f"/desk/batches/{done.pk}/undo/",
    ):
        page.goto(site.url + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
        violations += [f"{address}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    context.close()

    assert violations == []


def test_no_page_scrolls_sideways(site: Any, browser: Browser) -> None:
    batch = make_batch(upload(TEXT, f"{'Donaudampfschifffahrt_' * 12}.txt"), upload("%PDF-", f"{'x' * 300}.pdf"))
    read_everything()
    context = open_context(browser, "light", 320)
    sign_in(context, site)
    page = context.new_page()
    widths = {}
    for address in ("/desk/upload/", "/desk/batches/", f"/desk/batches/{batch.pk}/", f"/desk/batches/{batch.pk}/undo/"):
        page.goto(site.url + address)
        widths[address] = page.evaluate("document.scrollingElement.scrollWidth")
    context.close()

    assert max(widths.values()) <= 320, widths
