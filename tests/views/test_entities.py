"""The pages of people, countries, organisations, places and weapons."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import NameKind, Publication, Status
from articles.search.backends.base import EngineUnavailable
from tests.builders import (
    make_article,
    make_entity,
    make_event,
    make_mention,
    make_name,
    make_participation,
    make_report,
)
from tests.views.finding import CANARY, FindingTests

ENGLISH: Any = {"accept-language": "en"}
_TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


class EntityPageTests(FindingTests):
    def page(self, address: str = "/countries/kp/") -> str:
        response = self.client.get(address, headers=ENGLISH)
        self.assertEqual(response.status_code, 200, address)
        return response.content.decode()

    def test_it_counts_the_articles_that_name_it(self) -> None:
        for month in ("2023-09", "2023-11", "2024-01"):
            self.publish("Munition", self.kp, published=month)
        self.publish("Fußball", self.ru)

        page = self.page()

        self.assertIn("<dt>Articles</dt><dd>3</dd>", page)
        self.assertIn('<dt>oldest article</dt><dd class="words">September 2023</dd>', page)
        self.assertIn('<dt>newest article</dt><dd class="words">January 2024</dd>', page)
        self.assertIn('href="/search/?country=kp"', page)

    def test_it_says_in_how_many_of_them_an_editor_has_confirmed_it(self) -> None:
        self.publish("Munition", self.kp)
        proposed = make_article("Raketen")
        make_mention(proposed, self.kp, status=Status.PROPOSED, score=0.99)
        self.index(proposed)

        page = self.page()

        self.assertIn("<dt>Articles</dt><dd>2</dd>", page)
        self.assertIn("<dt>of them confirmed by editors</dt><dd>1</dd>", page)

    def test_names_stand_once_with_what_they_are(self) -> None:
        make_name(self.kp, "nordkoreanisch", kind=NameKind.ADJECTIVE, language="de")
        make_name(self.kp, "Nordkoera", kind=NameKind.MISSPELLING, language="de")
        make_name(self.kp, "Falschland", status=Status.REJECTED)

        page = self.page()

        self.assertIn(
            "<span>nordkoreanisch</span> <small>adjective, German</small>".replace("<span>", '<span lang="de">'), page
        )
        self.assertIn(
            '<li class="wrong"><span lang="de">Nordkoera</span> <small>misspelling, German</small></li>', page
        )
        self.assertNotIn("Falschland", page)

    def test_companions_lead_to_their_pages_to_both_and_to_the_pair(self) -> None:
        self.publish("Gipfel", self.kp, self.ru, self.kim)

        page = self.page()

        self.assertIn('href="/countries/ru/"', page)
        self.assertIn('href="/search/?country=kp&amp;country=ru"', page)
        self.assertIn('href="/pairs/kp/ru/"', page)
        self.assertIn('href="/search/?country=kp&amp;person=kim-jong-un"', page)

    def test_it_is_not_its_own_companion(self) -> None:
        self.publish("Munition", self.kp)

        self.assertNotIn("country=kp&amp;country=kp", self.page())

    def test_events_stand_with_their_sentences(self) -> None:
        sentence = "Kim traf Putin im September 2023."
        article = self.publish(f"Gipfel\n{sentence}", self.kim)
        event = make_event("CONSULT", "meeting", date="2023-09")
        make_participation(make_report(event, article, sentence), self.kim)

        page = self.page("/people/kim-jong-un/")

        self.assertIn(event.get_absolute_url(), page)
        self.assertIn(sentence, page)
        self.assertIn(f"{article.get_absolute_url()}#s", page)
        self.assertIn('href="/events/?a=kim-jong-un"', page)

    def test_a_place_has_the_events_reported_from_it(self) -> None:
        moscow = make_entity("place:moskau", "Moskau")
        article = self.publish("Choe traf am Montag in Moskau ein.", moscow)
        event = make_event("CONSULT", "visit", date="2024-01-14")
        make_participation(make_report(event, article, place=moscow), self.kim)

        page = self.page("/places/moskau/")

        self.assertIn(event.get_absolute_url(), page)
        self.assertIn('href="/events/?place=moskau"', page)

    def test_the_chart_can_be_drawn_by_year_and_stands_as_a_table(self) -> None:
        self.publish("Munition", self.kp, published="2023-09")
        self.publish("Munition", self.kp, published="2021-02")

        page = self.page("/countries/kp/?by=year")

        self.assertIn("Articles per year", page)
        self.assertIn('<a href="?by=month#months">Month</a>', page)
        self.assertIn('href="/countries/kp/mentions/"', page)

    def test_articles_that_name_it_most_are_not_just_the_newest(self) -> None:
        for number in range(6):
            self.publish(f"Neu {number}", self.kp, published=f"2024-01-{number + 10}")
        telling = self.publish("Alt, aber über Nordkorea", *[self.kp] * 12, published="1999")

        page = self.page()

        self.assertIn("In most detail", page)
        self.assertIn(telling.get_absolute_url(), page)

    def test_a_merged_entity_leads_to_the_one_that_stands_for_it(self) -> None:
        make_entity("country:PRK", "DVRK", merged_into=self.kp)

        for tail in ("/", "/mentions/", "/co-mentions/", ".atom"):
            answer = self.client.get(f"/countries/prk{tail}")

            self.assertRedirects(answer, f"/countries/kp{tail}", status_code=301, fetch_redirect_response=False)

    def test_capitals_in_the_address_lead_to_the_one_address(self) -> None:
        self.assertRedirects(
            self.client.get("/countries/KP/"), "/countries/kp/", status_code=301, fetch_redirect_response=False
        )

    def test_an_entity_of_another_kind_is_not_there(self) -> None:
        self.assertEqual(self.client.get("/people/kp/").status_code, 404)

    def test_whoever_occurs_only_in_a_secret_article_is_not_there(self) -> None:
        self.publish_in_secret()

        secret, nobody = (self.client.get(f"/people/{slug}/") for slug in ("geheim", "niemand"))

        self.assertEqual((secret.status_code, nobody.status_code), (404, 404))
        self.assertEqual(
            _TOKEN.sub(b"", secret.content).replace(b"geheim", b"niemand"), _TOKEN.sub(b"", nobody.content)
        )

    def test_nor_is_whoever_leads_to_them(self) -> None:
        secret = self.publish_in_secret().mentions.get(entity__slug="geheim").entity
        make_entity("person:bekannt", "Bekannt", merged_into=secret, authority_values={"name_de": "Bekannt"})

        self.assertEqual(self.client.get("/people/bekannt/").status_code, 404)

    def test_editors_see_them(self) -> None:
        self.publish_in_secret(Publication.DRAFT)
        self.sign_in_as_editor()

        self.assertContains(self.client.get("/people/geheim/"), CANARY)

    def test_an_event_only_a_secret_article_reports_is_not_there(self) -> None:
        self.publish("Munition", self.kp)
        secret = self.publish_in_secret()
        event = make_event("AID", "military", date="2023")
        make_participation(make_report(event, secret), self.kp)

        page = self.page()

        self.assertNotIn(event.get_absolute_url(), page)
        self.assertNotIn("<dt>Events</dt>", page)

    def test_somebody_without_articles_has_a_page_that_says_so(self) -> None:
        page = self.page("/countries/ru/")

        self.assertIn("No article in this archive names Russland yet", page)
        self.assertNotIn("Named together", page)

    def test_without_an_index_it_shows_what_the_database_has(self) -> None:
        article = self.publish("Munition", self.kp)
        away = patch("articles.filters.entities.figures.find", side_effect=EngineUnavailable("away"))

        with away:
            page = self.page()

        self.assertIn("The search index is not available", page)
        self.assertIn(article.get_absolute_url(), page)

    def test_more_of_everything_costs_as_many_queries(self) -> None:
        def another(number: int) -> None:
            person = make_entity(f"person:p{number}", f"Person {number}")
            article = self.publish(
                f"Treffen {number}", self.kp, self.ru, person, published=f"2023-{number % 12 + 1:02}"
            )
            make_participation(make_report(make_event(date="2023-09"), article), self.kp)

        def queries() -> int:
            with CaptureQueriesContext(connection) as asked:
                self.page()
            return len(asked)

        for number in range(7):
            another(number)
        few = queries()
        for number in range(7, 30):
            another(number)

        self.assertEqual(queries(), few)


class MonthsPageTests(FindingTests):
    def test_every_number_leads_to_its_articles(self) -> None:
        self.publish("Munition", self.kp, published="2023-09-14")
        self.publish("Munition", self.kp, published="2023")
        self.publish("Munition", self.kp)

        page = self.client.get("/countries/kp/mentions/", headers=ENGLISH)

        self.assertContains(page, 'href="/search/?country=kp&amp;from=2023-09&amp;to=2023-09"')
        self.assertContains(page, 'href="/search/?country=kp&amp;from=2023-01&amp;to=2023-12"')
        self.assertContains(page, "3 articles in all. 1 of them has no date.")
        self.assertContains(page, "no month")


class TogetherPageTests(FindingTests):
    def test_it_ranks_one_kind_by_the_articles_with_both(self) -> None:
        lavrov = make_entity("person:lawrow", "Sergej Lawrow")
        self.publish("Gipfel", self.kp, self.kim, lavrov)
        self.publish("Parade", self.kp, self.kim)

        page = self.client.get("/countries/kp/co-mentions/", headers=ENGLISH).content.decode()

        self.assertLess(page.index("Kim Jong-un"), page.index("Sergej Lawrow"))
        self.assertIn('<i class="p100 m-person">', page)
        self.assertIn('<i class="p50 m-person">', page)

    def test_other_kinds_are_a_link_away(self) -> None:
        self.publish("Gipfel", self.kp, self.ru)

        page = self.client.get("/countries/kp/co-mentions/?kind=country", headers=ENGLISH)

        self.assertContains(page, 'href="/countries/ru/"')
        self.assertContains(page, 'href="?kind=person"')


class EntityFeedTests(FindingTests):
    def test_it_has_the_articles_that_name_it(self) -> None:
        self.publish("Munition für Nordkorea", self.kp)
        self.publish("Fußball", self.ru)

        feed = self.client.get("/countries/kp.atom")

        self.assertEqual(feed["Content-Type"], "application/atom+xml; charset=utf-8")
        self.assertContains(feed, "Munition für Nordkorea")
        self.assertContains(feed, 'href="http://testserver/countries/kp.atom" rel="self"')
        self.assertNotContains(feed, "Fußball")
