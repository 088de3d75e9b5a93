"""The fields a record or front matter gives beside its text: each read with care, or refused with a sentence."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models.fields import as_partial_date
from articles.text.dates import PartialDate, in_iso_form
from articles.text.languages import UNDETERMINED, language_code

_LONGEST_URL = 1000
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")


class UnusableField(ValueError):
    """A field says something that cannot be stored; the message is a sentence."""


def read_text(value: object, field: str) -> str:
    """*value* if it is a string; empty for nothing."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UnusableField(_("The field %(field)s has to be text in quotation marks.") % {"field": field})
    return value


def read_date(value: object) -> PartialDate | None:
    """A day, month, year or interval; of a moment, its day."""
    written = str(value).strip() if isinstance(value, int) else read_text(value, "date").strip()
    if not written:
        return None
    if moment := _MOMENT.fullmatch(written):
        written = moment[1]
    try:
        date = as_partial_date(in_iso_form(written))
    except ValidationError as error:
        raise UnusableField(error.messages[0]) from error
    if date and len(date.edtf) > 64:
        raise UnusableField(_("The date is longer than any date."))
    return date


def read_url(value: object) -> str:
    """An http or https address; anything else is refused, because pages will link it."""
    url = read_text(value, "url").strip()
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(url) <= _LONGEST_URL
    except ValueError:
        usable = False
    if not usable or not url.isprintable() or " " in url:
        raise UnusableField(_("The url is not an http or https address of at most 1,000 characters."))
    return url


def read_language(value: object) -> str:
    """Code of the language; empty for nothing and for what is no language, so that it is looked for in the text."""
    code = language_code(read_text(value, "lang"))
    return "" if code == UNDETERMINED else code


def read_list(value: object, field: str) -> tuple[str, ...]:
    """Names in a list, or in one string separated by semicolons."""
    if isinstance(value, list):
        items = [read_text(item, field) for item in value]
    else:
        items = read_text(value, field).split(";")
    return tuple(dict.fromkeys(" ".join(item.split()) for item in items if item.strip()))
