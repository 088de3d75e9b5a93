"""Editing an article: its text, and everything the catalogue says about it, each change a revision that can go back."""

from __future__ import annotations

import hashlib
import re
from itertools import islice

from django.utils.translation import gettext as _

from articles.models import Article, DisplacedMention, Mention
from articles.review.carrying import carry_spans, is_machine_made, set_aside
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.parts import quoting_columns, reshaped_parts
from articles.review.positions import next_revision
from articles.text.differences import difference
from articles.text.edits import EditScript

_Place = tuple[int, int]


def rewrite(article: Article, text: str, *, changes: Changes) -> None:
    """Make *text* the text of *article*, whose row the caller has locked, through *changes*.

    Spans move along. Of the mentions whose words changed, the machine's go, for extraction to propose anew; those
    somebody decided on move to where their words stand now, or are listed as displaced.
    """
    if not text.strip():
        raise NotPossible(_("An article needs a text."))
    script = difference(article.text, text)
    if not script.edits:
        return
    revision = next_revision(article)
    kept = _settle_mentions(article, text, script, revision, changes)
    carry_spans(article, script, but=[mention.pk for mention, _place in kept])
    for mention, (start, end) in kept:
        changes.set(mention, start=start, end=end)
        # Where it is the same place, undoing must still know that the decision put it there.
        changes.hold(mention, "start", "end")
    parts = reshaped_parts(article, script, text)
    changes.set(
        article,
        **quoting_columns(article, parts, text),
        text=text,
        parts=parts,
        word_count=len(text.split()),
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        revision=revision,
    )


def _settle_mentions(
    article: Article, text: str, script: EditScript, revision: int, changes: Changes
) -> list[tuple[Mention, _Place]]:
    """Take away or list as displaced what *script* touches; those that can stay, set aside, with their new places."""
    mentions = list(article.mentions.all())
    carried = {mention: script.carry(mention.start, mention.end) for mention in mentions}
    taken = {(*place, mention.kind) for mention, place in carried.items() if place}
    touched = [mention for mention, place in carried.items() if place is None]
    kept: list[tuple[Mention, _Place]] = []
    lost: list[Mention] = []
    for mention in touched:
        place = None if is_machine_made(mention) else _found_again(mention, article.text, text, script)
        if place is None or (*place, mention.kind) in taken:
            lost.append(mention)
        else:
            taken.add((*place, mention.kind))
            kept.append((mention, place))
    changes.remove_all(lost)
    for mention in lost:
        if not is_machine_made(mention):
            changes.add(_displaced(mention, script, revision))
    set_aside([mention.pk for mention, place in kept if place != (mention.start, mention.end)])
    return kept


def _found_again(mention: Mention, before: str, after: str, script: EditScript) -> _Place | None:
    """Where the words of *mention* stand now: once, as whole words, in what became of the paragraph around them."""
    edits = script.touching(mention.start, mention.end)
    first = min([before.rfind("\n", 0, mention.start) + 1, *(edit.start for edit in edits)])
    stop = before.find("\n", mention.end)
    last = max([stop if stop >= 0 else len(before), *(edit.end for edit in edits)])
    words = re.compile(rf"(?<!\w){re.escape(mention.quote)}(?!\w)")
    places = list(islice(words.finditer(after, script.forward(first), script.forward(last)), 2))
    return places[0].span() if len(places) == 1 else None


def _displaced(mention: Mention, script: EditScript, revision: int) -> DisplacedMention:
    return DisplacedMention(
        article_id=mention.article_id,
        quote=mention.quote,
        kind=mention.kind,
        form=mention.form,
        entity_id=mention.entity_id,
        status=mention.status,
        start=script.forward(mention.start),
        revision=revision,
    )
