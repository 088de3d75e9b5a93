"""The fields of an article's catalogue by name, for forms, histories and the sentences about edits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article, Decision, FullText
from articles.rendering.dates import date_words
from articles.rendering.languages import language_name
from articles.text.dates import PartialDate

LABELS: dict[str, Promise] = {
    "headline": _("Headline"),
    "subheadline": _("Subheadline"),
    "byline": _("Byline"),
    "dateline": _("Dateline"),
    "credit_line": _("Image credit in the original"),
    "text": _("Text"),
    "source": _("Source"),
    "published": _("Published"),
    "authors": _("Authors"),
    "language": _("Language"),
    "machine_translated": _("Translated by a machine"),
    "subjects": _("Subjects"),
    "keywords": _("Keywords"),
    "collection": _("Collection"),
    "edition": _("Edition"),
    "page": _("Page"),
    "canonical_url": _("Original address"),
    "accessed_on": _("Seen there on"),
    "rights": _("Rights"),
    "full_text": _("Full text for"),
}
_THROUGH = {Article.authors.through._meta.db_table: "authors", Article.subjects.through._meta.db_table: "subjects"}


def fields_of(decision: Decision) -> list[str]:
    """Which fields *decision* changed, in the order of LABELS."""
    changed = set()
    for key, after in decision.after.items():
        table = key.rpartition(":")[0]
        if table == Article._meta.db_table:
            changed |= {column.removesuffix("_id") for column in after or ()}
        elif table in _THROUGH:
            changed.add(_THROUGH[table])
    return [field for field in LABELS if field in changed]


def field_names(decision: Decision) -> list[str]:
    return [str(LABELS[field]) for field in fields_of(decision)]


def field_in_words(field: str, value: Any) -> str:
    """A value of review.catalogue as a person reads it; empty for nothing."""
    match field:
        case "authors" | "subjects" | "keywords":
            return "; ".join(value)
        case "published":
            return date_words(PartialDate(value)) if value else ""
        case "accessed_on":
            return date_format(date.fromisoformat(value), "DATE_FORMAT") if value else ""
        case "language":
            return language_name(value)
        case "machine_translated":
            return gettext("yes") if value else gettext("no")
        case "full_text":
            return str(FullText(value).label)
    return str(value)
