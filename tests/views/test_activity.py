"""Who decided what."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.filters.activity import PAGE_SIZE
from articles.models import Decision, Mention, User
from articles.review.mentions import reject
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention

ENGLISH: Any = {"accept-language": "en"}


class ActivityTests(TestCase):
    def setUp(self) -> None:
        self.anna, self.boris = make_editor("anna", first_name="Anna"), make_editor("boris", first_name="Boris")
        self.client.force_login(self.anna)

    def propose(self, quote: str) -> Mention:
        article = make_article(f"Artikel über {quote}")
        return make_mention(article, make_entity(f"person:{quote.lower()}", quote), status="proposed", method="t")

    def reject(self, quote: str, by: User) -> Decision:
        return reject([self.propose(quote)], by=by)

    def open(self, query: str = "") -> Any:
        return self.client.get(f"/desk/activity/{query}", headers=ENGLISH)

    def test_a_decision_says_who_what_and_where(self) -> None:
        self.reject("Lawro", self.boris)

        page = self.open()

        for words in ("Boris", "Lawro", "Artikel über Lawro"):
            self.assertContains(page, words)

    def test_the_newest_comes_first(self) -> None:
        self.reject("Frühersky", self.anna), self.reject("Spätersky", self.anna)

        page = self.open().content.decode()

        self.assertLess(page.index("Artikel über Spätersky"), page.index("Artikel über Frühersky"))

    def test_person_kind_and_day_narrow_it_down(self) -> None:
        self.reject("Lawro", self.boris)
        undo(self.reject("Kim", self.anna), by=self.anna)
        old = self.reject("Greis", self.anna)
        Decision.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=40))
        yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()

        for query, shown in (
            (f"?by={self.boris.pk}", {"Lawro"}),
            ("?kind=undo", {"Kim"}),
            (f"?until={yesterday}", {"Greis"}),
            (f"?since={yesterday}&kind=reject", {"Lawro", "Kim"}),
        ):
            page = self.open(query).content.decode()
            self.assertEqual(
                {name for name in ("Lawro", "Kim", "Greis") if f"Artikel über {name}" in page}, shown, query
            )

    def test_days_at_the_ends_of_the_calendar_leave_nothing_out(self) -> None:
        self.reject("Raketenstart", make_editor("carla"))

        for query in ("?since=0001-01-01", "?until=9999-12-31"):
            self.assertContains(self.open(query), "“Raketenstart”")

    def test_a_mistyped_filter_is_named(self) -> None:
        self.assertContains(self.open("?since=gestern"), "errmsg")

    def test_what_can_be_undone_has_a_button_and_what_was_undone_says_so(self) -> None:
        standing, undone = self.reject("Lawro", self.boris), self.reject("Kim", self.anna)
        undo(undone, by=self.anna)

        page = self.open()

        self.assertContains(page, f"/desk/decisions/{standing.pk}/undo/")
        self.assertNotContains(page, f"/desk/decisions/{undone.pk}/undo/")
        self.assertContains(page, '<span class="tag">undone</span>', html=True)

    def test_the_button_undoes_and_leads_back(self) -> None:
        decision = self.reject("Lawro", self.boris)

        answer = self.client.post(f"/desk/decisions/{decision.pk}/undo/", {"next": "/desk/activity/?kind=reject"})

        self.assertRedirects(answer, "/desk/activity/?kind=reject")
        self.assertEqual(Mention.objects.get().status, "proposed")

    def test_pages_lose_and_repeat_nothing(self) -> None:
        for number in range(PAGE_SIZE + 3):
            Decision.objects.create(kind="review", by=self.anna, subject=f"article:{number}", reason=f"Grund-{number};")

        first = self.open().content.decode()
        rest = self.open(f"?before={Decision.objects.order_by('-pk')[PAGE_SIZE - 1].pk}").content.decode()

        self.assertIn("before=", first)
        for number in range(PAGE_SIZE + 3):
            self.assertEqual((f"Grund-{number};" in first) + (f"Grund-{number};" in rest), 1, number)

    def test_thirty_rows_cost_as_many_queries_as_three(self) -> None:
        counts = []
        for number in (3, 30):
            for place in range(number):
                self.reject(f"Name{number}x{place}", self.boris)
            with CaptureQueriesContext(connection) as queries:
                self.open()
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])
