"""Whole numbers in the language of the page."""

from __future__ import annotations

from functools import cache

from django.utils.formats import get_format
from django.utils.translation import get_language


def figure(count: int | None) -> str:
    """`12.345` on a German page, `12,345` on an English one; nothing for None.

    A search page says some three hundred numbers: Django's number_format() took a tenth of the page's time for them.
    """
    return "" if count is None else f"{count:,}".replace(",", _separator(get_language() or ""))


@cache
def _separator(language: str) -> str:
    return str(get_format("THOUSAND_SEPARATOR", lang=language or None))
