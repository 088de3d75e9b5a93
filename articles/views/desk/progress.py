"""How far batches have got, and what can be said of each of their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles.jobs import EXTRACT
from articles.models import Article, Batch, BatchFile, FileState, Job, Mention, Status
from articles.rendering.dates import date_words
from articles.rendering.languages import language_name


@dataclass(frozen=True, slots=True)
class Progress:
    """The files of a batch by state, and of the stored ones how many are still being read."""

    batch: Batch
    states: dict[str, int] = field(default_factory=dict)
    reading: int = 0
    unread: int = 0

    @property
    def by(self) -> str:
        """Who uploaded it; empty where the account is gone."""
        user = self.batch.added_by
        return (user.get_full_name() or user.get_username()) if user else ""

    @property
    def total(self) -> int:
        return sum(self.states.values())

    @property
    def waiting(self) -> int:
        return self.states.get(FileState.WAITING, 0)

    @property
    def failed(self) -> int:
        """What can be tried again: files that were not stored, and articles that were not read."""
        return self.states.get(FileState.FAILED, 0) + self.unread

    @property
    def done(self) -> int:
        return self.total - self.waiting - self.reading

    @property
    def finished(self) -> bool:
        return self.done == self.total

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """State, its word and how many files are in it, in the order of a file's way; absent ones left out."""
        return [(state.value, str(state.label), count) for state in FileState if (count := self.states.get(state, 0))]

    @property
    def digest(self) -> str:
        """Another one whenever the page would say something else."""
        numbers = [*(self.states.get(state, 0) for state in FileState), self.reading, self.unread]
        return "-".join(str(number) for number in numbers)


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file as its batch shows it. *state* is an icon, a class and a word."""

    file: BatchFile
    article: Article | None
    icon: str
    css: str
    word: str
    mentions: int

    @property
    def language(self) -> str:
        return language_name(self.article.language) if self.article and self.is_here else ""

    @property
    def published(self) -> str:
        return date_words(self.article.published) if self.article and self.is_here else ""

    @property
    def reason(self) -> str:
        """Why it is where it is; nothing about an article that has been deleted since."""
        return "" if self.file.state == FileState.DUPLICATE and self.article is None else self.file.reason

    @property
    def is_here(self) -> bool:
        """The article is in the archive, and this file is what it came from."""
        return self.file.state == FileState.STORED and self.article is not None and self.article.trashed_at is None

    @property
    def is_read(self) -> bool:
        return self.is_here and self.article is not None and bool(self.article.extracted_with)

    @property
    def is_in_trash(self) -> bool:
        return self.article is not None and self.article.trashed_at is not None


def progress_of(batch: Batch) -> Progress:
    """Three queries, however many files there are; one more where articles could not be read."""
    states = _states([batch])[batch.pk]
    being_read = batch.files.filter(state=FileState.STORED, article__extracted_with="", article__trashed_at=None)
    reading = being_read.count()
    unread = being_read.filter(article__in=_given_up()).count() if reading else 0
    return Progress(batch, states, reading - unread, unread)


def progress_of_many(batches: Iterable[Batch]) -> list[Progress]:
    """For lists: one query, and nothing on what is still being read."""
    batches = list(batches)
    states = _states(batches)
    return [Progress(batch, states[batch.pk]) for batch in batches]


def earlier_batches(count: int) -> list[Progress]:
    """The newest batches that have files."""
    return progress_of_many(batches_with_files()[:count])


def batches_with_files() -> QuerySet[Batch]:
    return Batch.objects.filter(Exists(BatchFile.objects.filter(batch=OuterRef("pk")))).select_related("added_by")


def file_rows(files: Sequence[BatchFile]) -> list[FileRow]:
    """Two queries beside that of the files, which bring their articles along."""
    ids = [file.article_id for file in files if file.state == FileState.STORED and file.article_id]
    found = dict(
        Mention.objects.filter(article__in=ids)
        .exclude(status=Status.REJECTED)
        .order_by()
        .values_list("article")
        .annotate(count=Count("pk"))
    )
    given_up = {str(pk) for pk in ids} & set(_given_up_keys([str(pk) for pk in ids]))
    return [_row(file, found.get(file.article_id or 0, 0), str(file.article_id) in given_up) for file in files]


def _row(file: BatchFile, mentions: int, given_up: bool) -> FileRow:
    icon, css, word = _state(file, given_up)
    return FileRow(file, file.article, icon, css, word, mentions)


def _state(file: BatchFile, given_up: bool) -> tuple[str, str, str]:
    word = str(FileState(file.state).label)
    match file.state:
        case FileState.WAITING:
            return "clock", "", word
        case FileState.DUPLICATE if file.article:
            return "copy-check", "st-warn", word
        case FileState.REFUSED:
            return "circle-x", "st-err", word
        case FileState.FAILED:
            return "triangle-alert", "st-err", word
    if file.article is None:
        return "circle-x", "", _("deleted since")
    if file.article.trashed_at:
        return "undo-2", "", _("in the trash")
    if file.article.extracted_with:
        return "circle-check", "st-ok", word
    return ("triangle-alert", "st-err", _("stored, but not read")) if given_up else ("loader", "", _("being read"))


def _states(batches: Sequence[Batch]) -> dict[int, dict[str, int]]:
    rows = BatchFile.objects.filter(batch__in=batches).order_by().values_list("batch", "state").annotate(Count("pk"))
    states: dict[int, dict[str, int]] = defaultdict(dict)
    for batch, state, count in rows:
        states[batch][state] = count
    return states


def _given_up() -> list[int]:
    """Articles whose reading has failed three times. Few: whoever tries again takes them off the list."""
    return [int(key) for key in _given_up_keys(None)]


def _given_up_keys(keys: list[str] | None) -> list[str]:
    jobs = Job.objects.filter(kind=EXTRACT, state=Job.State.FAILED)
    found = jobs if keys is None else jobs.filter(key__in=keys)
    return list(found.values_list("key", flat=True)[:500])
