"""Soft hyphens in the long words of headlines."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen

_LONG_WORD = re.compile(r"[^\W\d_]{14,}")


def shy(text: str, language: str = "de") -> str:
    """*text* with soft hyphens in words of 14 letters and more.

    For headlines: `hyphens: auto` has no dictionary in some browsers (Debian's Chromium), and
    “Hochwasserschutzrahmenvereinbarung” does not fit a telephone.
    """
    dictionary = _dictionary(language)
    if dictionary is None:
        return text
    return _LONG_WORD.sub(lambda word: dictionary.inserted(word.group(), "\u00ad"), text)


@lru_cache(maxsize=32)
def _dictionary(language: str) -> pyphen.Pyphen | None:
    known = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=known, left=5, right=5) if known else None
