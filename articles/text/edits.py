"""What cleaning changed in a text, kept so exactly that it can be undone and every position mapped both ways."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
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


# An edit placed on a middle text: start, end, whether it made (0) or changes (1) that text, and the edit.
_Placed = tuple[int, int, int, Edit]


class EditScript:
    """Edits in the order of the text before, none overlapping another."""

    def __init__(self, edits: Iterable[Edit]) -> None:
        self.edits = tuple(sorted(edits, key=lambda edit: edit.start))
        for earlier, later in zip(self.edits, self.edits[1:], strict=False):
            if later.start < earlier.end:
                raise ValueError(f"edits overlap at {later.start}")
        self._starts_before = [edit.start for edit in self.edits]
        self._ends_before = [edit.end for edit in self.edits]
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

    def inverse(self) -> EditScript:
        """The edits that make the text before of the text after; it touches what these touch, and nothing else."""
        return EditScript(
            Edit(start, edit.inserted, edit.removed, edit.reason)
            for edit, start in zip(self.edits, self._starts_after, strict=True)
        )

    def then(self, later: EditScript, before: str) -> EditScript:
        """One script that does to *before* what this script and then *later* do; edits that meet become one.

        An edit made of several keeps the reason of the latest.
        """
        middle = self.apply(before)
        ours: list[_Placed] = [
            (start, start + len(edit.inserted), 0, edit)
            for edit, start in zip(self.edits, self._starts_after, strict=True)
        ]
        theirs: list[_Placed] = [(edit.start, edit.end, 1, edit) for edit in later.edits]
        edits: list[Edit] = []
        shift = 0  # how much further a place stands in the text before than in the middle one
        for group in _groups(sorted([*ours, *theirs], key=lambda item: item[:3])):
            start, end = group[0][0], max(item[1] for item in group)
            first = start + shift
            shift += sum(len(edit.removed) - len(edit.inserted) for _, _, layer, edit in group if layer == 0)
            late = [edit for _, _, layer, edit in group if layer == 1]
            pieces, position = [], start
            for edit in late:
                pieces += [middle[position : edit.start], edit.inserted]
                position = edit.end
            removed, inserted = before[first : end + shift], "".join([*pieces, middle[position:end]])
            if removed != inserted:
                edits.append(Edit(first, removed, inserted, (late or [group[0][3]])[-1].reason))
        return EditScript(edits)

    def forward(self, position: int) -> int:
        """Where *position* of the text before stands after; removed characters fall on what follows them."""
        index = bisect_right(self._starts_before, position) - 1
        if index < 0:
            return position
        edit, start = self.edits[index], self._starts_after[index]
        if position < edit.end:
            return start + min(position - edit.start, len(edit.inserted))
        return start + len(edit.inserted) + position - edit.end

    def carry(self, start: int, end: int) -> tuple[int, int] | None:
        """Where [start, end) stands after, as long as no edit touches it; words put in at its borders stay outside."""
        behind = bisect_right(self._ends_before, start)
        if behind < len(self.edits) and self.edits[behind].start < end:
            return None
        last = self.edits[behind - 1] if behind else None
        shift = self._starts_after[behind - 1] + len(last.inserted) - last.end if last else 0
        return start + shift, end + shift

    def touching(self, start: int, end: int) -> list[Edit]:
        """Edits of [start, end) or at one of its borders, in order."""
        first = bisect_left(self._ends_before, start)
        return list(self.edits[first : max(first, bisect_right(self._starts_before, end))])

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


def _groups(items: list[_Placed]) -> Iterator[list[_Placed]]:
    """Runs of items, sorted by place, in which each begins before the ones in front of it have ended."""
    group: list[_Placed] = []
    reach = 0
    for item in items:
        if group and item[0] >= reach:
            yield group
            group = []
        reach = max(reach, item[1]) if group else item[1]
        group.append(item)
    if group:
        yield group
