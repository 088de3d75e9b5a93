"""From a search to its hits and from hit to hit."""

from __future__ import annotations

import re
from html import unescape

from django.test import TestCase

from articles.models import Article
from articles.search.outbox import refresh_after_commit
from tests.builders import make_article


class TrailTests(TestCase):
    def setUp(self) -> None:
        self.articles = [make_article(f"Rakete {day}", published=f"2023-09-0{day}") for day in (1, 2, 3)]
        with self.captureOnCommitCallbacks(execute=True):
            refresh_after_commit([article.pk for article in self.articles])

    def link_to(self, article: Article, page: str) -> str:
        found = re.search(rf'href="({re.escape(article.get_absolute_url())}[^"]*)"', page)
        return unescape(found[1]) if found else ""

    def results(self) -> str:
        return self.client.get("/search/?from=2023&sort=oldest").content.decode()

    def test_an_article_leads_back_to_the_search_and_on_to_its_neighbours(self) -> None:
        first, second, third = self.articles
        page = self.client.get(self.link_to(second, self.results()), headers={"accept-language": "en"})

        self.assertContains(page, "Back to 3 hits")
        self.assertContains(page, 'href="/search/?from=2023&amp;sort=oldest"')
        before, after = (re.search(rf'href="([^"]*)" rel="{rel}"', page.content.decode()) for rel in ("prev", "next"))
        self.assertIn(first.get_absolute_url(), before[1] if before else "")
        self.assertIn(third.get_absolute_url(), after[1] if after else "")

    def test_the_ends_of_a_search_lead_no_further(self) -> None:
        page = self.client.get(self.link_to(self.articles[0], self.results())).content.decode()

        self.assertNotIn('rel="prev"', page)
        self.assertIn('rel="next"', page)

    def test_the_canonical_address_knows_nothing_of_the_search(self) -> None:
        first = self.articles[0]

        page = self.client.get(self.link_to(first, self.results()))

        self.assertContains(page, f'<link rel="canonical" href="http://testserver{first.get_absolute_url()}">')

    def test_a_trail_somebody_made_up_is_no_trail(self) -> None:
        first = self.articles[0]

        for made_up in ("s=from%3D2023&n=1", "n=1", "s=&n=1", "s=from%3D2023:AAAA&n=²", f"n={10**20}"):
            page = self.client.get(f"{first.get_absolute_url()}?{made_up}")

            self.assertEqual(page.status_code, 200)
            self.assertNotContains(page, 'class="crumbs"')

    def test_a_place_the_search_no_longer_has_is_no_trail(self) -> None:
        address = self.link_to(self.articles[1], self.results()).replace("n=2", "n=3")

        self.assertNotContains(self.client.get(address), 'class="crumbs"')

    def test_a_place_written_with_zeros_in_front_is_no_trail(self) -> None:
        address = self.link_to(self.articles[0], self.results())

        page = self.client.get(address.replace("n=1", "n=000001" + 20 * "9"))

        self.assertEqual(page.status_code, 200)
        self.assertNotContains(page, 'class="crumbs"')

    def test_a_search_too_long_for_an_address_is_not_carried_along(self) -> None:
        long = "Rakete" + 90 * " -слово"

        page = self.client.get("/search/", {"q": long}).content.decode()

        self.assertEqual(self.link_to(self.articles[0], page), self.articles[0].get_absolute_url())
