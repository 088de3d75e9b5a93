"""Languages as the archive names them, and which of them have an analysis of their own."""

from __future__ import annotations

import re

UNDETERMINED = "und"
# Languages whose words the search engine can reduce to stems; every other language shares one plain analysis.
ANALYSED = ("de", "en", "ru", "fr", "es", "it", "pt", "nl")

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def language_code(tag: str | None) -> str:
    """Primary language of a BCP 47 *tag* in lower case; `und` for nothing or for what is no tag.

    >>> language_code("de-CH")
    'de'
    """
    if not tag or not _TAG.fullmatch(tag.strip().replace("_", "-")):
        return UNDETERMINED
    return tag.strip().replace("_", "-").split("-")[0].lower()
