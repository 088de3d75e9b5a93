"""Where a country lies: the country among its neighbours, drawn by the server."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import Entity
from articles.rendering.maps.outlines import Point, areas, azimuthal, box, clipped, path_data

WIDTH, HEIGHT = 640, 440
# The country takes up so much of its map, the rest shows where it lies; a large one needs less around it.
_SHARE, _SHARE_OF_LARGE = 0.42, 0.75
# In radii of the globe, some nine degrees: an island state is shown with the sea around it.
_NARROWEST = 0.16
# Where less than that is left of a country, a ring says where to look.
_TINY = 12
# Islands of others below that size say nothing at this scale.
_SPECK = 4
# In radii, 105 degrees from the middle: beyond, the projection draws rings around the whole map.
_FAR = 1.59


def country_map(entity: Entity) -> SafeString:
    """*entity* among its neighbours; empty for what no map shows."""
    shapes = _shapes(entity.slug.upper(), settings.BORDERS)
    if not shapes:
        return shapes
    label = _("Map: %(country)s and what lies around it") % {"country": entity.name}
    return format_html('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>', WIDTH, HEIGHT, label, shapes)


# Of some hundred milliseconds where half the world is around it, and three to twenty kilobytes.
@lru_cache(maxsize=300)
def _shapes(code: str, borders: str) -> SafeString:
    own = next((area for area in areas(borders) if area.code == code), None)
    if own is None:
        return SafeString("")
    centre = _middle(own.rings[0])
    project = azimuthal(centre)
    left, upper, wide, high = box(_large([[project(*point) for point in ring] for ring in own.rings]))
    share = min(_SHARE_OF_LARGE, _SHARE + 0.4 * max(wide, high))
    scale = min(WIDTH * share / wide, HEIGHT * share / high, WIDTH / _NARROWEST)
    across, down = WIDTH / 2 - (left + wide / 2) * scale, HEIGHT / 2 - (upper + high / 2) * scale
    corner = max(math.hypot(x / scale, y / scale) for x in (across, WIDTH - across) for y in (down, HEIGHT - down))
    around = math.degrees(2 * math.asin(min(corner / 2, 1)))
    others: list[str] = []
    itself: list[str] = []
    for area in areas(borders):
        rings = []
        for ring in area.rings_near(centre, around):
            projected = [project(*point) for point in ring]
            if max(x * x + y * y for x, y in projected) > _FAR * _FAR:
                continue
            shown = clipped([(x * scale + across, y * scale + down) for x, y in projected], WIDTH, HEIGHT)
            if len(shown) > 2 and (area.code == code or max(box([shown])[2:]) > _SPECK):
                rings.append(shown)
        if shape := path_data(rings):
            (itself if area.code == code else others).append(shape)
    drawn = f'<path d="{"".join(others)}"/>' + "".join(f'<path class="self" d="{shape}"/>' for shape in itself)
    if max(wide, high) * scale < _TINY:
        drawn += f'<circle cx="{WIDTH // 2}" cy="{HEIGHT // 2}" r="4"/>'
        drawn += f'<circle class="ring" cx="{WIDTH // 2}" cy="{HEIGHT // 2}" r="24"/>'
    return mark_safe(drawn)  # noqa: S308  nothing but numbers


def _middle(ring: Sequence[Point]) -> Point:
    """Of the largest ring, and not of all: the middle of France and its islands is in the Atlantic."""
    longitudes, latitudes = zip(*ring, strict=True)
    return (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2


def _large(rings: Sequence[Sequence[Point]]) -> list[Sequence[Point]]:
    """The rings that say how large the map has to be: Japan's main islands, not its last rock."""
    sizes = [_area(ring) for ring in rings]
    return [ring for ring, size in zip(rings, sizes, strict=True) if size >= 0.25 * max(sizes)]


def _area(ring: Sequence[Point]) -> float:
    following = (*ring[1:], ring[0])
    return abs(sum(x * y2 - x2 * y for (x, y), (x2, y2) in zip(ring, following, strict=True))) / 2
