"""Pictures of the pages, taken of the seed and the sample texts: what the README shows and what changes are held to."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

from articles.models import Article, Event

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
WIDE, NARROW = (1440, 1000), (390, 844)
# Of 255 steps of a colour, what another version of the browser may draw otherwise at the edge of a letter.
_SAME_COLOUR = 64
_COLOURS = 256


@dataclass(frozen=True, slots=True)
class View:
    """A page as somebody sees it; *name* is the file's. Pages of the desk are an editor's."""

    name: str
    address: str
    theme: str = "light"
    size: tuple[int, int] = WIDE
    locale: str = "de-DE"

    @property
    def is_of_an_account(self) -> bool:
        return self.address.startswith(("/desk/", "/bookmarks/")) or self.address.endswith(("/edit/", "/history/"))

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


def views() -> list[View]:
    """Every kind of page in light colours on a wide window; the most read ones in the dark and on a phone as well."""
    article = Article.objects.get(is_sample=False)
    event = Event.objects.counting().filter(type="AID", mode="military", date="2023-09/2023-11").order_by("pk").first()
    assert event is not None, "the seed tells of a delivery from September to November 2023"
    pages = {
        "start": "/",
        "search": "/search/?q=DVRK&country=kp",
        "article": article.get_absolute_url(),
        "country": "/countries/kp/",
        "person": "/people/kim-jong-un/",
        "people": "/people/",
        "pair": "/pairs/kp/ru/",
        "events": "/events/?a=kp&b=ru",
        "event": event.get_absolute_url(),
        "map": "/map/world/",
        "calendar": "/calendar/2023/",
        "review": f"/desk/review/{article.pk}/",
        "organisation": "/orgs/vereinte-nationen/",
        "months": "/countries/kp/mentions/",
        "together": "/countries/kp/co-mentions/",
        "places": "/places/",
        "pairs": "/pairs/",
        "month": "/calendar/2023/9/",
        "sources": "/sources/",
        "subjects": "/subjects/",
        "report": f"/report/?article={article.pk}",
        "about": "/about/accessibility/",
        "sign-in": "/sign-in/",
        "inbox": "/desk/inbox/",
        "upload": "/desk/upload/",
        "edit": f"/articles/{article.pk}/edit/",
        "history": f"/articles/{article.pk}/history/",
        "event-form": f"/desk/events/{event.pk}/?article={article.pk}",
        "activity": "/desk/activity/",
        "bookmarks": "/bookmarks/",
    }
    often = ("start", "search", "article", "country", "events", "event")
    return [
        *(View(name, address) for name, address in pages.items()),
        *(View(f"{name}-dark-phone", pages[name], "dark", NARROW) for name in often),
        View("events-english", pages["events"], locale="en-GB"),
    ]


def take(browser: Browser, site_url: str, view: View, session: str = "") -> Image.Image:
    context = browser.new_context(
        locale=view.locale,
        color_scheme=view.theme,  # type: ignore[arg-type]
        viewport={"width": view.size[0], "height": view.size[1]},
        reduced_motion="reduce",
    )
    if view.is_of_an_account:
        context.add_cookies([{"name": "sessionid", "value": session, "url": site_url}])
    page = context.new_page()
    page.goto(site_url + view.address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def store(picture: Image.Image, view: View) -> None:
    """With fewer colours, for half the bytes; by coverage, so that the one red mark of a page stays red."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    picture.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(view.path, optimize=True)


def share_that_differs(one: Image.Image, other: Image.Image) -> float:
    """Of 1. Two pictures of different sizes have nothing in common."""
    if one.size != other.size:
        return 1.0
    [*bands] = ImageChops.difference(one.convert("RGB"), other.convert("RGB")).split()
    highest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    differing = sum(highest.histogram()[_SAME_COLOUR:])
    return differing / (one.width * one.height)
