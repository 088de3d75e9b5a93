"""What tests of the review room share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Sentences for whoever decides are compared as the code writes them."""
    with translation.override("en"):
        yield
