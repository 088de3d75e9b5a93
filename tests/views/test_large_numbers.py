"""Numbers of rows are written as they are: with a German thousands separator, no form would find them again."""

from __future__ import annotations

import re

from articles.models import Article, Publication, User
from articles.review.editing import edit_article
from tests.builders import make_editor, make_source
from tests.views.finding import FindingTests

_SEPARATED = re.compile(r'="[^"]*?\b\d{1,3}\.\d{3}\b[^"]*"')


class LargeNumberTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        source = make_source(id=34_567)
        self.waiting = self.publish("Munition für Nordkorea", self.kp, id=12_345, status=Publication.DRAFT)
        self.publish("Weggeworfen", id=23_456, trashed_at=self.waiting.created_at)
        self.source = source
        self.client.force_login(User.objects.create_user("anna", id=45_678, role="editor"))
        self.client.cookies["django_language"] = "de"

    def test_no_attribute_of_a_desk_page_holds_a_separated_number(self) -> None:
        edit_article(self.waiting, {"page": "3"}, by=make_editor(id=56_789))
        here = f"/articles/{self.waiting.pk}/"
        pages = ["/desk/inbox/", "/desk/trash/", f"/desk/sources/{self.source.pk}/", f"{here}edit/", f"{here}history/",
                 f"{here}status/", f"/desk/review/{self.waiting.pk}/", "/desk/activity/"]  # fmt: skip

        for address in pages:
            page = self.client.get(address).content.decode()

            self.assertEqual(_SEPARATED.findall(page), [], address)

    def test_ticked_articles_are_found_again(self) -> None:
        page = self.client.get("/desk/inbox/").content.decode()
        value = re.search(r'name="article" value="([^"]+)"', page)

        self.client.post("/desk/inbox/chosen/", {"action": "trash", "article": value[1] if value else ""})

        self.assertEqual(Article.objects.in_trash().count(), 2)
