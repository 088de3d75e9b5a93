"""The review page asks one question at a time."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    DisplacedMention,
    Entity,
    Status,
    User,
)
from tests.builders import make_article, make_entity, make_mention
from tests.views.review.proposing import make_long_article, page_of, propose

pytestmark = pytest.mark.django_db


class TestAsking:
    def test_what_is_written_and_read_the_same_is_one_question(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)

        page = client.get(page_of(article)).content.decode()

        assert page.count('class="q ') == 1
        assert "3×" in page

    def test_what_is_doubtful_is_asked_first(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)
        propose(article, "Lawro", None, candidate=lawrow)

        page = client.get(page_of(article)).content.decode()

        assert page.index("„Lawro“") < page.index("„Nordkorea“")

    def test_the_text_says_nothing_that_the_stored_text_does_not(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        """Places are counted out in what the page shows of the text."""
        propose(article, "Nordkorea", nordkorea)

        page = client.get(page_of(article)).content.decode()
        blocks = re.findall(r'data-at="(\d+)">(.*?)</(?:p|h2)>', page, re.S)

        assert len(blocks) == 2
        for at, inner in blocks:
            words = re.sub(r"<[^>]*>", "", inner)
            assert article.text[int(at) :].startswith(words)

    def test_somebody_else_is_found_by_any_word_of_a_name(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        [mention, *_] = propose(article, "Kim", None)

        found = client.get(f"{page_of(article)}?at={mention.pk}&find=lawr").content.decode()

        assert "<b>Sergej Lawrow</b>" in found

    def test_numbers_for_programs_are_not_written_for_people(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        make_mention(article, nordkorea, pk=1_234_567, status=Status.PROPOSED)

        page = client.get(page_of(article)).content.decode()

        assert 'data-lead="1234567"' in page
        assert "1.234.567" not in page

    def test_two_hundred_proposals_cost_as_many_queries_as_two_and_fit_into_a_quarter_megabyte(
        self, client: Client, editor: User
    ) -> None:
        few, many = (make_long_article(count) for count in (2, 200))
        client.get(page_of(few))

        with CaptureQueriesContext(connection) as asked_for_few:
            client.get(page_of(few))
        with CaptureQueriesContext(connection) as asked_for_many:
            page = client.get(page_of(many))

        assert len(asked_for_many) == len(asked_for_few)
        assert len(page.content) <= 250_000


class TestHostileWords:
    def test_nothing_of_a_text_or_a_name_becomes_markup(self, client: Client, editor: User) -> None:
        evil = '<img src=x onerror="alert(1)">'
        article = make_article(f"Titel {evil}\nText {evil} Ende.")
        make_mention(article, make_entity("person:evil", evil), evil, status=Status.PROPOSED)
        DisplacedMention.objects.create(
            article=article, quote=evil, kind="person", form="name", status=Status.CONFIRMED, start=0, revision=1
        )

        for address in (page_of(article), f"{page_of(article)}safe/", f"{page_of(article)}?find=%3Cimg"):
            assert "<img" not in client.get(address).content.decode()
