"""Deciding on mentions: each function is one change, one transaction, one recorded decision."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Decision,
    DecisionKind,
    Entity,
    EntityKind,
    Mention,
    NameKind,
    Status,
    User,
)
from articles.review.borders import checked_span, place_today
from articles.review.candidates import named_candidates
from articles.review.carrying import BY_EDITOR, portions
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.forms import form_as, form_of
from articles.review.held import hold_article, hold_entity, hold_mentions
from articles.review.recording import recorded
from articles.review.rows import model_and_pk
from articles.review.spellings import remember_spelling

# Below this the evidence itself speaks of other meanings: a capital without cues, a country's word that has others.
SAFE_SCORE = 0.8
# Another candidate with as much to say for itself makes a mention ambiguous.
_RIVAL_SCORE = 0.5
_LONGEST_NAME = 200


@transaction.atomic
def confirm(
    mentions: Sequence[Mention],
    *,
    by: User,
    entity: Entity | None = None,
    remember: NameKind | None = None,
    spelling: str = "",
    seen: Mapping[int, str] | None = None,
) -> Decision:
    """Say that *mentions* mean what is proposed, or *entity* instead.

    With *remember*, their words become a name of that kind of the entity; *spelling*, where only a part of them is
    the name: "Lawro" of "Lawros".
    """
    article, rows = hold_mentions(mentions, seen)
    chosen = hold_entity(entity) if entity else None
    changes = Changes()
    linked = settle(rows, chosen, changes, remembered=remember)
    decided = bool(changes)
    if remember is not None:
        for owner, words in dict.fromkeys((row.entity, spelling or row.quote) for row in rows):
            if owner is not None:
                remember_spelling(
                    hold_entity(owner), words, kind=remember, language=article.known_language, changes=changes
                )
    kind = DecisionKind.LINK if linked else DecisionKind.CONFIRM
    return recorded(changes, kind if decided else DecisionKind.NAME, by=by, article=article, subject=row_subject(rows))


def settle(
    rows: Sequence[Mention], entity: Entity | None, changes: Changes, *, remembered: NameKind | None = None
) -> bool:
    """Confirm *rows* as *entity*, or each as its own; whether one of them meant something else until now."""
    linked = False
    agreed: list[Mention] = []
    for row in rows:
        meant = entity or (row.entity and row.entity.survivor)
        if meant is None:
            raise NotPossible(_("“%(words)s”: choose first who or what is meant.") % {"words": row.quote})
        if meant.pk == row.entity_id:
            agreed.append(row)
            continue
        linked = True
        if meant.kind != row.kind:
            _refuse_second(row.article, row.start, row.end, meant.kind, row.quote)
        form = form_as(remembered, form_of(row.quote, meant, row.form))
        changes.set(
            row, status=Status.CONFIRMED, entity=meant, kind=meant.kind, form=form, name=meant.name_de[:_LONGEST_NAME]
        )
    for form in {form_as(remembered, row.form) for row in agreed}:
        same = [row for row in agreed if form_as(remembered, row.form) == form]
        changes.set_all(same, status=Status.CONFIRMED, form=form)
    return linked


@transaction.atomic
def reject(mentions: Sequence[Mention], *, by: User, seen: Mapping[int, str] | None = None) -> Decision:
    """Say that *mentions* name nothing of the kind. They stay as rows, so that no reading proposes them again."""
    article, rows = hold_mentions(mentions, seen)
    changes = Changes()
    changes.set_all(rows, status=Status.REJECTED)
    return recorded(changes, DecisionKind.REJECT, by=by, article=article, subject=row_subject(rows))


@transaction.atomic
def change_kind(
    mentions: Sequence[Mention], kind: EntityKind, *, by: User, seen: Mapping[int, str] | None = None
) -> Decision:
    """Say that *mentions* name something of another *kind*: who or what is asked anew."""
    article, rows = hold_mentions(mentions, seen)
    changes = Changes()
    for row in rows:
        if row.kind == kind:
            continue
        _refuse_second(article, row.start, row.end, kind, row.quote)
        changes.set(
            row,
            kind=kind,
            entity=None,
            name=row.quote[:_LONGEST_NAME],
            form=form_of(row.quote, None, row.form),
            candidates=named_candidates(row.quote, kind),
            status=Status.PROPOSED,
            method=BY_EDITOR,
        )
    return recorded(changes, DecisionKind.MOVE, by=by, article=article, subject=row_subject(rows))


@transaction.atomic
def mark(
    article: Article,
    start: int,
    end: int,
    *,
    kind: EntityKind,
    by: User,
    seen_revision: int,
    entity: Entity | None = None,
) -> Decision:
    """Make a mention of words nobody proposed; *start* and *end* count in the text of *seen_revision*."""
    article = hold_article(article.pk)
    span = checked_span(article, *place_today(article, seen_revision, start, end))
    chosen = hold_entity(entity) if entity else None
    kind = EntityKind(chosen.kind) if chosen else kind
    _refuse_second(article, span.start, span.end, kind, span.quote)
    mention = Mention(
        article=article,
        start=span.start,
        end=span.end,
        quote=span.quote,
        kind=kind,
        form=form_of(span.quote, chosen),
        entity=chosen,
        name=(chosen.name_de if chosen else span.quote)[:_LONGEST_NAME],
        candidates=[] if chosen else named_candidates(span.quote, kind),
        status=Status.CONFIRMED if chosen else Status.PROPOSED,
        method=BY_EDITOR,
    )
    changes = Changes()
    changes.add(mention)
    return recorded(changes, DecisionKind.MARK, by=by, article=article, subject=row_subject([mention]))


@transaction.atomic
def move(
    mention: Mention,
    start: int,
    end: int,
    *,
    by: User,
    seen_revision: int,
    seen: Mapping[int, str] | None = None,
) -> Decision:
    """Give *mention* other borders; *start* and *end* count in the text of *seen_revision*."""
    article, [row] = hold_mentions([mention], seen)
    span = checked_span(article, *place_today(article, seen_revision, start, end))
    if (span.start, span.end) != (row.start, row.end):
        _refuse_second(article, span.start, span.end, row.kind, span.quote)
    changes = Changes()
    changes.set(row, start=span.start, end=span.end, quote=span.quote)
    if changes and row.entity is None:
        changes.set(
            row, name=span.quote[:_LONGEST_NAME], candidates=named_candidates(span.quote, row.kind), method=BY_EDITOR
        )
    elif changes:
        changes.set(row, form=form_of(span.quote, row.entity, row.form), method=BY_EDITOR)
    return recorded(changes, DecisionKind.MOVE, by=by, article=article, subject=row_subject([row]))


def safe_mentions(article: Article, *, only: Collection[int] | None = None) -> list[Mention]:
    """Proposals that count already and of which the evidence leaves no other meaning open, in the order of the text."""
    proposed = article.mentions.filter(status=Status.PROPOSED, entity__isnull=False)
    proposed = proposed if only is None else proposed.filter(pk__in=only)
    return [mention for mention in proposed.select_related("entity") if is_safe(mention)]


def is_safe(mention: Mention) -> bool:
    if mention.status != Status.PROPOSED or not mention.counts:
        return False
    likely = [one for one in mention.candidates if one["score"] >= _RIVAL_SCORE]
    return mention.score >= max(SAFE_SCORE, settings.MENTION_THRESHOLDS[mention.kind]) and len(likely) <= 1


@transaction.atomic
def accept_safe(article: Article, *, by: User, only: Collection[int]) -> Decision:
    """Confirm those of *only*, as a preview showed them, that are still safe; `left_by` names the others."""
    article = hold_article(article.pk)
    rows = [mention for some in portions(sorted(set(only))) for mention in safe_mentions(article, only=some)]
    changes = Changes()
    settle(rows, None, changes)
    return recorded(changes, DecisionKind.CONFIRM, by=by, article=article, subject=f"article:{article.pk}")


def decided_by(decision: Decision) -> frozenset[int]:
    """Ids of the mentions that *decision* changed, added or took away."""
    parts = (model_and_pk(key) for key in decision.after)
    return frozenset(pk for model, pk in parts if model is Mention)


def left_by(decision: Decision, only: Collection[int]) -> list[Mention]:
    """Those of *only* that accept_safe left as they were, because somebody or something had changed them."""
    left = set(only) - decided_by(decision)
    return list(Mention.objects.filter(pk__in=left, article=decision.article_id).select_related("entity"))


def row_subject(rows: Sequence[Mention]) -> str:
    return f"mention:{rows[0].pk}"


def _refuse_second(article: Article, start: int, end: int, kind: str, words: str) -> None:
    there = article.mentions.filter(start=start, end=end, kind=kind).first()
    if there is None:
        return
    if there.status == Status.REJECTED:
        raise NotPossible(_("“%(words)s” has been rejected here: confirm that one instead.") % {"words": words})
    raise NotPossible(_("“%(words)s” is marked so already.") % {"words": words})
