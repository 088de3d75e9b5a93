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
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Author,
    CleaningStep,
    Collection,
    Decision,
    DecisionKind,
    Entity,
    Mention,
    Name,
    Source,
    Subject,
    User,
)
from articles.review.carrying import SPANS, carry_spans, is_machine_made, portions, set_aside, touched_mentions
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.review.positions import REWRITING, Positions
from articles.review.recording import recorded
from articles.review.rows import Values, apply_values, model_and_pk, row_key, values_of
from articles.text.differences import difference
from articles.text.edits import EditScript

# Other rows point at these, so they come back first and go last.
POINTED_AT = (Entity, Source, Collection, Author, Subject, Article)
NOWHERE = (-1, -1)
_LOOKED_BACK = 50
# Keys asked of a database in one question: SQLite's expressions are a thousand deep at most.
_ASKED_FOR = 100


@dataclass(slots=True)
class _Step:
    """One row of a decision: *before* is what it goes back to, *after* what it has to say for that, both as of now."""

    model: type[models.Model]
    pk: int
    before: Values | None
    after: Values | None
    row: models.Model | None

    @property
    def key(self) -> str:
        return f"{self.model._meta.db_table}:{self.pk}"

    @property
    def is_to_move(self) -> bool:
        """Whether it is a span that goes back to another place."""
        if not isinstance(self.row, Mention) or self.before is None or "start" not in self.before:
            return False
        return (self.row.start, self.row.end) != (self.before["start"], self.before["end"])

    @property
    def place_before(self) -> tuple[int, int, int, str] | None:
        """Article, borders and kind of a mention that has to stand again where it does not now: no two share them."""
        if self.model is not Mention or self.before is None or not self.before.keys() & {"start", "end", "kind"}:
            return None
        values = values_of(self.row) | self.before if self.row is not None else self.before
        return values["article_id"], values["start"], values["end"], values["kind"]

    @property
    def article(self) -> int | None:
        """The article that the row is or belongs to."""
        return self.pk if self.model is Article else getattr(self.row, "article_id", None)

    @property
    def stands(self) -> bool:
        """Whether the row still says what the decision made it say."""
        if self.row is None or self.after is None:
            return self.row is None and self.after is None
        now = values_of(self.row)
        return all(now[column] == value for column, value in self.after.items())


@transaction.atomic
def undo(decision: Decision, *, by: User, reason: str = "") -> Decision:
    """Put everything *decision* changed back. Raises NotPossible with what stands in the way."""
    article = _hold(decision)
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    if not decision.is_undoable:
        raise NotPossible(_("This has been undone already, or cannot be undone."))
    steps = _steps(decision, article)
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
    if decision.article_id is not None:
        articles.add(decision.article_id)
    held: dict[int, Article] = {}
    for some in portions(sorted(articles)):
        held |= {
            article.pk: article for article in Article.objects.select_for_update().filter(pk__in=some).order_by("pk")
        }
    list(Entity.objects.select_for_update().filter(pk__in=entities).order_by("pk"))
    return held.get(decision.article_id or 0)


def obstacle_to_undo(decision: Decision) -> str:
    """Why *decision* cannot be undone, as a sentence; empty if it can be."""
    if not decision.is_undoable:
        return _("This has been undone already, or cannot be undone.")
    return _obstacle(decision, _steps(decision, decision.article))


def newest_undoable(by: User, *, article: Article | None = None) -> Decision | None:
    """The latest decision of *by*, on *article* if given, that can be undone now."""
    own = Decision.objects.undoable().filter(by=by)
    if article is not None:
        own = own.filter(article=article)
    latest = own.select_related("article").order_by("-pk")[:_LOOKED_BACK]
    return next((decision for decision in latest if not obstacle_to_undo(decision)), None)


def _steps(decision: Decision, article: Article | None) -> list[_Step]:
    """The rows of *decision*, with positions where they stand in the text of today."""
    steps = []
    positions = Positions(article) if article and decision.kind not in REWRITING else None
    rows = _rows(decision.after)
    for key, after in decision.after.items():
        model, pk = model_and_pk(key)
        before = decision.before[key]
        if positions is not None and model in SPANS:
            before, after = (_placed(values, decision, positions) for values in (before, after))
        steps.append(_Step(model, pk, before, after, rows.get(key)))
    return steps


def _rows(keys: Iterable[str]) -> dict[str, models.Model]:
    """What is there of these rows: one query a table and portion, however many an edit touched."""
    by_model: dict[type[models.Model], list[int]] = defaultdict(list)
    for key in keys:
        model, pk = model_and_pk(key)
        by_model[model].append(pk)
    found: dict[str, models.Model] = {}
    for model, pks in by_model.items():
        for some in portions(pks):
            found |= {row_key(row): row for row in model._default_manager.filter(pk__in=some)}
    return found


