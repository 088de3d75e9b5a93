"""The text of an article as HTML."""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import Any

from django.test import SimpleTestCase
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from articles.rendering.article_body import Mark, article_body

KP: dict[str, Any] = {"kind": "country", "url": "/search/?country=kp", "entry": "e-country-kp"}
MINISTRY: dict[str, Any] = {"kind": "org", "url": "/search/?org=mid", "entry": "e-org-mid"}

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "&amp;",
    "</p>",
    "‮abc",
    "👩‍🚀",
    "\x0b",
    "'",
    "\n",
]
hostile_texts = st.lists(st.sampled_from([*HOSTILE, "Wort ", "Satz. "]) | st.text(max_size=8), max_size=12).map("".join)


def words_of(page: str) -> str:
    """What a reader sees of *page*, white space aside."""
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", page)).split())


class ParagraphTests(SimpleTestCase):
    def test_lines_become_paragraphs_and_subheads_headings(self) -> None:
        text = "Erster Absatz.\nZwischentitel\nZweiter Absatz."

        page = article_body(text, [("subhead", 15, 28)], [], [])

        self.assertHTMLEqual(page, "<p>Erster Absatz.</p><h2>Zwischentitel</h2><p>Zweiter Absatz.</p>")

    def test_headline_and_credit_line_stand_elsewhere(self) -> None:
        text = "Beziehungen gestärkt/GettyImages\nRussland sucht."

        page = article_body(text, [("headline", 0, 20), ("credit_line", 21, 32)], [], [])

        self.assertHTMLEqual(page, "<p>Russland sucht.</p>")

    def test_a_paragraph_set_in_short_lines_stays_one(self) -> None:
        text = "Eine Zeile\nund noch eine.\nEin Absatz."

        page = article_body(text, [("paragraph", 0, 25)], [], [])

        self.assertHTMLEqual(page, "<p>Eine Zeile und noch eine.</p><p>Ein Absatz.</p>")

    def test_parts_that_overlap_or_leave_the_text_repeat_nothing(self) -> None:
        page = article_body("abcdef", [("paragraph", 0, 4), ("subhead", 2, 99)], [], [])

        self.assertHTMLEqual(page, "<p>abcd</p><h2>ef</h2>")


class SentenceTests(SimpleTestCase):
    def test_sentences_are_numbered_in_reading_order(self) -> None:
        page = article_body("Titel\nEins. Zwei.", [("headline", 0, 5)], [], [(0, 5), (6, 11), (12, 17)])

        self.assertHTMLEqual(page, '<p><span class="s" id="s1">Eins.</span> <span class="s" id="s2">Zwei.</span></p>')

    def test_a_sentence_across_paragraphs_has_one_id(self) -> None:
        page = article_body("Eins\nzwei.", [], [], [(0, 10)])

        self.assertEqual(page.count('id="s1"'), 1)
        self.assertEqual(page.count('class="s"'), 2)


class MarkTests(SimpleTestCase):
    def test_a_mark_links_to_the_articles_of_its_entity(self) -> None:
        page = article_body("in Nordkorea heute", [], [Mark(3, 12, **KP)], [])

        self.assertHTMLEqual(
            page,
            '<p>in <a class="ent ent-country" href="/search/?country=kp" data-e="e-country-kp">Nordkorea</a> heute</p>',
        )

    def test_confirmed_marks_say_so(self) -> None:
        page = article_body("Nordkorea", [], [Mark(0, 9, confirmed=True, **KP)], [])

        self.assertIn('class="ent ent-country ok"', page)

    def test_an_adjective_inside_an_institution_keeps_its_own_link(self) -> None:
        text = "des russischen Außenministeriums"

        page = article_body(text, [], [Mark(4, 32, **MINISTRY), Mark(4, 14, **KP)], [])

        self.assertHTMLEqual(
            page,
            '<p>des <span class="ent ent-org">'
            '<a class="ent ent-country" href="/search/?country=kp" data-e="e-country-kp">russischen</a>'
            '<a class="part" href="/search/?org=mid" data-e="e-org-mid"> Außenministeriums</a></span></p>',
        )

    def test_of_crossing_marks_the_later_one_loses_what_they_share(self) -> None:
        page = article_body("abcdefgh", [], [Mark(0, 5, **KP), Mark(3, 8, **MINISTRY)], [])

        self.assertIn(">abcde</a>", page)
        self.assertIn(">fgh</a>", page)

    def test_a_mark_across_two_sentences_is_drawn_in_both(self) -> None:
        page = article_body("Ab. Cd.", [], [Mark(0, 7, "date", entry="d1", title="2023")], [(0, 3), (4, 7)])

        self.assertEqual(page.count('class="ent ent-date"'), 3)
        self.assertEqual(page.count('id="d1"'), 1)


