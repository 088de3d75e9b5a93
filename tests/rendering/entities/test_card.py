"""The names on the catalogue card of an entity."""

from __future__ import annotations

from django.test import TestCase
from django.utils.translation import override

from articles.models import Entity, NameKind, Status
from articles.rendering.entities.card import card_names, names_html
from tests.builders import make_entity, make_name


class CardTests(TestCase):
    def setUp(self) -> None:
        self.korea = make_entity("country:KP", "Nordkorea", name_en="North Korea")

    def names(self, entity: Entity | None = None, language: str = "en") -> list[tuple[str, str]]:
        with override(language):
            return [(one.text, one.note) for one in card_names(entity or self.korea)]

    def test_the_name_in_the_heading_is_not_said_again(self) -> None:
        self.assertEqual(self.names(language="de"), [])

    def test_the_language_says_what_a_foreign_name_is(self) -> None:
        make_name(self.korea, "Corée du Nord", kind=NameKind.PREFERRED, language="fr")

        self.assertIn(("Corée du Nord", "French"), self.names())

    def test_a_script_that_is_not_latin_is_named(self) -> None:
        make_name(self.korea, "КНДР", kind=NameKind.ACRONYM, language="ru")

        self.assertIn(("КНДР", "acronym, Russian, Cyrillic"), self.names())

    def test_another_name_in_the_language_of_the_page_needs_no_word(self) -> None:
        make_name(self.korea, "Democratic People's Republic of Korea", language="en")

        self.assertIn(("Democratic People's Republic of Korea", ""), self.names())

    def test_one_spelling_with_two_meanings_stands_once(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        make_name(kim, "Kim Jong Un", kind=NameKind.TRANSLITERATION, language="de")
        make_name(kim, "Kim Jong Un", kind=NameKind.PREFERRED, language="ko")

        self.assertEqual(self.names(kim), [("Kim Jong Un", "Korean, German")])

    def test_names_come_before_words_made_of_them_and_mistakes_last(self) -> None:
        make_name(self.korea, "Nordkoera", kind=NameKind.MISSPELLING, language="de")
        make_name(self.korea, "nordkoreanisch", kind=NameKind.ADJECTIVE, language="de")
        make_name(self.korea, "DVRK", kind=NameKind.ACRONYM, language="de")

        self.assertEqual([text for text, _ in self.names(language="de")], ["DVRK", "nordkoreanisch", "Nordkoera"])

    def test_rejected_names_are_not_shown(self) -> None:
        make_name(self.korea, "Korea", status=Status.REJECTED)

        self.assertEqual(self.names(language="de"), [])

    def test_a_name_is_text_and_not_markup(self) -> None:
        make_name(self.korea, "<b>Korea</b>", language="de")

        with override("de"):
            html = names_html(card_names(self.korea))

        self.assertIn("&lt;b&gt;Korea&lt;/b&gt;", html)
        self.assertNotIn("<b>", html)
