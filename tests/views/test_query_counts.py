"""No page asks the database more often because there is more to show."""

from __future__ import annotations

from itertools import chain

from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Author, Bookmark, DateMention, Event, Mention, Role, Status, Subject, User
from tests.builders import make_article, make_entity, make_event, make_participation, make_report, make_source
from tests.views.addresses import every_address
from tests.views.finding import FindingTests

_KINDS = ("country", "person", "organisation", "place", "weapon")


class QueryCountTests(FindingTests):
    """Each address with three articles and with thirty, of which nothing but the word Nordkorea is shared."""

    def setUp(self) -> None:
        super().setUp()
        self.first = self._publish_another(0)
        for number in (1, 2):
            self._publish_another(number)

    def test_thirty_rows_cost_as_many_queries_as_three(self) -> None:
        few = self._queries()

        for number in range(3, 30):
            self._publish_another(number)

        self.assertEqual(self._queries(), few)

    def test_that_holds_for_editors(self) -> None:
        self.client.force_login(User.objects.create_user("redakteurin", password="unwichtig", role=Role.EDITOR))
        few = self._queries()

        for number in range(3, 30):
            self._publish_another(number)

        self.assertEqual(self._queries(), few)

    def test_thirty_tags_cost_as_many_queries_as_three(self) -> None:
        address = self.first.get_absolute_url()
        few = self._queries_of(address)

        for number in range(30):
            self._tag(self.first, number, 2_000 + 100 * number)

        self.assertEqual(self._queries_of(address), few)

    def _queries(self) -> dict[str, int]:
        asked = every_address(self.first)
        return {address: self._queries_of(address) for address in chain.from_iterable(asked.values())}

    def _queries_of(self, address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            self.client.get(address).getvalue()
        return len(queries)

    def _publish_another(self, number: int) -> Article:
        article = self.publish(
            f"Nordkorea {number}\nText.", self.kp, source=make_source(), published=f"2019-{number % 12 + 1:02}"
        )
        article.authors.add(Author.objects.create(name=f"Autorin {number}"))
        article.subjects.add(Subject.objects.create(name=f"Thema {number}", slug=f"thema-{number}"))
        self._tag(article, 100 + number, 1_000)
        self.index(article)
        return article

    def _tag(self, article: Article, number: int, start: int) -> None:
        """One entity of each kind that only this article names, a merged one, a name nobody knows, and a date."""
        for place, kind in enumerate(_KINDS):
            entity = make_entity(f"{kind}:x{number}", f"Nordkorea {kind} {number}")
            self._mention(article, kind, start + 10 * place, entity=entity)
        merged = make_entity(f"person:frueher-{number}", f"Früher {number}", merged_into=entity)
        self._mention(article, "person", start + 60, entity=merged)
        self._mention(article, "person", start + 70, status=Status.PROPOSED)
        DateMention.objects.create(
            article=article, start=start + 80, end=start + 84, quote="1999", edtf="1999", method="t"
        )

    def _mention(self, article: Article, kind: str, start: int, **values: object) -> None:
        given = {"status": Status.CONFIRMED, "kind": kind, "form": "name", "method": "editor"} | values
        Mention.objects.create(
            article=article, start=start, end=start + 5, quote="Namen", name=f"Name {start}", **given
        )


class EventQueryCountTests(FindingTests):
    """Three events or twenty-four, three who took part or forty; a draft tells of each event as well."""

    _PAGES = (
        "/", "/events/", "/events/?a=kp", "/events/?a=kp&b=ru", "/events/?place=moskau", "/events/?from=2023",
        "/events.csv", "/events.jsonl", "/events.atom", "/countries/kp/", "/people/kim-jong-un/", "/places/moskau/",
        "/pairs/kp/ru/", "/calendar/2023/9/", "/map/world/",
    )  # fmt: skip

    def setUp(self) -> None:
        super().setUp()
        self.place = make_entity("place:moskau", "Moskau", authority_values={"name_de": "Moskau"})
        self.draft = self.publish("Entwurf", self.kp, status="draft", first_published_at=None)
        self.event = self._happened(0)
        for number in (1, 2):
            self._happened(number)

    def test_twenty_four_events_cost_as_many_queries_as_three(self) -> None:
        few = self._queries(*self._PAGES)

        for number in range(3, 24):
            self._happened(number)

        self.assertEqual(self._queries(*self._PAGES), few)

    def test_forty_who_took_part_cost_as_many_queries_as_three(self) -> None:
        report = self.event.reports.exclude(article=self.draft).get()
        pages = (f"/events/{self.event.pk}/", report.article.get_absolute_url(), "/events/", "/events.jsonl")
        few = self._queries(*pages)

        for number in range(40):
            somebody = make_entity(f"person:m{number}", f"Mensch {number}", country=self.kp)
            make_participation(report, somebody, ("actor", "recipient", "object")[number % 3])
        # A change of the index has counts forgotten.
        self.index(report.article)

        self.assertEqual(self._queries(*pages), few)

    def test_forty_bookmarks_cost_as_many_queries_as_three(self) -> None:
        reader = User.objects.create_user("leserin", password="unwichtig")
        self.client.force_login(reader)
        pages = ("/bookmarks/", "/bookmarks.csv", "/bookmarks.bib")
        for article in Article.objects.visible_to(None):
            Bookmark.objects.create(user=reader, article=article)
        few = self._queries(*pages)

        for number in range(37):
            Bookmark.objects.create(user=reader, article=make_article(f"Mehr {number}", source=make_source()))

        self.assertEqual(self._queries(*pages), few)

    def _queries(self, *addresses: str) -> dict[str, int]:
        counted = {}
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                self.client.get(address).getvalue()
            counted[address] = len(queries)
        return counted

    def _happened(self, number: int) -> Event:
        """An event of the two, in Moscow, that an article of its own reports, and the draft on another day."""
        self.article = self.publish(f"Treffen {number}", self.kp, self.ru, self.kim, source=make_source(),
                                    published="2023-09-14")  # fmt: skip
        event = make_event("CONSULT", "visit", date=f"2023-09-{number % 27 + 1:02}", place=self.place)
        report = make_report(event, self.article, place=self.place, claimed_by=self.kim)
        for role, entity in (("actor", self.kp), ("recipient", self.ru), ("object", self.kim)):
            make_participation(report, entity, role)
        make_report(event, self.draft, date="2022", place=self.place)
        self.index(self.article)
        return event
