"""The inbox: which articles wait for whom, in which order, and which of them comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Q
from django.utils import timezone

from articles.models import Article, Decision, Publication, User
from articles.models.article import ArticleQuerySet

PAGE_SIZE = 25
# Counts stop here: beyond it the number changes nothing about what an editor does next.
MOST_COUNTED = 10_000
_UNPUBLISHED = (Publication.DRAFT, Publication.IN_REVIEW, Publication.EMBARGOED)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Tab(StrEnum):
    OPEN = "open"
    MINE = "mine"
    NOBODYS = "nobody"
    POSTPONED = "postponed"
    PUBLISHED = "published"


class Order(StrEnum):
    OLDEST = "oldest"
    EFFECT = "effect"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a list the next page begins: behind this article as it stood when the page was made.

    Its values and not the article: decided on meanwhile, it stands elsewhere or nowhere.
    """

    undecided: int
    moment: datetime
    pk: int

    def __str__(self) -> str:
        return f"{self.undecided}.{(self.moment - _EPOCH) // _MICROSECOND}.{self.pk}"

    @classmethod
    def of(cls, article: Article) -> Place:
        return cls(article.undecided, article.created_at, article.pk)

    @classmethod
    def read(cls, typed: str) -> Place | None:
        parts = typed.split(".")
        if len(parts) != 3 or not all(part.isascii() and part.isdigit() and len(part) < 19 for part in parts):
            return None
        undecided, microseconds, pk = map(int, parts)
        try:
            return cls(undecided, _EPOCH + microseconds * _MICROSECOND, pk)
        except OverflowError:
            return None


@dataclass(frozen=True, slots=True)
class InboxQuestion:
    """What an address of the inbox asks for; what it cannot mean counts as not said."""

    tab: Tab = Tab.OPEN
    order: Order = Order.OLDEST
    after: Place | None = None

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> InboxQuestion:
        tab, order = str(data.get("tab", "")), str(data.get("sort", ""))
        return cls(
            Tab(tab) if tab in list(Tab) else Tab.OPEN,
            Order(order) if order in list(Order) else Order.OLDEST,
            Place.read(str(data.get("after", ""))),
        )

    @property
    def pairs(self) -> dict[str, str]:
        """Its address, without what goes without saying."""
        said = {"tab": str(self.tab), "sort": str(self.order), "after": str(self.after or "")}
        unsaid = {"tab": Tab.OPEN, "sort": Order.OLDEST, "after": ""}
        return {key: value for key, value in said.items() if value != unsaid[key]}


@dataclass(frozen=True, slots=True)
class InboxPage:
    ids: list[int]
    onward: Place | None


def waiting_in(tab: Tab, user: User) -> ArticleQuerySet:
    """Articles of one of the lists. What was withdrawn waits for nobody."""
    waiting = Article.objects.waiting()
    if tab == Tab.POSTPONED:
        return waiting.filter(postponed_at__isnull=False)
    here = waiting.filter(postponed_at__isnull=True)
    match tab:
        case Tab.MINE:
            return here.filter(assigned_to=user, status__in=(*_UNPUBLISHED, Publication.PUBLISHED))
        case Tab.NOBODYS:
            return here.filter(assigned_to__isnull=True, status__in=_UNPUBLISHED)
        case Tab.PUBLISHED:
            return here.filter(status=Publication.PUBLISHED)
    return here.filter(status__in=_UNPUBLISHED)


def inbox_page(question: InboxQuestion, user: User) -> InboxPage:
    """One query along an index, however far down the list."""
    articles = waiting_in(question.tab, user)
    if question.after:
        articles = articles.filter(_behind(question.after, question.order))
    order = ("created_at", "pk") if question.order == Order.OLDEST else ("-undecided", "created_at", "pk")
    rows = list(articles.order_by(*order).only("pk", "created_at", "undecided")[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    return InboxPage([row.pk for row in shown], Place.of(shown[-1]) if len(rows) > PAGE_SIZE else None)


def counts(user: User) -> dict[Tab, int]:
    """How many wait in each list; one more than MOST_COUNTED stands for any number beyond it."""
    return {tab: _counted(waiting_in(tab, user), MOST_COUNTED + 1) for tab in Tab}


def to_review(limit: int = 100) -> int:
    """How many articles wait for anybody, as far as *limit*: for the masthead of every page an editor sees."""
    here = Article.objects.waiting().filter(postponed_at__isnull=True, status__in=_UNPUBLISHED)
    return _counted(here, limit)


def next_waiting(user: User, *, after: Article | None = None) -> Article | None:
    """What *user* may look at next: theirs or nobody's, the oldest first; behind *after*, and round once."""
    # Two questions: of one with an OR, SQLite would sort all of the answers to know the first.
    lists = (waiting_in(Tab.MINE, user).filter(status__in=_UNPUBLISHED), waiting_in(Tab.NOBODYS, user))
    if after is not None:
        lists = tuple(one.exclude(pk=after.pk) for one in lists)  # type: ignore[assignment]  # still two of them
        if found := _first(one.filter(_behind(Place.of(after), Order.OLDEST)) for one in lists):
            return found
    return _first(lists)


@dataclass(frozen=True, slots=True)
class Tally:
    articles: int
    decisions: int


def day_tally() -> Tally:
    """What people have done since midnight; what a command or the worker records is no day's work."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    today = Decision.objects.filter(made_at__gte=midnight, by__isnull=False).order_by()
    touched = today.filter(article__isnull=False).values("article")
    return Tally(Article.objects.filter(pk__in=touched, reviewed_at__gte=midnight).count(), today.count())


def _behind(place: Place, order: Order) -> Q:
    # The first condition of each says nothing new; it is what leads into the index.
    later = Q(created_at__gte=place.moment) & (Q(created_at__gt=place.moment) | Q(pk__gt=place.pk))
    if order == Order.OLDEST:
        return later
    return Q(undecided__lte=place.undecided) & (Q(undecided__lt=place.undecided) | later)


def _counted(articles: ArticleQuerySet, limit: int) -> int:
    return articles.order_by()[:limit].count()


def _first(lists: Any) -> Article | None:
    """The oldest of the first of each."""
    found = [one.order_by("created_at", "pk").first() for one in lists]
    return min((one for one in found if one), key=lambda one: (one.created_at, one.pk), default=None)
