"""What a reader has to be told about a query, as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SENTENCES: dict[str, str | Promise] = {
    "too_long": _("The query is longer than 512 characters: only what fits was searched."),
    "too_deep": _("The query has too many parentheses inside each other: the innermost were left out."),
    "too_many": _("The query has more than 32 parts: only the first 32 were searched."),
    "unparsed": _("The query could not be read as it stands, so its words were searched."),
    "unbalanced_quote": _("A quotation mark is missing: the words after it were searched one by one."),
    "short_prefix": _("“%(value)s”: at least two letters have to stand before the asterisk."),
    "unknown_country": _("The archive knows no country “%(value)s”."),
    "unknown_person": _("The archive knows no person “%(value)s”."),
    "unknown_org": _("The archive knows no organisation “%(value)s”."),
    "unknown_place": _("The archive knows no place “%(value)s”."),
    "unknown_weapon": _("The archive knows no weapon “%(value)s”."),
    "unknown_event": _("The archive knows no kind of event “%(value)s”."),
    "unknown_source": _("The archive knows no source “%(value)s”."),
    "unknown_lang": _("“%(value)s” is no language code such as de, en or uk."),
    "bad_date": _("“%(value)s” is not a date: write 2023, 2023-09 or 2023-09-14."),
}
# Beyond these limits a program gets a refusal instead of the answer to another question.
OVER_LIMIT = ("too_long", "too_deep", "too_many")


def sentences_for(notes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Each note once, in order; a note without a sentence of its own is said in general words."""
    general = _("Part of the query was not understood: %(value)s")
    sentences = (str(_SENTENCES.get(key, general)) % {"value": value or key} for key, value in notes)
    return tuple(dict.fromkeys(sentences))
