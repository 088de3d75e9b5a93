"""Words in the room there is for them."""

from __future__ import annotations

from unittest import TestCase

from articles.text.shortening import shortened, shortened_around

SENTENCE = "Er traf am 14. Januar in Moskau ein, nachdem er den Test angekündigt hatte."


class ShortenedTests(TestCase):
    def test_what_fits_stays_as_it_is(self) -> None:
        self.assertEqual(shortened(SENTENCE, 200), SENTENCE)
        self.assertEqual(shortened_around(SENTENCE, 3, 7, 200), SENTENCE)

    def test_it_is_cut_between_words(self) -> None:
        self.assertEqual(shortened(SENTENCE, 12), "Er traf am…")


class ShortenedAroundTests(TestCase):
    def around(self, words: str, longest: int) -> str:
        start = SENTENCE.index(words)
        return shortened_around(SENTENCE, start, start + len(words), longest)

    def test_what_it_is_about_stays_whatever_the_room(self) -> None:
        for words in ("Er", "traf", "Moskau", "angekündigt", "hatte."):
            for longest in range(5, 60):
                self.assertIn(words, self.around(words, longest))

    def test_at_an_end_the_other_side_has_the_room(self) -> None:
        self.assertEqual(self.around("traf", 36), "Er traf am 14. Januar in Moskau …")
        self.assertEqual(self.around("angekündigt", 36), "… er den Test angekündigt hatte.")

    def test_it_is_about_as_long_as_asked(self) -> None:
        for longest in range(20, 70):
            self.assertLessEqual(len(self.around("Moskau", longest)), longest + len("… ") + len(" …"))
