"""Editing an article: its text and what the catalogue says about it, each change a revision that can go back."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Author,
    CleaningStep,
    Collection,
    DateBasis,
    Decision,
    DecisionKind,
    DisplacedMention,
    Mention,
    Report,
    Source,
    Subject,
    User,
    free_slug,
)
from articles.review.carried_reports import drop_machine_made, places_after, touched_reports
from articles.review.carrying import carry_spans, is_machine_made, set_aside, touched_mentions, touched_steps
from articles.review.catalogue import catalogue, catalogue_after
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.held import hold_article
from articles.review.parts import quoting_columns, reshaped_parts
from articles.review.positions import next_revision
from articles.review.recording import recorded
from articles.review.rows import row_key
from articles.text.dates import PartialDate
from articles.text.differences import difference
from articles.text.edits import EditScript

_Place = tuple[int, int]
_LINKED: dict[str, type[Author] | type[Subject]] = {"authors": Author, "subjects": Subject}


class EditConflict(Exception):
    """Somebody else has changed some of the same fields meanwhile: nothing was stored, both versions can be shown."""

    def __init__(self, fields: Mapping[str, tuple[Any, Any]], decision: Decision) -> None:
        super().__init__(", ".join(fields))
        # Field -> (mine, theirs), and the newest decision that made it theirs.
        self.fields = dict(fields)
        self.decision = decision


@transaction.atomic
def edit_article(
    article: Article, values: Mapping[str, Any], *, by: User, reason: str = "", seen: int | None = None
) -> Decision:
    """Make *article* say *values*, of review.catalogue.FIELDS; what is not among them stays.

    *seen* is the newest decision on it that the editor knew of. What others changed since and the editor did not stays
    theirs; raises EditConflict where both changed the same, NotPossible where nothing changes.
    """
    held = hold_article(article.pk)
    now = catalogue(held)
    wanted = {field: value for field, value in values.items() if value != now[field]}
    if seen is not None:
        wanted = _merged(held, wanted, now, seen)
    if not wanted:
        raise NotPossible(_("Nothing was changed."))
    changes = Changes()
    _apply(held, wanted, changes)
    return recorded(
        changes, DecisionKind.EDIT, by=by, subject=f"article:{held.pk}", article=held, reason=reason.strip()
    )


def restore_revision(article: Article, decision: Decision, *, by: User, reason: str = "") -> Decision:
    """Make text and catalogue say again what they said after *decision*."""
    return edit_article(article, catalogue_after(article, decision), by=by, reason=reason)


def revisions(article: Article) -> list[Decision]:
    """Decisions that changed the text or the catalogue, the newest first."""
    kinds = (DecisionKind.EDIT, DecisionKind.CLEAN, DecisionKind.UNDO)
    return list(article.decisions.filter(kind__in=kinds, after__has_key=row_key(article)).order_by("-pk"))


@transaction.atomic
def dismiss_displaced(displaced: DisplacedMention, *, by: User) -> Decision:
    """Take it off the list: whoever looked found nothing to mark."""
    article = hold_article(displaced.article_id)
    row = article.displaced_mentions.select_for_update().filter(pk=displaced.pk).first()
    if row is None:
        raise NotPossible(_("Somebody has taken it off the list already."))
    changes = Changes()
    changes.remove(row)
    return changes.record(DecisionKind.REVIEW, by=by, subject=f"article:{article.pk}", article=article)


def _merged(article: Article, wanted: dict[str, Any], now: Mapping[str, Any], seen: int) -> dict[str, Any]:
    """What of *wanted* the editor changed; the rest is what others have changed since *seen*."""
    later = article.decisions.filter(pk__gt=seen).order_by("-pk").first()
    if later is None:
        return wanted
    base = catalogue_after(article, seen)
    mine = {field: value for field, value in wanted.items() if value != base[field]}
    if both := {field: (value, now[field]) for field, value in mine.items() if now[field] != base[field]}:
        raise EditConflict(both, later)
    return mine


def _apply(article: Article, wanted: dict[str, Any], changes: Changes) -> None:
    wanted = dict(wanted)
    if "text" in wanted:
        # First: columns that quote the text follow it, unless they are given a wording of their own.
        rewrite(article, wanted.pop("text"), changes=changes)
    if wanted.get("headline") == "":
        raise NotPossible(_("An article needs a headline."))
    for field, model in _LINKED.items():
        if field in wanted:
            _link(article, field, model, wanted.pop(field), changes)
    columns = {field: _stored(field, value) for field, value in wanted.items()}
    if "published" in columns:
        columns["published_basis"] = DateBasis.EDITOR if columns["published"] else ""
    changes.set(article, **columns)


def _stored(field: str, value: Any) -> Any:
    match field:
        case "source":
            return _row_named(Source, value)
        case "collection":
            return _row_named(Collection, value)
        case "published":
            return PartialDate(value) if value else None
        case "accessed_on":
            return date.fromisoformat(value) if value else None
        case "keywords":
            return list(value)
    return value


def _link(
    article: Article, field: str, model: type[Author] | type[Subject], names: tuple[str, ...], changes: Changes
) -> None:
    """Links in the order of *names*; those before the first difference stay."""
    through = getattr(Article, field).through
    column = f"{model._meta.model_name}_id"
    wanted = [row.pk for name in dict.fromkeys(names) if (row := _row_named(model, name))]
    present = list(through.objects.filter(article=article).order_by("pk"))
    same = 0
    while same < min(len(wanted), len(present)) and getattr(present[same], column) == wanted[same]:
        same += 1
    for link in present[same:]:
        changes.remove(link)
    for pk in wanted[same:]:
        changes.add(through(article_id=article.pk, **{column: pk}))


def _row_named(model: type[Any], name: str) -> Any:  # a row of one of the four tables of names
    """The row of that name, made where there is none; None for no name.

    It stays when the edit is undone: other articles may have come to share it.
    """
    if not name:
        return None
    rows = model._default_manager
    if row := rows.filter(name=name).first():
        return row
    slug = {} if model is Author else {"slug": free_slug(model, name)}
    return rows.get_or_create(name=name, defaults=slug)[0]


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
    steps = touched_steps(article, script)
    reports = places_after(article, drop_machine_made(touched_reports(article, script)), script, len(text))
    set_aside(Report, [report.pk for report, place in reports if any(getattr(report, c) != place[c] for c in place)])
    but = {
        Mention: [mention.pk for mention, _ in kept],
        CleaningStep: [step.pk for step, _ in steps],
        Report: [report.pk for report, _ in reports],
    }
    carry_spans(article, script, but=but)
    for row, (start, end) in (*kept, *steps):
        changes.set(row, start=start, end=end)
        # Where it is the same place, undoing must still know that the decision put it there.
        changes.hold(row, "start", "end")
    for report, place in reports:
        changes.set(report, **place)
        changes.hold(report, *place)
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
    spans = article.mentions.values_list("start", "end", "kind")
    taken = {(*place, kind) for start, end, kind in spans if (place := script.carry(start, end))}
    kept: list[tuple[Mention, _Place]] = []
    lost: list[Mention] = []
    for mention in touched_mentions(article, script):
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
    set_aside(Mention, [mention.pk for mention, place in kept if place != (mention.start, mention.end)])
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
