"""Words that have to fit."""

from __future__ import annotations


def shortened(words: str, longest: int) -> str:
    """*words* in at most *longest* characters, cut between two of them with an ellipsis."""
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut).rstrip(" ,;:–—-") + "…"
