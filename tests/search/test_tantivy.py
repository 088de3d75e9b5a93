"""tantivy keeps the contract, and what is special to an index in a folder."""

from __future__ import annotations

from pathlib import Path

from articles.search.backends.base import SearchEngine
from articles.search.backends.tantivy import TantivyEngine
from tests.search.contract import SearchEngineContract


class TestTantivyEngine(SearchEngineContract):
    def make_engine(self, folder: Path) -> SearchEngine:
        return TantivyEngine(directory=folder / "index")
