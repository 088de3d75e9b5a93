"""The text of an article as readers see it: paragraphs, subheads, sentences that can be linked to, marks on what was
tagged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from articles.rendering.marked_text import APPARATUS, Part, Place, Range, Sign, joined, numbered, written


@dataclass(frozen=True, slots=True)
class Mark(Place):
    """Characters [start, end) that name an entity (with *url*) or a date (without)."""

    url: str = ""
    # id of the entry beside the text that says who this is; of a date, the id of the mark itself.
    entry: str = ""
    title: str = ""
    confirmed: bool = False


def article_body(
    text: str,
    parts: Iterable[Part],
    marks: Iterable[Mark],
    sentences: Iterable[Range],
    signs: Iterable[Sign] = (),
) -> SafeString:
    """*text* as paragraphs and subheads, its sentences numbered s1, s2 … in reading order.

    Headline, byline and credit line are shown elsewhere on the page.
    """
    parts = list(parts)
    numbers = numbered(text, parts, sentences)
    html = []
    for block, inner in written(text, parts, marks, numbers, _Links(), signs):
        if block.kind not in APPARATUS:
            tag = mark_safe(block.kind)  # noqa: S308  "p" or "h2"
            html.append(format_html("<{}>{}</{}>\n", tag, inner, tag))
    return joined(html)


class _Links:
    """Marks as links to whom they name."""

    def mark(self, mark: Mark, inner: SafeString, *, is_leaf: bool, is_first: bool) -> SafeString:
        classes = f"ent ent-{mark.kind}" + (" ok" if mark.confirmed else "")
        if mark.url and is_leaf:
            return format_html('<a class="{}" href="{}" data-e="{}">{}</a>', classes, mark.url, mark.entry, inner)
        # Cut by the end of a sentence, only the first piece of a date keeps the id.
        own_id = format_html(' id="{}"', mark.entry) if mark.entry and not mark.url and is_first else ""
        title = format_html(' title="{}"', mark.title) if mark.title else ""
        return format_html('<span class="{}"{}{}>{}</span>', classes, own_id, title, inner)

    def own(self, mark: Mark, piece: str) -> SafeString:
        # A link cannot stand inside a link, so each piece between the inner marks becomes one.
        if not mark.url:
            return escape(piece)
        return format_html('<a class="part" href="{}" data-e="{}">{}</a>', mark.url, mark.entry, piece)
