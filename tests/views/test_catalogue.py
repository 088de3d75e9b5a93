"""Sources and subjects, as readers see them."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from articles.models import Publication, Subject
from tests.builders import make_source
from tests.views.finding import FindingTests

ENGLISH: Any = {"accept-language": "en"}


class SourceListTests(FindingTests):
    def test_a_source_says_what_is_known_of_it_and_leads_to_its_articles(self) -> None:
        source = make_source(
            "Channel 24", slug="channel-24", language="uk", country=self.kp, url="https://www.24tv.ua/", rights="CC BY"
        )
        self.publish("Raketen", source=source)

        page = self.client.get("/sources/", headers=ENGLISH)

        for said in ("Channel 24", "Ukrainian", "Nordkorea", "24tv.ua", "CC BY", 'href="/search/?source=channel-24"'):
            self.assertContains(page, said)

    def test_the_source_of_most_articles_is_first(self) -> None:
        rare, frequent = make_source("Anzeiger"), make_source("Zeitung")
        for source in (rare, frequent, frequent):
            self.publish("Raketen", source=source)

        page = self.client.get("/sources/").content.decode()

        self.assertLess(page.index("Zeitung"), page.index("Anzeiger"))

    def test_a_source_of_drafts_alone_is_nobodys(self) -> None:
        self.publish("Geheim", source=make_source("Depesche"), status=Publication.DRAFT)
        make_source("Ohne Artikel")

        page = self.client.get("/sources/", headers=ENGLISH)

        self.assertContains(page, "No article has a source yet")

    def test_a_long_list_has_pages(self) -> None:
        for number in range(3):
            self.publish("Raketen", source=make_source(f"Blatt {number}"))

        with patch("articles.views.catalogue.SOURCES_A_PAGE", 2):
            first, second = (self.client.get(f"/sources/{one}").content.decode() for one in ("", "?page=2"))

        self.assertIn('href="?page=2"', first)
        self.assertEqual(
            [f"Blatt {number}" in second for number in range(3)],
            [f"Blatt {number}" not in first for number in range(3)],
        )


class SubjectListTests(FindingTests):
    def test_a_subject_leads_to_its_articles(self) -> None:
        article = self.publish("Raketen")
        article.subjects.add(Subject.objects.create(name="Rüstung", slug="ruestung"))
        self.index(article)

        page = self.client.get("/subjects/")

        self.assertContains(page, '<a href="/search/?subject=ruestung"><bdi>Rüstung</bdi></a>', html=True)

    def test_a_subject_of_drafts_alone_is_nobodys(self) -> None:
        article = self.publish("Geheim", status=Publication.DRAFT)
        article.subjects.add(Subject.objects.create(name="Verschlusssache", slug="verschlusssache"))
        self.index(article)

        self.assertNotContains(self.client.get("/subjects/"), "Verschlusssache")
