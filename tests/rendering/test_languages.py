"""Names of languages, and the list of them to choose from."""

from __future__ import annotations

from django.test import SimpleTestCase
from django.utils import translation

from articles.rendering.languages import language_choices, language_name
from articles.text.languages import ANALYSED, UNDETERMINED


class LanguageTests(SimpleTestCase):
    def test_a_name_is_in_the_language_of_the_page(self) -> None:
        with translation.override("de"):
            self.assertEqual(language_name("uk"), "Ukrainisch")
        with translation.override("en"):
            self.assertEqual(language_name("uk"), "Ukrainian")

    def test_the_choice_begins_with_the_languages_the_archive_can_analyse(self) -> None:
        with translation.override("de"):
            choices = language_choices()

        self.assertEqual({code for code, _name in choices[: len(ANALYSED)]}, set(ANALYSED))
        self.assertEqual(choices[0], ("de", "Deutsch"))

    def test_the_rest_is_ordered_by_name_and_holds_no_language_that_is_none(self) -> None:
        with translation.override("de"):
            rest = dict(language_choices()[len(ANALYSED) :])

        names = list(rest.values())
        self.assertLess(names.index("Arabisch"), names.index("Koreanisch"))
        self.assertLess(names.index("Koreanisch"), names.index("Ukrainisch"))
        self.assertNotIn(UNDETERMINED, rest)
        self.assertNotIn("mul", rest)
