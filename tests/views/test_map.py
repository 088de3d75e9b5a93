"""The map of the world, as a page and as the part the start page loads."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from articles.models import Publication
from articles.search.backends.base import EngineUnavailable
from tests.builders import make_entity
from tests.views.finding import CANARY, FindingTests

ENGLISH: Any = {"accept-language": "en"}
FRAGMENT: Any = {"hx-request": "true", "accept-language": "en"}


class WorldMapTests(FindingTests):
    def test_a_country_leads_to_its_page_from_the_map_and_from_the_list(self) -> None:
        self.publish("Raketen", self.kp)

        page = self.client.get("/map/world/", headers=ENGLISH)

        self.assertContains(page, "<title>Nordkorea: 1 article</title>")
        self.assertContains(page, '<a href="/countries/kp/" tabindex="-1">')
        self.assertContains(page, '<a href="/countries/kp/">Nordkorea</a>', html=True)

    def test_the_list_begins_with_the_country_named_most_and_leads_to_its_articles(self) -> None:
        self.publish("Raketen", self.ru)
        self.publish("Munition", self.ru, self.kp)

        page = self.client.get("/map/world/", headers=ENGLISH).content.decode()

        self.assertLess(page.index('href="/search/?country=ru"'), page.index('href="/search/?country=kp"'))

    def test_the_start_page_gets_the_map_alone(self) -> None:
        self.publish("Raketen", self.kp)

        fragment = self.client.get("/map/world/", headers=FRAGMENT)

        self.assertTrue(fragment.content.decode().strip().startswith('<figure class="map">'))
        self.assertIn("HX-Request", fragment["Vary"])
        self.assertIn("private", fragment["Cache-Control"])

    def test_the_start_page_leads_to_it_without_scripts(self) -> None:
        self.publish("Raketen", self.kp)

        page = self.client.get("/", headers=ENGLISH)

        self.assertContains(page, 'hx-get="/map/world/"')
        self.assertContains(page, '<a href="/map/world/">World map of the articles</a>', html=True)

    def test_it_says_how_disputed_areas_are_drawn(self) -> None:
        for borders, said in (("recognised", "Crimea is drawn with Ukraine"), ("controlled", "Crimea with Russia")):
            with self.settings(BORDERS=borders):
                self.assertContains(self.client.get("/map/world/", headers=ENGLISH), said)

    def test_each_counts_what_they_may_see(self) -> None:
        self.publish("Geheim", self.kp, status=Publication.DRAFT)

        as_reader = self.client.get("/map/world/", headers=ENGLISH)
        self.sign_in_as_editor()
        as_editor = self.client.get("/map/world/", headers=ENGLISH)

        self.assertContains(as_reader, "<title>Nordkorea: no articles</title>")
        self.assertContains(as_editor, "<title>Nordkorea: 1 article</title>")

    def test_a_country_nobody_may_know_of_is_on_no_map(self) -> None:
        secret = make_entity("country:FR", CANARY)
        self.publish("Geheim", secret, status=Publication.DRAFT)

        self.assertNotContains(self.client.get("/map/world/"), CANARY)

    def test_without_an_index_it_says_that_nothing_is_counted(self) -> None:
        with patch("articles.views.map.find", side_effect=EngineUnavailable("no index")):
            page = self.client.get("/map/world/", headers=ENGLISH)

        self.assertContains(page, "without it nothing is counted")
