"""The lists of people, countries, organisations, places and weapons."""

from __future__ import annotations

import re
from typing import Any
from unittest.mock import patch

from articles.models import NameKind, Status
from articles.search.backends.base import EngineUnavailable
from tests.builders import make_entity, make_mention, make_name
from tests.views.finding import CANARY, FindingTests

ENGLISH: Any = {"accept-language": "en"}


class EntityListTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.lavrov = make_entity("person:lawrow", "Sergej Lawrow", "Сергей Лавров")
        self.publish("Gipfel", self.kim, self.lavrov, self.kp)
        self.publish("Parade", self.kim, self.kp)

    def listed(self, address: str) -> list[str]:
        page = self.client.get(address, headers=ENGLISH).content.decode()
        return re.findall(r"<bdi>(.*?)</bdi>", page)

    def main_of(self, address: str) -> str:
        """The page without its head and its forms' tokens."""
        return self.client.get(address, headers=ENGLISH).content.decode().partition("<main")[2]

    def test_whoever_is_named_most_comes_first(self) -> None:
        self.assertEqual(self.listed("/people/"), ["Kim Jong-un", "Sergej Lawrow"])
        self.assertContains(self.client.get("/people/", headers=ENGLISH), '<span class="n">2<')

    def test_by_name_the_order_is_that_of_the_alphabet(self) -> None:
        self.publish("Öl", make_entity("person:o", "Özdemir"), make_entity("person:p", "Paul"), *[self.lavrov] * 1)

        self.assertEqual(self.listed("/people/?sort=name"), ["Kim Jong-un", "Özdemir", "Paul", "Sergej Lawrow"])

    def test_a_letter_has_the_names_that_begin_with_it(self) -> None:
        self.publish("Öl", make_entity("person:o", "Özdemir"))

        self.assertEqual(self.listed("/people/?letter=o"), ["Özdemir"])

    def test_names_that_begin_with_no_letter_stand_apart(self) -> None:
        self.publish("Привет", make_entity("person:x", "Ярослав"))

        self.assertEqual(self.listed("/people/?letter=other"), ["Ярослав"])

    def test_a_name_is_found_in_any_spelling(self) -> None:
        for typed in ("Лавров", "lawr", "SERGEJ", "ергей"):
            self.assertEqual(self.listed(f"/people/?q={typed}"), ["Sergej Lawrow"], typed)

    def test_few_letters_have_to_begin_a_word(self) -> None:
        self.assertEqual(self.listed("/people/?q=la"), ["Sergej Lawrow"])
        self.assertEqual(self.listed("/people/?q=aw"), [])

    def test_a_country_is_found_in_languages_nobody_typed_in(self) -> None:
        self.assertEqual(self.listed("/countries/?q=Corée du Nord"), ["Nordkorea"])

    def test_no_country_is_found_by_what_stands_for_its_government(self) -> None:
        make_name(self.kp, "Pjöngjang", kind=NameKind.METONYM)

        self.assertEqual(self.listed("/countries/?q=Pjöngjang"), [])

    def test_rejected_names_find_nobody(self) -> None:
        make_name(self.lavrov, "Falschmann", status=Status.REJECTED)

        self.assertEqual(self.listed("/people/?q=Falschmann"), [])

    def test_a_name_of_a_merged_entity_finds_its_survivor(self) -> None:
        make_entity("person:lavrov", "Lavrov", merged_into=self.lavrov)

        self.assertEqual(self.listed("/people/?q=Lavrov"), ["Sergej Lawrow"])

    def test_starter_data_without_articles_is_shown_when_asked_for(self) -> None:
        self.assertEqual(self.listed("/countries/"), ["Nordkorea"])
        self.assertEqual(self.listed("/countries/?all=1"), ["Nordkorea", "Russland"])

    def test_whoever_nobody_finds_may_be_among_those_without_articles(self) -> None:
        page = self.client.get("/countries/?q=russ", headers=ENGLISH)

        self.assertContains(page, "1 name without articles")
        self.assertContains(page, "?q=russ&amp;all=1")

    def test_secret_articles_lend_nobody_a_name_or_a_number(self) -> None:
        addresses = ("/people/?all=1", "/countries/", "/people/?q=zyk")
        before = [self.main_of(address) for address in addresses]

        self.publish_in_secret()

        self.assertEqual([self.main_of(address) for address in addresses], before)

    def test_editors_see_whom_drafts_name(self) -> None:
        self.publish_in_secret()
        self.sign_in_as_editor()

        self.assertIn(CANARY, self.listed("/people/"))

    def test_a_changed_name_stands_in_its_new_place(self) -> None:
        self.assertEqual(self.listed("/people/?letter=k"), ["Kim Jong-un"])

        another = make_entity("person:kadyrow", "Kadyrow")
        self.publish("Tschetschenien", another)

        self.assertEqual(self.listed("/people/?letter=k"), ["Kadyrow", "Kim Jong-un"])

    def test_fifty_stand_on_a_page(self) -> None:
        many = [make_entity(f"person:m{number:02}", f"Mensch {number:02}") for number in range(60)]
        article = self.publish("Kongress")
        for one in many:
            make_mention(article, one)
        self.index(article)

        self.assertEqual(len(self.listed("/people/")), 50)
        self.assertEqual(self.listed("/people/?page=2&sort=name")[-1], "Sergej Lawrow")
        self.assertEqual(len(self.listed("/people/?page=99999999999")), 12)

    def test_without_an_index_the_names_stand_without_numbers(self) -> None:
        with patch("articles.filters.entities.listing.find", side_effect=EngineUnavailable("away")):
            page = self.client.get("/people/", headers=ENGLISH)

        self.assertContains(page, "Sergej Lawrow")
        self.assertContains(page, "The search index is not available")
        self.assertNotContains(page, '<span class="n">')
