"""Queries whose SQL is written once answer as the queryset itself would, whatever ids they are asked with."""

from __future__ import annotations

from typing import Any
from unittest.mock import Mock

from django.db import connection
from django.db.models import Count
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Mention, Source
from articles.models.prepared import Prepared
from tests.builders import make_article, make_entity, make_mention


def articles_of(ids: Any) -> Any:
    return (
        Article.objects.filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", "headline", "machine_translated", "parts", "published_earliest", "created_at")
    )


class PreparedTests(TestCase):
    def setUp(self) -> None:
        self.ids = [make_article(f"Meldung {number}", published="2023-09").pk for number in range(5)]

    def test_values_are_those_the_queryset_gives(self) -> None:
        self.assertEqual(Prepared(articles_of)(self.ids), list(articles_of(self.ids)))

    def test_one_query_answers_for_any_ids_and_any_number_of_them(self) -> None:
        prepared = Prepared(articles_of)

        for ids in (self.ids[:1], self.ids[1:2], self.ids[:3], self.ids, [self.ids[0], -1]):
            self.assertEqual(prepared(ids), list(articles_of(ids)))

    def test_the_sql_is_written_once_for_similar_numbers_of_ids(self) -> None:
        build = Mock(side_effect=articles_of)
        prepared = Prepared(build)

        for ids in (self.ids[:3], self.ids[1:4], self.ids[:4]):
            prepared(ids)

        self.assertEqual(build.call_count, 1)

    def test_an_id_asked_for_twice_is_counted_once(self) -> None:
        article = make_article()
        for _ in range(3):
            make_mention(article, make_entity(f"person:p{_}"))
        counts = Prepared(
            lambda ids: Mention.objects.filter(article__in=ids).order_by().values_list("article").annotate(Count("pk"))
        )

        self.assertEqual(counts([article.pk, article.pk, self.ids[0]]), [(article.pk, 3)])

    def test_rows_can_be_asked_for_by_texts(self) -> None:
        by_headline = Prepared(lambda texts: Article.objects.filter(headline__in=texts).values_list("pk"), of=str)

        for number in (1, 3):
            self.assertEqual(by_headline([f"Meldung {number}", "%s", "keine"]), [(self.ids[number],)])

    def test_nothing_is_asked_for_no_ids(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            self.assertEqual(Prepared(articles_of)([]), [])

        self.assertEqual(len(queries), 0)

    def test_a_query_that_forgets_its_ids_is_refused(self) -> None:
        with self.assertRaises(ValueError):
            Prepared(lambda _: Source.objects.values_list("pk"))(self.ids)
