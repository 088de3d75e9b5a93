"""The text of an article as editors review it: whole, each part named, each mention a mark that leads to its row.

Blocks carry the place of their first character, so that whatever somebody selects can be counted out in the stored
text: the page adds no character of its own to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models import DateMention, Mention, Status
from articles.rendering.dates import date_words
from articles.rendering.kinds import css_kind
from articles.rendering.marked_text import APPARATUS, Part, Place, Range, joined, written
from articles.text.dates import PartialDate

# Of every mention in the text: waiting, agreed to, refused.
STATES = {Status.PROPOSED: "", Status.CONFIRMED: "ok", Status.REJECTED: "no"}


@dataclass(frozen=True, slots=True)
class ReviewMark(Place):
    """A mention (with its id) or a date (with what it was read as)."""

    state: str = ""
    mention: int = 0
    # id of the row that decides it.
    row: str = ""
    title: str = ""


def mention_marks(mentions: Iterable[Mention], rows: Mapping[int, str]) -> list[ReviewMark]:
    """*rows* says by mention which row decides it."""
    return [
        ReviewMark(one.start, one.end, css_kind(one.kind), STATES[Status(one.status)], one.pk, rows[one.pk])
        for one in mentions
    ]


def date_marks(dates: Iterable[DateMention]) -> list[ReviewMark]:
    return [
        ReviewMark(
            one.start,
            one.end,
            "date",
            STATES[Status(one.status)],
            title=date_words(PartialDate(one.edtf)) if one.edtf else _("not clear from the text alone"),
        )
        for one in dates
    ]


def review_text(
    text: str, parts: Sequence[Part], marks: Iterable[ReviewMark], sentences: Mapping[Range, int]
) -> SafeString:
    """*sentences* is what numbered() gave."""
    names = {
        "headline": _("Headline"),
        "subheadline": _("Subheadline"),
        "byline": _("Byline"),
        "credit_line": _("Image credit"),
    }
    html = []
    for block, inner in written(text, parts, marks, sentences, _RowLinks()):
        if block.kind in APPARATUS:
            html.append(
                format_html(
                    '<p class="pt pt-{}" data-part="{}" data-at="{}">{}</p>\n',
                    block.kind,
                    names[block.kind],
                    block.start,
                    inner,
                )
            )
        else:
            tag = mark_safe(block.kind)  # noqa: S308  "p" or "h2"
            html.append(format_html('<{} data-at="{}">{}</{}>\n', tag, block.start, inner, tag))
    return joined(html)


class _RowLinks:
    """Marks as links to the row that decides them."""

    def mark(self, mark: ReviewMark, inner: SafeString, *, is_leaf: bool, is_first: bool) -> SafeString:
        classes = f"sg sg-{mark.kind}" + (f" {mark.state}" if mark.state else "") + ("" if is_first else " on")
        if not mark.mention:
            return format_html('<span class="{}" title="{}">{}</span>', classes, mark.title, inner)
        if is_leaf:
            return format_html('<a class="{}" href="{}" data-m="{}">{}</a>', classes, _to(mark), mark.mention, inner)
        return format_html('<span class="{}" data-m="{}">{}</span>', classes, mark.mention, inner)

    def own(self, mark: ReviewMark, piece: str) -> SafeString:
        # A link cannot stand inside a link, so each piece between the inner marks becomes one.
        return (
            format_html('<a class="part" href="{}">{}</a>', _to(mark), piece)
            if mark.mention
            else format_html("{}", piece)
        )


def _to(mark: ReviewMark) -> str:
    return f"?at={mark.mention}#{mark.row}"
