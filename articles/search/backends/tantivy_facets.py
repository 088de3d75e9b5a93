"""Counts over all hits in one question: facets, months, and the buckets that verification compares."""

from __future__ import annotations

from datetime import date
from typing import Any

import tantivy

from articles.search.backends.base import Bucket
from articles.search.backends.tantivy_schema import CONFIRMED
from articles.search.criteria import Criteria
from articles.search.results import FacetCount, MonthCount, PeriodCount

# Months of nine hundred years.
_MOST_MONTHS = 12_000
# As many days as a search has hits in; a month has 31, and some periods that begin before it.
_MOST_DAYS = 12_000
# Each segment names its best so many before they are added up: below the number of distinct values counts come out
# too low, and nothing says so.
_PER_SEGMENT = 60_000


def facets_and_months(
    searcher: tantivy.Searcher, query: tantivy.Query, criteria: Criteria
) -> tuple[dict[str, tuple[FacetCount, ...]], tuple[MonthCount, ...]]:
    """One pass over the hits for all columns together."""
    questions: dict[str, Any] = {
        column: _terms(_column(column, criteria), criteria.facet_size) for column in criteria.facets
    }
    if criteria.histogram:
        questions["month"] = _terms("month", _MOST_MONTHS)
    if not questions:
        return {}, ()
    answers = searcher.aggregate(query, questions)
    months = [
        MonthCount(int(one["key"]) // 100, int(one["key"]) % 100, one["doc_count"])
        for one in answers.get("month", {}).get("buckets", ())
    ]
    return (
        {column: _counts(answers[column]["buckets"]) for column in criteria.facets},
        tuple(sorted(months, key=lambda one: (one.year, one.month))),
    )


def periods(searcher: tantivy.Searcher, query: tantivy.Query) -> tuple[PeriodCount, ...]:
    question = {"first": _terms("published_from", _MOST_DAYS) | {"aggs": {"last": _terms("published_to", _MOST_DAYS)}}}
    answer = searcher.aggregate(query, question)["first"]["buckets"]
    counts = [
        PeriodCount(date.fromordinal(int(first["key"])), date.fromordinal(int(last["key"])), last["doc_count"])
        for first in answer
        for last in first["last"]["buckets"]
    ]
    return tuple(sorted(counts, key=lambda one: (one.first, one.last)))


def version_buckets(searcher: tantivy.Searcher, size: int) -> tuple[Bucket, ...]:
    question = {
        "buckets": {
            "histogram": {"field": "id", "interval": size, "min_doc_count": 1},
            "aggs": {"versions": {"sum": {"field": "version"}}},
        }
    }
    buckets = searcher.aggregate(tantivy.Query.all_query(), question)["buckets"]["buckets"]
    return tuple(Bucket(int(one["key"]), one["doc_count"], int(one["versions"]["value"] or 0)) for one in buckets)


def _column(column: str, criteria: Criteria) -> str:
    return CONFIRMED.get(column, column) if criteria.confirmed_only else column


def _terms(field: str, size: int) -> dict[str, Any]:
    return {"terms": {"field": field, "size": size, "segment_size": max(size, _PER_SEGMENT)}}


def _counts(buckets: list[dict[str, Any]]) -> tuple[FacetCount, ...]:
    counts = [
        FacetCount(one["key"] if isinstance(one["key"], str) else int(one["key"]), one["doc_count"]) for one in buckets
    ]
    return tuple(sorted(counts, key=lambda one: (-one.count, one.value)))
