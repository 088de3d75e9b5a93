"""An editor before an article, and the forms of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles.models import (
    Article,
    Entity,
    Mention,
    Publication,
    User,
)
from tests.builders import make_article, make_editor, make_entity
from tests.views.review.proposing import HTMX, TEXT, Answer, page_of, tokens_of


@pytest.fixture
def editor(client: Client) -> User:
    anna = make_editor("anna")
    client.force_login(anna)
    return anna


@pytest.fixture
def article(editor: User) -> Article:
    return make_article(TEXT, status=Publication.IN_REVIEW)


@pytest.fixture
def nordkorea() -> Entity:
    return make_entity("country:KP", "Nordkorea")


@pytest.fixture
def lawrow() -> Entity:
    return make_entity("person:sergej-lawrow", "Sergej Lawrow")


@pytest.fixture
def answer(client: Client) -> Answer:
    """Answers the question of a mention as the card's form does."""

    def send(mention: Mention, *, htmx: bool = False, **values: object) -> Any:
        data = {"m": tokens_of(client, mention)} | values
        return client.post(f"{page_of(mention.article)}mentions/", data, headers=HTMX if htmx else {})

    return send
