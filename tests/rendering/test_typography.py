"""Long words, languages, shelf marks, icons."""

from __future__ import annotations

from django.template import Context, Template
from django.test import SimpleTestCase
from django.utils import translation

from articles.rendering.hyphens import shy
from articles.rendering.languages import language_name
from articles.rendering.shelf_marks import shelf_mark


class SoftHyphenTests(SimpleTestCase):
    def test_long_words_can_break_short_ones_stay(self) -> None:
        set_text = shy("Hochwasserschutzrahmenvereinbarung mit Moskau", "de")

        self.assertIn("\u00ad", set_text)
        self.assertEqual(set_text.replace("\u00ad", ""), "Hochwasserschutzrahmenvereinbarung mit Moskau")
        self.assertTrue(set_text.endswith(" mit Moskau"))

    def test_a_language_without_a_dictionary_is_left_alone(self) -> None:
        self.assertEqual(shy("Hochwasserschutzrahmenvereinbarung", "tlh"), "Hochwasserschutzrahmenvereinbarung")
        self.assertEqual(shy("Hochwasserschutzrahmenvereinbarung", ""), "Hochwasserschutzrahmenvereinbarung")

    def test_markup_in_a_headline_stays_text(self) -> None:
        page = Template("{% load typography %}{{ text|shy:'de' }}").render(
            Context({"text": "<b>Verantwortungslosigkeit"})
        )

        self.assertTrue(page.startswith("&lt;b&gt;"))


class LanguageNameTests(SimpleTestCase):
    def test_languages_are_named_in_the_language_of_the_page(self) -> None:
        with translation.override("de"):
            german = language_name("uk")
        with translation.override("en"):
            english = language_name("uk")

        self.assertEqual((german, english), ("Ukrainisch", "Ukrainian"))

    def test_an_unnamed_language_keeps_its_code_and_an_unknown_one_says_so(self) -> None:
        with translation.override("en"):
            self.assertEqual([language_name("xyz"), language_name("und")], ["xyz", "language unknown"])


class ShelfMarkTests(SimpleTestCase):
    def test_year_and_serial_stand_apart(self) -> None:
        self.assertEqual(shelf_mark("2026-000412"), "NA 2026 / 000412")


class IconTests(SimpleTestCase):
    def test_every_kind_has_an_icon_a_name_and_a_heading(self) -> None:
        template = Template("{% load icons %}{% kind_icon kind %}{{ kind|kind_label }}{{ kind|kind_plural }}")

        for kind in ("country", "person", "organisation", "place", "weapon", "other"):
            page = template.render(Context({"kind": kind}))

            self.assertRegex(
                page, r'^<svg class="i ic-\w+" aria-hidden="true"><use href="/static/img/icons\.svg#[\w-]+"/>'
            )
