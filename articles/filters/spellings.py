"""Spellings nobody has said anything about yet, the most frequent first: one decision on them helps most."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Min

from articles.models import Article, Mention, Status

SHOWN = 50
# Of 20,000 waiting articles all spellings take 300 ms to count, those of the oldest 2,000 take 20 (200,000 proposals
# without an entity, November 2026); what is frequent among these is frequent.
ARTICLES_LOOKED_THROUGH = 2_000


@dataclass(frozen=True, slots=True)
class FrequentSpelling:
    words: str
    kind: str
    articles: int
    # Where to decide it: its first mention.
    article: int
    mention: int


def frequent_spellings() -> list[FrequentSpelling]:
    """Two queries. A spelling of a single article is left to the review of that article."""
    longest_waiting = Article.objects.waiting().order_by("created_at", "pk").values("pk")[:ARTICLES_LOOKED_THROUGH]
    unresolved = Mention.objects.filter(status=Status.PROPOSED, entity__isnull=True, article__in=longest_waiting)
    groups = list(
        unresolved.values("quote", "kind")
        .annotate(articles=Count("article", distinct=True), first=Min("pk"))
        .filter(articles__gte=2)
        .order_by("-articles", "quote", "kind")[:SHOWN]
    )
    homes = dict(Mention.objects.filter(pk__in=[group["first"] for group in groups]).values_list("pk", "article_id"))
    return [
        FrequentSpelling(group["quote"], group["kind"], group["articles"], homes[group["first"]], group["first"])
        for group in groups
        if group["first"] in homes
    ]
