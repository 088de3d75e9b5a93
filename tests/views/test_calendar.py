"""The archive by date: years, the days of a year, the days of a month."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

from articles.models import Publication
from articles.search.backends.base import EngineUnavailable
from tests.builders import make_event, make_report
from tests.views.finding import FindingTests

ENGLISH: Any = {"accept-language": "en"}


class YearsTests(FindingTests):
    def test_a_month_with_articles_leads_to_its_days(self) -> None:
        self.publish("Raketen", published="2023-09-14")

        page = self.client.get("/calendar/", headers=ENGLISH)

        self.assertContains(page, '<a href="/calendar/2023/9/">')
        self.assertNotContains(page, "/calendar/2023/8/")

    def test_articles_without_a_month_are_said_apart(self) -> None:
        self.publish("Rückblick", published="2023")

        page = self.client.get("/calendar/", headers=ENGLISH)

        self.assertContains(page, "1 without a month")
        self.assertNotContains(page, "/calendar/2023/1/")

    def test_many_years_are_a_field_each(self) -> None:
        for year in range(1990, 2024):
            self.publish("Raketen", published=f"{year}-05")

        page = self.client.get("/calendar/", headers=ENGLISH)

        self.assertContains(page, '<a href="/calendar/1990/">')
        self.assertNotContains(page, "/calendar/1990/5/")

    def test_an_archive_without_dates_says_so(self) -> None:
        self.assertContains(self.client.get("/calendar/", headers=ENGLISH), "No article has a date yet")


class YearTests(FindingTests):
    def test_only_days_with_articles_are_links(self) -> None:
        self.publish("Raketen", published="2023-09-14")

        page = self.client.get("/calendar/2023/", headers=ENGLISH)

        self.assertContains(page, '<a href="/search/?from=2023-09-14&amp;to=2023-09-14">')
        self.assertNotContains(page, "2023-09-15")

    def test_the_next_year_is_the_next_one_with_articles(self) -> None:
        for year in (2011, 2017, 2023):
            self.publish("Raketen", published=str(year))

        page = self.client.get("/calendar/2017/", headers=ENGLISH)

        self.assertContains(page, '<a href="/calendar/2011/" rel="prev">')
        self.assertContains(page, '<a href="/calendar/2023/" rel="next">')

    def test_there_is_no_year_nought(self) -> None:
        for address in ("/calendar/0/", "/calendar/10000/", "/calendar/2023/13/", "/calendar/2023/0/"):
            self.assertEqual(self.client.get(address).status_code, 404)


class MonthTests(FindingTests):
    def test_a_day_says_its_articles_and_leads_to_them(self) -> None:
        for _ in range(2):
            self.publish("Raketen", published="2023-09-14")

        page = self.client.get("/calendar/2023/9/", headers=ENGLISH)

        self.assertContains(
            page,
            '<a href="/search/?from=2023-09-14&amp;to=2023-09-14">14 <b aria-hidden="true">2</b>'
            '<span class="vh">: 2 articles</span></a>',
            html=True,
        )
        self.assertContains(page, "<b>2</b> articles are dated to a day")

    def test_weeks_begin_on_monday(self) -> None:
        page = self.client.get("/calendar/2023/9/", headers=ENGLISH).content.decode()

        # The first of September 2023 was a Friday.
        self.assertIn("<tr><td></td><td></td><td></td><td></td><td><span>1</span></td>", page)
        self.assertLess(page.index('title="Monday"'), page.index('title="Sunday"'))

    def test_articles_of_no_day_are_said_apart_from_the_days(self) -> None:
        self.publish("Monatsbericht", published="2023-09")
        self.publish("Rückblick", published="2023")
        self.publish("Herbst", published="2023-09/2023-11")

        page = self.client.get("/calendar/2023/9/", headers=ENGLISH)

        self.assertContains(page, "Of <b>1</b> article only the month is known")
        self.assertContains(page, "<b>2</b> articles are dated to a year or another period")
        self.assertContains(page, "No article is dated to a day of this month")

    def test_the_events_of_the_month_are_counted(self) -> None:
        article = self.publish("Kim trifft Putin", self.kp)
        make_report(make_event(date="2023-09-13"), article)

        page = self.client.get("/calendar/2023/9/", headers=ENGLISH)

        self.assertContains(page, '<a href="/events/?from=2023-09&amp;to=2023-09">1 event of this month</a>', html=True)

    def test_readers_do_not_see_the_days_of_drafts(self) -> None:
        self.publish("Geheim", published="2023-09-14", status=Publication.DRAFT)

        page = self.client.get("/calendar/2023/9/")

        self.assertNotContains(page, "2023-09-14")

    def test_without_an_index_every_day_leads_to_its_search(self) -> None:
        away = EngineUnavailable("no index")
        with (
            patch("articles.views.calendar.find", side_effect=away),
            patch("articles.views.calendar.periods", side_effect=away),
        ):
            page = self.client.get("/calendar/2023/9/", headers=ENGLISH)

        self.assertContains(page, '<a href="/search/?from=2023-09-30&amp;to=2023-09-30">30</a>', html=True)
        self.assertContains(page, "without it nothing is counted")
