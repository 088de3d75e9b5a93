"""Taking back a line of the cleaning ledger: removed characters return, a piece that was taken for something returns
to the text."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, CleaningStep, Decision, DecisionKind, User, edit_script
from articles.review.changes import Changes
from articles.review.editing import rewrite
from articles.review.errors import NotPossible
from articles.review.held import hold_article
from articles.review.parts import quoting_columns
from articles.review.positions import Positions
from articles.review.recording import recorded
from articles.text.edits import Edit, EditScript

# What a piece was taken for, by the reason of its step.
_TAKEN_FOR = {
    "credit_line_found": "credit_line",
    "credit_line_split": "credit_line",
    "subheadline_found": "subheadline",
    "byline_found": "byline",
    "dateline_found": "dateline",
    "subhead_found": "subhead",
}
_SOURCE = "source_proposed"


@transaction.atomic
def undo_cleaning(step: CleaningStep, *, by: User, reason: str = "") -> Decision:
    """Take *step* back, where the text still is what cleaning made of it."""
    article = hold_article(step.article_id)
    row = CleaningStep.objects.filter(pk=step.pk).first()
    if row is None or row.undone:
        raise NotPossible(_("This has been taken back already."))
    if not row.can_be_undone:
        raise NotPossible(_("This cannot be taken back: the archive could not hold the article otherwise."))
    changes = Changes()
    if row.kind == CleaningStep.Kind.EDIT:
        rewrite(article, _text_without(row, article), changes=changes)
    elif row.reason == _SOURCE:
        _forget_source(row, article, changes)
    else:
        _give_back_piece(row, article, changes)
    changes.set(row, undone=True)
    return recorded(
        changes, DecisionKind.CLEAN, by=by, article=article, subject=f"cleaning_step:{row.pk}", reason=reason
    )


def _text_without(step: CleaningStep, article: Article) -> str:
    """The text of *article* as it would be had cleaning not taken *step*."""
    positions = Positions(article)
    revision, first = positions.first
    steps = list(article.cleaning_steps.filter(kind=CleaningStep.Kind.EDIT))
    standing = [one for one in steps if not one.undone]
    decoded = edit_script(steps).undo(first)
    if edit_script(standing).apply(decoded) == article.text:
        return edit_script(one for one in standing if one.pk != step.pk).apply(decoded)
    # Somebody has edited the text since: what they left as it was comes back.
    edits = list(_places_left(step, edit_script(steps), first, revision, positions, article.text))
    if not edits:
        raise NotPossible(_("The text has been edited wherever this was done: there is nothing left to take back."))
    return EditScript(edits).apply(article.text)


def _places_left(
    step: CleaningStep, script: EditScript, first: str, revision: int, positions: Positions, text: str
) -> Iterator[Edit]:
    for edit in step.edits:
        start = script.forward(edit.start)
        end = start + len(edit.inserted)
        # A removal leaves nothing to stand on: its neighbours must be the ones it had.
        around = max(0, start - 1), min(len(first), end + 1)
        place = positions.today(revision, *around)
        if place and text[slice(*place)] == first[slice(*around)]:
            yield Edit(place[0] + start - around[0], edit.inserted, edit.removed, edit.reason)


def _forget_source(step: CleaningStep, article: Article, changes: Changes) -> None:
    name = article.text[step.start : step.end]
    if article.source is None or article.source.name not in name:
        raise NotPossible(_("Somebody has chosen the source since."))
    changes.set(article, source=None)


def _give_back_piece(step: CleaningStep, article: Article, changes: Changes) -> None:
    kind = _TAKEN_FOR[step.reason]
    piece = next((part for part in article.parts if part == [kind, step.start, step.end]), None)
    if piece is None:
        raise NotPossible(_("Somebody has edited this piece of the text since."))
    parts = [part for part in article.parts if part is not piece]
    headline = next((part for part in parts if part[0] == "headline"), None)
    around = next((part for part in parts if part[0] == "paragraph" and part[1] <= step.start < part[2]), None)
    if headline and headline[2] <= step.start and "\n" not in article.text[headline[2] : step.start]:
        # It stood on the headline's line.
        parts = [[part[0], part[1], step.end] if part is headline else part for part in parts]
    elif around:
        # The lead began behind it.
        parts = [
            ["lead", around[1], part[2]] if part[0] == "lead" and around[1] <= part[1] < around[2] else part
            for part in parts
        ]
    else:
        parts.append(["paragraph", step.start, step.end])
    parts.sort(key=lambda part: (part[1], -part[2]))
    changes.set(article, **quoting_columns(article, parts, article.text), parts=parts)
