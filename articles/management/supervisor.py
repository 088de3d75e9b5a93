"""Several processes as one: started together, started again when one dies, stopped together, and never left behind."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

# How long work under way may take to come to its end after Ctrl-C.
GRACE = 30.0
_LONGEST_BACK_OFF = 30.0
# A process that has lived so long was well; its next death starts the count anew.
_SETTLED_AFTER = 60.0
_MOST_DEATHS_IN_A_ROW = 6
_PR_SET_PDEATHSIG = 1
logger = logging.getLogger(__name__)


class ChildKeepsDying(Exception):
    """Starting it again and again does not help; the message says which and where to look."""


@dataclass
class Child:
    """A process to be kept running. *niceness* above 0 lets the others go first."""

    name: str
    command: Sequence[str]
    niceness: int = 0
    inherits: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)
    start_again_at: float = field(default=0.0, init=False)
    deaths: int = field(default=0, init=False)

    def start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603  the command is our own
            self.command, pass_fds=self.inherits, preexec_fn=_bound_to_parent(self.niceness)
        )

    def look_after(self) -> None:
        """Start it again if it has died: at once the first time, then later and later."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.start_again_at:
                self.start()
            return
        code = self.process.poll()
        if code is None:
            return
        self.process = None
        self.deaths = 1 if now - self.started_at > _SETTLED_AFTER else self.deaths + 1
        if self.deaths >= _MOST_DEATHS_IN_A_ROW:
            raise ChildKeepsDying(
                f"The {self.name} process ended {self.deaths} times in a row; its reason stands above."
            )
        pause = min(2.0 ** (self.deaths - 1) - 1.0, _LONGEST_BACK_OFF)
        self.start_again_at = now + pause
        logger.warning("the %s process ended with code %s; starting it again in %.0f s", self.name, code, pause)

    def signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


class Supervisor:
    def __init__(self, children: Sequence[Child]) -> None:
        self.children = children
        self._stopping = False

    def run(self, ready: Callable[[], None] = lambda: None) -> None:
        """Keep the children running until this process is told to stop; *ready* is called once they are started.

        Returns when all of them have ended. Raises ChildKeepsDying, with the others stopped.
        """
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._stop)
        try:
            for child in self.children:
                child.start()
            ready()
            while not self._stopping:
                for child in self.children:
                    child.look_after()
                time.sleep(0.1)
        finally:
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _end(self) -> None:
        for child in self.children:
            child.signal(signal.SIGTERM)
        until = time.monotonic() + GRACE
        for child in self.children:
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                logger.warning("the %s process did not stop within %.0f s and is killed", child.name, GRACE)
                child.process.kill()
                child.process.wait()


def _bound_to_parent(niceness: int) -> Callable[[], None]:
    """What a child does before its program: ask the kernel to be stopped should this process be killed outright."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def bind() -> None:
        if niceness:
            os.nice(niceness)
        if libc is not None:
            libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
            if os.getppid() != parent:
                os._exit(1)

    return bind
