"""Merges of segments go on behind the batch that set them off.

tantivy merges up to 10,000 articles anew with every seventh batch, and its policy cannot be chosen from Python (0.27).
An editor waited 750 milliseconds for that at every seventh decision in an archive of 8,000 articles (November 2026).
Until it is over the writer is taken: what was committed is found, whoever writes next waits or leaves it to others.
"""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import tantivy

logger = logging.getLogger(__name__)

# A few small segments are merged in less: then the writer is free again for whoever comes next.
_WAITED_FOR = 0.02
# How long the next batch of this process waits before it calls the writer busy.
_PATIENCE = 1.0

# Of each index the merges that a batch of this process has set off last.
_merging: dict[Path, threading.Thread] = {}


def merge_behind(writer: tantivy.IndexWriter, directory: Path) -> None:
    """Give *writer* back when its merges are over, without waiting for long ones; it must not be used any more."""
    # No daemon: a process that ends lets its merges come to an end.
    merging = threading.Thread(target=_come_to_an_end, args=(writer,), name="index merging")
    _merging[directory] = merging
    merging.start()
    merging.join(_WAITED_FOR)


def wait_for_own(directory: Path) -> None:
    """Wait a moment for merges this process has set off in *directory*."""
    if merging := _merging.get(directory):
        merging.join(_PATIENCE)


def _come_to_an_end(writer: tantivy.IndexWriter) -> None:
    try:
        writer.wait_merging_threads()
    except ValueError as error:
        # The batch is committed; the segments stay as many as they are until the next merge.
        logger.warning("Segments of the search index could not be merged: %s", error)