def _placed(values: Values | None, decision: Decision, positions: Positions) -> Values | None:
    if not values or "start" not in values:
        return values
    place = positions.today(decision.revision, values["start"], values["end"])
    # A place the text has lost is none: no row will be found to stand there, and none can be put there.
    start, end = place or NOWHERE
    along = {column: values[column] - values["start"] + start for column in values if column.startswith("trigger_")}
    return values | along | {"start": start, "end": end}


def _obstacle(decision: Decision, steps: Sequence[_Step]) -> str:
    # Deleting an article for good takes what was quoted of it out of its decisions.
    if not steps or (decision.article_id is None and decision.subject.startswith(("article:", "mention:"))):
        return _("The article has been deleted.")
    if any(step.model is Article and step.row is None for step in steps):
        return _("One of the articles it was about has been deleted: change the others one by one.")
    own = {step.key for step in steps}
    if later := _later_on(decision, steps):
        return _("%(who)s has changed it again since (%(what)s, %(when)s): undo that first.") % {
            "who": later.by_name,
            "what": later.get_kind_display(),
            "when": date_format(localtime(later.made_at), "SHORT_DATETIME_FORMAT"),
        }
    for step in steps:
        if not step.stands:
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
    return ""


def _in_the_way(steps: Sequence[_Step]) -> list[Mention]:
    """Mentions of others where mentions of *steps* are to stand again: extraction may have proposed them anew."""
    own = {step.pk for step in steps if step.model is Mention}
    places = {place for step in steps if (place := step.place_before)}
    found: list[Mention] = []
    for article in {place[0] for place in places}:
        for some in portions(sorted({place[1] for place in places if place[0] == article})):
            found += Mention.objects.filter(article=article, start__in=some)
    return [one for one in found if one.pk not in own and (one.article_id, one.start, one.end, one.kind) in places]


def _later_on(decision: Decision, steps: Sequence[_Step]) -> Decision | None:
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
    later = later.filter(Q(article__isnull=True) | Q(article__in=articles) | Q(article=decision.article_id))
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
    return any(row_key(mention) not in own and not is_machine_made(mention) for mention in mentions)


@dataclass(slots=True)
class _Rewritten:
    article: Article
    script: EditScript


def _rewritten(steps: Sequence[_Step]) -> _Rewritten | None:
    """The article whose text is to go back, and the edits that take it there."""
    for step in steps:
        if isinstance(step.row, Article) and step.before and "text" in step.before:
            # Comparing the other way round could find other edits, which touch what the decision left alone.
            return _Rewritten(step.row, difference(step.before["text"], step.row.text).inverse())
    return None


def _alike(steps: Sequence[_Step]) -> Iterable[list[_Step]]:
    """Steps on rows that stay, in their order; mentions whose standing alone goes back, and to the same, together.

    Thirty that were accepted at once took twenty milliseconds one by one (November 2026).
    """
    alike: dict[object, list[_Step]] = defaultdict(list)
    for step in steps:
        if step.row is not None and step.before is not None:
            together = step.model is Mention and step.before.keys() <= {"status", "form"}
            alike[tuple(sorted(step.before.items())) if together else step.key].append(step)
    return alike.values()


def _take_back(steps: Sequence[_Step], changes: Changes) -> None:
    """First what came into being goes, then the text, then what had gone comes back, then fields; last the rows that
    others pointed at."""
    added = [step for step in steps if step.before is None and step.row is not None]
    for step in added:
        if step.model not in POINTED_AT and step.row is not None:
            changes.remove(step.row)
    if rewritten := _rewritten(steps):
        own = {step.pk for step in steps if step.model is Mention and step.row is not None}
        lost = [mention for mention in touched_mentions(rewritten.article, rewritten.script) if mention.pk not in own]
        Mention.objects.filter(pk__in=[mention.pk for mention in lost]).delete()
        # Of two that change places neither must wait for the other to go first.
        set_aside([step.pk for step in steps if step.is_to_move])
        own_steps = {step.pk for step in steps if step.model is CleaningStep}
        carry_spans(rewritten.article, rewritten.script, but=own, but_steps=own_steps)
    Mention.objects.filter(pk__in=[mention.pk for mention in _in_the_way(steps)]).delete()
    gone = [step for step in steps if step.row is None and step.before is not None]
    for step in sorted(gone, key=lambda step: step.model not in POINTED_AT):
        row = step.model(pk=step.pk)
        apply_values(row, step.before or {})
        changes.add(row)
    for some in _alike(steps):
        values, rows = some[0].before or {}, [step.row for step in some if step.row is not None]
        if len(rows) == 1:
            changes.put_back(rows[0], values)
        else:
            changes.set_all(rows, **values)
    for step in added:
        if step.model in POINTED_AT and step.row is not None:
            if step.model is Entity:
                # Extraction has linked it elsewhere meanwhile; those articles are read again.
                for mention in Mention.objects.filter(entity=step.pk):
                    changes.set(mention, entity=None)
            changes.remove(step.row)
