"""What the archive says about a source: its name, where it is at home, and who may read its texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import Decision, DecisionKind, Source, User
from articles.review.changes import Changes
from articles.review.errors import NotPossible


@transaction.atomic
def edit_source(
    source: Source, values: Mapping[str, object], *, by: User, reason: str = "", seen: int | None = None
) -> Decision:
    """Set what differs. Its address keeps the old word, so that no link to it breaks.

    *seen* is the newest decision on the source when the form was made: raises NotPossible when somebody has changed it
    since. The index holds nothing of a source but its number, so it has nothing to learn.
    """
    row = Source.objects.select_for_update().get(pk=source.pk)
    newest = newest_decision(row)
    if newest and newest.pk != seen:
        raise NotPossible(
            _("%(who)s has changed this source meanwhile (%(when)s). Look at what it says now, then save again.")
            % {
                "who": newest.by_name,
                "when": date_format(localtime(newest.made_at), "SHORT_DATETIME_FORMAT"),
            }
        )
    if Source.objects.exclude(pk=row.pk).filter(name__iexact=str(values.get("name", row.name))).exists():
        raise NotPossible(_("Another source has this name."))
    changes = Changes()
    changes.set(row, **values)
    if not changes:
        raise NotPossible(_("That is how it stands already."))
    return changes.record(DecisionKind.SOURCE, by=by, subject=_subject(row), reason=reason.strip())


def newest_decision(source: Source) -> Decision | None:
    """The latest change of *source*, or undoing of one."""
    return Decision.objects.filter(subject=_subject(source)).order_by("-pk").first()


def _subject(source: Source) -> str:
    return f"source:{source.pk}"
