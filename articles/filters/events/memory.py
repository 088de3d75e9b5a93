"""What was counted about events, remembered while neither the index nor an embargo has moved.

Counting forty thousand events takes longer than the page they stand on, and every change of an event moves the index.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.utils import timezone

from articles.models import Event
from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine

# Answers remembered in a process.
MOST_REMEMBERED = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Known:
    """True from one moment on, until another."""

    since: float
    until: float
    value: Any


@dataclass(slots=True)
class _Memory:
    known: _Known | None = None


def remembered(user: Any, asked: str, count: Callable[[], T]) -> T:
    """What *count* answers about events that *user* may know of; *asked* is the question, in words of its own."""
    editor = bool(getattr(user, "is_editor", False))
    try:
        memory = _memory(engine().generation(), editor, asked)
    except EngineUnavailable:
        return count()
    moment = timezone.now().timestamp()
    known = memory.known
    if known is None or not known.since <= moment < known.until:
        # Editors see what is under embargo anyway.
        until = math.inf if editor else _next_appearance()
        known = memory.known = _Known(moment, until, count())
    value: T = known.value
    return value


def _next_appearance() -> float:
    """The next moment at which, without anybody writing, readers know of more events."""
    ahead = Event.objects.filter(public_from__gt=timezone.now()).order_by("public_from")
    first = ahead.values_list("public_from", flat=True).first()
    return first.timestamp() if first else math.inf


# An index that has moved has another generation, so that what was remembered of it is never asked for again.
@lru_cache(maxsize=MOST_REMEMBERED)
def _memory(generation: str, editor: bool, asked: str) -> _Memory:
    return _Memory()
