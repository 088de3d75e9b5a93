"""How long a page takes inside the server, and how much of that is the engine doing the same parts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.search.backends.base import SearchEngine
from articles.search.results import SearchPage


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds."""

    p50: float
    p95: float
    p99: float

    @classmethod
    def of(cls, times: list[float]) -> Figures:
        ordered = sorted(times)
        return cls(*(ordered[min(len(ordered) - 1, int(share * len(ordered)))] for share in (0.5, 0.95, 0.99)))


@dataclass(frozen=True, slots=True)
class KindOfQuery:
    """*page* is the whole answer from request to HTML, *engine* its hits, counts, months and extracts.

    *first* and *first_beyond_engine* are the same of questions this process had not been asked before: nothing of their
    answers was remembered.
    """

    name: str
    page: Figures
    engine: Figures
    beyond_engine: Figures
    first: Figures
    first_beyond_engine: Figures
    sql_queries: int
    kilobytes: float
    median_hits: int


class Stopwatch:
    """Adds up the time spent inside the engine while a page is being made: the same parts, in the same request."""

    def __init__(self, watched: SearchEngine) -> None:
        self.milliseconds = 0.0
        self.total = 0
        for name in ("search", "snippets", "counts", "generation"):
            setattr(watched, name, self._watching(getattr(watched, name)))

    def _watching(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **kwargs: Any) -> Any:
            started = time.perf_counter()
            answer = act(*args, **kwargs)
            self.milliseconds += (time.perf_counter() - started) * 1000
            if isinstance(answer, SearchPage):
                self.total = answer.total
            return answer

        return timed


def measure_kind(name: str, addresses: list[str], repeats: int, stopwatch: Stopwatch) -> KindOfQuery:
    client = Client(headers={"host": "localhost", "accept-language": "de"})
    first: list[_Timed] = []
    again: list[_Timed] = []
    sizes, hits, queries = [], [], 0
    for address in addresses:
        stopwatch.total = 0
        asked = _timed(client, address, stopwatch)
        if asked.response.status_code == HTTPStatus.FOUND:
            # Written another way than the archive would: whoever follows is asking for the first time.
            address = asked.response["Location"]
            asked = _timed(client, address, stopwatch)
        first.append(asked)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(address)
        if response.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{address} answered {response.status_code}: no figures of error pages")
        queries = max(queries, len(captured))
        sizes.append(len(response.content) / 1000)
        hits.append(stopwatch.total)
        again += [_timed(client, address, stopwatch) for _ in range(repeats)]
    return KindOfQuery(
        name,
        page=Figures.of([one.page for one in again]),
        engine=Figures.of([one.engine for one in again]),
        beyond_engine=Figures.of([one.page - one.engine for one in again]),
        first=Figures.of([one.page for one in first]),
        first_beyond_engine=Figures.of([one.page - one.engine for one in first]),
        sql_queries=queries,
        kilobytes=max(sizes),
        median_hits=int(statistics.median(hits)),
    )


@dataclass(frozen=True, slots=True)
class _Timed:
    response: Any
    page: float
    engine: float


def _timed(client: Client, address: str, stopwatch: Stopwatch) -> _Timed:
    stopwatch.milliseconds = 0.0
    started = time.perf_counter()
    response = client.get(address)
    return _Timed(response, (time.perf_counter() - started) * 1000, stopwatch.milliseconds)
