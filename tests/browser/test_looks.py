"""The pages look as they did: pictures of them are held against those in docs/images.

After a change that is meant to be seen, `make pictures` takes them anew; look at each before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageDraw

from articles.ingest.annotate import annotate
from articles.ingest.samples.adding import add_samples
from articles.models import Article
from tests.browser.pictures import share_that_differs, store, take, views
from tests.builders import make_editor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.django_db(transaction=True)

# Shelf marks, the day a text was added and how letters are smoothed differ; a missing part of a page is more than that.
MOST_THAT_MAY_DIFFER = 0.03


def test_pages_look_as_they_did(
    site: Any, browser: Browser, client: Any, subtests: pytest.Subtests, tmp_path: Path
) -> None:
    annotate(list(Article.objects.values_list("pk", flat=True)))
    add_samples()
    client.force_login(make_editor("redaktion"))
    session = client.cookies["sessionid"].value

    for view in views():
        picture = take(browser, site.url, view, session)
        if os.environ.get("TAKE_PICTURES"):
            store(picture, view)
            continue
        with subtests.test(view.name):
            assert view.path.exists(), f"no picture of {view.name} yet: make pictures"
            differs = share_that_differs(picture, Image.open(view.path))
            if differs > MOST_THAT_MAY_DIFFER:
                picture.save(tmp_path / f"{view.name}.png")
            assert differs <= MOST_THAT_MAY_DIFFER, f"{view.name}: {differs:.1%} differs, see {tmp_path}"


class TestComparingPictures:
    def test_a_missing_line_is_seen(self) -> None:
        page = Image.new("RGB", (1440, 1000), "white")
        without = page.copy()
        ImageDraw.Draw(page).rectangle((0, 100, 1440, 140), fill="black")

        assert share_that_differs(page, without) > MOST_THAT_MAY_DIFFER

    def test_softer_edges_are_not(self) -> None:
        page = Image.new("RGB", (400, 400), (120, 120, 120))

        assert share_that_differs(page, Image.new("RGB", (400, 400), (150, 150, 150))) == 0

    def test_another_size_is_another_picture(self) -> None:
        assert share_that_differs(Image.new("RGB", (9, 9)), Image.new("RGB", (9, 8))) == 1
