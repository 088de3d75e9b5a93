"""A sample text says that it is one, wherever it is shown."""

from __future__ import annotations

from django.urls import reverse

from tests.builders import make_article
from tests.views.finding import FindingTests

ENGLISH = {"accept-language": "en"}
MARK = '<span class="tag">sample text</span>'


class SampleMarkTests(FindingTests):
    def test_on_its_own_page(self) -> None:
        sample, other = self.publish("Ein Beispiel", is_sample=True), make_article("Eine Meldung")

        self.assertContains(self.client.get(sample.get_absolute_url(), headers=ENGLISH), MARK, count=1)
        page = self.client.get(other.get_absolute_url(), headers=ENGLISH).content.decode()
        # Among the related articles below it the sample may stand, with its mark.
        self.assertNotIn(MARK, page.partition("</header>")[2].partition("</article>")[0])

    def test_in_the_lists_of_the_start_page_and_the_search(self) -> None:
        for number in range(3):
            self.publish(f"Beispiel {number}", is_sample=True)
        self.publish("Eine Meldung")

        for address in ("/", reverse("search")):
            page = self.client.get(address, headers=ENGLISH)
            self.assertContains(page, MARK, count=3)

    def test_for_editors_among_what_waits_for_review(self) -> None:
        self.publish("Ein Beispiel", is_sample=True)
        self.sign_in_as_editor()

        page = self.client.get(reverse("desk_inbox"), {"tab": "published"}, headers=ENGLISH)

        self.assertContains(page, MARK, count=1)
