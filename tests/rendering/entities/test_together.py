"""Who is named beside an entity."""

from __future__ import annotations

from django.test import TestCase

from articles.models import Entity
from articles.rendering.entities.together import Companion, companions_of, ranked_html
from articles.search.results import FacetCount
from tests.builders import make_entity


class CompanionTests(TestCase):
    def setUp(self) -> None:
        self.korea = make_entity("country:KP", "Nordkorea")

    def companions(self, *others: tuple[Entity, int], of: int | None = None) -> list[Companion]:
        kind = others[0][0].kind
        counts = {kind: [FacetCount(other.pk, count) for other, count in others]}
        return companions_of(self.korea, counts, of=of)[kind]

    def test_shares_are_of_the_largest_count_unless_said_otherwise(self) -> None:
        others = [(make_entity("country:RU", "Russland"), 40), (make_entity("country:JP", "Japan"), 10)]

        self.assertEqual([one.share for one in self.companions(*others)], [100, 25])
        self.assertEqual([one.share for one in self.companions(*others, of=80)], [50, 12])

    def test_two_of_one_kind_are_both_asked_for(self) -> None:
        [russia] = self.companions((make_entity("country:RU", "Russland"), 1))

        self.assertEqual(russia.both_url, "/search/?country=kp&country=ru")

    def test_weapons_have_no_page_together_with_a_country(self) -> None:
        [rocket] = self.companions((make_entity("weapon:rakete", "Rakete"), 1))

        self.assertEqual(rocket.pair_url, "")

    def test_whoever_was_merged_meanwhile_is_left_out(self) -> None:
        russia = make_entity("country:RU", "Russland")
        old = make_entity("country:SU", "Sowjetunion", merged_into=russia)

        self.assertEqual(self.companions((old, 3)), [])

    def test_names_are_text_and_not_markup(self) -> None:
        html = ranked_html(self.companions((make_entity("person:x", "<i>X</i>"), 1)), sign=lambda kind: "")

        self.assertIn("&lt;i&gt;X&lt;/i&gt;", html)
        self.assertNotIn("<i>X", html)
