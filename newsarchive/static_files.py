"""Static files with compression and fingerprints, and their addresses looked up once a process."""

from __future__ import annotations

from functools import cache
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise carries no types
    """The manifest is read when the server starts and never changes under it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A page asks for two dozen addresses, and each took as long as a query by primary key.
        self.url = cache(super().url)
