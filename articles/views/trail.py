"""The way from a search through its hits: back to the results, and on to the hit before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from articles.filters import ArticleFilter, QueryString
from articles.models import Article
from articles.rendering.listed import ListedArticle
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import DEEPEST_OFFSET, PAGE_SIZE
from articles.search.find import find

# The search stands in the address once more, escaped twice: 400 words of Cyrillic made an address no server takes.
_LONGEST_SEARCH = 3000


@dataclass(frozen=True, slots=True)
class Trail:
    total: int
    rank: int
    back: str
    previous: str
    following: str


def trail_urls(
    address: QueryString, articles: Iterable[Article | ListedArticle], ranks: Mapping[int, int]
) -> dict[int, str]:
    """For each hit the address of its article that remembers the search and the hit's place in it.

    No address for any of them where the search is too long to be carried along.
    """
    search = str(address)
    if len(quote(search)) > _LONGEST_SEARCH:
        return {}
    carried = urlencode({"s": search})
    return {article.pk: f"{article.get_absolute_url()}?{carried}&n={ranks[article.pk]}" for article in articles}


def trail_of(request: HttpRequest, article: Article) -> Trail | None:
    """The trail *request* came by; None where it came by none, or where the search no longer has the article there.

    One search for as many hits as the rank, without facets, and one query for the two neighbours.
    """
    rank = _rank(request.GET.get("n", ""))
    if rank is None:
        return None
    # Not signed: whatever stands there is read as a search like any other, and leads nowhere but to one.
    filters = ArticleFilter(QueryDict(request.GET.get("s", "")[:_LONGEST_SEARCH]), user=request.user)
    criteria = replace(filters.criteria(), page=1, after=None, size=rank + 1, facets=(), histogram=False)
    try:
        page = find(criteria).page
    except EngineUnavailable:
        return None
    ids = [hit.id for hit in page.hits]
    if article.pk not in ids[rank - 1 : rank]:
        return None
    ranks = {pk: place for place, pk in enumerate(ids, 1)}
    near = Article.objects.visible_to(request.user).for_lists().filter(pk__in=ids[max(0, rank - 2) :])
    urls = {ranks[pk]: url for pk, url in trail_urls(filters.address, near, ranks).items()}
    place = (rank - 1) // PAGE_SIZE + 1
    back = filters.address.replacing("page", str(place)) if place > 1 else filters.address.dropping("page")
    return Trail(
        total=page.total,
        rank=rank,
        back=f"{reverse('search')}?{back}",
        previous=urls.get(rank - 1, ""),
        following=urls.get(rank + 1, ""),
    )


def _rank(typed: str) -> int | None:
    """The place a person can have come from: without leading zeros, so that no length of digits gets past the bound."""
    if not (typed.isascii() and typed.isdigit() and len(typed) <= len(str(DEEPEST_OFFSET))):
        return None
    return int(typed) if 0 < int(typed) <= DEEPEST_OFFSET else None
