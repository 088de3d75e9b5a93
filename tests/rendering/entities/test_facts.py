"""What stands beside the names of an entity."""

from __future__ import annotations

from django.test import TestCase
from django.utils.translation import override

from articles.rendering.entities.facts import facts_of
from tests.builders import make_entity


class FactsTests(TestCase):
    def test_a_country_has_its_codes_and_its_key_in_wikidata(self) -> None:
        korea = make_entity("country:KP", external_ids={"iso2": "KP", "iso3": "PRK", "wikidata": "Q423"})

        facts = {fact.label: (fact.value, fact.url) for fact in facts_of(korea)}

        self.assertEqual(facts["ISO 3166"], ("KP, PRK", ""))
        self.assertEqual(facts["Wikidata"], ("Q423", "https://www.wikidata.org/wiki/Q423"))

    def test_what_is_no_key_of_wikidata_becomes_no_address(self) -> None:
        odd = make_entity("person:x", external_ids={"wikidata": "Q1/../../evil"})

        self.assertEqual(facts_of(odd), [])

    def test_somebody_has_a_country_with_a_page(self) -> None:
        korea = make_entity("country:KP", "Nordkorea")
        kim = make_entity("person:kim", "Kim", country=korea, source="own table")

        with override("en"):
            facts = [(fact.label, fact.value, fact.url) for fact in facts_of(kim)]

        self.assertEqual(facts, [("Country", "Nordkorea", "/countries/kp/"), ("Details from", "own table", "")])
