"""Articles with proposals, and what the review page carries of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.test import Client

from articles.models import (
    Article,
    Entity,
    Mention,
    Status,
)
from tests.builders import make_article, make_entity, make_mention

TEXT = "Besuch in Nordkorea\nNordkorea lud Lawro ein. Lawro kam gern nach Nordkorea. Auch Kim kam."
HTMX = {"HX-Request": "true"}
Answer = Callable[..., Any]


def propose(article: Article, quote: str, entity: Entity | None, *, candidate: Entity | None = None) -> list[Mention]:
    """A proposal at every place of *quote*."""
    meant = entity or candidate
    likely = [{"entity": meant.key, "score": 0.95 if entity else 0.4, "reason": "a known name"}] if meant else []
    places = [found.start() for found in re.finditer(quote, article.text)]
    return [
        make_mention(
            article,
            entity,
            quote,
            start=start,
            end=start + len(quote),
            kind=meant.kind if meant else "person",
            status=Status.PROPOSED,
            score=0.95 if entity else 0.4,
            method="known-name",
            candidates=likely,
        )
        for start in places
    ]


def page_of(article: Article) -> str:
    return f"/desk/review/{article.pk}/"


def tokens_of(client: Client, mention: Mention) -> list[str]:
    """What the page's form carries for the question of *mention*."""
    card = client.get(f"{page_of(mention.article)}?at={mention.pk}", headers=HTMX).content.decode()
    return re.findall(r'name="m" value="([^"]+)"', card.split("</form>")[0])


def statuses(mentions: list[Mention]) -> set[str]:
    return set(Mention.objects.filter(pk__in=[one.pk for one in mentions]).values_list("status", flat=True))


def make_long_article(proposals: int) -> Article:
    """3,000 words, of which *proposals* are names of different people."""
    words = [f"Wort{number}" for number in range(3000)]
    every = 3000 // proposals
    for number in range(proposals):
        words[number * every] = f"Person{proposals}x{number}"
    lines = [" ".join(words[start : start + 60]) + "." for start in range(0, 3000, 60)]
    article = make_article("\n".join(["Ein langer Text", *lines]), headline="Ein langer Text")
    for number in range(proposals):
        name = f"Person{proposals}x{number}"
        propose_once(article, name)
    return article


def propose_once(article: Article, name: str) -> None:
    entity = make_entity(f"person:{name.lower()}", name)
    start = re.search(rf"{name}\b", article.text).start()  # type: ignore[union-attr]  # it was put there
    make_mention(
        article,
        entity,
        name,
        start=start,
        end=start + len(name),
        status=Status.PROPOSED,
        score=0.9,
        candidates=[{"entity": entity.key, "score": 0.9, "reason": "a known name"}],
    )