class SignTests(SimpleTestCase):
    SIGN = mark_safe('<a href="#ev1">1</a>')

    def test_a_sign_stands_behind_its_word(self) -> None:
        page = article_body("Er traf ein.", [], [], [(0, 12)], [(7, self.SIGN)])

        self.assertHTMLEqual(page, '<p><span class="s" id="s1">Er traf<a href="#ev1">1</a> ein.</span></p>')

    def test_a_trigger_within_a_word_has_its_sign_behind_the_word(self) -> None:
        page = article_body("Die Lieferungen kamen.", [], [], [], [(13, self.SIGN)])

        self.assertIn("Lieferungen<a", page)

    def test_a_sign_never_stands_inside_the_link_of_a_mark(self) -> None:
        page = article_body("in Nordkorea heute", [], [Mark(3, 12, **KP)], [], [(7, self.SIGN)])

        self.assertIn("Nordkorea</a><a href", page)

    def test_two_signs_at_one_word_stand_in_their_order(self) -> None:
        second = mark_safe('<a href="#ev2">2</a>')

        page = article_body("Er kam.", [], [], [(0, 7)], [(6, self.SIGN), (6, second)])

        self.assertIn('kam<a href="#ev1">1</a><a href="#ev2">2</a>.', page)


class HostileTextTests(SimpleTestCase):
    @given(
        text=hostile_texts,
        marks=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.booleans()), max_size=8),
        parts=st.lists(
            st.tuples(
                st.sampled_from(["lead", "paragraph", "subhead", "body"]), st.integers(0, 60), st.integers(0, 60)
            ),
            max_size=4,
        ),
        cuts=st.lists(st.integers(0, 60), max_size=6),
        signs=st.lists(st.integers(-2, 70), max_size=4),
        name=st.sampled_from(HOSTILE),
    )
    def test_every_text_comes_through_whole_and_escaped(
        self,
        text: str,
        marks: list[tuple[int, int, bool]],
        parts: list[tuple[str, int, int]],
        cuts: list[int],
        signs: list[int],
        name: str,
    ) -> None:
        drawn = [Mark(a, b, "person", url=name if linked else "", entry=name, title=name) for a, b, linked in marks]
        bounds = sorted({0, *cuts, 60})
        sentences = list(pairwise(bounds))

        page = article_body(text, parts, drawn, sentences, [(at, mark_safe('<a href="#ev"></a>')) for at in signs])

        lone = {line.strip() for line in text.split("\n")}
        if all(len(line) > 1 or line.isalnum() or not line for line in lone) and not parts:
            self.assertEqual(words_of(page), "".join(text.split()))
        self.assertLessEqual(set(re.findall(r"<(\w+)", page)), {"p", "h2", "span", "a"})
        self.assertNotRegex(page, r"<a [^>]*>(?:(?!</a>).)*<a ")
        self.assertEqual(len(re.findall(r' id="s\d+"', page)), len(set(re.findall(r' id="s\d+"', page))))
