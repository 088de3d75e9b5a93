"""Everything that has to be there before the first page: made on the first start, found again on every later one."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from articles.ingest.authority import load_authority
from articles.ingest.seed import ingest_seed
from articles.models import Role, User
from articles.search.indexer import ensure_index

EDITOR = "editor"
# Letters and digits that nobody confuses when copying them from a terminal.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
Say = Callable[[str], None]


def prepare_archive(say: Say) -> None:
    """Bring the archive to where it can be served. Quick when everything is there; killed half-way, it goes on."""
    prepare_database(say)
    collect_static_files()
    if ingest_seed():
        say("The seed article is in the archive.")


def prepare_database(say: Say) -> None:
    """Make tables, starter data and index where they are missing: what articles need before they can come in."""
    prepare_data_folder()
    call_command("migrate", verbosity=0, interactive=False)
    authority = load_authority()
    if not authority.unchanged:
        say(f"Starter data: {authority.entities_added} entities and {authority.names_added} names added.")
    if ensure_index():
        say("The search index has been built from the database.")


def prepare_data_folder() -> None:
    """The data folder, readable by nobody else. Raises CommandError where it cannot be written to."""
    folder = Path(settings.DATA_DIR)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not settings.PRODUCTION:
            folder.chmod(0o700)
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            raise PermissionError(13, "no permission to write there")
    except OSError as error:
        raise CommandError(f"The data folder {folder} cannot be used: {error.strerror or error}.") from error


def collect_static_files() -> bool:
    """Copy, compress and fingerprint the static files where one of them has changed; whether it did."""
    stamp = Path(settings.DATA_DIR) / "static.fingerprint"
    fingerprint = _static_fingerprint()
    if Path(settings.STATIC_ROOT).is_dir() and stamp.exists() and stamp.read_text(encoding="ascii") == fingerprint:
        return False
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(fingerprint, encoding="ascii")
    return True


def _static_fingerprint() -> str:
    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda item: item[0]):
            facts = os.stat(storage.path(path))
            seen.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def make_first_editor() -> str | None:
    """The first account, where there is none yet: the password to sign in with once, or None.

    A password named by the operator is used as it is; one made up here has to be replaced at the first sign-in.
    """
    if User.objects.exists():
        return None
    chosen = settings.EDITOR_PASSWORD
    user = User(username=EDITOR, role=Role.CHIEF_EDITOR, must_change_password=not chosen)
    if chosen:
        try:
            validate_password(chosen, user)
        except ValidationError as error:
            raise CommandError(f"NEWSARCHIVE_EDITOR_PASSWORD cannot be used: {' '.join(error.messages)}") from error
    password = chosen or "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))
    user.set_password(password)
    user.save()
    return None if chosen else password
