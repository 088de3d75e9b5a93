"""Names of languages in the language of the page."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.languages import UNDETERMINED


def language_name(code: str) -> str:
    """“Ukrainisch” for `uk` on a German page; the code itself where nobody has named the language."""
    if code in ("", UNDETERMINED):
        return _("language unknown")
    return _named(code, get_language() or "de")


@lru_cache(maxsize=512)
def _named(code: str, page_language: str) -> str:
    try:
        page = Locale.parse(page_language, sep="-")
    except (UnknownLocaleError, ValueError):
        page = Locale("en")
    return str(page.languages.get(code, code))
