"""The trash."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from articles.filters.trash import PAGE_SIZE
from articles.models import Article, Decision
from tests.builders import make_article, make_editor

ENGLISH: Any = {"accept-language": "en"}


class TrashTests(TestCase):
    def setUp(self) -> None:
        self.client.force_login(make_editor())

    def throw_away(self, headline: str, days: int = 0) -> Article:
        return make_article(headline, trashed_at=timezone.now() - timedelta(days=days))

    def open(self, query: str = "") -> Any:
        return self.client.get(f"/desk/trash/{query}", headers=ENGLISH)

    def test_it_says_until_when_an_article_can_be_brought_back(self) -> None:
        article = self.throw_away("Weggeworfen", days=10)

        page = self.open()

        self.assertContains(page, "Weggeworfen")
        gone = timezone.localtime(article.trashed_at + timedelta(days=30))  # type: ignore[operator]
        self.assertContains(page, f"<b>{gone.day}</b>")

    def test_what_was_thrown_away_last_comes_first_and_pages_lose_nothing(self) -> None:
        moment = timezone.now()
        for number in range(PAGE_SIZE + 3):
            # Many at once, as when a whole upload is taken back.
            make_article(f"Nummer {number};", trashed_at=moment)

        first = self.open()
        rest = self.open(f"?after={first.context['onward']}").content.decode()

        self.assertIn("Nummer 52;", first.content.decode())
        for number in range(PAGE_SIZE + 3):
            self.assertEqual((f"Nummer {number};" in first.content.decode()) + (f"Nummer {number};" in rest), 1, number)

    def test_ticked_articles_come_back(self) -> None:
        back, left = self.throw_away("Zurück"), self.throw_away("Bleibt")

        page = self.client.post("/desk/trash/restore/", {"article": back.pk}, headers=ENGLISH, follow=True)

        self.assertContains(page, "1 article is back.")
        self.assertEqual(list(Article.objects.in_trash()), [left])

    def test_deleting_asks_first(self) -> None:
        article = self.throw_away("Weggeworfen")

        page = self.client.get(f"/desk/trash/{article.pk}/delete/", headers=ENGLISH)

        self.assertContains(page, "Nobody can bring them back.")
        self.assertTrue(Article.objects.filter(pk=article.pk).exists())

    def test_what_is_deleted_is_gone_and_that_is_remembered(self) -> None:
        article = self.throw_away("Weggeworfen")

        self.client.post(f"/desk/trash/{article.pk}/delete/")

        self.assertFalse(Article.objects.filter(pk=article.pk).exists())
        self.assertEqual(Decision.objects.get().kind, "delete")

    def test_nothing_outside_the_trash_is_deleted_here(self) -> None:
        article = make_article("Steht noch")

        self.assertEqual(self.client.post(f"/desk/trash/{article.pk}/delete/").status_code, 404)
        self.assertTrue(Article.objects.filter(pk=article.pk).exists())

    def test_an_empty_trash_says_what_it_is_for(self) -> None:
        self.assertContains(self.open(), "The trash is empty")
