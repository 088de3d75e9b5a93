"""The page of one event: who took part, who says so, where they disagree, and what a reader is not told."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from articles.models import Article, Event, Status
from tests.builders import make_article, make_entity, make_event, make_participation, make_report, make_source
from tests.views.finding import CANARY, FindingTests

TEXT = "Die Lieferung\nErst kam nichts. Dann lieferte Nordkorea Munition. Später schwieg es."
SENTENCE = "Dann lieferte Nordkorea Munition."


class EventPageTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.event = make_event("AID", "military", date="2023-09/2023-11")
        self.article = make_article(TEXT, source=make_source("Channel 24"))
        self.report = make_report(self.event, self.article, SENTENCE, modality="alleged", claimed_by=self.kim)
        make_participation(self.report, self.kp, wording="die DVRK")
        make_participation(self.report, self.ru, "recipient")

    def page(self, event: Event | int | None = None) -> HttpResponse:
        pk = event.pk if isinstance(event, Event) else event or self.event.pk
        return self.client.get(f"/events/{pk}/", headers={"accept-language": "en"})

    def another(self, quote: str = "", **values: Any) -> Article:
        article = make_article(quote and f"Anderes\n{quote}", source=make_source())
        make_report(self.event, article, quote, **values)
        return article

    def test_says_who_took_part_and_how_the_text_calls_them(self) -> None:
        page = self.page()

        self.assertContains(page, "Nordkorea → Russland")
        self.assertContains(page, "“die DVRK”")
        self.assertContains(page, "September to November 2023")

    def test_leads_to_the_sentence_that_says_so_and_says_on_whose_word_and_how_sure(self) -> None:
        page = self.page()

        self.assertContains(page, f"“{SENTENCE}”")
        self.assertContains(page, f'href="{self.article.get_absolute_url()}#s2"')
        self.assertContains(page, "according to Kim Jong-un")
        self.assertContains(page, "alleged")

    def test_the_sentence_it_leads_to_stands_on_the_article_page(self) -> None:
        article = self.client.get(self.article.get_absolute_url()).content.decode()

        [sentence] = re.findall(r'<span class="s" id="s2">(.*?)</span>', article)
        self.assertIn("lieferte", sentence)

    def test_can_be_cited_with_its_permanent_address(self) -> None:
        self.assertContains(self.page(), f"http://testserver/events/{self.event.pk}/ (seen on")
        self.assertContains(self.page(), "Arms delivery: Nordkorea → Russland")

    def test_the_headline_of_one_article_stands_once_however_many_of_its_sentences_say_so(self) -> None:
        make_report(self.event, self.article, "Später schwieg es.")

        page = self.page().content.decode()

        self.assertEqual(page.count('class="report"'), 2)
        self.assertEqual(page.count('<h3><a href="/articles/'), 1)

    def test_shows_in_a_table_where_reports_disagree_and_only_there(self) -> None:
        self.assertNotContains(self.page(), "Where the reports disagree")
        self.another("Es war im August.", date="2023-08", modality="alleged")

        page = self.page()

        self.assertContains(page, "Where the reports disagree")
        self.assertContains(page, "<td>August 2023</td>", html=True)
        self.assertNotContains(page, ">How sure</th>")

    def test_offers_what_the_same_parties_did_before_and_after(self) -> None:
        near = []
        for date in ("2019", "2024-01-14"):
            event = make_event("CONSULT", "visit", date=date)
            report = make_report(event, make_article(f"Besuch {date}"))
            make_participation(report, self.kp)
            make_participation(report, self.ru, "recipient")
            near.append(event.pk)
        alone = make_event("CONSULT", "visit", date="2020")
        make_participation(make_report(alone, make_article("Allein")), self.kp)

        shown = [int(one) for one in re.findall(r'id="event-(\d+)"', self.page().content.decode())]

        self.assertEqual(shown, list(reversed(near)))
        self.assertContains(self.page(), "/events/?a=kp&amp;b=ru")

    def test_one_joined_to_another_leads_there_for_good(self) -> None:
        joined = make_event(merged_into=self.event, public_from=timezone.now())

        response = self.page(joined)

        self.assertEqual((response.status_code, response.headers["Location"]), (301, f"/events/{self.event.pk}/"))

    def test_one_that_was_joined_while_only_a_draft_told_of_it_leads_editors_alone_there(self) -> None:
        joined = make_event(merged_into=self.event)

        self.assertEqual(self.page(joined).status_code, 404)
        self.sign_in_as_editor()
        self.assertEqual(self.page(joined).status_code, 301)

    def test_rejected_ones_and_those_of_secret_articles_are_as_unknown_as_any_other_number(self) -> None:
        rejected = make_event(status=Status.REJECTED)
        make_report(rejected, make_article("Abgelehnt"))
        secret = make_event()
        make_report(secret, self.publish_in_secret())
        joined_to_secret = make_event(merged_into=secret)

        answers = {self._without_token(self.page(one)) for one in (rejected, secret, joined_to_secret, 4711)}

        self.assertEqual(len(answers), 1)
        self.assertEqual(self.page(secret).status_code, 404)

    def test_says_nothing_of_what_a_secret_report_adds(self) -> None:
        before = self._without_token(self.page())
        secret = self.publish_in_secret()
        make_participation(
            make_report(self.event, secret, secret.headline, date="2023-10-07", modality="denied"),
            make_entity("person:zweiter", f"{CANARY} der Zweite"),
            "recipient",
        )

        self.assertEqual(self._without_token(self.page()), before)

    def test_shows_editors_all_of_it(self) -> None:
        secret = self.publish_in_secret()
        make_report(self.event, secret, secret.headline, date="2023-10-07")
        self.sign_in_as_editor()

        self.assertContains(self.page(), CANARY)
        self.assertContains(self.page(), "Where the reports disagree")

    def test_says_that_nobody_has_confirmed_what_a_machine_found(self) -> None:
        Event.objects.update(status=Status.PROPOSED)

        self.assertContains(self.page(), "found by a machine, not yet confirmed")

    def _without_token(self, response: HttpResponse) -> str:
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
        return re.sub(r"/events/\d+/", "/events/N/", text)


class FourClicksTests(EventPageTests):
    def test_from_the_start_page_to_the_quoted_sentence_without_scripts(self) -> None:
        """Who did what between Russia and North Korea in autumn 2023, and who says so?"""
        self.publish("Nordkorea und Russland", self.kp, self.ru)

        start = self.client.get("/").content.decode()
        self.assertIn('href="/events/"', start)
        asked = self.client.get("/events/?a=Russland&b=Nordkorea&from=2023-09&to=2023-11", follow=True)
        [event] = re.findall(r'<h3><a href="(/events/\d+/)">', asked.content.decode())
        [sentence] = set(re.findall(r'href="([^"]+#s2)"', self.client.get(event).content.decode()))
        article = self.client.get(sentence).content.decode()

        self.assertIn('id="s2"', article)
