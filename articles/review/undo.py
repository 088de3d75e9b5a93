"""Undoing decisions: all of one or nothing, and only while no later one wrote the same and all of it still stands.

That makes the order of undoing a matter of taste: whoever undoes first, the archive ends where it began.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import IntegrityError, connection, models, transaction
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    CleaningStep,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Mention,
    Name,
    Participation,
    Report,
    User,
)
from articles.review.carried_reports import drop_machine_made, touched_reports
from articles.review.carrying import carry_spans, is_machine_made, portions, set_aside, touched_mentions
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.event_values import is_machine_made as is_machine_made_event
from articles.review.following import attach_mentions
from articles.review.held_events import events_and_articles
from articles.review.recording import recorded
from articles.review.rows import Values, model_and_pk, row_key
from articles.review.steps import NOWHERE, POINTED_AT, Step, steps_of
from articles.text.differences import difference
from articles.text.edits import EditScript

_LOOKED_BACK = 50
_QUOTED = 60
# Keys asked of a database in one question: SQLite's expressions are a thousand deep at most.
_ASKED_FOR = 100


@transaction.atomic
def undo(decision: Decision, *, by: User, reason: str = "") -> Decision:
    """Put everything *decision* changed back. Raises NotPossible with what stands in the way."""
    article = _hold(decision)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not decision.is_undoable:
        raise NotPossible(_("This has been undone already, or cannot be undone."))
    steps = steps_of(decision, article)
    if obstacle := _obstacle(decision, steps):
        raise NotPossible(obstacle)
    changes = Changes()
    try:
        with transaction.atomic():
            _take_back(steps, changes)
            if connection.vendor == "postgresql":
                # It would ask who points at what is gone only when everything is over.
                connection.check_constraints()
    except (IntegrityError, models.ProtectedError) as error:
        raise NotPossible(_("Something else depends on it by now: undo that first.")) from error
    if article is not None:
        article.refresh_from_db()
    return recorded(
        changes, DecisionKind.UNDO, by=by, article=article, subject=decision.subject, reason=reason, undoes=decision
    )


def _hold(decision: Decision) -> Article | None:
    """Lock every article that undoing may change, then the entities it would take away; the decision's own article.

    In the order in which all decisions lock, so that none waits for another that waits for it.
    """
    added = {model_and_pk(key) for key, before in decision.before.items() if before is None}
    entities = [pk for model, pk in added if model is Entity]
    articles = {pk for model, pk in map(model_and_pk, decision.after) if model is Article}
    articles |= set(Mention.objects.filter(entity__in=entities).values_list("article", flat=True))
    events, reporting = events_and_articles(map(model_and_pk, decision.after))
    # Reports that come back.
    articles |= reporting | {side["article_id"] for side in decision.before.values() if side and "article_id" in side}
    if decision.article_id is not None:
        articles.add(decision.article_id)
    held: dict[int, Article] = {}
    for some in portions(sorted(articles)):
        held |= {
            article.pk: article for article in Article.objects.select_for_update().filter(pk__in=some).order_by("pk")
        }
    list(Event.objects.select_for_update().filter(pk__in=events).order_by("pk"))
    list(Entity.objects.select_for_update().filter(pk__in=entities).order_by("pk"))
    return held.get(decision.article_id or 0)


def obstacle_to_undo(decision: Decision) -> str:
    """Why *decision* cannot be undone, as a sentence; empty if it can be."""
    if not decision.is_undoable:
        return _("This has been undone already, or cannot be undone.")
    return _obstacle(decision, steps_of(decision, decision.article))


def newest_undoable(by: User, *, article: Article | None = None) -> Decision | None:
    """The latest decision of *by*, on *article* if given, that can be undone now."""
    own = Decision.objects.undoable().filter(by=by)
    if article is not None:
        own = own.filter(article=article)
    latest = own.select_related("article").order_by("-pk")[:_LOOKED_BACK]
    return next((decision for decision in latest if not obstacle_to_undo(decision)), None)


def _obstacle(decision: Decision, steps: Sequence[Step]) -> str:
    # Deleting an article for good takes what was quoted of it out of its decisions.
    if not steps or (decision.article_id is None and decision.subject.startswith(("article:", "mention:", "event:"))):
        return _("The article has been deleted.")
    if any(step.model is Article and step.row is None for step in steps) or _came_from_deleted(steps):
        return _("One of the articles it was about has been deleted: change the others one by one.")
    own = {step.key for step in steps if step.stands or not step.follows}
    if later := _later_on(decision, steps):
        return _("%(who)s has changed it again since (%(what)s, %(when)s): undo that first.") % {
            "who": later.by_name,
            "what": later.get_kind_display(),
            "when": date_format(localtime(later.made_at), "SHORT_DATETIME_FORMAT"),
        }
    for step in steps:
        if not step.stands and not step.follows:
            return _("What it changed has been changed again since.")
        if step.before and (step.before.get("start"), step.before.get("end")) == NOWHERE:
            return _("The words it stood on are no longer in the text.")
        if step.after is not None and step.before is None and step.model is Entity and _is_used(step.pk, own):
            return _("Other decisions rest on this entity by now: undo them first.")
    rewritten = _rewritten(steps)
    # Places of an older text say nothing about who stands there in the text of today: what it touches does.
    near = touched_mentions(rewritten.article, rewritten.script) if rewritten else _in_the_way(steps)
    for mention in near:
        if row_key(mention) not in own and not is_machine_made(mention):
            return _("“%(words)s” was decided in the text as it is now: undo that first.") % {"words": mention.quote}
    for report in touched_reports(rewritten.article, rewritten.script) if rewritten else ():
        if row_key(report) not in own and not is_machine_made_event(report.event):
            return _("“%(words)s” was decided in the text as it is now: undo that first.") % {
                "words": Truncator(report.quote).chars(_QUOTED)
            }
    return ""


def _came_from_deleted(steps: Sequence[Step]) -> bool:
    """Whether a report would have to come back to an article that is gone for good."""
    articles = {
        # Of a report that the decision only changed, and a later one removed, it remembers no article.
        step.before["article_id"]
        for step in steps
        if step.model is Report and step.row is None and step.before and "article_id" in step.before
    }
    return Article.objects.filter(pk__in=articles).count() < len(articles)


def _in_the_way(steps: Sequence[Step]) -> list[Mention]:
    """Mentions of others where mentions of *steps* are to stand again: extraction may have proposed them anew."""
    own = {step.pk for step in steps if step.model is Mention}
    places = {place for step in steps if (place := step.place_before)}
    found: list[Mention] = []
    for article in {place[0] for place in places}:
        for some in portions(sorted({place[1] for place in places if place[0] == article})):
            found += Mention.objects.filter(article=article, start__in=some)
    return [one for one in found if one.pk not in own and (one.article_id, one.start, one.end, one.kind) in places]


def _later_on(decision: Decision, steps: Sequence[Step]) -> Decision | None:
    """The newest decision after *decision* that wrote what it wrote, be it the same again.

    Published, withdrawn and published once more says what the first publishing said; were that undone, nobody could
    undo the other two.
    """
    keys = [step.key for step in steps]
    if not keys:
        return None
    articles = {step.article for step in steps} - {None}
    later = Decision.objects.undoable().filter(pk__gt=decision.pk)
    # Rows that articles share, names and entities, are changed beside their article by decisions that have none.
    events, reporting = events_and_articles((step.model, step.pk) for step in steps)
    events |= {step.pk for step in steps if step.model is Event}
    near = Q(article__isnull=True) | Q(article__in=articles | reporting) | Q(article=decision.article_id)
    # What one article reports is decided on from the pages of all that do.
    later = later.filter(near | Q(subject__in=[f"event:{pk}" for pk in events]) if events else near)
    if len(keys) <= _ASKED_FOR:
        later = later.filter(after__has_any_keys=keys)
    for one in later.order_by("-pk").iterator(chunk_size=20):
        if any(_meet(decision.after[key], one.after[key]) for key in keys if key in one.after):
            return one
    return None


def _meet(ours: Values | None, theirs: Values | None) -> bool:
    """Whether two decisions wrote the same columns of a row; to add or take away a row is to write them all."""
    return ours is None or theirs is None or bool(ours.keys() & theirs.keys())


def _is_used(entity: int, own: set[str]) -> bool:
    """Whether anything but extraction, and the decision itself, points at it."""
    if any(row_key(name) not in own for name in Name.objects.filter(entity=entity)):
        return True
    mentions = Mention.objects.filter(entity=entity)
    if any(row_key(mention) not in own and not is_machine_made(mention) for mention in mentions):
        return True
    rows: list[tuple[models.Model, Event]] = [(row, row) for row in Event.objects.filter(place=entity)]
    for model, said in ((Report, Q(place=entity) | Q(claimed_by=entity)), (Participation, Q(entity=entity))):
        rows += [(row, row.event) for row in model._default_manager.filter(said).select_related("event")]
    return any(row_key(row) not in own and not is_machine_made_event(event) for row, event in rows)


@dataclass(slots=True)
class _Rewritten:
    article: Article
    script: EditScript


def _rewritten(steps: Sequence[Step]) -> _Rewritten | None:
    """The article whose text is to go back, and the edits that take it there."""
    for step in steps:
        if isinstance(step.row, Article) and step.before and "text" in step.before:
            # Comparing the other way round could find other edits, which touch what the decision left alone.
            return _Rewritten(step.row, difference(step.before["text"], step.row.text).inverse())
    return None


def _alike(steps: Sequence[Step]) -> Iterable[list[Step]]:
    """Steps on rows that stay, in their order; mentions whose standing alone goes back, and to the same, together.

    Thirty that were accepted at once took twenty milliseconds one by one (November 2026).
    """
    alike: dict[object, list[Step]] = defaultdict(list)
    for step in steps:
        if step.row is not None and step.before is not None:
            together = step.model is Mention and step.before.keys() <= {"status", "form"}
            alike[tuple(sorted(step.before.items())) if together else step.key].append(step)
    return alike.values()


def _take_back(steps: Sequence[Step], changes: Changes) -> None:
    """First what came into being goes, then the text, then what had gone comes back, then fields; last the rows that
    others pointed at."""
    steps = [step for step in steps if step.stands or not step.follows]
    added = [step for step in steps if step.before is None and step.row is not None]
    for step in added:
        if step.model not in POINTED_AT and step.row is not None:
            changes.remove(step.row)
    if rewritten := _rewritten(steps):
        own: dict[type[models.Model], set[int]] = {
            model: {step.pk for step in steps if step.model is model and step.row is not None}
            for model in (Mention, Report, CleaningStep)
        }
        lost = [one for one in touched_mentions(rewritten.article, rewritten.script) if one.pk not in own[Mention]]
        Mention.objects.filter(pk__in=[mention.pk for mention in lost]).delete()
        reports = touched_reports(rewritten.article, rewritten.script)
        drop_machine_made([report for report in reports if report.pk not in own[Report]])
        # Of two that change places neither must wait for the other to go first.
        for model in (Mention, Report):
            set_aside(model, [step.pk for step in steps if step.model is model and step.is_to_move])
        carry_spans(rewritten.article, rewritten.script, but=own)
    Mention.objects.filter(pk__in=[mention.pk for mention in _in_the_way(steps)]).delete()
    gone = [step for step in steps if step.row is None and step.before is not None]
    for step in sorted(gone, key=lambda step: step.rank):
        changes.bring_back(step.model(pk=step.pk), step.before or {})
    for some in _alike(steps):
        values, rows = some[0].before or {}, [step.row for step in some if step.row is not None]
        if len(rows) == 1:
            changes.put_back(rows[0], values)
        else:
            changes.set_all(rows, **values)
    for step in sorted(added, key=lambda step: -step.rank):
        if step.model in POINTED_AT and step.row is not None:
            if step.model is Entity:
                # Extraction has linked it elsewhere meanwhile; those articles are read again.
                for mention in Mention.objects.filter(entity=step.pk):
                    changes.set(mention, entity=None)
                _forget_in_events(step.pk)
            changes.remove(step.row)
    if gone:
        _events, reporting = events_and_articles((step.model, step.pk) for step in gone)
        attach_mentions(reporting | {step.article for step in gone if step.model is Mention and step.article})


def _forget_in_events(entity: int) -> None:
    """What is left by now are events that nobody has decided on."""
    Participation.objects.filter(entity=entity).update(entity=None)
    Report.objects.filter(claimed_by=entity).update(claimed_by=None)
    Report.objects.filter(place=entity).update(place=None)
    Event.objects.filter(place=entity).update(place=None)
