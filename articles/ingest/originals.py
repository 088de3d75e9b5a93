"""The uploaded bytes themselves, kept under their hash: written, synced and renamed before any row speaks of them."""

from __future__ import annotations

import fcntl
import hashlib
import os
import secrets
import time
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

_TEMPORARY = ".part-"
# Longer than any write takes: what is older was left by a process that died.
_ABANDONED_AFTER = 3600.0
# Storing bytes that are there already makes their file young again: there is a day to write the row that needs it.
_YOUNG = 24 * 3600.0


class OriginalMissing(Exception):
    """The database knows an upload whose bytes are not in the originals folder."""


def original_path(sha256: str) -> Path:
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256


def store_original(data: bytes) -> str:
    """Put *data* on stable storage and return its sha256. Storing the same bytes again changes nothing."""
    [sha256] = store_originals([data])
    return sha256


def store_originals(items: Iterable[bytes]) -> list[str]:
    """Like store_original for many: each file is synced, each folder once at the end.

    When this returns, every byte survives a power cut; when it raises, or is killed, only temporary files are left.
    """
    hashes: list[str] = []
    folders: set[Path] = set()
    for data in items:
        sha256 = hashlib.sha256(data).hexdigest()
        hashes.append(sha256)
        path = original_path(sha256)
        if not _is_there_to_stay(path, len(data)):
            folders |= _make_folder(path.parent)
            _write_and_rename(path, data)
        # Also where the file was there: another process may have renamed it a moment ago, and not synced its name yet.
        folders.add(path.parent)
    for folder in sorted(folders):
        _sync_folder(folder)
    return hashes


def read_original(sha256: str) -> bytes:
    """The bytes stored under *sha256*. Raises OriginalMissing."""
    try:
        return original_path(sha256).read_bytes()
    except FileNotFoundError as error:
        raise OriginalMissing(f"The original {sha256[:16]}… is not in {settings.ORIGINALS_DIR}.") from error


def remove_original(sha256: str, *, unless_younger_than: float = _YOUNG) -> bool:
    """Delete bytes that no row needs, unless somebody has stored them within a day; whether they are gone now."""
    path = original_path(sha256)
    try:
        with path.open("rb") as file:
            # Whoever stores the same bytes at this moment comes before, and makes them young, or after, and sees it.
            fcntl.flock(file, fcntl.LOCK_EX)
            found = os.fstat(file.fileno())
            if found.st_mtime > time.time() - unless_younger_than:
                return False
            if found.st_nlink:
                path.unlink()
    except FileNotFoundError:
        return True
    return True


def remove_abandoned(older_than: float = _ABANDONED_AFTER) -> int:
    """Delete temporary files of processes that were killed while writing; the number deleted."""
    limit, removed = time.time() - older_than, 0
    for path in Path(settings.ORIGINALS_DIR).glob(f"??/{_TEMPORARY}*"):
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # another process was quicker
    return removed


def _is_there_to_stay(path: Path, size: int) -> bool:
    """Whether the bytes lie there whole; if they do, remove_original leaves them alone for a day."""
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            found = os.fstat(file.fileno())
            # Without a name it was removed while this was waiting.
            if found.st_size != size or not found.st_nlink:
                return False
            os.utime(file.fileno())
            return True
    except FileNotFoundError:
        return False


def _make_folder(folder: Path) -> set[Path]:
    """Make *folder* where it is missing; the folders whose list of names changed by that."""
    changed = set()
    for path in (folder.parent, folder):
        try:
            path.mkdir(mode=0o700)
            changed.add(path.parent)
        except FileExistsError:
            continue
        except FileNotFoundError:
            path.mkdir(mode=0o700, parents=True)
            changed.add(path.parent)
    return changed


def _write_and_rename(path: Path, data: bytes) -> None:
    temporary = path.parent / f"{_TEMPORARY}{os.getpid()}-{secrets.token_hex(6)}"
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
