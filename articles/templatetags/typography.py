"""How text is set: soft hyphens in long words, names of languages, accession numbers."""

from __future__ import annotations

import re
from functools import lru_cache

import pyphen
from django import template

from articles.rendering import languages

register = template.Library()

_LONG_WORD = re.compile(r"[^\W\d_]{14,}")


@register.filter
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


@register.filter
def language_name(code: str) -> str:
    return languages.language_name(code)


@register.filter
def shelf_mark(accession: str) -> str:
    """`2026-000412` as it stands on the page: NA 2026 / 000412."""
    return "NA " + accession.replace("-", " / ")
