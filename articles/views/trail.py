"""The way from a search through its hits: back to the results, and on to the hit before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, QueryDict
from django.urls import reverse

from articles.filters import ArticleFilter, QueryString
from articles.models import Article
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import DEEPEST_OFFSET, PAGE_SIZE
from articles.search.find import find

# Signed, so that nobody can be sent a link whose "back" leads to a search of somebody else's wording.
_signer = Signer(salt="articles.trail")


@dataclass(frozen=True, slots=True)
class Trail:
    total: int
    rank: int
    back: str
    previous: str
    following: str


def trail_urls(address: QueryString, articles: Iterable[Article], ranks: Mapping[int, int]) -> dict[int, str]:
    """For each hit the address of its article that remembers the search and the hit's place in it."""
    search = _signer.sign(str(address))
    return {
        article.pk: f"{article.get_absolute_url()}?{urlencode({'s': search, 'n': ranks[article.pk]})}"
        for article in articles
    }


def trail_of(request: HttpRequest, article: Article) -> Trail | None:
    """The trail *request* came by; None where it came by none, or where the search no longer has the article there.

    One search for as many hits as the rank, without facets, and one query for the two neighbours.
    """
    rank = request.GET.get("n", "")
    if not (rank.isascii() and rank.isdigit() and 0 < int(rank[:6]) <= DEEPEST_OFFSET):
        return None
    try:
        search = _signer.unsign(request.GET.get("s", ""))
    except BadSignature:
        return None
    filters = ArticleFilter(QueryDict(search), user=request.user)
    criteria = replace(filters.criteria(), page=1, after=None, size=int(rank) + 1, facets=(), histogram=False)
    try:
        page = find(criteria).page
    except EngineUnavailable:
        return None
    ids = [hit.id for hit in page.hits]
    if article.pk not in ids[int(rank) - 1 : int(rank)]:
        return None
    ranks = {pk: place for place, pk in enumerate(ids, 1)}
    near = Article.objects.visible_to(request.user).for_lists().filter(pk__in=ids[max(0, int(rank) - 2) :])
    urls = {ranks[pk]: url for pk, url in trail_urls(filters.address, near, ranks).items()}
    place = (int(rank) - 1) // PAGE_SIZE + 1
    back = filters.address.replacing("page", str(place)) if place > 1 else filters.address.dropping("page")
    return Trail(
        total=page.total,
        rank=int(rank),
        back=f"{reverse('search')}?{back}",
        previous=urls.get(int(rank) - 1, ""),
        following=urls.get(int(rank) + 1, ""),
    )
