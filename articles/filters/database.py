"""The same question asked of the database: what pages answer with while there is no index.

Filters mean exactly what they mean in the index. Words are looked for as letters in headline and lead only, because
reading every body would take as long as the archive is large; the page says so.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, Event, Mention, Report, Status
from articles.search.criteria import ENTITY_COLUMNS, Criteria, Sort
from articles.search.query import Among, And, Everything, Node, Not, Or, Phrase, Prefix, Published, Tagged, Word
from articles.search.resolve import resolve
from articles.search.sort_keys import added_key, day_and_number, newest_key, oldest_key, second_and_number

_NOTHING = Q(pk__in=())
_LAST_SECOND = int(datetime(9999, 12, 30, tzinfo=UTC).timestamp())
_FIELDS = {
    "source": "source",
    "author": "authors",
    "subject": "subjects",
    "collection": "collection",
    "lang": "language",
    "status": "status",
}


def in_database(articles: QuerySet[Article], criteria: Criteria) -> QuerySet[Article]:
    """*articles* that match, in the order asked for; by date where relevance was, which only an index can tell."""
    tree = resolve(criteria.query, editor=criteria.audience.editor).query.tree
    matching = articles.filter(_says(tree, criteria.confirmed_only))
    for one in criteria.filters:
        for group in one.groups:
            matching = matching.filter(_has(one.column, group, criteria.confirmed_only))
        if one.without:
            matching = matching.exclude(_has(one.column, one.without, criteria.confirmed_only))
    matching = matching.filter(_published(criteria.published_from, criteria.published_to))
    if criteria.event_from or criteria.event_to:
        matching = matching.filter(_with_event(criteria.event_from, criteria.event_to))
    return _in_order(matching, criteria)


def cursor_of(article: Article, sort: Sort) -> int:
    """Where in its order the article stands: the sort keys of the index, so that a cursor means one place in both."""
    if sort == Sort.ADDED:
        return added_key(int(article.created_at.timestamp()), article.pk)
    day = article.published_latest.toordinal() if article.published_latest else None
    return oldest_key(day, article.pk) if sort == Sort.OLDEST else newest_key(day, article.pk)


def _in_order(articles: QuerySet[Article], criteria: Criteria) -> QuerySet[Article]:
    behind = {Sort.ADDED: _added_before, Sort.OLDEST: _later_than}.get(criteria.sort, _earlier_than)
    if criteria.after is not None:
        articles = articles.filter(behind(criteria.after))
    match criteria.sort:
        case Sort.ADDED:
            return articles.order_by("-created_at", "-pk")
        case Sort.OLDEST:
            return articles.order_by(*Article.objects.oldest_first().query.order_by)
    return articles.order_by(*Article.objects.newest_first().query.order_by)


def _added_before(cursor: int) -> Q:
    second, number = second_and_number(cursor)
    moment = datetime.fromtimestamp(min(second, _LAST_SECOND), UTC)
    same_second = Q(created_at__gte=moment, created_at__lt=moment + timedelta(seconds=1), pk__lt=number)
    return same_second | Q(created_at__lt=moment)


def _earlier_than(cursor: int) -> Q:
    day, number = day_and_number(cursor)
    if day is None:
        return Q(published_latest__isnull=True, pk__lt=number)
    on_the_day = Q(published_latest=day, pk__lt=number)
    return on_the_day | Q(published_latest__lt=day) | Q(published_latest__isnull=True)


def _later_than(cursor: int) -> Q:
    day, number = day_and_number(cursor)
    if day is None:
        return Q(published_latest__isnull=True, pk__gt=number)
    on_the_day = Q(published_latest=day, pk__gt=number)
    return on_the_day | Q(published_latest__gt=day) | Q(published_latest__isnull=True)


def _has(column: str, values: frozenset[int | str], confirmed_only: bool) -> Q:
    if not values:
        return _NOTHING
    if column in ENTITY_COLUMNS:
        mentions = Mention.objects.counting().filter(entity_id__in=values, article=OuterRef("pk"))
        return Q(Exists(mentions.filter(status=Status.CONFIRMED) if confirmed_only else mentions))
    if column == "event":
        return Q(Exists(_reports().filter(_of_kind(values))))
    if column in ("author", "subject"):
        # Exists() instead of a join: an article with two of the authors asked for must come back once.
        return Q(Exists(Article.objects.filter(pk=OuterRef("pk"), **{f"{_FIELDS[column]}__in": values})))
    return Q(**{f"{_FIELDS[column]}__in": values})


def _published(earliest: date | None, latest: date | None) -> Q:
    overlap = Q()
    if earliest:
        overlap &= Q(published_latest__gte=earliest)
    if latest:
        overlap &= Q(published_earliest__lte=latest)
    return overlap


def _with_event(earliest: date | None, latest: date | None) -> Q:
    reports = _reports().exclude(event__public_date="")
    if earliest:
        reports = reports.filter(event__public_date_latest__gte=earliest)
    if latest:
        reports = reports.filter(event__public_date_earliest__lte=latest)
    return Q(Exists(reports))


def _reports() -> QuerySet[Report]:
    kept = Report.objects.filter(article=OuterRef("pk")).exclude(status=Status.REJECTED)
    return kept.filter(event__in=Event.objects.counting())


def _of_kind(keys: frozenset[int | str]) -> Q:
    """Events of any of these kinds; a type without a mode stands for all of its modes."""
    some = _NOTHING
    for key in keys:
        type, _, mode = str(key).partition("/")
        some |= Q(event__type=type, event__mode=mode) if mode else Q(event__type=type)
    return some


def _says(node: Node, confirmed_only: bool) -> Q:
    match node:
        case Everything():
            return Q()
        case Word(text) | Prefix(text):
            return Q(headline__icontains=text) | Q(lead__icontains=text)
        case Phrase(words):
            phrase = " ".join(words)
            return Q(headline__icontains=phrase) | Q(lead__icontains=phrase)
        case And(parts):
            every = Q()
            for part in parts:
                every &= _says(part, confirmed_only)
            return every
        case Or(parts):
            some = _NOTHING
            for part in parts:
                some |= _says(part, confirmed_only)
            return some
        case Not(part):
            return ~_says(part, confirmed_only)
        case Published(earliest, latest):
            return _published(earliest, latest)
        case Tagged(kind, ids):
            return _has(kind, frozenset(ids), confirmed_only)
        case Among(column, values):
            return _has(column, values, confirmed_only)
    return _NOTHING
