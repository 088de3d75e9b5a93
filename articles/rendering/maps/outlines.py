"""The outlines of countries on the globe, as the setting BORDERS wants disputed areas drawn.

outlines.tsv.gz is derived from Natural Earth by build_outlines.py; outline_names.tsv has the reason of each case.
"""

from __future__ import annotations

import csv
import gzip
import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "outlines.tsv.gz"

# Degrees east and north.
Point = tuple[float, float]
Ring = tuple[Point, ...]
Projection = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Area:
    """What is drawn as one; *code* is empty where the figures of no country belong to it. The largest ring is first."""

    code: str
    rings: tuple[Ring, ...]
    # West, south, east and north of each ring.
    boxes: tuple[tuple[float, float, float, float], ...]

    def rings_near(self, centre: Point, degrees: float) -> list[Ring]:
        """Rings that may come closer to *centre* than that; of a world of rings most need not be projected."""
        wide = degrees / max(math.cos(math.radians(min(abs(centre[1]) + degrees, 89.0))), 0.02)
        near = []
        for ring, (west, south, east, north) in zip(self.rings, self.boxes, strict=True):
            away = abs((west + east) / 2 - centre[0])
            if south - degrees <= centre[1] <= north + degrees and min(away, 360 - away) <= wide + (east - west) / 2:
                near.append(ring)
        return near


@cache
def areas(borders: str) -> tuple[Area, ...]:
    with gzip.open(FILE) as file:
        rows = csv.DictReader(io.TextIOWrapper(file, encoding="utf-8"), delimiter="\t")
        csv.field_size_limit(1 << 20)
        return tuple(
            Area(row["code"], rings, tuple(_bounds(ring) for ring in rings))
            for row in rows
            if borders in row["borders"].split()
            for rings in [tuple(_ring(one) for one in row["outline"].split(";"))]
        )


def _ring(ways: str) -> Ring:
    x = y = 0
    points = []
    for way in ways.split(" "):
        east, north = way.split(",")
        x, y = x + int(east), y + int(north)
        points.append((x / 100, y / 100))
    return tuple(points)


def _bounds(ring: Ring) -> tuple[float, float, float, float]:
    longitudes, latitudes = zip(*ring, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


# Šavrič, Patterson and Jenny (2018): “The Equal Earth map projection”.
_A = (1.340264, -0.081106, 0.000893, 0.003796)


def equal_earth(longitude: float, latitude: float) -> Point:
    """The whole world with true areas; x to the right and y down, in radii of the globe."""
    sine = math.sqrt(3) / 2 * math.sin(math.radians(latitude))
    at = math.asin(sine)
    square = at * at
    sixth = square**3
    across = 9 * _A[3] * square * sixth + 7 * _A[2] * sixth + 3 * _A[1] * square + _A[0]
    x = 2 * math.sqrt(3) * math.radians(longitude) * math.cos(at) / (3 * across)
    return x, -at * (_A[3] * square * sixth + _A[2] * sixth + _A[1] * square + _A[0])


def azimuthal(centre: Point) -> Projection:
    """The globe as seen from above *centre*, with true areas (Lambert); the far side is too wide to be of use."""
    middle, north = (math.radians(one) for one in centre)
    sine, cosine = math.sin(north), math.cos(north)

    def project(longitude: float, latitude: float) -> Point:
        east, up = math.radians(longitude) - middle, math.radians(latitude)
        facing = sine * math.sin(up) + cosine * math.cos(up) * math.cos(east)
        wide = math.sqrt(2 / max(1 + facing, 1e-9))
        x = wide * math.cos(up) * math.sin(east)
        return x, -wide * (cosine * math.sin(up) - sine * math.cos(up) * math.cos(east))

    return project


def path_data(rings: Iterable[Iterable[Point]], step: int = 2) -> str:
    """Projected rings as the `d` of an SVG path in whole units; no two points are closer than *step*."""
    parts = []
    for ring in rings:
        points = _on_the_grid(ring, step)
        if len(points) > 2:
            (x, y), *rest = points
            ways = []
            for to_x, to_y in rest:
                ways.append(f"{to_x - x} {to_y - y}")
                x, y = to_x, to_y
            parts.append(f"M{points[0][0]} {points[0][1]}l{' '.join(ways).replace(' -', '-')}z")
    return "".join(parts)


def box(rings: Iterable[Iterable[Point]]) -> tuple[float, float, float, float]:
    """Left, top, width and height of projected rings."""
    points = [point for ring in rings for point in ring]
    (left, right), (upper, lower) = ((min(some), max(some)) for some in zip(*points, strict=True))
    return left, upper, right - left, lower - upper


def clipped(ring: Sequence[Point], width: float, height: float) -> Sequence[Point]:
    """The part of a projected ring inside a frame, closed along the frame's edge (Sutherland and Hodgman's way)."""
    for axis, limit, side in ((0, 0.0, 1), (0, width, -1), (1, 0.0, 1), (1, height, -1)):
        kept: list[Point] = []
        for before, point in zip((*ring[-1:], *ring), ring, strict=False):
            was_in, is_in = ((one[axis] - limit) * side >= 0 for one in (before, point))
            if was_in != is_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if is_in:
                kept.append(point)
        ring = kept
    return ring


def _on_the_grid(ring: Iterable[Point], step: int) -> list[tuple[int, int]]:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = round(x), round(y)
        if points and abs(point[0] - points[-1][0]) + abs(point[1] - points[-1][1]) < step:
            continue
        if len(points) > 1 and _on_one_line(points[-2], points[-1], point):
            points.pop()
        points.append(point)
    if len(points) > 1 and points[0] == points[-1]:
        points.pop()
    return points


def _on_one_line(first: tuple[int, int], second: tuple[int, int], third: tuple[int, int]) -> bool:
    (x, y), (x2, y2), (x3, y3) = first, second, third
    return (x2 - x) * (y3 - y2) == (y2 - y) * (x3 - x2)
