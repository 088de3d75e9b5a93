"""The reference keeps its own contract."""

from __future__ import annotations

from typing import Any

from articles.search.backends.base import SearchEngine
from articles.search.backends.memory import MemoryEngine
from tests.search.contract import SearchEngineContract


class TestMemoryEngine(SearchEngineContract):
    def make_engine(self, folder: Any) -> SearchEngine:
        return MemoryEngine()
