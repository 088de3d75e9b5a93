"""The reason beside a candidate, in the language of the page; extraction stores it in English."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# As extraction stores them (articles/extraction/scores.py) and the review room does for names alone; a test holds this
# table to both.
_REASONS: dict[str, Promise] = {
    "a name of the country": _("a name of the country"),
    "another name of the country": _("another name of the country"),
    "the country's adjective": _("the country's adjective"),
    "a word for the country's people": _("a word for the country's people"),
    "the country is part of a compound": _("the country is part of a compound"),
    "a word for the country that has other meanings too": _("a word for the country that has other meanings too"),
    "the word can mean several countries": _("the word can mean several countries"),
    "the words beside the capital speak of a place": _("the words beside the capital speak of a place"),
    "the words beside the capital speak of its government": _("the words beside the capital speak of its government"),
    "a capital whose neighbours do not tell city from government": _(
        "a capital whose neighbours do not tell city from government"
    ),
    "the other reading of a capital": _("the other reading of a capital"),
    "a known name, written out": _("a known name, written out"),
    "a known name of one word": _("a known name of one word"),
    "a known acronym": _("a known acronym"),
    "a known wrong spelling of the name": _("a known wrong spelling of the name"),
    "the name belongs to several known entities": _("the name belongs to several known entities"),
    "a name too common to link by itself": _("a name too common to link by itself"),
    "the full name stands earlier in the article": _("the full name stands earlier in the article"),
    "the full name stands later in the article": _("the full name stands later in the article"),
    "several people of this name are in the article": _("several people of this name are in the article"),
    "the family name of a known person, without the full name in the article": _(
        "the family name of a known person, without the full name in the article"
    ),
    "one letter away from the family name of a known person, beside another person": _(
        "one letter away from the family name of a known person, beside another person"
    ),
    "a known name, spelt the same": _("a known name, spelt the same"),
    "a known name, spelt much the same": _("a known name, spelt much the same"),
}


def reason_in_words(reason: str) -> str:
    """*reason* for people; one that an older extraction gave and this table has forgotten stays as it was stored."""
    return str(_REASONS.get(reason, reason))
