"""Renews outlines.tsv.gz: python -m articles.rendering.maps.build_outlines COUNTRIES-50M.JSON.

The file is that of npm `world-atlas` 2.0.2, Natural Earth's countries as TopoJSON: borders are arcs that neighbours
share, so that they can be drawn with fewer points and areas be joined without a seam. outline_names.tsv says which
areas are called otherwise here, and which are drawn with another country by whom.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from articles.text.country_names import countries_named

HERE = Path(__file__).parent
# In degrees: about four kilometres, a pixel or two where a small country fills its map.
TOLERANCE = 0.04
SMALLEST_ISLAND = 0.12
ANTARCTICA = "Antarctica"
CRIMEA = (34.1, 45.2)
RUSSIA = "Russia"

Point = tuple[float, float]
Arc = list[Point]
# Numbers of arcs, one's complement where they run backwards, as TopoJSON has them.
Ring = list[int]


def outline_rows(topology: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """(ISO code or nothing, name, the settings of borders that draw it so, outline)."""
    with open(HERE / "outline_names.tsv", encoding="utf-8", newline="") as file:
        named = {row["name"]: row for row in csv.DictReader(file, delimiter="\t")}
    arcs = [_simplified(arc) for arc in _arcs(topology)]
    areas = {name: rings for name, rings in _areas(topology) if name != ANTARCTICA}
    areas["Crimea"] = [ring for ring in areas[RUSSIA] if _contains(_points(ring, arcs), CRIMEA)]
    areas[RUSSIA] = [ring for ring in areas[RUSSIA] if ring not in areas["Crimea"]]
    codes = {name: named[name]["code"] if name in named else countries_named(name)[0] for name in areas}
    joining = {row["recognised"]: name for name, row in named.items() if row["recognised"]}
    for name, rings in sorted(areas.items()):
        code, joined = codes[name], joining.get(codes[name])
        if name in joining.values():
            # Apart from everybody, and nobody's: whoever controls it all the same has it among their own.
            yield "", name, "open" if code else "controlled open", _outline(rings, arcs)
        elif joined:
            yield code, name, "recognised", _outline(_joined(rings + areas[joined]), arcs)
            yield code, name, "controlled open", _outline(rings, arcs)
        elif name == RUSSIA:
            yield code, name, "recognised open", _outline(rings, arcs)
            yield code, name, "controlled", _outline(rings + areas["Crimea"], arcs)
        else:
            yield code, name, "recognised controlled open", _outline(rings, arcs)


def _arcs(topology: dict[str, Any]) -> Iterator[Arc]:
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * wide + left, y * high + low))
        yield points


def _areas(topology: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Outer rings alone: a hole is somebody else's land, which is drawn over it."""
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        yield geometry["properties"]["name"], [polygon[0] for polygon in polygons]


def _simplified(arc: Arc) -> Arc:
    """Douglas and Peucker's way, which keeps the ends: neighbours go on sharing their border."""
    if len(arc) < 3:
        return arc
    if arc[0] == arc[-1]:
        far = max(range(len(arc)), key=lambda at: math.dist(arc[0], arc[at]))
        return _between(arc[: far + 1])[:-1] + _between(arc[far:])
    return _between(arc)


def _between(arc: Arc) -> Arc:
    if len(arc) < 3:
        return arc
    distance, at = max((_distance(arc[at], arc[0], arc[-1]), at) for at in range(1, len(arc) - 1))
    if distance <= TOLERANCE:
        return [arc[0], arc[-1]]
    return _between(arc[: at + 1])[:-1] + _between(arc[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    # A degree of longitude is shorter in the north.
    narrow = math.cos(math.radians(point[1]))
    (px, py), (dx, dy) = (((one[0] - start[0]) * narrow, one[1] - start[1]) for one in (point, end))
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (px * dx + py * dy) / length)) if length else 0.0
    return math.hypot(px - along * dx, py - along * dy)


def _points(ring: Ring, arcs: list[Arc]) -> Arc:
    points: Arc = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[:-1]
    return points


def _joined(rings: Iterable[Ring]) -> list[Ring]:
    """The rings around all of them together: an arc that two of them share lies inside."""
    rings = list(rings)
    used = {number for ring in rings for number in ring}
    kept = [[number for number in ring if ~number not in used] for ring in rings]
    whole = [ring for ring, rest in zip(rings, kept, strict=True) if ring == rest]
    # Where one ring lost its shared arcs, the other's rest fits between: two rings that share one border are one.
    rests = [_from_the_gap(ring, rest) for ring, rest in zip(rings, kept, strict=True) if rest and ring != rest]
    return whole + ([[number for rest in rests for number in rest]] if rests else [])


def _from_the_gap(ring: Ring, rest: Ring) -> Ring:
    """What is left of *ring*, beginning behind what was taken out of it."""
    gap = max(at for at, number in enumerate(ring) if number not in rest and ring[(at + 1) % len(ring)] in rest)
    turned = ring[gap + 1 :] + ring[: gap + 1]
    return [number for number in turned if number in rest]


def _contains(ring: Arc, point: Point) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _outline(rings: list[Ring], arcs: list[Arc]) -> str:
    """Rings of hundredths of a degree, each point but the first as its way from the one before."""
    drawn = sorted((_unbroken(_points(ring, arcs)) for ring in rings), key=_extent, reverse=True)
    return ";".join(_ways(ring) for at, ring in enumerate(drawn) if at == 0 or _extent(ring) >= SMALLEST_ISLAND)


def _extent(ring: Arc) -> float:
    (west, east), (south, north) = ((min(some), max(some)) for some in zip(*ring, strict=True))
    wide = (east - west) * math.cos(math.radians((south + north) / 2))
    return float(max(wide, north - south))


def _ways(ring: Arc) -> str:
    points = [(round(longitude * 100), round(latitude * 100)) for longitude, latitude in ring]
    ways = [points[0]]
    for before, point in pairwise(points):
        if point != before:
            ways.append((point[0] - before[0], point[1] - before[1]))
    return " ".join(f"{east},{north}" for east, north in ways)


def _unbroken(ring: Arc) -> Arc:
    """Longitudes that run on where the ring crosses the 180th: Russia ends at 190 degrees east, not at 170 west."""
    points = [ring[0]]
    for longitude, latitude in ring[1:]:
        turns = round((points[-1][0] - longitude) / 360)
        points.append((longitude + 360 * turns, latitude))
    middle = sum(longitude for longitude, _ in points) / len(points)
    return [(longitude - 360 * round(middle / 360), latitude) for longitude, latitude in points]


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        raise SystemExit("Name one file: countries-50m.json of the npm package world-atlas.")
    topology = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    lines = ["\t".join(row) + "\n" for row in (("code", "name", "borders", "outline"), *outline_rows(topology))]
    # Without a time in it, the same shapes are the same bytes.
    (HERE / "outlines.tsv.gz").write_bytes(gzip.compress("".join(lines).encode(), mtime=0))


if __name__ == "__main__":
    main(sys.argv[1:])
