"""The shelf mark of an article: its accession number as pages and citations write it."""

from __future__ import annotations


def shelf_mark(accession: str) -> str:
    """`2026-000412` as it stands on the page: NA 2026 / 000412."""
    return "NA " + accession.replace("-", " / ")
