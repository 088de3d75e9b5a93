"""Where an article stands: draft, in review, public, embargoed, withdrawn, in the trash; and on its way through review.

Readers learn of a change at once. An embargo ends by itself; that the article was public from then on is written down
by the next decision on it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Decision, DecisionKind, Event, FullText, Participation, Publication, Report, User
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.rows import model_and_pk, row_key
from articles.search.outbox import mark_changed, refresh_after_commit, refreshed_together

KEPT_IN_TRASH = timedelta(days=30)
# Who decided where nobody did.
BY_TRASH = "30 days in the trash"
BY_DEMO = "manage.py demo --remove"

# Below SQLite's limit of parameters in one statement.
_AT_ONCE = 500


@transaction.atomic
def publish(articles: Sequence[Article], *, by: User, reason: str = "", subject: str | None = None) -> Decision:
    """Show them to readers now, those that were not to be seen yet."""
    changes = Changes()
    for article in _kept(_locked(articles)):
        if article.status != Publication.PUBLISHED:
            _set_status(changes, article, Publication.PUBLISHED)
    return _recorded(changes, DecisionKind.PUBLISH, articles, by, reason, subject)


@transaction.atomic
def return_to_draft(article: Article, *, by: User, reason: str = "") -> Decision:
    return _change_status(article, Publication.DRAFT, DecisionKind.RETURN, by, reason)


@transaction.atomic
def return_to_review(article: Article, *, by: User, reason: str = "") -> Decision:
    return _change_status(article, Publication.IN_REVIEW, DecisionKind.RETURN, by, reason)


@transaction.atomic
def embargo(article: Article, until: datetime, *, by: User, reason: str = "") -> Decision:
    """Have readers see it from *until* on, without anybody doing anything then."""
    if until <= timezone.now():
        raise NotPossible(_("An embargo ends in the future. To show the article now, publish it."))
    return _change_status(article, Publication.EMBARGOED, DecisionKind.EMBARGO, by, reason, embargo_until=until)


@transaction.atomic
def withdraw(article: Article, reason: str, *, by: User) -> Decision:
    """Take back what was public. *reason* is shown to whoever asks for it."""
    if not reason.strip():
        raise NotPossible(_("Say why it is withdrawn: readers who follow a citation are told."))
    [locked] = _locked([article])
    if locked.public_since is None:
        raise NotPossible(_("It was never public, so there is nothing to withdraw: make it a draft, or delete it."))
    reason = reason.strip()
    return _change_status(article, Publication.WITHDRAWN, DecisionKind.WITHDRAW, by, reason, withdrawn_reason=reason)


@transaction.atomic
def set_full_text(article: Article, rule: FullText, *, by: User, reason: str = "") -> Decision:
    changes = Changes()
    for one in _kept(_locked([article])):
        changes.set(one, full_text=rule)
    return _recorded(changes, DecisionKind.EDIT, [article], by, reason)


@transaction.atomic
def trash(articles: Sequence[Article], *, by: User, subject: str | None = None, reason: str = "") -> Decision:
    """Hide them from everybody; for thirty days they can be taken out again."""
    changes, now = Changes(), timezone.now()
    for article in _locked(articles):
        if article.trashed_at is None:
            changes.set(article, trashed_at=now, first_published_at=article.public_since)
    return _recorded(changes, DecisionKind.TRASH, articles, by, reason, subject)


@transaction.atomic
def restore(articles: Sequence[Article], *, by: User, subject: str | None = None, reason: str = "") -> Decision:
    """Take them out of the trash, to where they stood before."""
    changes = Changes()
    for article in _locked(articles):
        changes.set(article, trashed_at=None)
    return _recorded(changes, DecisionKind.RESTORE, articles, by, reason, subject)


@transaction.atomic
def delete_for_good(article: Article, *, by: User) -> Decision:
    """Delete it with all that stands on it, and what decisions quote of it. That it was there is remembered.

    What was ever public has to lie in the trash first.
    """
    [locked] = _locked([article])
    if locked.trashed_at is None and locked.public_since is not None:
        raise NotPossible(_("It has been public: move it to the trash first."))
    return _delete(locked, by=by)


def purge_trash(older_than: timedelta = KEPT_IN_TRASH) -> int:
    """Delete what has lain in the trash for longer; the number of articles deleted."""
    due = Article.objects.in_trash().filter(trashed_at__lt=timezone.now() - older_than)
    deleted = 0
    for pk in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            # Somebody may have taken it out since.
            if article := due.select_for_update().filter(pk=pk).first():
                _delete(article, by=None)
                deleted += 1
    return deleted


def delete_samples() -> int:
    """Delete every sample text with all that stands on it, public or not; how many there were."""
    ids = list(Article.objects.filter(is_sample=True).order_by("pk").values_list("pk", flat=True))
    with refreshed_together(ids):
        samples = list(Article.objects.select_for_update().filter(pk__in=ids, is_sample=True).order_by("pk"))
        for article in samples:
            _delete(article, by=None, by_name=BY_DEMO)
    return len(samples)


def _delete(article: Article, *, by: User | None, by_name: str = BY_TRASH) -> Decision:
    original, pk = article.original, article.pk
    for decision in Decision.objects.filter(article=article).iterator(chunk_size=20):
        decision.before, decision.after = _without_text(decision.before), _without_text(decision.after)
        decision.save(update_fields=["before", "after"])
    changes = Changes()
    events = list(Event.objects.filter(reports__article=article).values_list("pk", flat=True))
    _forget_reports(article, events)
    article.delete()
    Event.objects.filter(pk__in=events).drop_unreported()
    # What other articles report too may have been public by this one alone.
    mark_changed(Event.objects.filter(pk__in=events).settle_visibility())
    if original is not None:
        # The worker looks here for bytes that nothing needs any more.
        changes.remove(original)
    decision = changes.record(
        DecisionKind.DELETE, by=by, by_name=by_name, subject=f"article:{pk}", reason=article.accession
    )
    refresh_after_commit([pk])
    return decision


def _forget_reports(article: Article, events: Sequence[int]) -> None:
    """Have decisions on events, taken from other articles' pages, forget what they quote of *article*."""
    own = set(article.reports.values_list("pk", flat=True))
    parts = {row_key(part) for part in Participation.objects.filter(report__in=own).only("pk")}
    on_events = Q(subject__in=[f"event:{pk}" for pk in events])
    # Of an event that was taken away nothing else says which articles reported it.
    taken_away = Q(subject__startswith="event:", kind__in=(DecisionKind.REMOVE, DecisionKind.MERGE, DecisionKind.UNDO))
    for decision in Decision.objects.filter(on_events | taken_away).iterator(chunk_size=20):
        reports = own | {
            model_and_pk(key)[1]
            for side in (decision.before, decision.after)
            for key, values in side.items()
            if model_and_pk(key)[0] is Report and values and values.get("article_id") == article.pk
        }
        keys = {key for key in decision.after if key in parts or _is_quoted_by(key, decision, reports)}
        if keys:
            for side in (decision.before, decision.after):
                for key in keys:
                    side.pop(key, None)
            decision.save(update_fields=["before", "after"])


