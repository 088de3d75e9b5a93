"""What only a secret article tells of an event is told to no reader: by no filter, no order, no count, no address."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from articles.models import Article, Entity, Event, Publication, Report
from articles.review.event_reports import join_events
from tests.builders import make_editor, make_entity, make_event, make_participation, make_report
from tests.views.addresses import every_address
from tests.views.finding import CANARY
from tests.views.worlds import HIDDEN, TRASHED, Answer, WorldTests

_DAY = "2023-09-13"
# Where the day, the place, the kind, or who took part could be found out by asking.
_ASKING = (
    "place=moskau", "a=kp&b=ru&place=moskau", f"from={_DAY}&to={_DAY}", "from=2023-09-12", "to=2023-09-14", "a=kp",
    "a=kp&b=ru", "a=kp&b=ru&sort=oldest", "a=geheim", "a=kp&b=geheim", "type=accusation", "type=delivery",
    "confirmed=1",
)  # fmt: skip
_SEARCHED = (f"event_from={_DAY}&event_to={_DAY}", "event_from=2023-09-12", "event=ACCUSE", "event=delivery")
# Those that show events or count them, or find articles by them; test_secret_article.py walks them all.
_ROUTES = (
    "", "search/facet/<slug:name>/", "suggest/", "events/", "events.csv", "events.jsonl", "events.atom",
    "articles/<int:pk>/<slug:slug>/", "pairs/", "pairs/<slug:a>/<slug:b>/", "<kind:kind>/<slug:slug>/",
)  # fmt: skip


class SecretEventTests(WorldTests):
    """A delivery whose day is not known, between two events whose days are; then a draft that knows it."""

    def setUp(self) -> None:
        super().setUp()
        self.place = make_entity("place:moskau", "Moskau", authority_values={"name_de": "Moskau"})
        self.public = self.publish("Munition für Nordkorea", self.kp, self.ru, published="2023-09-20")
        self.before = self._happened("CONSULT", "visit", date="2023-09-10")
        self.delivery = self._happened("AID", "military")
        self.after = self._happened("AID", "military", date="2023-09-16")
        self.index(self.public)

    def test_an_event_that_it_alone_reports(self) -> None:
        def report(secret: Article) -> None:
            event = make_event("ACCUSE", date=_DAY, place=self.place, quantity_value=3, quantity_unit=CANARY)
            self._told(event, secret)

        self._compare_worlds(report)

    def test_its_report_of_an_event_that_others_report_too(self) -> None:
        self._compare_worlds(lambda secret: self._told(self.delivery, secret))

    def test_its_event_joined_to_one_that_others_report(self) -> None:
        self._compare_worlds(self._join, *HIDDEN, *TRASHED)
        self.delivery.refresh_from_db()
        self.assertEqual((str(self.delivery.date), self.delivery.place), (_DAY, self.place))

    def test_its_day_where_the_others_know_the_year(self) -> None:
        Report.objects.filter(event=self.delivery).update(
            date="2023", date_earliest="2023-01-01", date_latest="2023-12-31", quantity_unit="Granaten"
        )
        Event.objects.filter(pk=self.delivery.pk).update(
            date="2023", date_earliest="2023-01-01", date_latest="2023-12-31", quantity_unit="Granaten"
        )
        Article.objects.filter(pk=self.public.pk).count_change()
        self.index(self.public)

        def correct(secret: Article) -> None:
            self._told(self.delivery, secret)
            self.delivery.date, self.delivery.date_inferred, self.delivery.place = _DAY, True, self.place
            self.delivery.quantity_value, self.delivery.quantity_unit = 3, CANARY
            self.delivery.save()
            Article.objects.filter(pk=secret.pk).count_change()

        self._compare_worlds(correct)

    def test_an_editor_is_told(self) -> None:
        self._join(self.publish_in_secret())
        self.client.force_login(make_editor())

        listed = self.client.get(f"/events/?from={_DAY}&to={_DAY}")

        self.assertContains(listed, f"event-{self.delivery.pk}")
        self.assertContains(self.client.get(f"/events/{self.delivery.pk}/"), CANARY)

    def test_readers_are_told_once_it_is_published(self) -> None:
        secret = self.publish_in_secret()
        self._join(secret)
        Article.objects.filter(pk=secret.pk).update(status="published", first_published_at=secret.created_at)
        Article.objects.filter(pk=secret.pk).count_change()
        self.index(secret, self.public)

        self.assertContains(self.client.get(f"/events/?from={_DAY}&to={_DAY}"), f"event-{self.delivery.pk}")
        self.assertContains(self.client.get("/events/?place=moskau"), f"event-{self.delivery.pk}")
        self.assertEqual(self.client.get(f"/search.json?event_from={_DAY}&event_to={_DAY}").json()["total"], 2)

    def _happened(self, type: str, mode: str, **values: Any) -> Event:
        event = make_event(type, mode, **values)
        self._take_part(make_report(event, self.public), self.kp, self.ru)
        return event

    def _told(self, event: Event, secret: Article) -> None:
        report = make_report(
            event, secret, date=_DAY, place=self.place, quantity_value=3, quantity_unit=CANARY, modality="denied"
        )
        self._take_part(report, self.kp, self.ru, Entity.objects.get(slug="geheim"))

    def _take_part(self, report: Report, *entities: Entity) -> None:
        for place, entity in enumerate(entities):
            make_participation(report, entity, "recipient" if place else "actor", wording=f"{entity.name} ({place})")

    def _join(self, secret: Article) -> None:
        other = make_event("ACCUSE", date=_DAY, place=self.place, quantity_value=3, quantity_unit=CANARY)
        self._told(other, secret)
        join_events(self.delivery, other, by=make_editor())

    def _compare_worlds(self, tell: Callable[[Article], None], *states: str) -> None:
        without = self._world()
        secret = self.publish_in_secret()
        tell(secret)

        for status in states or (Publication.DRAFT, Publication.EMBARGOED):
            self.hide(secret, status)
            self.index(self.public)
            for address, answer in self._world().items():
                self.assertEqual(answer, without[address], f"{address}, {status}")

    def _world(self) -> dict[str, Answer]:
        everywhere = every_address(self.public, "geheim")
        numbers = range(self.before.pk, self.before.pk + 6)
        addresses = [
            *chain.from_iterable(everywhere[route] for route in _ROUTES),
            *(f"/events/{number}/" for number in numbers),
            *(f"/events/?{one}" for one in _ASKING),
            *(f"/{file}?{one}" for file in ("events.csv", "events.jsonl", "events.atom") for one in _ASKING[:4]),
            *(f"/search.json?{one}" for one in _SEARCHED),
            "/places/moskau/", "/countries/ru/", "/calendar/2023/9/", f"/report/?page=/events/{self.delivery.pk}/",
        ]  # fmt: skip
        return {address: self.answer(address, None) for address in addresses}
