"""The start page."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import set_script_prefix

from articles.models import Article, Publication
from articles.search.backends.base import EngineUnavailable
from articles.search.outbox import refresh_after_commit
from tests.builders import make_article, make_editor, make_entity, make_mention, make_source

ENGLISH: Any = {"accept-language": "en"}


class BrowseTests(TestCase):
    def setUp(self) -> None:
        self.korea = make_entity("country:KP", "Nordkorea", name_en="North Korea")
        self.kim = make_entity("person:kim-jong-un", "Kim Jong-un")

    def publish(self, headline: str, **values: Any) -> Article:
        article = make_article(headline, **values)
        make_mention(article, self.korea)
        make_mention(article, self.kim)
        with self.captureOnCommitCallbacks(execute=True):
            refresh_after_commit([article.pk])
        return article

    def test_it_asks_for_country_person_and_period(self) -> None:
        self.publish("Raketen", published="2023-09")

        page = self.client.get("/", headers=ENGLISH)

        self.assertContains(page, '<option value="kp">North Korea</option>', html=True)
        for name in ("q", "person", "from", "to"):
            self.assertContains(page, f'name="{name}"')

    def test_the_newest_articles_come_first(self) -> None:
        for headline in ("Älter", "Neuer"):
            self.publish(headline)

        page = self.client.get("/").content.decode()

        self.assertLess(page.index(">Neuer</a>"), page.index(">Älter</a>"))

    def test_the_newest_article_says_where_it_comes_from(self) -> None:
        self.publish("Aufmacher", source=make_source("Channel 24"))

        self.assertContains(self.client.get("/"), "<span>Channel 24</span>", html=True)

    def test_months_people_and_countries_are_counted(self) -> None:
        self.publish("Raketen", published="2023-09")

        page = self.client.get("/", headers=ENGLISH)

        self.assertContains(page, 'href="/search/?from=2023-09&amp;to=2023-09"')
        self.assertContains(page, "People named most often")
        self.assertContains(page, 'href="/people/kim-jong-un/"')

    def test_the_chart_leads_to_where_the_site_begins(self) -> None:
        self.publish("Raketen", published="2023-09")
        self.addCleanup(set_script_prefix, "/")

        for begins in ("/archiv/", "/"):
            set_script_prefix(begins)
            self.assertContains(self.client.get("/"), f'href="{begins}search/?from=2023-09&amp;to=2023-09"')

    def test_articles_readers_may_not_see_are_in_no_list_and_no_count(self) -> None:
        for status in (Publication.DRAFT, Publication.WITHDRAWN):
            self.publish("Geheim", status=status, published="1999")

        page = self.client.get("/")

        for secret in ("Geheim", "Kim Jong-un", "Nordkorea</option>", "1999"):
            self.assertNotContains(page, secret)

    def test_an_empty_archive_says_how_to_begin(self) -> None:
        self.assertContains(self.client.get("/", headers=ENGLISH), "manage.py ingest")

    def test_editors_begin_an_empty_archive_by_uploading_and_reviewing(self) -> None:
        self.client.force_login(make_editor())

        page = self.client.get("/", headers=ENGLISH)

        for address in ("/desk/upload/", "/desk/inbox/"):
            self.assertContains(page, f'<li><a href="{address}">')

    def test_without_an_index_the_database_answers_and_the_page_says_so(self) -> None:
        self.publish("Raketen")

        with patch("articles.views.browse.find", side_effect=EngineUnavailable("no index")):
            page = self.client.get("/", headers=ENGLISH)

        self.assertContains(page, "Raketen")
        self.assertContains(page, "The search index is not available")

    def test_six_articles_cost_no_more_queries_than_two(self) -> None:
        counts = []
        for number in (2, 6):
            for _ in range(number):
                self.publish("Raketen")
            with CaptureQueriesContext(connection) as queries:
                self.client.get("/")
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])
