"""The page of two countries, people or organisations, and the form that leads to it."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Entity, Event, Publication, Status
from tests.builders import make_entity, make_event, make_mention, make_participation, make_report
from tests.views.finding import CANARY, FindingTests

_ENGLISH = {"accept-language": "en"}


class PairTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.article = self.publish("Nordkorea versorgte Russland.", self.kp, self.ru, published="2023-11")
        self.delivery = self.event(self.article, self.kp, self.ru, type="AID", mode="military", date="2023-09/2023-11")

    def event(self, article: Article, actor: Entity, recipient: Entity, **values: Any) -> Event:
        """An event that *article* reports with its first words."""
        event = make_event(values.pop("type", "CONSULT"), values.pop("mode", ""), **values)
        report = make_report(event, article)
        make_participation(report, actor)
        make_participation(report, recipient, "recipient")
        return event

    def page(self, address: str = "/pairs/kp/ru/") -> str:
        response = self.client.get(address, headers=_ENGLISH)
        self.assertEqual(response.status_code, 200, address)
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())


class AddressTests(PairTests):
    def test_two_slugs_have_one_page_in_alphabetical_order(self) -> None:
        for address in ("/pairs/ru/kp/", "/pairs/KP/ru/", "/pairs/kp/RU/"):
            self.assertRedirects(self.client.get(address), "/pairs/kp/ru/", status_code=301)

    def test_who_was_merged_leads_to_who_stands_for_them(self) -> None:
        make_entity("organisation:dvrk", "DVRK", merged_into=self.kp, authority_values={"name_de": "DVRK"})

        self.assertRedirects(self.client.get("/pairs/dvrk/ru/"), "/pairs/kp/ru/", status_code=301)
        self.assertRedirects(self.client.get("/pairs/dvrk/kp/"), self.kp.get_absolute_url(), status_code=301)

    def test_the_same_twice_is_the_page_of_the_one(self) -> None:
        self.assertRedirects(self.client.get("/pairs/kp/kp/"), self.kp.get_absolute_url(), status_code=301)

    def test_nobody_and_places_have_no_page(self) -> None:
        make_entity("place:moskau", "Moskau", authority_values={"name_de": "Moskau"})

        for address in ("/pairs/kp/atlantis/", "/pairs/kp/moskau/"):
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_a_slug_of_a_country_and_a_person_is_the_country(self) -> None:
        make_entity("person:ru", "Ru Paul", authority_values={"name_de": "Ru"})

        self.assertIn("Russland", self.page())

    def test_people_and_countries_go_together(self) -> None:
        self.publish("Kim Jong-un und Russland.", self.kim, self.ru)

        self.assertIn("Kim Jong-un", self.page("/pairs/kim-jong-un/ru/"))


class FigureTests(PairTests):
    def test_articles_with_both_are_counted_from_the_first_to_the_latest(self) -> None:
        first = self.publish("Russland besucht Nordkorea.", self.kp, self.ru, published="2019-04-25")
        self.publish("Nordkorea allein.", self.kp, published="2010")

        page = self.page()

        self.assertRegex(page, r"<dt>articles with both</dt><dd>2</dd>")
        self.assertInHTML(f'<a href="{first.get_absolute_url()}">25 April 2019</a>', page)
        self.assertIn("November 2023", page)
        self.assertIn('href="/search/?country=kp&amp;country=ru"', page)

    def test_who_else_is_named_leads_to_the_articles_with_all_three(self) -> None:
        self.publish("Kim, Nordkorea und Russland.", self.kp, self.ru, self.kim)

        page = self.page()

        self.assertIn('<a href="/search/?country=kp&amp;country=ru&amp;person=kim-jong-un">1', page)

    def test_events_are_counted_by_kind_and_year(self) -> None:
        self.event(self.article, self.ru, self.kp, mode="visit", date="2023-07-25")
        self.event(self.article, self.kp, self.ru, mode="visit", date="2019")

        page = self.page()

        for address, words in (
            ("type=visit&amp;from=2019&amp;to=2019", "Visit 2019: 1"),
            ("type=visit&amp;from=2023&amp;to=2023", "Visit 2023: 1"),
            ("type=visit", "Visit: 2"),
            ("type=delivery", "Arms delivery: 1"),
        ):
            self.assertIn(f'href="/events/?a=kp&amp;b=ru&amp;{address}" aria-label="{words}"', page)

    def test_a_type_with_several_modes_is_their_sum(self) -> None:
        self.event(self.article, self.ru, self.kp, type="AID", date="2023")

        page = self.page()

        self.assertIn('aria-label="Aid 2023: 2"', page)
        self.assertIn('<tr class=part><th scope="row">', page)
        self.assertIn('aria-label="Arms delivery 2023: 1"', page)

    def test_an_event_over_the_turn_of_the_year_is_counted_in_both(self) -> None:
        self.event(self.article, self.ru, self.kp, mode="multilateral", date="2021-11/2022-02")

        page = self.page()

        for words in ("Talks 2021: 1", "Talks 2022: 1", "Talks: 1"):
            self.assertIn(f'aria-label="{words}"', page)

    def test_every_number_is_as_many_events_as_its_link_leads_to(self) -> None:
        for date in ("2019", "2021-11/2022-02", "2022-02-24/..", "../2018", ""):
            self.event(self.article, self.ru, self.kp, mode="visit", date=date)
        self.event(self.article, self.ru, self.kp, type="AID", date="2001-05")

        numbers = re.findall(r'href="(/events/\?a=kp[^"]*)" aria-label="[^"]*">(\d+)</a>', self.page())

        self.assertGreater(len(numbers), 10)
        for address, number in numbers:
            listed = self.client.get(address.replace("&amp;", "&")).content.decode()
            self.assertEqual(len(set(re.findall(r'id="event-(\d+)"', listed))), int(number), address)

    def test_who_acts_for_a_country_acts_as_the_country(self) -> None:
        putin = make_entity("person:putin", "Putin", country=self.ru, authority_values={"name_de": "Putin"})
        self.event(self.article, putin, self.kp, mode="visit", date="2024-06-19")

        self.assertIn('aria-label="Visit 2024: 1"', self.page())

    def test_the_latest_events_come_with_their_quotes(self) -> None:
        page = self.page()

        self.assertIn(f'id="event-{self.delivery.pk}"', page)
        self.assertIn("Nordkorea versorgte Russland.", page)

    def test_two_that_have_nothing_in_common_are_told_so(self) -> None:
        make_entity("country:JP", "Japan", authority_values={"name_de": "Japan"})

        page = self.page("/pairs/jp/kp/")

        self.assertIn("No article in this archive names both Japan and Nordkorea.", page)
        self.assertNotIn("<table", page)


class SecretPairTests(PairTests):
    def secret(self) -> Article:
        return self.publish("Geheim\nNordkorea traf Russland.", self.kp, self.ru, status=Publication.DRAFT)

    def same(self, address: str, change: Any) -> None:
        before = self.page(address)

        change()

        self.assertEqual(self.page(address), before)

    def test_articles_and_events_of_drafts_leave_no_trace(self) -> None:
        def change() -> None:
            draft = self.secret()
            self.event(draft, self.kp, self.ru, mode="visit", date="2020-01-01")
            make_participation(make_report(self.delivery, draft), make_entity("person:geheim", CANARY))

        self.same("/pairs/kp/ru/", change)

    def test_a_party_only_a_draft_names_makes_no_event_between_them(self) -> None:
        japan = make_entity("country:JP", "Japan", authority_values={"name_de": "Japan"})

        def change() -> None:
            draft = self.secret()
            make_participation(make_report(self.delivery, draft), japan, "recipient")

        self.same("/pairs/jp/kp/", change)

    def test_somebody_only_drafts_know_has_no_page(self) -> None:
        secret = make_entity("person:geheim", CANARY)
        make_mention(self.secret(), secret)

        self.assertEqual(self.client.get("/pairs/geheim/kp/").status_code, 404)
        self.assertIn("does not know", self.page("/pairs/?a=geheim&b=kp"))

    def test_rejected_participations_do_not_count(self) -> None:
        visit = self.event(self.article, self.ru, self.kp, mode="visit", date="2020")
        visit.participations.filter(entity=self.kp).update(status=Status.REJECTED)

        self.assertNotIn("Visit", self.page())


class FormTests(PairTests):
    def test_two_names_in_any_spelling_lead_to_the_page(self) -> None:
        self.assertRedirects(self.client.get("/pairs/", {"a": "Russland", "b": "КНДР"}), "/pairs/kp/ru/")

    def test_an_unknown_name_stays_in_its_field_with_a_sentence(self) -> None:
        page = self.page("/pairs/?a=Atlantis&b=kp")

        self.assertIn("The archive does not know “Atlantis”.", page)
        self.assertIn('value="Atlantis"', page)
        self.assertIn('value="kp"', page)

    def test_of_namesakes_one_is_chosen(self) -> None:
        make_entity("person:kim-yo-jong", "Kim Yo-jong", "Kim", authority_values={"name_de": "Kim"})
        make_entity("person:kim-il-sung", "Kim Il-sung", "Kim", authority_values={"name_de": "Kim"})

        page = self.page("/pairs/?a=Kim&b=ru")

        self.assertIn("Several are called “Kim”.", page)
        self.assertIn('href="?a=kim-il-sung&amp;b=ru"', page)

    def test_the_same_name_twice_and_an_empty_field_are_told(self) -> None:
        self.assertIn("the same one twice", self.page("/pairs/?a=kp&b=Nordkorea"))
        self.assertIn("Whom?", self.page("/pairs/?a=kp&b="))

    def test_pairs_that_are_often_named_together_are_offered(self) -> None:
        self.assertIn('<a href="/pairs/kp/ru/">', self.page("/pairs/"))

    def test_what_is_typed_is_escaped(self) -> None:
        self.assertNotIn("<script>alert", self.page("/pairs/?a=<script>alert(1)</script>&b=kp"))


class CostTests(PairTests):
    def test_thirty_events_and_articles_cost_as_many_queries_as_three(self) -> None:
        self._add(range(3))
        few = self._queries()

        self._add(range(3, 30))

        self.assertEqual(self._queries(), few)

    def _add(self, numbers: range) -> None:
        for number in numbers:
            person = make_entity(f"person:x{number}", f"Person {number}")
            article = self.publish(f"Satz {number}.", self.kp, self.ru, person, published=f"20{number % 20:02}-01")
            self.event(article, self.kp, self.ru, mode="visit", date=f"20{number % 20:02}-01")

    def _queries(self) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.page()
        return len(queries)
