"""The end of every decision: written down, and followed by what has to happen in other articles."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.jobs import enqueue, extraction_request
from articles.models import Article, Decision, DecisionKind, User
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.following import follow_mentions
from articles.review.reading import articles_to_read_again


def recorded(
    changes: Changes,
    kind: DecisionKind,
    *,
    by: User,
    article: Article | None,
    subject: str,
    reason: str = "",
    undoes: Decision | None = None,
) -> Decision:
    """The decision of *changes*; articles that extraction would read otherwise now are asked to be read.

    Raises NotPossible where nothing changed: what stands so already is no decision.
    """
    if not changes:
        raise NotPossible(_("There is nothing left to decide: it stands so already."))
    follow_mentions(changes, undoing=undoes is not None)
    decision = changes.record(kind, by=by, subject=subject, article=article, reason=reason, undoes=undoes)
    enqueue(extraction_request(pk) for pk in articles_to_read_again(decision.before, decision.after))
    return decision
