"""The list of events: what it can be asked, what it shows, and what it says where there is nothing."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from articles.models import Entity, Event, Status
from articles.search.engines import engine
from tests.builders import make_article, make_entity, make_event, make_participation, make_report
from tests.views.finding import CANARY, FindingTests


class EventListTests(FindingTests):
    def happen(self, type: str = "CONSULT", mode: str = "visit", *parties: Entity, **values: Any) -> Event:
        """An event of which an article of its own tells, the first of *parties* acting, the others acted upon."""
        event = make_event(type, mode, **values)
        report = make_report(event, make_article("Meldung\nEs geschah."), "Es geschah.")
        for place, party in enumerate(parties):
            make_participation(report, party, "recipient" if place else "actor")
        return event

    def page(self, query: str = "") -> HttpResponse:
        return self.client.get(f"/events/{query}", headers={"accept-language": "en"})

    def shown(self, query: str = "") -> list[int]:
        """The events listed, by id, in their order."""
        return [int(number) for number in re.findall(r'id="event-(\d+)"', self.page(query).content.decode())]


class AskingTests(EventListTests):
    def test_two_parties_are_those_who_both_took_part(self) -> None:
        both = self.happen("CONSULT", "visit", self.kp, self.ru)
        self.happen("CONSULT", "visit", self.kp)
        self.happen("CONSULT", "visit", self.ru)

        self.assertEqual(self.shown("?a=kp&b=ru"), [both.pk])

    def test_a_country_stands_for_those_who_act_for_it(self) -> None:
        self.kim.country = self.kp
        self.kim.save()
        visit = self.happen("CONSULT", "visit", self.kim, self.ru)

        self.assertEqual(self.shown("?a=kp&b=ru"), [visit.pk])

    def test_parties_are_found_by_any_of_their_names_and_addressed_by_their_slug(self) -> None:
        response = self.page("?a=DPRK&b=")

        self.assertRedirects(response, "/events/?a=kp")

    def test_a_kind_stands_for_its_modes_and_several_kinds_are_any_of_them(self) -> None:
        visit, delivery, strike = (self.happen(*kind) for kind in (("CONSULT", "visit"), ("AID", "military"),
                                                                   ("PROTEST", "strike")))  # fmt: skip

        self.assertEqual(self.shown("?type=consultation"), [visit.pk])
        self.assertEqual(self.shown("?type=delivery&type=strike"), [strike.pk, delivery.pk])

    def test_a_period_finds_every_date_that_can_lie_in_it(self) -> None:
        autumn = self.happen(date="2023-09/2023-11")
        day = self.happen(date="2023-11-02")
        self.happen(date="2023-12")
        self.happen()

        self.assertEqual(self.shown("?from=2023-11&to=2023-11"), [autumn.pk, day.pk])

    def test_a_place_is_where_it_happened(self) -> None:
        moscow = make_entity("place:moskau", "Moskau", authority_values={"name_de": "Moskau"})
        there = self.happen(place=moscow)
        self.happen()

        self.assertEqual(self.shown("?place=moskau"), [there.pk])

    def test_an_article_gives_the_events_it_reports(self) -> None:
        event = self.happen()
        self.happen()
        article = event.reports.get().article

        self.assertEqual(self.shown(f"?article={article.pk}"), [event.pk])
        self.assertContains(self.page(f"?article={article.pk}"), "Meldung")

    def test_only_confirmed_ones_where_that_is_asked(self) -> None:
        confirmed = self.happen()
        self.happen(status=Status.PROPOSED)

        self.assertEqual(len(self.shown()), 2)
        self.assertEqual(self.shown("?confirmed=1"), [confirmed.pk])


class OrderTests(EventListTests):
    def test_the_newest_come_first_and_those_without_a_date_last(self) -> None:
        undated, old, new = self.happen(), self.happen(date="2019"), self.happen(date="2024-01-14")

        self.assertEqual(self.shown(), [new.pk, old.pk, undated.pk])
        self.assertEqual(self.shown("?sort=oldest"), [old.pk, new.pk, undated.pk])

    def test_each_year_has_a_heading_and_what_has_not_ended_stands_where_it_began(self) -> None:
        self.happen(date="2024-01-14")
        self.happen(date="2022-02-24/..")
        self.happen()

        headings = re.findall(r"<h2(?: class=\"near\")?>([^<]+)</h2>", self.page().content.decode())

        self.assertEqual(headings, ["2022", "2024", "no date"])

    def test_thirty_events_fill_two_pages_without_loss(self) -> None:
        for number in range(30):
            self.happen(**({"date": f"2020-{number % 12 + 1:02}"} if number < 28 else {}))

        first, second = self.shown(), self.shown("?page=2")

        self.assertEqual(len(first), 25)
        self.assertEqual(len({*first, *second}), 30)
        self.assertContains(self.page("?page=2"), "Page 2 of 2")
        self.assertEqual(self.shown("?page=99"), second)

    def test_totals_say_how_many_have_no_date(self) -> None:
        self.happen(date="2020")
        self.happen()
        self.happen()

        self.assertContains(self.page(), "3 events, 2 of them without a date")


class TimelineTests(EventListTests):
    def test_a_mark_leads_to_its_line_on_the_page(self) -> None:
        event = self.happen(date="2024-01-14")

        self.assertContains(self.page(), f'<a href="#event-{event.pk}">')

    def test_too_many_to_tell_apart_are_counted_with_the_same_numbers_as_a_table(self) -> None:
        for number in range(90):
            self.happen(date=f"2020-{number % 12 + 1:02}-05")

        page = self.page()

        self.assertContains(page, "Numbers as a table")
        self.assertContains(page, "<td>90</td>")
        self.assertContains(page, "/events/?from=2020&amp;to=2020")

    def test_without_any_dated_event_there_is_no_timeline(self) -> None:
        self.happen()

        self.assertNotContains(self.page(), 'role="region"')


class NothingFoundTests(EventListTests):
    def test_the_nearest_events_before_and_after_are_named(self) -> None:
        before, after = self.happen(date="1990"), self.happen(date="2010")
        self.happen(date="1980")

        self.assertEqual(self.shown("?from=2000&to=2001"), [before.pk, after.pk])

    def test_an_archive_without_events_says_what_will_stand_here(self) -> None:
        self.assertContains(self.page(), "No events yet")

    def test_the_articles_that_name_both_are_one_click_away(self) -> None:
        self.assertContains(self.page("?a=kp&b=ru"), "/search/?country=kp&amp;country=ru")


class MistakeTests(EventListTests):
    def test_an_unknown_name_stays_in_its_field_with_a_sentence_and_matches_nothing(self) -> None:
        self.happen("CONSULT", "visit", self.kp)

        page = self.page("?a=Atlantis")

        self.assertContains(page, "The archive does not know “Atlantis”.")
        self.assertContains(page, 'value="Atlantis"')
        self.assertEqual(self.shown("?a=Atlantis"), [])

    def test_what_is_no_date_stays_in_its_field_with_a_sentence(self) -> None:
        page = self.page("?from=morgen")

        self.assertContains(page, "“morgen” is not a date")
        self.assertContains(page, 'value="morgen"')

    def test_a_period_that_ends_before_it_begins_is_said_to(self) -> None:
        self.assertContains(self.page("?from=2024&to=2023"), "The period ends before it begins.")

    def test_an_unknown_kind_is_said_to_be_one(self) -> None:
        self.assertContains(self.page("?type=party"), "The archive knows no kind of event “party”.")

    def test_typed_markup_is_shown_as_typed(self) -> None:
        self.assertNotContains(self.page("?a=%3Cscript%3Ealert(1)"), "<script>alert")


class SecretTests(EventListTests):
    def test_what_only_a_secret_article_says_changes_nothing(self) -> None:
        event = self.happen("CONSULT", "visit", self.kp, date="2019-03")
        addresses = ("", "?a=geheim", f"?a={CANARY}", "?place=geheim", "?from=2019-03-07&to=2019-03-07", "?a=kp&b=ru")
        without = [self._body(one) for one in addresses]

        secret = self.publish_in_secret()
        entity = Entity.objects.get(key="person:geheim")
        more = make_report(event, secret, secret.headline, date="2019-03-07", place=entity, modality="denied")
        make_participation(more, entity)
        make_participation(more, self.ru, "recipient")
        make_report(make_event(date="2019-03-08"), secret, secret.headline)
        self.index(secret)

        self.assertEqual([self._body(one) for one in addresses], without)

    def _body(self, query: str) -> str:
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", self.page(query).content.decode())


class CostTests(EventListTests):
    def test_twenty_events_cost_as_many_queries_as_two(self) -> None:
        counts = []
        for size in (2, 20):
            for _ in range(size):
                self.happen("AID", "military", self.kp, self.ru, date="2023-09")
            # A decision on an event moves the index, which ends what is remembered of the lists.
            engine.cache_clear()
            with CaptureQueriesContext(connection) as queries:
                self.page("?a=kp&b=ru")
            counts.append(len(queries))

        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 16)

    def test_the_start_page_shows_the_latest(self) -> None:
        self.publish("Munition für Nordkorea", self.kp)
        events = [self.happen("AID", "military", self.kp, date=f"20{year}") for year in range(17, 24)]

        start = self.client.get("/", headers={"accept-language": "en"}).content.decode()

        shown = [int(number) for number in re.findall(r'href="/events/(\d+)/"', start)]
        self.assertEqual(shown, [event.pk for event in reversed(events)][:5])
        self.assertIn('href="/events/"', start)
