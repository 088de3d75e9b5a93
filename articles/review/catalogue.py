"""What the archive says about an article, as plain values: as it stands now, and as it stood after any decision.

Sources, collections, authors and subjects are their names, a partial date its EDTF, a day its ISO form: values that
can be compared, typed, sent back by a form and kept for years.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from articles.models import Article, Author, Decision, Source, Subject
from articles.models import Collection as CollectionRow
from articles.review.rows import Values, model_and_pk, row_key, values_of

# Of every article, in the order in which forms and histories show them.
FIELDS = (
    "headline", "subheadline", "byline", "dateline", "credit_line", "text", "source", "published", "authors",
    "language", "machine_translated", "subjects", "keywords", "collection", "edition", "page", "canonical_url",
    "accessed_on", "rights", "full_text",
)  # fmt: skip
_ROWS: dict[str, type[Source] | type[CollectionRow]] = {"source": Source, "collection": CollectionRow}
_LINKS: dict[str, tuple[type[Model], type[Author] | type[Subject], str]] = {
    "authors": (Article.authors.through, Author, "author_id"),
    "subjects": (Article.subjects.through, Subject, "subject_id"),
}


def catalogue(article: Article) -> dict[str, Any]:
    """Every one of FIELDS as it stands now."""
    return _named(values_of(article), _linked(article))


def catalogue_after(article: Article, decision: Decision | int) -> dict[str, Any]:
    """Every one of FIELDS as it stood when *decision* was the newest on *article*.

    What no editor decided, such as a language extraction found, is taken as it is today.
    """
    newest = decision if isinstance(decision, int) else decision.pk
    # Whoever asks may have read the article before that decision.
    key, columns, linked = row_key(article), values_of(Article.objects.get(pk=article.pk)), _linked(article)
    for one in Decision.objects.filter(article=article, pk__gt=newest).order_by("-pk").iterator(chunk_size=20):
        columns |= one.before.get(key) or {}
        for field, (through, _model, column) in _LINKS.items():
            _walk_back(linked[field], one, through, column)
    return _named(columns, linked)


def changed_fields(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [field for field in FIELDS if before[field] != after[field]]


def _linked(article: Article) -> dict[str, dict[str, int]]:
    """Of each kind of link the row's key and what it leads to, in the order of the rows."""
    return {
        field: {
            row_key(row): getattr(row, column)
            for row in through._default_manager.filter(article=article).order_by("pk")
        }
        for field, (through, _model, column) in _LINKS.items()
    }


def _walk_back(linked: dict[str, int], decision: Decision, through: type[Model], column: str) -> None:
    prefix = f"{through._meta.db_table}:"
    for key, before in decision.before.items():
        if key.startswith(prefix):
            linked.pop(key, None)
            if before is not None:
                linked[key] = before[column]


def _named(columns: Values, linked: dict[str, dict[str, int]]) -> dict[str, Any]:
    values = {field: columns[field] for field in FIELDS if field in columns}
    values["keywords"] = tuple(columns["keywords"])
    values["accessed_on"] = columns["accessed_on"] or ""
    for field, row in _ROWS.items():
        found = columns[f"{field}_id"]
        values[field] = _names(row, [found]).get(found, "") if found else ""
    for field, (_through, model, _column) in _LINKS.items():
        names = _names(model, linked[field].values())
        in_order = sorted(linked[field], key=lambda key: model_and_pk(key)[1])
        values[field] = tuple(names[one] for key in in_order if (one := linked[field][key]) in names)
    return values


def _names(model: type[Any], ids: Collection[int]) -> dict[int, str]:
    return dict(model._default_manager.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
