"""The figures as a table for people and as JSON for machines."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from articles.bench.measure import KindOfQuery
from articles.search.engines import engine

_HEADINGS = (
    "kind of query", "hits", "page p50", "p95", "p99", "engine p50", "p95", "beyond p50", "p95", "first p50", "beyond",
    "SQL", "kB",
)  # fmt: skip


def lines_of(kinds: Iterable[KindOfQuery]) -> list[str]:
    """Milliseconds of server time; *beyond* is the page without the engine, *first* a question nobody had asked."""
    rows: list[tuple[str, ...]] = [_HEADINGS]
    for kind in kinds:
        rows.append(
            (
                kind.name,
                str(kind.median_hits),
                *(f"{value:.1f}" for value in (kind.page.p50, kind.page.p95, kind.page.p99)),
                *(f"{value:.1f}" for value in (kind.engine.p50, kind.engine.p95)),
                *(f"{value:.1f}" for value in (kind.beyond_engine.p50, kind.beyond_engine.p95)),
                *(f"{figures.p50:.1f}" for figures in (kind.first, kind.first_beyond_engine)),
                str(kind.sql_queries),
                f"{kind.kilobytes:.1f}",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS))]
    return [
        "  ".join(cell.ljust(width) if column == 0 else cell.rjust(width) for column, (cell, width) in enumerate(cells))
        for cells in (zip(row, widths, strict=True) for row in rows)
    ]


def machine() -> dict[str, Any]:
    load = os.getloadavg()[0]
    return {
        "date": date.today().isoformat(),
        "python": platform.python_version(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load": round(load, 2),
        "database": connection.vendor,
    }


def sizes() -> dict[str, float]:
    """Megabytes on disk: of the index, and of the database where it is a file."""
    found = {"index": engine().health().size_bytes / 1e6}
    if connection.vendor == "sqlite":
        found["database"] = Path(connection.settings_dict["NAME"]).stat().st_size / 1e6
    return found


def as_json(kinds: Iterable[KindOfQuery], **more: Any) -> dict[str, Any]:
    return {"machine": machine(), "sizes_mb": sizes(), "queries": [asdict(kind) for kind in kinds], **more}
