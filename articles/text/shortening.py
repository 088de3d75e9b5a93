"""Words that have to fit."""

from __future__ import annotations


def shortened(words: str, longest: int) -> str:
    """*words* in at most *longest* characters, cut between two of them with an ellipsis."""
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut).rstrip(" ,;:–—-") + "…"


def shortened_around(words: str, start: int, end: int, longest: int) -> str:
    """*words* in about *longest* characters with [start, end) in their middle, cut between words.

    >>> shortened_around("Er traf am 14. Januar in Moskau ein, nachdem er den Test angekündigt hatte.", 3, 7, 36)
    'Er traf am 14. Januar in Moskau …'
    """
    if len(words) <= longest:
        return words
    room = max(0, longest - (end - start)) // 2
    first, last = max(0, start - room), min(len(words), end + room)
    # What one side does not need is the other's.
    first, last = max(0, first - max(0, end + room - len(words))), min(len(words), last + max(0, room - start))
    if first:
        first = words.find(" ", first, start) + 1 or start
    if last < len(words):
        cut = words.rfind(" ", end, last)
        last = cut if cut >= 0 else end
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return f"{before}{words[first:last].strip(' ,;:–—-')}{after}"
