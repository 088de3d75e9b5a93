"""How facets look in the form of a search, and what of them is sent again when it changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import SimpleTestCase
from django.utils import translation

from articles.filters.facets import FacetValue
from articles.rendering.facet_html import facet_changes_html, facets_html

HOSTILE = '"><script>alert(1)</script>'


@dataclass(frozen=True)
class Shown:
    key: str = "country"
    kind: str = "country"
    label: str = "Country"
    values: tuple[FacetValue, ...] = ()
    active: int = 0
    any_of: bool = False
    can_switch: bool = False
    more: bool = False


def value(**values: Any) -> FacetValue:
    given = {
        "value": "kp",
        "label": "North Korea",
        "count": 1234,
        "share": "p50",
        "chosen": False,
        "steady": False,
        "without": "?not_country=kp",
    }
    return FacetValue(**given | values)


class FacetTests(SimpleTestCase):
    def setUp(self) -> None:
        self.enterContext(translation.override("en"))

    def whole(self, facet: Shown, *, open_keys: tuple[str, ...] = (), query: str = "") -> str:
        return facets_html([facet], open_keys=open_keys, query=query, chevron="▾")

    def test_a_facet_stands_open_where_it_was_asked_to_or_something_in_it_is_chosen(self) -> None:
        self.assertIn("<details>", self.whole(Shown()))
        self.assertIn("<details open>", self.whole(Shown(), open_keys=("country",)))
        self.assertIn("<details open>", self.whole(Shown(active=1)))

    def test_how_many_of_its_values_are_chosen_is_said_beside_its_name(self) -> None:
        self.assertIn('<span id="on-country">2 active</span>', self.whole(Shown(active=2)))
        self.assertIn('<span id="on-country"></span>', self.whole(Shown()))

    def test_names_can_be_typed_where_the_values_are_entities(self) -> None:
        self.assertIn('data-kind="country"', self.whole(Shown()))
        self.assertNotIn("<datalist", self.whole(Shown(key="lang", kind="")))

    def test_a_facet_without_values_says_so(self) -> None:
        self.assertIn("None in these articles", self.whole(Shown()))

    def test_all_values_are_a_click_away_within_the_same_search(self) -> None:
        html = self.whole(Shown(values=(value(),), more=True), query="q=Rakete&lang=de")

        self.assertIn('href="/search/facet/country/?q=Rakete&amp;lang=de"', html)

    def test_between_all_and_any_can_be_chosen_where_that_makes_a_difference(self) -> None:
        html = self.whole(Shown(values=(value(),), can_switch=True, any_of=True))

        self.assertIn('name="any" value="country" checked', html)
        self.assertNotIn('name="any"', self.whole(Shown(values=(value(),))))

    def test_counts_are_written_in_the_language_of_the_page(self) -> None:
        self.assertIn(">1,234<", self.whole(Shown(values=(value(),))))
        with translation.override("de"):
            self.assertIn(">1.234<", self.whole(Shown(values=(value(),))))

    def test_every_text_is_escaped(self) -> None:
        values = (value(value=HOSTILE, label=HOSTILE, without=HOSTILE),)
        facet = Shown(label=HOSTILE, values=values, more=True)

        for html in (self.whole(facet, query=HOSTILE), facet_changes_html([facet], query=HOSTILE)):
            self.assertNotIn("<script", html)
            self.assertNotIn('"">', html)

    def test_boxes_that_stand_as_they_should_are_kept_when_parts_are_sent(self) -> None:
        changes = facet_changes_html([Shown(values=(value(steady=True), value(value="ru")))], query="")

        self.assertEqual(changes.count("hx-preserve"), 1)
        self.assertIn('id="f-country-kp" name="country" value="kp" hx-preserve="true"', changes)
        self.assertNotIn("hx-preserve", self.whole(Shown(values=(value(steady=True),))))
