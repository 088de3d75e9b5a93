"""Settings from the environment: NEWSARCHIVE_* variables, each failing loudly on a bad value."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

PREFIX = "NEWSARCHIVE_"
# How sample keys of tutorials and generated projects begin; Paperless once shipped one that was accepted.
_SAMPLE_KEYS = ("django-insecure", "changeme", "change-me", "secret", "your-secret")


class Env:
    """One reading of the environment that remembers what was asked for, so that a mistyped name is noticed."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = os.environ if environ is None else environ
        self._known: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        """The variable, or the content of the file named by `<name>_FILE`, or *default*."""
        self._known |= {name, f"{name}_FILE"}
        file_name = self._environ.get(f"{PREFIX}{name}_FILE")
        if file_name:
            try:
                return Path(file_name).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise ImproperlyConfigured(
                    f"{PREFIX}{name}_FILE: {file_name} cannot be read ({error.strerror})."
                ) from error
        return self._environ.get(PREFIX + name, default).strip()

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value not in {"0", "1", "true", "false", "yes", "no", "on", "off"}:
            raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”: write 1 or 0.")
        return value in {"1", "true", "yes", "on"}

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”: write a whole number from {least} to {most}.")
        return int(value)

    def one_of(self, name: str, choices: Collection[str], default: str) -> str:
        value = self.text(name, default)
        if value not in choices:
            raise ImproperlyConfigured(f"{PREFIX}{name} is “{value}”: write {' or '.join(choices)}.")
        return value

    def words(self, name: str) -> list[str]:
        return [word.strip() for word in self.text(name).split(",") if word.strip()]

    def refuse_unknown(self) -> None:
        """Raise for NEWSARCHIVE_* variables nobody asked for: a mistyped setting must not silently mean the default."""
        given = {name.removeprefix(PREFIX) for name in self._environ if name.startswith(PREFIX)}
        unknown = sorted(given - self._known)
        if unknown:
            raise ImproperlyConfigured(
                f"Unknown setting {', '.join(PREFIX + name for name in unknown)}. Known are: "
                + ", ".join(PREFIX + name for name in sorted(self._known) if not name.endswith("_FILE"))
                + "."
            )


def checked_secret_key(key: str) -> str:
    """*key*, if it is long and random enough to sign sessions with."""
    if not key:
        raise ImproperlyConfigured(f"{PREFIX}SECRET_KEY is missing: production needs 50 or more random characters.")
    if len(key) < 50 or len(set(key)) < 10 or key.lower().startswith(_SAMPLE_KEYS):
        raise ImproperlyConfigured(f"{PREFIX}SECRET_KEY is too weak: give it 50 or more random characters.")
    return key


def local_secret_key(path: Path) -> str:
    """The key kept in *path*, made on the first start and readable by its owner only."""
    try:
        if not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_key(path)
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{PREFIX}DATA: the data folder {path.parent} cannot be used ({error.strerror})."
        ) from error


def _write_key(path: Path) -> None:
    """Whole or not at all: of two processes of one first start, the slower must not read what is half written."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)
