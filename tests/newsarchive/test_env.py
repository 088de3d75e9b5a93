"""Settings fail loudly: a bad, missing or mistyped value is one sentence, not a surprise later."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsarchive.env import Env, checked_secret_key, local_secret_key


class TestEnv:
    def test_reads_text_numbers_flags_and_lists(self) -> None:
        env = Env({"NEWSARCHIVE_PORT": "8080", "NEWSARCHIVE_DEBUG": "yes", "NEWSARCHIVE_ALLOWED_HOSTS": "a.org, b.org"})

        assert env.number("PORT", 8000, least=1, most=65535) == 8080
        assert env.flag("DEBUG") is True
        assert env.words("ALLOWED_HOSTS") == ["a.org", "b.org"]
        assert env.text("HOST", "127.0.0.1") == "127.0.0.1"

    def test_a_file_can_hold_a_secret(self, tmp_path: Path) -> None:
        secret = tmp_path / "key"
        secret.write_text("s3cret\n")

        assert Env({"NEWSARCHIVE_SECRET_KEY_FILE": str(secret)}).text("SECRET_KEY") == "s3cret"

    def test_a_missing_secret_file_is_named(self) -> None:
        with pytest.raises(ImproperlyConfigured, match="/nowhere/key"):
            Env({"NEWSARCHIVE_SECRET_KEY_FILE": "/nowhere/key"}).text("SECRET_KEY")

    @pytest.mark.parametrize("value", ["maybe", "2", "-"])
    def test_a_flag_is_one_or_zero(self, value: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="write 1 or 0"):
            Env({"NEWSARCHIVE_DEBUG": value}).flag("DEBUG")

    @pytest.mark.parametrize("value", ["http", "0", "70000", "８０", "-1", ""])
    def test_a_number_is_whole_and_in_range(self, value: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="from 1 to 65535"):
            Env({"NEWSARCHIVE_PORT": value}).number("PORT", 8000, least=1, most=65535)

    def test_an_unknown_variable_is_an_error(self) -> None:
        env = Env({"NEWSARCHIVE_PROT": "8080"})
        env.number("PORT", 8000, least=1, most=65535)

        with pytest.raises(ImproperlyConfigured, match=r"NEWSARCHIVE_PROT\. Known are: NEWSARCHIVE_PORT"):
            env.refuse_unknown()


class TestSecretKey:
    @pytest.mark.parametrize(
        "key", ["", "short", "a" * 60, "django-insecure-" + "abcdefghijklmnopqrstuvwxyz0123456789" * 2]
    )
    def test_production_refuses_weak_ones(self, key: str) -> None:
        with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
            checked_secret_key(key)

    def test_local_mode_makes_one_that_stays_and_that_only_its_owner_reads(self, tmp_path: Path) -> None:
        path = tmp_path / "data" / "secret_key"

        first, second = local_secret_key(path), local_secret_key(path)

        assert first == second
        assert checked_secret_key(first)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_many_processes_of_one_first_start_share_it(self, tmp_path: Path) -> None:
        with ThreadPoolExecutor(8) as pool:
            keys = set(pool.map(lambda _: local_secret_key(tmp_path / "key"), range(32)))

        assert len(keys) == 1
        assert [path.name for path in tmp_path.iterdir()] == ["key"]

    def test_a_folder_that_cannot_be_used_is_named(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("not a folder")

        with pytest.raises(ImproperlyConfigured, match=r"data folder .*file cannot be used"):
            local_secret_key(tmp_path / "file" / "key")
