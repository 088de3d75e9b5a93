"""What somebody at a terminal sees of `manage.py` when something is not as it should be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def start(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("NEWSARCHIVE_", "DJANGO_"))}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**bare, "NEWSARCHIVE_DATA": str(tmp_path), **variables},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class TestCommandLine:
    @pytest.mark.parametrize("command", ["serve", "check", "find"])
    def test_a_setting_that_is_wrong_is_one_sentence(self, tmp_path: Path, command: str) -> None:
        process = start(tmp_path, command, "x", NEWSARCHIVE_PORT="abc")

        _, complaint = process.communicate(timeout=60)

        assert complaint == "NEWSARCHIVE_PORT is “abc”: write a whole number from 1 to 65535.\n"
        assert process.returncode == 1

    def test_a_reader_that_has_seen_enough_is_no_mistake(self, tmp_path: Path) -> None:
        process = start(tmp_path, "extract", "--jsonl")
        assert process.stdin and process.stdout and process.stderr
        process.stdout.close()

        process.stdin.write('{"id": 1, "text": "Nordkorea"}\n' * 3)
        process.stdin.close()

        assert process.stderr.read() == ""
        assert process.wait(60) == 141
