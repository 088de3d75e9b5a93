"""How long a newcomer waits: from a fresh clone to the first page, and from a second start to the first answer."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

LONGEST_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Startup:
    """Seconds until the start page answered 200. *fresh* includes cloning and installing every package."""

    fresh: float
    warm: float


def measure_startup(repository: Path) -> Startup:
    with tempfile.TemporaryDirectory(prefix="newsarchive-fresh-") as folder:
        clone = Path(folder) / "clone"
        started = time.perf_counter()
        subprocess.run(["git", "clone", "--quiet", str(repository), str(clone)], check=True)  # noqa: S603, S607
        fresh = _first_answer(clone, started)
        warm = _first_answer(clone, time.perf_counter())
    return Startup(fresh, warm)


def _first_answer(clone: Path, started: float) -> float:
    port = _free_port()
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    make = shutil.which("make") or "make"
    server = subprocess.Popen(  # noqa: S603
        [make, "run"],
        cwd=clone,
        env={**clean, "NEWSARCHIVE_PORT": str(port)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while time.perf_counter() - started < LONGEST_SECONDS:
            if server.poll() is not None:
                raise RuntimeError(f"make run ended with {server.returncode} in {clone}")
            if _answers(port):
                return time.perf_counter() - started
            time.sleep(0.02)
        raise RuntimeError(f"no answer within {LONGEST_SECONDS} s")
    finally:
        os.killpg(server.pid, signal.SIGINT)
        server.wait(timeout=60)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
