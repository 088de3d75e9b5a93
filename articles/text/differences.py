"""What lies between two versions of a text, word by word."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import accumulate

from articles.text.edits import Edit, EditScript

REWRITTEN = "rewritten"
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
# Comparing takes the square of the words that differ: beyond this the stretch between the first and the last
# difference counts as one.
_MOST_TOKENS = 20_000


def difference(before: str, after: str) -> EditScript:
    """The edits that make *after* of *before*; whole words are exchanged, never parts of one."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    shortest = min(len(old), len(new))
    first = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    last = next((n for n in range(shortest - first) if old[-1 - n] != new[-1 - n]), shortest - first)
    old_middle, new_middle = old[first : len(old) - last], new[first : len(new) - last]
    places = list(accumulate(map(len, old_middle), initial=sum(map(len, old[:first]))))
    return EditScript(
        Edit(places[start], "".join(old_middle[start:end]), "".join(new_middle[new_start:new_end]), REWRITTEN)
        for start, end, new_start, new_end in _changed(old_middle, new_middle)
    )


def _changed(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    if len(old) + len(new) > _MOST_TOKENS:
        return [(0, len(old), 0, len(new))]
    # Its heuristic of popular elements stays on: spaces are a half of all tokens, and without it they are compared
    # with each other.
    return [codes[1:] for codes in SequenceMatcher(None, old, new).get_opcodes() if codes[0] != "equal"]
