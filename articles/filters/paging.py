"""Where in the list of hits a page stands, and the ways on from it."""

from __future__ import annotations

from dataclasses import dataclass

from articles.filters.article import BY_DATE, LAST_PAGE, ArticleFilter
from articles.filters.querystring import QueryString
from articles.search.criteria import PAGE_SIZE

_NEIGHBOURS = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    number: int
    """Zero for a gap in the row of numbers."""
    address: QueryString
    current: bool = False


@dataclass(frozen=True, slots=True)
class Pager:
    links: tuple[PageLink, ...]
    first: int
    """Rank of the first and the last hit shown; zero after a jump by date, where ranks are not known."""
    last: int
    previous: QueryString | None
    next: QueryString | None
    by_date: QueryString | None
    """Where to go on when pages end: the same search by date has no last page."""
    beyond: bool
    """The page asked for does not exist."""
    pages: int


def pager_of(filters: ArticleFilter, *, total: int, shown: int, next_after: int | None) -> Pager:
    address = filters.address
    pages = max(1, -(-total // PAGE_SIZE))
    reachable = min(pages, LAST_PAGE)
    page = filters.page
    beyond = page > reachable
    if filters.after:
        onward = address.replacing("after", str(next_after)) if next_after and shown == PAGE_SIZE else None
        return Pager((), 0, 0, address.dropping("after"), onward, None, beyond=shown == 0, pages=pages)
    following = None
    if page < reachable:
        following = address.replacing("page", str(page + 1))
    elif page == reachable < pages and filters.sort in BY_DATE and next_after:
        following = address.dropping("page").replacing("after", str(next_after))
    first = (page - 1) * PAGE_SIZE + 1 if shown else 0
    return Pager(
        links=_links(address, page, reachable) if reachable > 1 else (),
        first=first,
        last=first + shown - 1 if shown else 0,
        previous=address.replacing("page", str(min(page - 1, reachable))) if page > 1 else None,
        next=following,
        by_date=address.replacing("sort", "newest") if pages > LAST_PAGE and filters.sort not in BY_DATE else None,
        beyond=beyond,
        pages=reachable,
    )


def _links(address: QueryString, page: int, pages: int) -> tuple[PageLink, ...]:
    shown = sorted({1, pages, *range(max(1, page - _NEIGHBOURS), min(pages, page + _NEIGHBOURS) + 1)})
    links: list[PageLink] = []
    for number in shown:
        if links and number - links[-1].number > 1:
            links.append(PageLink(0, address))
        target = address.replacing("page", str(number)) if number > 1 else address.dropping("page")
        links.append(PageLink(number, target, current=number == page))
    return tuple(links)
