"""The search page: what it shows, how it is addressed, and what it keeps to itself."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.translation import override

from articles.models import Article, Publication
from articles.search.backends.base import EngineUnavailable
from tests.builders import make_entity, make_source
from tests.views.finding import CANARY, FindingTests

HTMX = {"HX-Request": "true"}


class SearchPageTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.enterContext(override("en"))
        self.client.cookies["django_language"] = "en"

    def page(self, address: str = "/search/", **headers: str) -> str:
        response = self.client.get(address, headers=headers)
        assert response.status_code == 200, response.status_code
        return response.content.decode()

    def test_the_total_is_the_heading(self) -> None:
        self.publish("Munition für Russland", self.kp)

        page = self.page("/search/?q=Munition")

        assert "<b>1</b> article on <b>Munition</b>" in page

    def test_an_address_written_another_way_leads_to_the_one_way(self) -> None:
        response = self.client.get("/search/?country=%D0%9A%D0%9D%D0%94%D0%A0&q=Munition&from=")

        assert response.status_code == 302
        assert response["Location"] == "/search/?q=Munition&country=kp"

    def test_every_filter_in_force_has_a_chip_that_takes_it_away(self) -> None:
        self.publish("Munition", self.kp, self.ru)

        page = self.page("/search/?q=Munition&country=kp&country=xx")

        assert 'href="?q=Munition&amp;country=xx"' in page
        assert 'class="chip chip-unknown" href="?q=Munition&amp;country=kp"' in page

    def test_names_in_the_words_are_offered_as_filters(self) -> None:
        self.publish("Rakete über dem Meer", self.kp)

        page = self.page("/search/?q=DPRK")

        assert 'href="?country=kp"' in page

    def test_what_was_made_of_the_words_can_be_read(self) -> None:
        self.publish("Rakete über dem Meer", self.kp)

        page = self.page("/search/?q=КНДР")

        assert re.search(r"<bdi>КНДР</bdi> → Country: <bdi>Nordkorea</bdi>", page)

    def test_an_article_is_found_by_any_spelling_of_what_it_is_tagged_with(self) -> None:
        self.publish("Rakete über dem Meer", self.kp)

        for spelling in ("DPRK", "КНДР", "Nordkorea"):
            assert "Rakete über dem Meer" in self.page(f"/search/?q={spelling}")

    def test_hits_are_marked(self) -> None:
        self.publish("Überschrift\nGestern traf die Munition ein.")

        assert "<mark>Munition</mark>" in self.page("/search/?q=Munition")

    def test_a_hit_leads_to_its_article_and_from_there_back(self) -> None:
        self.publish("Munition für Russland", self.kp)
        self.publish("Munition für Nordkorea", self.kp)

        page = self.page("/search/?q=Munition&country=kp")
        [first, *_] = re.findall(r'<h3><a href="([^"]+)"', page)
        article = self.page(unescape(first))

        assert 'href="/search/?q=Munition&amp;country=kp"' in article

    def test_a_mistyped_date_stays_in_its_field_with_a_sentence(self) -> None:
        page = self.page("/search/?from=gestern")

        assert re.search(r'name="from"[^>]* value="gestern"[^>]* aria-invalid="true"', page)
        assert "“gestern” is not a date" in page

    def test_an_unknown_country_shows_nothing_and_the_way_out(self) -> None:
        self.publish("Munition", self.kp)

        page = self.page("/search/?q=Munition&country=atlantis")

        assert "<b>0</b> articles" in page
        assert "does not know “atlantis”" in page
        assert '<a href="?q=Munition">Search without Country: atlantis</a> <span class="mute num">(1)</span>' in page

    def test_a_search_without_hits_counts_what_each_filter_hides(self) -> None:
        self.publish("Munition", self.kp)
        self.publish("Rakete", self.ru)

        page = self.page("/search/?q=Munition&country=ru")

        assert 'Search without Country: Russland</a> <span class="mute num">(1)</span>' in page

    def test_a_page_beyond_the_last_says_how_many_there_are(self) -> None:
        self.publish("Munition")

        assert "There is no such page" in self.page("/search/?page=7")

    def test_a_query_over_the_limit_is_answered_with_what_fits_and_says_so(self) -> None:
        page = self.page("/search/?q=" + "+".join(f"wort{number}" for number in range(60)))

        assert "only the first 32 were searched" in page

    def test_text_of_articles_and_queries_is_shown_as_text(self) -> None:
        nasty = '<script>alert("1")</script> \u202etxet\u202c 😀 &amp; \'"'
        entity = make_entity("person:skript", nasty, authority_values={"name_de": "x"})
        self.publish(f"{nasty}\nMunition {nasty}", entity, source=make_source(nasty, slug="skript"))

        for address in (
            "/search/",
            "/search/?person=skript&q=Munition",
            "/search/facet/person/",
            f"/search/?q={nasty}",
        ):
            response = self.client.get(address, follow=True)
            assert "<script>alert" not in response.content.decode(), address


class HostileAddressTests(FindingTests):
    def test_whatever_an_address_says_there_is_an_answer(self) -> None:
        self.publish("Munition", self.kp, published="2023-09")
        largest = 2**63 - 1

        for query in (
            "q=%00",
            "q=%ff%fe",
            "q=" + "(" * 2000,
            "q=" + "-" * 600,
            "q=%22%22",
            "sort=owner__password",
            "country__owner__email=x",
            "page=0",
            "page=-1",
            "page=99999999999999999999",
            f"after={largest}",
            f"after={largest}&sort=oldest",
            f"after={largest}&sort=added",
            "after=1",
            "after=abc",
            "from=0001&to=9999",
            "from=9999-12-31~&to=../2023",
            "from=%00",
            "from=2023-02-30",
            "country=" + ",".join("x" * 50 for _ in range(100)),
            "&".join(f"country={number}" for number in range(100)),
            "person=" + "%F0%9F%98%80" * 300,
            "any=country&any=x&country=kp",
            "lang=../../etc&status=draft",
        ):
            with self.subTest(query[:60]):
                for path in ("/search/", "/search.json", "/search.csv", "/search.atom", "/search/facet/country/"):
                    response = self.client.get(f"{path}?{query}", follow=True)
                    assert response.status_code in (200, 400), (path, response.status_code)
                    assert len(response.redirect_chain) <= 1
                    with patch(
                        "articles.search.backends.memory.MemoryEngine.search", side_effect=EngineUnavailable("away")
                    ):
                        assert self.client.get(f"{path}?{query}", follow=True).status_code in (200, 400)

    def test_a_thousand_fields_are_refused(self) -> None:
        response = self.client.get("/search/?" + "&".join(f"country={number}" for number in range(1001)))

        assert response.status_code == 400

    def test_searching_changes_nothing_so_it_cannot_be_posted(self) -> None:
        for path in ("/search/", "/search.json", "/search.csv", "/search.atom", "/suggest/", "/opensearch.xml"):
            assert self.client.post(path).status_code == 405


class WithoutJavaScriptTests(FindingTests):
    def test_everything_is_one_form(self) -> None:
        self.publish("Munition", self.kp)

        page = self.client.get("/search/?q=Munition&not_source=x&not_author=y").content.decode()

        for control in ('name="q" form="filters"', 'name="from" form="filters"', 'name="sort" form="filters"'):
            assert control in page
        assert '<input type="hidden" name="not_author" value="y">' in page
        assert '<input type="hidden" name="not_source" value="x">' in page
        assert re.search(r'type="checkbox" id="f-country-kp" name="country" value="kp"', page)


class PartialTests(FindingTests):
    def test_htmx_gets_the_changed_parts_and_the_address_of_the_search(self) -> None:
        self.publish("Munition", self.kp)

        response = self.client.get("/search/?country=KP&q=", headers=HTMX)

        body = response.content.decode()
        assert "<html" not in body
        assert '<div id="results"' in body
        assert response["HX-Push-Url"] == "/search/?country=kp"
        assert "HX-Request" in response["Vary"]
        assert "private" in response["Cache-Control"]

    def test_boxes_are_kept_where_they_are_and_only_what_is_around_them_changes(self) -> None:
        self.publish("Munition", self.kp)

        part = self.client.get("/search/", headers=HTMX).content.decode()
        page = self.client.get("/search/").content.decode()

        assert 'id="f-country-kp" name="country" value="kp" hx-preserve="true"' in part
        assert "hx-preserve" not in page

    def test_a_box_that_has_to_change_is_not_kept(self) -> None:
        # "Nordkorea" typed into the field beside the boxes checks a box that was not checked when it was sent.
        self.publish("Munition", self.kp)

        part = self.client.get("/search/?country=Nordkorea", headers=HTMX).content.decode()

        assert 'id="f-country-kp" name="country" value="kp" checked><' in part

    def test_going_back_gets_the_whole_page(self) -> None:
        response = self.client.get("/search/", headers=HTMX | {"HX-History-Restore-Request": "true"})

        assert "<html" in response.content.decode()


class WithoutAnIndexTests(FindingTests):
    def test_the_page_answers_from_the_database_and_says_so(self) -> None:
        self.publish("Munition", self.kp)
        self.publish("Rakete", self.ru)

        with patch("articles.search.backends.memory.MemoryEngine.search", side_effect=EngineUnavailable("away")):
            page = self.client.get("/search/?country=kp").content.decode()

        assert "Munition" in page
        assert "Rakete" not in page
        assert "<b>1</b>" in page
        assert "note-warn" in page


class FacetPageTests(FindingTests):
    def test_every_value_leads_to_the_search_with_it(self) -> None:
        self.publish("Munition", self.kp, self.ru)

        page = self.client.get("/search/facet/country/?country=kp").content.decode()

        assert 'href="/search/?country=kp&amp;country=ru"' in page
        assert 'href="/search/" aria-current="true"' in page

    def test_a_facet_that_does_not_exist_is_not_found(self) -> None:
        assert self.client.get("/search/facet/status/").status_code == 404


class CostTests(FindingTests):
    def queries(self, address: str) -> int:
        self.client.get(address)
        with CaptureQueriesContext(connection) as captured:
            self.client.get(address)
        return len(captured)

    def test_queries_do_not_grow_with_the_rows(self) -> None:
        for number in range(3):
            self.publish(f"Munition {number}", self.kp, self.kim, source=make_source())
        few = self.queries("/search/?q=Munition&country=kp")
        for number in range(15):
            self.publish(f"Munition {number}", self.kp, self.kim, self.ru, source=make_source())

        assert self.queries("/search/?q=Munition&country=kp") == few

    def test_a_full_page_stays_below_sixty_kilobytes(self) -> None:
        people = [make_entity(f"person:{number}", f"Vorname Nachname-Doppelname {number}") for number in range(12)]
        for number in range(20):
            self.publish(f"Munition und andere Überschriften von üblicher Länge {number}\n" + "Munition " * 60,
                         self.kp, self.ru, *people, source=make_source())  # fmt: skip

        assert len(self.client.get("/search/?q=Munition&country=kp").content) <= 60_000


class SecretArticleTests(FindingTests):
    """An article readers may not see does not exist for them: each page is the same with and without it."""

    ADDRESSES = (
        "/search/",
        "/search/?q=Nordkorea",
        f"/search/?q={CANARY}",
        f'/search/?q=person:"{CANARY}"',
        "/search/?q=person:geheim",
        "/search/?q=source:geheim",
        "/search/?country=kp",
        "/search/?person=geheim",
        "/search/?source=geheim",
        "/search/?from=2019",
        "/search/?sort=added",
        "/search/?status=draft",
        "/search/facet/country/",
        "/search/facet/person/",
        "/search/facet/source/",
        "/search.json",
        f"/search.json?q={CANARY}",
        "/search.json?q=person:geheim",
        "/search.csv",
        "/search.csv?person=geheim",
        "/search.atom",
        f"/search.atom?q={CANARY}",
        "/suggest/?q=Zyk",
        "/suggest/?q=geh",
        "/suggest/?form=opensearch&q=Zyk",
    )

    def bodies(self, **headers: str) -> dict[str, str]:
        answers = {}
        for address in self.ADDRESSES:
            response = self.client.get(address, headers=headers, follow=True)
            body = response.getvalue().decode()
            body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)
            answers[address] = re.sub(r"<updated>[^<]*</updated>", "", body)
        return answers

    def test_every_page_is_the_same_with_and_without_it(self) -> None:
        self.publish("Munition für Nordkorea", self.kp, published="2023-09-14")
        without, without_page = self.bodies(), self.bodies(**HTMX)

        self.publish_in_secret()

        for status in (Publication.DRAFT, Publication.IN_REVIEW, Publication.EMBARGOED, Publication.WITHDRAWN):
            self.set_status(status)
            assert self.bodies() == without, status
        assert self.bodies(**HTMX) == without_page

    def test_an_editor_finds_it(self) -> None:
        self.publish_in_secret()
        self.sign_in_as_editor()

        assert CANARY in self.client.get("/search/?status=draft").content.decode()
        assert CANARY in self.client.get("/suggest/?q=Zyk").content.decode()

    def set_status(self, status: str) -> None:
        secret = Article.objects.get(headline__startswith=CANARY)
        secret.status = status
        secret.embargo_until = timezone.now() + timedelta(days=1)
        secret.version += 1
        secret.save()
        self.index(secret)
