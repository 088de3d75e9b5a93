"""Pages about the site, in the operator's words or the software's own."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from articles.views.about import PAGES, written_out

pytestmark = pytest.mark.django_db


class TestPagesAboutTheSite:
    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("language", ["de", "en"])
    def test_say_something_without_any_setting(self, client: Client, page: str, language: str) -> None:
        answer = client.get(f"/about/{page}/", headers={"accept-language": language})

        assert answer.status_code == 200
        assert len(answer.content.decode().split("<main")[1].split("</main>")[0]) > 300

    def test_say_what_the_operator_wrote(self, client: Client) -> None:
        own = dict.fromkeys(PAGES, "") | {"imprint": "# Verein\n\nMusterweg 1\n12345 Musterstadt"}

        with override_settings(SITE_PAGES=own):
            page = client.get("/about/imprint/").content.decode()

        assert "<h2>Verein</h2>" in page
        assert "Musterweg 1<br>" in page

    def test_name_the_contact(self, client: Client) -> None:
        with override_settings(CONTACT="archiv@example.org"):
            page = client.get("/about/takedown/").content.decode()

        assert 'href="mailto:archiv@example.org"' in page

    def test_there_are_no_others(self, client: Client) -> None:
        assert client.get("/about/us/").status_code == 404


class TestTheOperatorsWords:
    def test_web_addresses_become_links_without_the_full_stop(self) -> None:
        html = written_out("Siehe https://example.org/a?b=1&c=2.")

        assert html == (
            '<p>Siehe <a href="https://example.org/a?b=1&amp;c=2" rel="noreferrer">https://example.org/a?b=1&amp;c=2</a>.'
            "</p>"
        )

    def test_markup_is_text(self) -> None:
        assert "&lt;script&gt;" in written_out("<script>alert(1)</script>")
