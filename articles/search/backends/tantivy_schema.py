"""Which fields the tantivy index has, and an article as one document of it.

Ids are signed integers throughout: deleting by a term of an unsigned field deletes nothing and says nothing
(tantivy-py 0.27). Nothing is stored: texts stay in the database.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import version

import tantivy

from articles.search.backends import analysis
from articles.search.backends.base import Document, UnindexableDocument
from articles.search.backends.days import above, cover
from articles.search.criteria import ENTITY_COLUMNS

# Raised by whoever changes what analysis.py makes of a word: the index has to be rebuilt then.
ANALYSIS = 1
TEXTS = ("headline", "lead", "body")
# Words in lower case, as written: quoted phrases and prefixes.
EXACT = "exact"
# `e12 e12 e7`: entity 12 is mentioned twice. Scored like words, so an article about Putin ranks before one that names
# him once, in whatever spelling.
PROMINENCE = "prominence"
# Entities of kind `other` are found and not counted in a facet.
KINDS = (*ENTITY_COLUMNS, "other")
CONFIRMED = {kind: f"{kind}_confirmed" for kind in KINDS}
METONYM = "country_metonym"
# Sorted, summed and compared by, and never looked up: as columns only. A term dictionary of its own is what a field of
# a small commit costs most, and these eight cost two of twenty milliseconds (November 2026).
_COMPARED = (
    "version",
    "sort_key",
    "oldest_key",
    "added_key",
    "published_from",
    "published_to",
    "month",
    "visible_from",
)
_INTEGERS = (
    "id",
    "public",
    "event_cover",
    "event_above",
    *KINDS,
    *CONFIRMED.values(),
    METONYM,
    "source",
    "author",
    "subject",
    "collection",
)
_LABELS = ("lang", "status", "event", "event_pattern")


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in _INTEGERS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for name in _COMPARED:
        builder.add_integer_field(name, fast=True)
    for name in _LABELS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in (*TEXTS, EXACT):
        builder.add_text_field(name, tokenizer_name="whitespace")
    builder.add_text_field(PROMINENCE, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


@cache
def schema_hash() -> str:
    """Changes with the fields, the analysis and tantivy's own format: an index of another hash is not opened."""
    description = json.dumps([_INTEGERS, _COMPARED, _LABELS, TEXTS, EXACT, PROMINENCE, ANALYSIS, version("tantivy")])
    return hashlib.sha256(description.encode()).hexdigest()[:12]


def index_json(document: Document) -> str:
    """*document* as `add_json` takes it. Raises UnindexableDocument; nulls and empty columns are left out, because
    tantivy refuses the whole document for a null."""
    headline, exact_headline = analysis.indexed_terms(document.headline, document.language)
    body, exact_body = analysis.indexed_terms(document.body, document.language)
    lead, _ = analysis.indexed_terms(document.lead, document.language)
    fields: dict[str, object] = {
        "id": document.id,
        "version": document.version,
        "sort_key": document.sort_key,
        "oldest_key": document.oldest_key,
        "added_key": document.added_key,
        "public": int(document.public),
        "visible_from": document.visible_from,
        "lang": document.language,
        "status": document.status,
        "headline": headline,
        "lead": lead,
        "body": body,
        # A headline that is not part of the body is kept apart from it, so that no phrase runs over the seam.
        EXACT: [exact_body] if exact_headline in exact_body else [exact_headline, exact_body],
        PROMINENCE: _prominence(document),
        "event": sorted(document.event_kinds),
        "event_pattern": sorted(document.event_patterns),
        METONYM: sorted(document.metonym_countries),
        "source": document.source,
        "author": sorted(document.authors),
        "subject": sorted(document.subjects),
        "collection": document.collection,
        "published_from": document.published_from,
        "published_to": document.published_to,
        "month": document.month[0] * 100 + document.month[1] if document.month else None,
        "event_cover": sorted({node for span in document.event_spans for node in cover(*span)}),
        "event_above": sorted({node for span in document.event_spans for node in above(cover(*span))}),
    }
    for kind in KINDS:
        fields[kind] = sorted(document.entities.get(kind, ()))
        fields[CONFIRMED[kind]] = sorted(document.confirmed.get(kind, ()))
    line = json.dumps(
        {name: value for name, value in fields.items() if value not in (None, "", [])}, ensure_ascii=False
    )
    try:
        line.encode()
    except UnicodeEncodeError as error:
        raise UnindexableDocument(f"article {document.id} is labelled with half a character") from error
    return line


def _prominence(document: Document) -> str:
    ids = {one for found in document.entities.values() for one in found}
    # Capped: the fortieth mention says no more than the twentieth.
    return " ".join(f"e{one}" for one in sorted(ids) for _ in range(min(document.prominence.get(one, 1), 20)))
