"""What lies between two texts, in whole words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from articles.text.differences import difference
from articles.text.edits import Edit

WORDS = st.lists(st.sampled_from(["Russland", "und", " ", "  ", "Nord", "korea", ".", "\n", "ß"]), max_size=30)


class TestDifference:
    def test_words_are_exchanged_whole(self) -> None:
        script = difference("Lawro traf Kim.", "Lawrow traf Kim.")

        assert script.edits == (Edit(0, "Lawro", "Lawrow", "rewritten"),)

    def test_equal_texts_have_none(self) -> None:
        assert difference("Russland", "Russland").edits == ()

    @given(WORDS, WORDS)
    def test_makes_one_text_of_the_other(self, before: list[str], after: list[str]) -> None:
        old, new = "".join(before), "".join(after)

        script = difference(old, new)

        assert script.apply(old) == new
        assert script.undo(new) == old

    def test_very_long_texts_are_compared_at_their_ends_only(self) -> None:
        old = "Anfang " + "a b " * 9000 + "Ende"
        new = "Anfang " + "c d " * 9000 + "Ende"

        [edit] = difference(old, new).edits

        assert (edit.start, old[edit.start : edit.end][:3]) == (7, "a b")


class TestCarrying:
    def test_what_no_edit_touches_keeps_its_words(self) -> None:
        before, after = "Kim traf Lawrow in Moskau.", "Kim Jong Un traf gestern Lawrow in Moskau."

        place = difference(before, after).carry(9, 15)

        assert place is not None
        assert after[slice(*place)] == "Lawrow"

    def test_what_an_edit_touches_has_no_place(self) -> None:
        assert difference("Lawro sprach.", "Lawrow sprach.").carry(0, 5) is None

    def test_words_put_in_beside_stay_outside(self) -> None:
        before, after = "Kim sprach.", "Herr Kim sprach."

        place = difference(before, after).carry(0, 3)

        assert place is not None
        assert after[slice(*place)] == "Kim"
