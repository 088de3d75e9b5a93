"""The text as editors review it."""

from __future__ import annotations

import html
import re

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.marked_text import numbered
from articles.rendering.review_text import ReviewMark, review_text

marks = st.lists(
    st.builds(
        lambda start, length, pk: ReviewMark(start, start + length, "person", "", pk, f"q-{pk}"),
        st.integers(0, 60),
        st.integers(1, 20),
        st.integers(1, 99),
    ),
    max_size=8,
)


def blocks_of(page: str) -> list[tuple[int, str]]:
    """Of each block where it begins, and the words a browser counts in it."""
    found = re.findall(r'data-at="(\d+)">(.*?)</(?:p|h2)>\n', page, re.S)
    return [(int(at), html.unescape(re.sub(r"<[^>]*>", "", inner))) for at, inner in found]


class PlaceTests(SimpleTestCase):
    @given(st.text(alphabet="ab <&👩‍🚀\n", max_size=70), marks)
    def test_every_block_says_the_stored_text_from_its_place_on(self, text: str, some: list[ReviewMark]) -> None:
        page = review_text(text, [], some, numbered(text, [], [(0, len(text))] if text else []))

        for at, words in blocks_of(page):
            self.assertEqual(text[at : at + len(words)], words)

    def test_headline_and_credit_are_shown_by_name_and_their_sentences_not_counted(self) -> None:
        text = "Beziehungen\nGettyImages\nRussland sucht."
        parts = [("headline", 0, 11), ("credit_line", 12, 23)]

        page = review_text(text, parts, [], numbered(text, parts, [(0, 11), (12, 23), (24, 39)]))

        self.assertIn('class="pt pt-headline"', page)
        self.assertIn('class="pt pt-credit_line"', page)
        self.assertEqual(re.findall(r'id="(s\d+)"', page), ["s1"])

    def test_a_mark_around_another_is_no_link_and_its_own_words_are(self) -> None:
        text = "russischen Außenministeriums"
        around, inside = ReviewMark(0, 28, "org", "", 1, "q-1"), ReviewMark(0, 10, "country", "ok", 2, "q-2")

        page = review_text(text, [], [around, inside], {})

        self.assertInHTML(
            '<span class="sg sg-org" data-m="1"><a class="sg sg-country ok" href="?at=2#q-2" data-m="2">russischen</a>'
            '<a class="part" href="?at=1#q-1"> Außenministeriums</a></span>',
            page,
        )
