"""Uploads for tests: a batch of texts, and the worker's part of it done here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from articles.ingest.batch_jobs import STORE, store_leased
from articles.ingest.batches import Upload, add_files, open_batch
from articles.ingest.statements import Statements
from articles.jobs import work_off, worker_name
from articles.models import Batch, Role, User

TEXT = "Russland liefert Öl an Nordkorea\nDie Lieferung kam im September 2023 an, meldet ein Sender."


def upload(text: str | bytes, name: str = "artikel.txt") -> Upload:
    data = text.encode() if isinstance(text, str) else text
    return Upload(name, len(data), data)


def make_editor(name: str = "redakteurin") -> User:
    return User.objects.filter(username=name).first() or User.objects.create_user(name, role=Role.EDITOR)


def make_batch(*uploads: Upload, publish: bool = False, page_language: str = "en", **stated: Any) -> Batch:
    """A batch with these files, each of them still waiting."""
    batch = open_batch(by=make_editor(), publish=publish, statements=Statements(**stated), page_language=page_language)
    add_files(batch, dict(enumerate(uploads)))
    return batch


def work_off_stores() -> None:
    while work_off({STORE: store_leased}, worker_name()):
        continue


def states(batch: Batch) -> list[str]:
    return list(batch.files.values_list("state", flat=True))


def reasons(batch: Batch) -> Sequence[str]:
    return list(batch.files.values_list("reason", flat=True))
