"""An engine to be tried, and the documents it is tried with."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from articles.search.backends.base import Document, SearchEngine
from articles.search.criteria import Audience, Criteria
from articles.search.parser import parse
from articles.search.query import Query

KP, RU, UA, KIM, PUTIN = 1, 2, 3, 10, 11
EDITOR = Audience(editor=True)
NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)


def document(number: int, text: str = "Ein Text", **values: Any) -> Document:
    headline = values.pop("headline", "Meldung")
    published: tuple[date, date] | None = values.pop("published", None)
    entities: dict[str, frozenset[int]] = values.pop("entities", {})
    defaults: dict[str, Any] = {
        "id": number,
        "version": 1,
        "headline": headline,
        "lead": "",
        "body": f"{headline}\n{text}",
        "language": "de",
        "status": "published",
        "public": True,
        "visible_from": 0,
        "published_from": published[0].toordinal() if published else None,
        "published_to": published[1].toordinal() if published else None,
        "added": 1_700_000_000 + number,
        "entities": entities,
        "confirmed": entities,
    }
    return Document(**defaults | values)


def day(text: str) -> tuple[date, date]:
    return date.fromisoformat(text), date.fromisoformat(text)


YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))


def day_numbers(first: str, last: str) -> tuple[int, int]:
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


class EngineContract:
    engine: SearchEngine

    def make_engine(self, folder: Any) -> SearchEngine:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _empty_engine(self, tmp_path: Any) -> None:
        self.engine = self.make_engine(tmp_path)
        self.engine.rebuild([])

    def holds(self, *documents: Document) -> None:
        self.engine.apply(documents)

    def found(self, query: str = "", **values: Any) -> set[int]:
        return {hit.id for hit in self.page(query, **values).hits}

    def in_order(self, query: str = "", **values: Any) -> list[int]:
        return [hit.id for hit in self.page(query, **values).hits]

    def page(self, query: str | Query = "", **values: Any) -> Any:
        typed = parse(query) if isinstance(query, str) else query
        return self.engine.search(Criteria(query=typed, **values))