def _is_quoted_by(key: str, decision: Decision, reports: set[int]) -> bool:
    model, pk = model_and_pk(key)
    if model is Participation:
        sides = (decision.before.get(key) or {}, decision.after.get(key) or {})
        return any(side.get("report_id") in reports for side in sides)
    return model is Report and pk in reports


def _without_text(side: dict[str, Any]) -> dict[str, Any]:
    """What a decision remembers of rows that others share: names, entities, sources."""
    return {key: values for key, values in side.items() if not _goes_with_article(model_and_pk(key)[0])}


def _goes_with_article(model: type[Model]) -> bool:
    return model in (Article, Participation) or any(field.name == "article" for field in model._meta.concrete_fields)


@transaction.atomic
def finish_review(article: Article, *, by: User, publish: bool) -> Decision:
    """Nothing is left to decide on it; with *publish*, readers see it from now on."""
    changes = Changes()
    for one in _kept(_locked([article])):
        changes.set(one, reviewed_at=timezone.now(), postponed_at=None)
        if publish and one.status != Publication.PUBLISHED:
            _set_status(changes, one, Publication.PUBLISHED)
    return _recorded(changes, DecisionKind.PUBLISH if publish else DecisionKind.REVIEW, [article], by)


@transaction.atomic
def reopen_review(article: Article, *, by: User) -> Decision:
    return _set_on_the_way([article], by, reviewed_at=None)


@transaction.atomic
def postpone(article: Article, *, by: User) -> Decision:
    """Let it wait behind the others in the inbox."""
    return _set_on_the_way([article], by, postponed_at=timezone.now())


def assign(article: Article, user: User | None, *, by: User) -> Decision:
    return assign_all([article], user, by=by)


@transaction.atomic
def assign_all(articles: Sequence[Article], user: User | None, *, by: User) -> Decision:
    if user is not None and not user.is_editor:
        raise NotPossible(_("Only editors can be given an article to review."))
    return _set_on_the_way(articles, by, assigned_to=user)


def _locked(articles: Iterable[Article]) -> list[Article]:
    """As they are now, held until the transaction ends, in one order, so that two editors take turns."""
    keys = sorted(article.pk for article in articles)
    rows: list[Article] = []
    for start in range(0, len(keys), _AT_ONCE):
        some = Article.objects.select_for_update().filter(pk__in=keys[start : start + _AT_ONCE])
        rows += some.order_by("pk")
    if not rows:
        raise NotPossible(_("The article has been deleted."))
    return rows


def _kept(articles: list[Article]) -> list[Article]:
    if any(article.trashed_at for article in articles):
        raise NotPossible(_("It lies in the trash: take it out first."))
    return articles


def _change_status(
    article: Article, status: Publication, kind: DecisionKind, by: User, reason: str, **values: object
) -> Decision:
    changes = Changes()
    for one in _kept(_locked([article])):
        _set_status(changes, one, status, **values)
    return _recorded(changes, kind, [article], by, reason)


def _set_status(changes: Changes, article: Article, status: Publication, **values: object) -> None:
    first = article.public_since
    if status == Publication.PUBLISHED:
        first = first or timezone.now()
    follows = {"embargo_until": None, "withdrawn_reason": "", "first_published_at": first}
    changes.set(article, status=status, **(follows | values))


def _set_on_the_way(articles: Sequence[Article], by: User, **values: object) -> Decision:
    changes = Changes()
    for one in _kept(_locked(articles)):
        changes.set(one, **values)
    return _recorded(changes, DecisionKind.REVIEW, articles, by)


def _recorded(
    changes: Changes,
    kind: DecisionKind,
    articles: Sequence[Article],
    by: User,
    reason: str = "",
    subject: str | None = None,
) -> Decision:
    if not changes:
        raise NotPossible(_("That is how it stands already."))
    # One by one they would not be found again; many together are a decision about what they have in common.
    only = Article.objects.only("revision").get(pk=articles[0].pk) if len(articles) == 1 else None
    about = f"article:{only.pk}" if only else f"articles:{len(articles)}"
    return changes.record(kind, by=by, subject=subject or about, article=only, reason=reason.strip())
