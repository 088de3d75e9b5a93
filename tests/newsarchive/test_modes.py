"""The two ways to start, each tried in a process of its own: settings are read once, at the start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOOD = {
    "NEWSARCHIVE_PRODUCTION": "1",
    "NEWSARCHIVE_SECRET_KEY": "kJ3nV8qLx2Wm7RtYpZ5sBd9HfGc4NaQe6UuXoIiTbPyMwEvSlK",
    "NEWSARCHIVE_ALLOWED_HOSTS": "archive.example.org",
    "NEWSARCHIVE_DATABASE_URL": "postgresql://archive@localhost/archive",
}


def check(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return manage(tmp_path, "check", *arguments, **variables)


def manage(tmp_path: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
    environment = {
        **bare,
        "DJANGO_SETTINGS_MODULE": "newsarchive.settings",
        "NEWSARCHIVE_DATA": str(tmp_path),
        **variables,
    }
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


class TestProduction:
    def test_a_whole_configuration_passes_the_deployment_check(self, tmp_path: Path) -> None:
        outcome = check(tmp_path, "--deploy", "--fail-level", "WARNING", "--tag", "security", **GOOD)

        assert outcome.returncode == 0, outcome.stderr

    @pytest.mark.parametrize(
        ("change", "sentence"),
        [
            ({"NEWSARCHIVE_SECRET_KEY": ""}, "SECRET_KEY is missing"),
            ({"NEWSARCHIVE_SECRET_KEY": "changeme"}, "SECRET_KEY is too weak"),
            ({"NEWSARCHIVE_ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name"),
            ({"NEWSARCHIVE_ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name"),
            ({"NEWSARCHIVE_DATABASE_URL": ""}, "DATABASE_URL is missing"),
            ({"NEWSARCHIVE_DATABASE_URL": "mysql://x"}, "DATABASE_URL must begin with"),
            ({"NEWSARCHIVE_DEBUG": "1"}, "exclude each other"),
            ({"NEWSARCHIVE_READERS": "nobody"}, "READERS is “nobody”: write everyone or accounts."),
            ({"NEWSARCHIVE_LANGUAGE": "fr"}, "LANGUAGE is “fr”: write de or en."),
            ({"NEWSARCHIVE_SECRT_KEY": "x"}, "Unknown setting NEWSARCHIVE_SECRT_KEY"),
        ],
    )
    def test_a_half_configuration_stops_with_one_sentence(
        self, tmp_path: Path, change: dict[str, str], sentence: str
    ) -> None:
        outcome = check(tmp_path, **{**GOOD, **change})

        assert outcome.returncode != 0
        assert sentence in outcome.stderr.splitlines()[-1]

    @pytest.mark.parametrize(("behind_proxy", "trusted"), [("0", "0"), ("1", "1")])
    def test_only_a_proxy_that_was_named_is_believed_whose_address_it_is(
        self, tmp_path: Path, behind_proxy: str, trusted: str
    ) -> None:
        script = "from allauth import app_settings; print(app_settings.TRUSTED_PROXY_COUNT)"

        outcome = manage(
            tmp_path, "shell", "--verbosity", "0", "-c", script, **GOOD, NEWSARCHIVE_BEHIND_PROXY=behind_proxy
        )

        assert outcome.stdout.strip() == trusted, outcome.stderr


class TestLocal:
    def test_starts_with_nothing_set(self, tmp_path: Path) -> None:
        assert check(tmp_path, "--tag", "security").returncode == 0

    def test_settings_of_production_are_known_and_have_no_effect(self, tmp_path: Path) -> None:
        outcome = check(tmp_path, "--tag", "security", NEWSARCHIVE_SSL_REDIRECT="1", NEWSARCHIVE_BEHIND_PROXY="1")

        assert outcome.returncode == 0, outcome.stderr

    def test_stays_on_loopback(self, tmp_path: Path) -> None:
        outcome = check(tmp_path, NEWSARCHIVE_HOST="0.0.0.0")

        assert "any address but loopback needs NEWSARCHIVE_PRODUCTION=1" in outcome.stderr
