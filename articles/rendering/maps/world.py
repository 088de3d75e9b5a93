"""The world coloured by number of articles, drawn by the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from articles.rendering.maps.country import country_map
from articles.rendering.maps.outlines import Area, areas, box, equal_earth, path_data
from articles.rendering.numbers import figures

__all__ = ["Counted", "WorldMap", "borders_caption", "country_map", "world_map"]

# Half pixels of a map 960 pixels wide, from Greenland's north to Cape Horn.
WIDTH, HEIGHT = 1920, 828
_NORTH, _SOUTH = 83.7, -56.0
# An island state narrower than this is a dot, as wide.
SMALLEST = 8
# Beginnings of classes, at the most; see _classes().
MOST_CLASSES = 4
_ROUND = tuple(digit * 10**power for power in range(9) for digit in (1, 2, 5))


@dataclass(frozen=True, slots=True)
class Counted:
    """A country with the number of articles that name it."""

    code: str
    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    svg: SafeString
    legend: SafeString


def world_map(countries: Sequence[Counted]) -> WorldMap:
    """The world by number of articles; a country with articles leads to its page."""
    return _world_map(tuple(countries), settings.BORDERS, get_language() or "")


def borders_caption() -> str:
    """What a map says on disputed areas: one setting for all of them."""
    return {
        "recognised": _(
            "Crimea is drawn with Ukraine, Northern Cyprus with Cyprus and Somaliland with Somalia, as the United "
            "Nations see it; elsewhere lines of control are drawn."
        ),
        "controlled": _("Disputed areas are drawn with whoever controls them, Crimea with Russia."),
        "open": _("Crimea, Northern Cyprus and Somaliland are drawn apart and counted with no country."),
    }[settings.BORDERS]


# Drawn anew where a count changes, so whatever the audience, nobody is shown what was counted for somebody else.
@lru_cache(maxsize=16)
def _world_map(countries: tuple[Counted, ...], borders: str, language: str) -> WorldMap:
    classes = _classes(max((one.count for one in countries), default=0))
    by_code = {one.code: one for one in countries}
    figure, no_articles = figures(), _("no articles")
    drawn = []
    for area, shape, dot in _world(borders):
        country = by_code.get(area.code) if area.code else None
        count = country.count if country else 0
        if dot and not count:
            continue
        if country is None:
            drawn.append(f'<path d="{shape}"/>')
            continue
        words = ngettext("%(counter)s article", "%(counter)s articles", count) % {"counter": figure(count)}
        title = f"<title>{escape(country.name)}: {escape(words if count else no_articles)}</title>"
        marks = f' class="m{_class(count, classes)}"' if count else ""
        path = f'<path{marks} d="{shape}">{title}</path>'
        drawn.append(f'<a href="{escape(country.url)}" tabindex="-1">{path}</a>' if count else path)
    svg = format_html(
        '<svg class="world" viewBox="0 0 {} {}" aria-hidden="true">{}</svg>',
        WIDTH,
        HEIGHT,
        mark_safe("".join(drawn)),  # noqa: S308  names and addresses are escaped above
    )
    return WorldMap(svg, _legend(classes, max((one.count for one in countries), default=0)))


def _classes(highest: int) -> tuple[int, ...]:
    """Where each class of the legend begins: round numbers, each class as many times the one before."""
    if highest <= MOST_CLASSES:
        return tuple(range(1, highest + 1))
    beginnings = [1]
    for step in range(1, MOST_CLASSES):
        ideal = highest ** (step / MOST_CLASSES)
        nearest = min(_ROUND, key=lambda one: max(one / ideal, ideal / one))
        beginnings.append(max(nearest, beginnings[-1] + 1))
    return tuple(beginnings)


def _class(count: int, classes: tuple[int, ...]) -> int:
    """1 to 4 for the colour; with fewer classes than colours the dark ones are used."""
    return MOST_CLASSES - len(classes) + sum(count >= beginning for beginning in classes)


def _legend(classes: tuple[int, ...], highest: int) -> SafeString:
    figure = figures()
    none = pgettext("articles", "none")
    items = [f'<li><i class="m0"></i>{escape(none)}</li>']
    for at, first in enumerate(classes):
        last = classes[at + 1] - 1 if at + 1 < len(classes) else highest
        words = figure(first) if first == last else f"{figure(first)}–{figure(last)}"
        items.append(f'<li><i class="m{_class(first, classes)}"></i>{escape(words)}</li>')
    return mark_safe(f'<ul class="legend">{"".join(items)}</ul>')  # noqa: S308  as above


@cache
def _world(borders: str) -> tuple[tuple[Area, str, bool], ...]:
    """Each area with its shape, and whether that is a dot."""
    scale = WIDTH / 2 / equal_earth(180, 0)[0]
    equator = -equal_earth(0, _NORTH)[1] * scale
    drawn = []
    for area in areas(borders):
        rings = [
            [(WIDTH / 2 + x * scale, equator + y * scale) for x, y in (equal_earth(*point) for point in ring)]
            for ring in area.rings
        ]
        left, upper, wide, high = box(rings[:1])
        dot = max(wide, high) < SMALLEST
        shape = _dot(left + wide / 2, upper + high / 2) if dot else path_data(rings)
        drawn.append((area, shape, dot))
    # Dots last, over the land around them: Luxembourg is larger, San Marino is not.
    return tuple(sorted(drawn, key=lambda one: one[2]))


def _dot(x: float, y: float) -> str:
    half = SMALLEST // 2
    return f"M{round(x) - half} {round(y)}a{half} {half} 0 1 0 {SMALLEST} 0a{half} {half} 0 1 0-{SMALLEST} 0z"
