"""Uploaded bytes: kept under their hash, whole or not at all."""

from __future__ import annotations

import fcntl
import hashlib
import os
import stat
import threading
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.ingest import originals
from articles.ingest.originals import (
    OriginalMissing,
    original_path,
    read_original,
    remove_abandoned,
    remove_original,
    store_original,
    store_originals,
)

DATA = "Russland und Nordkorea".encode("utf-16")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    return tmp_path / "originals"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


class TestOriginals:
    def test_bytes_come_back_as_they_went_in(self) -> None:
        sha256 = store_original(DATA)

        assert sha256 == hashlib.sha256(DATA).hexdigest()
        assert read_original(sha256) == DATA

    def test_lie_under_their_hash(self, folder: Path) -> None:
        sha256 = store_original(DATA)

        assert files(folder) == [folder / sha256[:2] / sha256]

    def test_the_same_bytes_again_change_nothing(self, folder: Path) -> None:
        store_original(DATA)
        before = files(folder)[0].stat().st_ino

        store_originals([DATA, DATA])

        assert [path.stat().st_ino for path in files(folder)] == [before]

    def test_only_their_owner_reads_them(self, folder: Path) -> None:
        sha256 = store_original(DATA)

        assert stat.S_IMODE(original_path(sha256).stat().st_mode) == 0o600
        assert {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / sha256[:2])} == {0o700}

    def test_a_file_cut_short_by_a_crash_is_written_again(self) -> None:
        path = original_path(store_original(DATA))
        path.write_bytes(DATA[:5])

        assert read_original(store_original(DATA)) == DATA

    def test_a_missing_file_is_named(self) -> None:
        with pytest.raises(OriginalMissing, match="abababab"):
            read_original("ab" * 32)

    def test_synced_before_renamed_before_the_folder_is_synced(self, monkeypatch: pytest.MonkeyPatch) -> None:
        calls: list[str] = []
        fsync, replace = os.fsync, Path.replace

        def noted_fsync(handle: int) -> None:
            calls.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
            fsync(handle)

        def noted_replace(path: Path, target: Path) -> Path:
            calls.append("rename")
            return replace(path, target)

        monkeypatch.setattr(originals.os, "fsync", noted_fsync)
        monkeypatch.setattr(originals.Path, "replace", noted_replace)

        store_original(DATA)

        assert calls[:2] == ["file", "rename"]
        assert set(calls[2:]) == {"folder"}

    def test_a_name_that_another_process_gave_is_synced_too(self, monkeypatch: pytest.MonkeyPatch) -> None:
        path = original_path(store_original(DATA))
        synced: list[int] = []
        monkeypatch.setattr(originals.os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))

        store_original(DATA)

        assert synced == [path.parent.stat().st_ino]

    def test_bytes_removed_while_they_are_stored_again_are_written_again(self) -> None:
        path = original_path(store_original(DATA))
        storing = threading.Thread(target=store_original, args=[DATA])

        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            storing.start()
            storing.join(0.2)
            path.unlink()
        storing.join()

        assert path.read_bytes() == DATA

    def test_are_not_removed_within_a_day_after_somebody_stored_them(self) -> None:
        path = original_path(store_original(DATA))

        removed = [remove_original(path.name)]
        os.utime(path, (0, 0))
        store_original(DATA)
        removed.append(remove_original(path.name))
        os.utime(path, (0, 0))
        removed.append(remove_original(path.name))

        assert removed == [False, False, True]
        assert not path.exists()

    def test_a_failed_write_leaves_no_file_behind(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full_disk(handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(originals.os, "fsync", full_disk)

        with pytest.raises(OSError, match="No space"):
            store_original(DATA)
        assert files(folder) == []

    def test_what_a_killed_process_left_is_swept_away_after_an_hour(self, folder: Path) -> None:
        path = original_path(store_original(DATA))
        old, new = path.parent / ".part-1-old", path.parent / ".part-2-new"
        for part in (old, new):
            part.write_bytes(b"half")
        os.utime(old, (0, 0))

        assert remove_abandoned() == 1
        assert set(files(folder)) == {path, new}
