"""What cleaning changed in a text, kept so exactly that it can be undone and every position mapped both ways."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """*removed*, at *start* of the text before, became *inserted*; *reason* is a key such as `soft_hyphen`."""

    start: int
    removed: str
    inserted: str
    reason: str

    @property
    def end(self) -> int:
        return self.start + len(self.removed)


class EditScript:
    """Edits in the order of the text before, none overlapping another."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(sorted(edits, key=lambda edit: edit.start))
        for earlier, later in zip(self.edits, self.edits[1:], strict=False):
            if later.start < earlier.end:
                raise ValueError(f"edits overlap at {later.start}")
        self._starts_before = [edit.start for edit in self.edits]
        shift = 0
        self._starts_after = []
        for edit in self.edits:
            self._starts_after.append(edit.start + shift)
            shift += len(edit.inserted) - len(edit.removed)

    def apply(self, before: str) -> str:
        """The cleaned text. Raises ValueError where *before* is not the text the edits were made on."""
        pieces, position = [], 0
        for edit in self.edits:
            if before[edit.start : edit.end] != edit.removed:
                raise ValueError(f"the text differs from the edited one at {edit.start}")
            pieces += [before[position : edit.start], edit.inserted]
            position = edit.end
        return "".join([*pieces, before[position:]])

    def undo(self, after: str) -> str:
        """The text before, from the text after."""
        pieces, position = [], 0
        for edit, start in zip(self.edits, self._starts_after, strict=True):
            if after[start : start + len(edit.inserted)] != edit.inserted:
                raise ValueError(f"the text differs from the edited one at {start}")
            pieces += [after[position:start], edit.removed]
            position = start + len(edit.inserted)
        return "".join([*pieces, after[position:]])

    def forward(self, position: int) -> int:
        """Where *position* of the text before stands after; removed characters fall on what follows them."""
        index = bisect_right(self._starts_before, position) - 1
        if index < 0:
            return position
        edit, start = self.edits[index], self._starts_after[index]
        if position < edit.end:
            return start + min(position - edit.start, len(edit.inserted))
        return start + len(edit.inserted) + position - edit.end

    def backward(self, position: int) -> int:
        """Where *position* of the text after stood in the text before."""
        index = bisect_right(self._starts_after, position) - 1
        if index < 0:
            return position
        # A removal leaves nothing to stand on, so several edits can share one position after: the last one decides.
        edit, start = self.edits[index], self._starts_after[index]
        if position < start + len(edit.inserted):
            return edit.start + min(position - start, len(edit.removed))
        return edit.end + position - start - len(edit.inserted)
