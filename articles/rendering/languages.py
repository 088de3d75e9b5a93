"""Names of languages in the language of the page."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.languages import ANALYSED, UNDETERMINED
from articles.text.names import name_key

# What the list of languages has for texts that are in none.
_NO_LANGUAGES = (UNDETERMINED, "mul", "zxx", "mis")


def language_name(code: str) -> str:
    """“Ukrainisch” for `uk` on a German page; the code itself where nobody has named the language."""
    if code in ("", UNDETERMINED):
        return _("language unknown")
    return _named(code, get_language() or "de")


def script_name(code: str) -> str:
    """“Kyrillisch” for `Cyrl` on a German page; the code itself where nobody has named the script."""
    return str(_page_locale(get_language() or "de").scripts.get(code, code))


@lru_cache(maxsize=512)
def _named(code: str, page_language: str) -> str:
    return str(_page_locale(page_language).languages.get(code, code))


def _page_locale(page_language: str) -> Locale:
    try:
        return Locale.parse(page_language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def language_choices() -> list[tuple[str, str]]:
    """Code and name of every language one can say of a text, by name; first those the archive can analyse."""
    return list(_choices(get_language() or "de"))


@lru_cache
def _choices(page_language: str) -> tuple[tuple[str, str], ...]:
    languages = _page_locale(page_language).languages
    named = {code: name for code, name in languages.items() if len(code) <= 3 and code not in _NO_LANGUAGES}
    by_name = sorted(named, key=lambda code: name_key(named[code]))
    first = [code for code in by_name if code in ANALYSED]
    return tuple((code, named[code]) for code in (*first, *(code for code in by_name if code not in ANALYSED)))
