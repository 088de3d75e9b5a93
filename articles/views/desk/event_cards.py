"""The events an article reports as its review page asks about them, and which other events may be the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles.models import Article, Event, Participation, Report, Status, User
from articles.rendering.events.lines import EventLine, event_lines
from articles.rendering.events.reports import EventReport
from articles.review.carrying import BY_EDITOR
from articles.review.held_events import seen_events

MOST_ALIKE = 3
# Events looked at for likeness: a war has more attacks in a month than anybody would compare.
_MOST_COMPARED = 300


@dataclass(slots=True)
class EventCard:
    """*seen* is what the event was when the page was made; *reports* are those of this article, *elsewhere* counts the
    others."""

    line: EventLine
    seen: str
    reports: tuple[EventReport, ...]
    elsewhere: int
    alike: list[EventLine] = field(default_factory=list)

    @property
    def event(self) -> Event:
        return self.line.event

    @property
    def is_proposed(self) -> bool:
        return self.event.status == Status.PROPOSED

    @property
    def is_rejected(self) -> bool:
        return self.event.status == Status.REJECTED

    @property
    def has_other_reports(self) -> bool:
        """Whether the event would stay an event without any one of its reports."""
        return not self.is_rejected and len(self.reports) + self.elsewhere > 1

    @property
    def can_be_removed(self) -> bool:
        """What extraction found is rejected: removed, it would be proposed again."""
        return self.event.method == BY_EDITOR

    @property
    def standing(self) -> str:
        if self.line.is_confirmed:
            return _("accepted")
        if self.is_rejected:
            return _("rejected")
        return _("score %(score)s") % {"score": number_format(self.event.score, decimal_pos=2)}


def event_cards(article: Article, user: User) -> list[EventCard]:
    """In the order of the text, decided or not: a card that moved away when it was decided took the page along.

    A fixed number of queries.
    """
    first: dict[int, int] = {}
    for event, start in Report.objects.filter(article=article).order_by("start", "pk").values_list("event", "start"):
        first.setdefault(event, start)
    if not first:
        return []
    events = sorted(Event.objects.filter(pk__in=first), key=lambda event: (first[event.pk], event.pk))
    seen = seen_events(events)
    cards = []
    for line in event_lines(events, user):
        here = tuple(report for report in line.reports if report.article.pk == article.pk)
        cards.append(EventCard(line, seen[line.event.pk], here, len(line.reports) - len(here)))
    _find_alike([card for card in cards if not card.is_rejected], user)
    return cards


def alike_events(event: Event, user: User) -> list[EventLine]:
    """Standing events that may be the same as *event*, the likeliest first."""
    [line] = event_lines([event], user)
    card = EventCard(line, "", (), 0)
    _find_alike([card], user)
    return card.alike


def _find_alike(cards: Sequence[EventCard], user: User) -> None:
    """Give each the standing events of its type that share a country with it and may have been at the same time."""
    dated = [card for card in cards if card.event.date]
    countries = _countries([card.event.pk for card in dated])
    anywhere = set().union(*countries.values()) if countries else set()
    if not anywhere:
        return
    near = Q(pk__in=[])
    for card in dated:
        near |= Q(type=card.event.type, date__overlaps=card.event.date)
    shared = Participation.objects.filter(event=OuterRef("pk"), country__in=anywhere).exclude(status=Status.REJECTED)
    rows = Event.objects.standing().exclude(status=Status.REJECTED).filter(near).filter(Exists(shared))
    others = list(rows.order_by("-pk")[:_MOST_COMPARED])
    theirs = _countries([other.pk for other in others])
    found: dict[int, list[Event]] = {}
    for card in dated:
        ours = countries[card.event.pk]
        same = [other for other in others if _may_be_the_same(card.event, other) and ours & theirs.get(other.pk, set())]
        # With the same mode first, then those that share most.
        same.sort(key=lambda other: (other.mode != card.event.mode, -len(ours & theirs[other.pk]), other.pk))
        found[card.event.pk] = same[:MOST_ALIKE]
    shown = {other.pk: other for some in found.values() for other in some}
    lines = {line.event.pk: line for line in event_lines(list(shown.values()), user)}
    for card in dated:
        card.alike = [lines[other.pk] for other in found[card.event.pk]]


def _may_be_the_same(one: Event, other: Event) -> bool:
    if one.pk == other.pk or one.type != other.type or one.date is None or other.date is None:
        return False
    return bool(one.date.earliest <= other.date.latest and other.date.earliest <= one.date.latest)


def _countries(events: Sequence[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.filter(event__in=events, country__isnull=False).exclude(status=Status.REJECTED)
    for event, country in rows.values_list("event", "country"):
        if country is not None:
            found[event].add(country)
    return found
