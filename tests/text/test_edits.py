"""What cleaning changed can be undone, and positions map both ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.text.edits import Edit, EditScript


@st.composite
def edited_texts(draw: st.DrawFn, text: str | None = None) -> tuple[str, EditScript]:
    text = draw(st.text(max_size=60)) if text is None else text
    edits, position = [], 0
    while position < len(text) and draw(st.booleans()):
        start = draw(st.integers(position, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        edits.append(Edit(start, text[start:end], draw(st.text(max_size=4)), "test"))
        position = end
    return text, EditScript(edits)


class TestEditScript:
    def test_removes_a_soft_hyphen_and_brings_it_back(self) -> None:
        before = "Au\u00adßenminister"
        script = EditScript([Edit(2, "\u00ad", "", "soft_hyphen")])

        after = script.apply(before)

        assert after == "Außenminister"
        assert script.undo(after) == before

    def test_positions_move_with_the_text(self) -> None:
        script = EditScript([Edit(2, "\u00ad", "", "soft_hyphen")])

        assert [script.forward(position) for position in (0, 2, 3, 10)] == [0, 2, 2, 9]
        assert [script.backward(position) for position in (0, 1, 2, 9)] == [0, 1, 3, 10]

    def test_refuses_a_text_it_was_not_made_for(self) -> None:
        script = EditScript([Edit(2, "\u00ad", "", "soft_hyphen")])

        with pytest.raises(ValueError, match="differs"):
            script.apply("Außenminister")

    def test_refuses_edits_that_overlap(self) -> None:
        with pytest.raises(ValueError, match="overlap"):
            EditScript([Edit(0, "ab", "", "x"), Edit(1, "bc", "", "x")])

    @given(edited_texts())
    def test_undo_gives_the_text_before(self, case: tuple[str, EditScript]) -> None:
        before, script = case

        assert script.undo(script.apply(before)) == before

    @given(edited_texts())
    def test_the_inverse_touches_what_the_script_touched_and_nothing_else(self, case: tuple[str, EditScript]) -> None:
        before, script = case
        inverse = script.inverse()

        assert inverse.apply(script.apply(before)) == before
        for start in range(len(before)):
            if place := script.carry(start, start + 1):
                assert inverse.carry(*place) == (start, start + 1)

    @given(edited_texts())
    def test_untouched_characters_keep_their_identity(self, case: tuple[str, EditScript]) -> None:
        before, script = case
        after = script.apply(before)
        touched = {position for edit in script.edits for position in range(edit.start, edit.end)}

        for position in set(range(len(before))) - touched:
            assert after[script.forward(position)] == before[position]
            assert script.backward(script.forward(position)) == position

    @given(edited_texts(), st.data())
    def test_two_scripts_after_each_other_are_one_script(
        self, case: tuple[str, EditScript], data: st.DataObject
    ) -> None:
        before, first = case
        middle = first.apply(before)
        _, second = data.draw(edited_texts(middle))

        both = first.then(second, before)

        assert both.apply(before) == second.apply(middle)
        assert both.undo(second.apply(middle)) == before

    def test_edits_that_do_not_meet_keep_their_own_reasons(self) -> None:
        before = "Au\u00adßen**minister**"
        hyphen = EditScript([Edit(2, "\u00ad", "", "soft_hyphen")])
        bold = EditScript([Edit(5, "**", "", "emphasis"), Edit(15, "**", "", "emphasis")])

        both = hyphen.then(bold, before)

        assert [(edit.start, edit.reason) for edit in both.edits] == [
            (2, "soft_hyphen"),
            (6, "emphasis"),
            (16, "emphasis"),
        ]
