"""What tests of ingest share: a folder of their own for originals, and texts to take in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from django.utils import translation
from pytest_django import Settings

from articles.ingest.incoming import Incoming
from articles.ingest.readers.plain import read_plain


@pytest.fixture(autouse=True)
def originals(tmp_path: Path, settings: Settings) -> Path:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    return tmp_path / "originals"


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences for whoever uploads are compared as the code writes them."""
    with translation.override("en"):
        yield


class ReadText(Protocol):
    def __call__(self, text: str | bytes, name: str = "artikel.txt") -> Incoming: ...


@pytest.fixture
def read() -> ReadText:
    def read_text(text: str | bytes, name: str = "artikel.txt") -> Incoming:
        incoming = read_plain(text.encode() if isinstance(text, str) else text, name)
        assert isinstance(incoming, Incoming)
        return incoming

    return read_text
