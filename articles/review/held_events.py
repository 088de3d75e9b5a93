"""An event that is about to be decided on: locked with the articles that report it, and compared with what was seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2s

from django.utils.translation import gettext as _

from articles.models import Article, Event, Participation, Report
from articles.review.errors import NotPossible
from articles.review.rows import values_of


def seen_event(event: Event) -> str:
    """What a page remembers of an event, to say later what it was that somebody decided on."""
    return seen_events([event])[event.pk]


def seen_events(events: Sequence[Event]) -> dict[int, str]:
    """The same for many, by id: two queries.

    Without the places of their reports: those move with every edit of a text.
    """
    said: dict[int, list[object]] = {event.pk: [values_of(event)] for event in events}
    for model in (Report, Participation):
        for row in model.objects.filter(event__in=said).order_by("pk"):
            said[row.event_id].append({name: one for name, one in values_of(row).items() if name not in _PLACES})
    return {pk: blake2s(repr(one).encode(), digest_size=8).hexdigest() for pk, one in said.items()}


_PLACES = frozenset({"start", "end", "trigger_start", "trigger_end"})


def hold_events(
    events: Iterable[Event], *, article: Article | None = None, seen: str | None = None
) -> tuple[Article, list[Event]]:
    """The article to write the decision down with, and *events* as they stand now, nobody else's until it is over.

    *article* is the one whose page asks, whether it reports them or is about to; without it the first that reports
    them and does not lie in the trash. Raises NotPossible where an event is gone, joined to another, or, of the first,
    not what was *seen*.
    """
    wanted = [event.pk for event in events]
    articles = set(Report.objects.filter(event__in=wanted).values_list("article", flat=True))
    if article is not None:
        articles.add(article.pk)
    # Articles before events, each in the order of their numbers: as all decisions lock.
    held = list(Article.objects.select_for_update().filter(pk__in=articles).order_by("pk"))
    rows = {row.pk: row for row in Event.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}
    found = [rows[pk] for pk in wanted if pk in rows]
    if len(found) < len(wanted):
        raise NotPossible(_("Somebody or a newer reading has taken this event away. Reload the page."))
    if any(row.merged_into_id is not None for row in found):
        raise NotPossible(_("This event has been joined to another: decide on that one."))
    if seen is not None and seen != seen_event(found[0]):
        raise NotPossible(
            _("It has been changed since you opened the page. Nothing was stored: look at what stands there now.")
        )
    kept = [one for one in held if one.trashed_at is None and (article is None or one.pk == article.pk)]
    if not kept:
        raise NotPossible(_("The article lies in the trash: take it out first."))
    return kept[0], found


def events_and_articles(keys: Iterable[tuple[type[object], int]]) -> tuple[set[int], set[int]]:
    """Ids of the events that these rows are or belong to, as far as they are still there, and of all articles that
    report those."""
    by_model: dict[type[object], set[int]] = {Event: set(), Report: set(), Participation: set()}
    for model, pk in keys:
        if model in by_model:
            by_model[model].add(pk)
    events = by_model[Event]
    for model in (Report, Participation):
        if by_model[model]:
            events |= set(model.objects.filter(pk__in=by_model[model]).values_list("event", flat=True))
    if not events:
        return set(), set()
    return events, set(Report.objects.filter(event__in=events).order_by().values_list("article", flat=True))
