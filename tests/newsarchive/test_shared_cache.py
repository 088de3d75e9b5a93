"""What one process counts, the others know."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_ATTEMPTS = """
from django.test import Client
client = Client(headers={{"host": "localhost"}})
wrong = {{"login": "anna", "password": "falsch"}}
print([client.post("/sign-in/", wrong).status_code for attempt in range({times})])
"""


class TestSharedCache:
    def test_attempts_in_two_processes_are_counted_together(self, tmp_path: Path) -> None:
        run(tmp_path, "migrate", "--verbosity", "0", "--skip-checks")

        first = run(tmp_path, "shell", "--verbosity", "0", "-c", _ATTEMPTS.format(times=4))
        second = run(tmp_path, "shell", "--verbosity", "0", "-c", _ATTEMPTS.format(times=2))

        assert (first, second) == ("[200, 200, 200, 200]", "[200, 429]")


def run(data: Path, *arguments: str) -> str:
    """What `manage.py` says in a process of its own, over a data folder of its own."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    outcome = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**bare, "DJANGO_SETTINGS_MODULE": "tests.settings", "NEWSARCHIVE_DATA": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return outcome.stdout.strip()
