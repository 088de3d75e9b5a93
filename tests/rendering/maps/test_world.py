"""The world by number of articles, where a country lies, and how disputed areas are drawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils.translation import override

from articles.models import Entity
from articles.rendering.maps.country import country_map
from articles.rendering.maps.outlines import Area, Point, areas
from articles.rendering.maps.world import Counted, borders_caption, world_map
from articles.text.country_names import all_codes

SIMFEROPOL, NICOSIA_NORTH, HARGEISA = (34.1, 45.0), (33.36, 35.23), (44.07, 9.56)
KYIV, MOSCOW, NICOSIA, MOGADISHU = (30.52, 50.45), (37.62, 55.75), (33.36, 35.1), (45.2, 2.2)


def country(code: str, count: int = 1, name: str = "") -> Counted:
    return Counted(code, name or code, f"/countries/{code.lower()}/", count)


def drawn_with(place: Point, borders: str) -> Area:
    """The one area *place* lies in."""
    found = [area for area in areas(borders) if any(_contains(ring, place) for ring in area.rings)]
    assert len(found) == 1
    return found[0]


def _contains(ring: tuple[Point, ...], place: Point) -> bool:
    x, y = place
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


class TestBorders:
    @pytest.mark.parametrize(
        ("borders", "crimea", "cyprus", "somaliland"),
        [("recognised", "UA", "CY", "SO"), ("controlled", "RU", "", ""), ("open", "", "", "")],
    )
    def test_one_setting_decides_for_all_disputed_areas(
        self, borders: str, crimea: str, cyprus: str, somaliland: str
    ) -> None:
        codes = [drawn_with(place, borders).code for place in (SIMFEROPOL, NICOSIA_NORTH, HARGEISA)]

        assert codes == [crimea, cyprus, somaliland]

    @pytest.mark.parametrize("borders", ["recognised", "controlled", "open"])
    def test_what_nobody_disputes_stays_where_it_is(self, borders: str) -> None:
        codes = [drawn_with(place, borders).code for place in (KYIV, MOSCOW, NICOSIA, MOGADISHU)]

        assert codes == ["UA", "RU", "CY", "SO"]

    def test_what_is_drawn_together_has_no_border_in_it(self) -> None:
        both = drawn_with(NICOSIA, "recognised")

        assert _contains(both.rings[0], NICOSIA_NORTH)

    @pytest.mark.parametrize(
        ("borders", "said"),
        [("recognised", "with Ukraine"), ("controlled", "with Russia"), ("open", "with no country")],
    )
    def test_the_caption_says_what_is_drawn(self, settings: Any, borders: str, said: str) -> None:
        settings.BORDERS = borders

        with override("en"):
            assert said in borders_caption()

    def test_every_outline_is_of_a_country_the_archive_knows(self) -> None:
        codes = {area.code for area in areas("recognised") if area.code}

        assert len(codes) > 230
        assert codes <= set(all_codes())


class TestWorldMap:
    def test_a_country_with_articles_leads_to_its_page(self) -> None:
        with override("en"):
            svg = world_map([country("KP", 12, "North Korea")]).svg

        assert re.search(r'<a href="/countries/kp/" tabindex="-1"><path class="m\d" d="[^"]+">', svg)
        assert "<title>North Korea: 12 articles</title>" in svg

    def test_a_country_without_articles_says_so_and_leads_nowhere(self) -> None:
        with override("en"):
            svg = world_map([country("KP", 0, "North Korea")]).svg

        assert "<title>North Korea: no articles</title>" in svg
        assert "<a " not in svg

    def test_the_more_articles_the_darker(self) -> None:
        svg = world_map([country("RU", 500_000), country("UA", 20_000), country("KP", 5_000), country("JP", 3)]).svg

        shades = dict(re.findall(r'/countries/(\w\w)/" tabindex="-1"><path class="(m\d)"', svg))
        assert shades == {"ru": "m4", "ua": "m4", "kp": "m3", "jp": "m1"}

    def test_classes_begin_at_round_numbers_and_end_at_the_highest(self) -> None:
        with override("en"):
            legend = world_map([country("RU", 530_944)]).legend

        words = re.findall(r"</i>([^<]+)</li>", legend)
        assert words == ["none", "1–19", "20–999", "1,000–19,999", "20,000–530,944"]

    def test_few_articles_have_as_many_classes_as_there_are_numbers(self) -> None:
        with override("en"):
            legend = world_map([country("RU", 2), country("KP", 1)]).legend

        assert re.findall(r"</i>([^<]+)</li>", legend) == ["none", "1", "2"]

    def test_names_are_escaped(self) -> None:
        svg = world_map([country("KP", 1, "<script>")]).svg

        assert "<script>" not in svg

    def test_the_smallest_states_are_dots_once_they_have_articles(self) -> None:
        with_it, without = (world_map([country("MC", count)]).svg for count in (1, 0))

        assert "/countries/mc/" in with_it
        assert with_it.count("<path") == without.count("<path") + 1

    def test_the_whole_map_is_lighter_than_a_photograph(self) -> None:
        everybody = [country(code, 7, "Ein Land mit Namen") for code in sorted(all_codes())]

        assert len(world_map(everybody).svg) < 150_000


class TestCountryMap:
    def test_the_country_is_marked_among_its_neighbours(self) -> None:
        with override("en"):
            drawn = country_map(Entity(kind="country", slug="kp", name_de="Nordkorea", name_en="North Korea"))

        assert 'aria-label="Map: North Korea and what lies around it"' in drawn
        assert drawn.count('class="self"') == 1

    def test_a_state_too_small_to_be_seen_has_a_ring_around_it(self) -> None:
        drawn = country_map(Entity(kind="country", slug="va", name_de="Vatikanstadt", name_en="Vatican City"))

        assert 'class="ring"' in drawn

    def test_there_is_none_of_a_state_that_is_gone(self) -> None:
        assert country_map(Entity(kind="country", slug="su", name_de="Sowjetunion", name_en="Soviet Union")) == ""

    @pytest.mark.parametrize("slug", ["ru", "cn", "gl", "us", "fj"])
    def test_no_country_makes_its_page_too_heavy(self, slug: str) -> None:
        drawn = country_map(Entity(kind="country", slug=slug, name_de="Land", name_en="Country"))

        assert 300 < len(drawn) < 30_000
