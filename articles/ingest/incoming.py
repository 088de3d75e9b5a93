"""What readers hand over, and what becomes of it: every file and every record ends in exactly one state."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from articles.models import Article, DateBasis
from articles.text.dates import PartialDate
from articles.text.edits import EditScript

# Beyond these an upload is no news text. A line is an article too, with its record around it.
LARGEST_TEXT = 10 * 1024 * 1024
LARGEST_LINE = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Incoming:
    """One text on its way in: *data* as it came, *text* as decoded, and what the upload says about it.

    *edits* is what the reader itself did to *text* (front matter taken out). After them the text begins with *title*,
    where there is one; without it the headline is looked for. *markdown* says that signs of markup stand in the text.
    """

    name: str
    data: bytes
    text: str
    encoding: str
    encoding_basis: str
    media_type: str = "text/plain"
    edits: EditScript = field(default_factory=lambda: EditScript(()))
    markdown: bool = False
    title: str | None = None
    published: PartialDate | None = None
    published_basis: DateBasis = DateBasis.STATED
    source: str = ""
    url: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    keywords: tuple[str, ...] = ()
    machine_translated: bool = False
    rights: str = ""
    collection: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """*reason* is a sentence for the person who uploaded *name*, in the language that was active while it was read."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Stored:
    """On stable storage, committed. In a dry run *article* is not saved and has no number."""

    name: str
    article: Article


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The archive has it as *of*: the very bytes again, or the same text in other bytes."""

    name: str
    of: Article
    same_bytes: bool

    @property
    def reason(self) -> str:
        """For the person who uploaded *name*; which article it is, stands beside it."""
        if self.of.trashed_at is None:
            return _("The archive has this very file.") if self.same_bytes else _("The archive has this text already.")
        if self.same_bytes:
            return _("This very file lies in the trash: take it out again, or delete it for good and upload anew.")
        return _("This text lies in the trash: take it out again, or delete it for good and upload anew.")


Outcome = Stored | Duplicate | Refused
