"""Dates as editors type them: in figures, and in words as the archive's own pages write them."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError

from articles.extraction.dates import find_date_phrases
from articles.models.fields import as_partial_date
from articles.text.dates import PartialDate, in_iso_form


def typed_date(typed: str) -> PartialDate | None:
    """The date of "2024-01", "14.9.2023" or "Januar 2024"; None for nothing.

    Raises ValidationError with a sentence for whoever typed it. Words may be of any language of the pages, and have to
    say the year themselves.
    """
    typed = typed.strip()
    try:
        return as_partial_date(in_iso_form(typed))
    except ValidationError:
        for language, _name in settings.LANGUAGES:
            for phrase in find_date_phrases(typed, language):
                if phrase.stated and phrase.span.quote == typed:
                    return PartialDate(str(phrase.stated))
        raise
