"""Outlines out of a TopoJSON file: borders shared by neighbours, in few points."""

from __future__ import annotations

from typing import Any

from articles.rendering.maps.build_outlines import outline_rows


def geometry(name: str, *rings: list[int]) -> dict[str, Any]:
    return {"type": "MultiPolygon", "arcs": [[ring] for ring in rings], "properties": {"name": name}}


def square(left: int, low: int, size: int = 4) -> list[list[int]]:
    """A ring of its own, as the ways from point to point."""
    return [[left, low], [0, size], [size, 0], [0, -size], [-size, 0]]


def world(*more: dict[str, Any], arcs: list[list[list[int]]] | None = None) -> dict[str, Any]:
    """Russia with Crimea, Ukraine, Cyprus in two parts that share a border, Somalia and Somaliland apart."""
    island = [
        [[100, 10], [4, 0]],
        [[104, 10], [0, -4], [-4, 0], [0, 4]],
        [[100, 10], [0, 4], [4, 0], [0, -4]],
    ]
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            *island,
            square(60, 60),
            square(33, 44, 2),
            square(25, 50),
            square(45, 0),
            square(45, 8),
            *(arcs or []),
        ],
        "objects": {
            "countries": {
                "geometries": [
                    geometry("Cyprus", [0, 1]),
                    geometry("N. Cyprus", [2, ~0]),
                    geometry("Russia", [3], [4]),
                    geometry("Ukraine", [5]),
                    geometry("Somalia", [6]),
                    geometry("Somaliland", [7]),
                    *more,
                ]
            }
        },
    }


def drawn(topology: dict[str, Any], name: str, borders: str) -> tuple[str, str]:
    """(code, outline) of the area called so."""
    (found,) = [(row[0], row[3]) for row in outline_rows(topology) if row[1] == name and borders in row[2].split()]
    return found


class TestBuildOutlines:
    def test_two_parts_drawn_together_lose_the_border_between_them(self) -> None:
        code, outline = drawn(world(), "Cyprus", "recognised")

        assert code == "CY"
        # One ring of six points.
        assert ";" not in outline
        assert len(outline.split()) == 6

    def test_crimea_is_taken_out_of_russia_and_put_where_the_setting_says(self) -> None:
        rings = {
            borders: (drawn(world(), "Ukraine", borders)[1].count(";"), drawn(world(), "Russia", borders)[1].count(";"))
            for borders in ("recognised", "controlled", "open")
        }

        assert rings == {"recognised": (1, 0), "controlled": (0, 1), "open": (0, 0)}
        assert drawn(world(), "Crimea", "open")[0] == ""

    def test_points_that_hardly_matter_are_left_out(self) -> None:
        nearly_straight = [[0, 0], [50, 0], [50, 0], [0, 50], [-100, 0], [0, -50]]
        topology = world(geometry("Germany", [8]), arcs=[nearly_straight])

        assert len(drawn(topology, "Germany", "open")[1].split()) == 4

    def test_a_ring_over_the_180th_meridian_runs_on(self) -> None:
        across = [[170, 0], [0, 4], [9, 0], [-358, 0], [9, 0], [0, -4], [-9, 0], [358, 0], [-9, 0]]
        topology = world(geometry("Fiji", [8]), arcs=[across])

        x, longitudes = 0, []
        for way in drawn(topology, "Fiji", "open")[1].split():
            x += int(way.split(",")[0])
            longitudes.append(x)

        assert max(longitudes) - min(longitudes) == 2000
