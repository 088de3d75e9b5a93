"""What a list shows of each article."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import patch

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, DateBasis, Publication, Status
from articles.rendering.rows import Row, opening, rows_for, snippet_html
from articles.search.results import Snippet
from tests.builders import make_article, make_entity, make_mention, make_source


def row_of(article: Article, hit_entities: tuple[int, ...] = ()) -> Row:
    [row] = rows_for(Article.objects.for_lists().filter(pk=article.pk), hit_entities=hit_entities)
    return row


class EntityTests(TestCase):
    def test_countries_come_first_and_the_most_named_before_others(self) -> None:
        article = make_article("Treffen\nPutin, Putin, Kim und Russland.")
        kim, putin = make_entity("person:kim", "Kim"), make_entity("person:putin", "Putin")
        russia = make_entity("country:RU", "Russland")
        for entity in (kim, putin, putin, russia):
            make_mention(article, entity)

        self.assertEqual([entity.name for entity in row_of(article).entities], ["Russland", "Putin", "Kim"])

    def test_many_countries_leave_room_for_people(self) -> None:
        article = make_article()
        for code in "abcdefgh":
            make_mention(article, make_entity(f"country:{code}"))
        for name in "xyz":
            make_mention(article, make_entity(f"person:{name}"))

        kinds = [entity.kind for entity in row_of(article).entities]

        self.assertEqual(kinds, ["country"] * 3 + ["person"] * 2)

    def test_what_was_searched_for_is_shown_and_said_to_be(self) -> None:
        article = make_article()
        for code in "abcdefgh":
            make_mention(article, make_entity(f"country:{code}"))
        searched = make_entity("country:z")
        make_mention(article, searched)

        first = row_of(article, (searched.pk,)).entities[0]

        self.assertEqual((first.name, first.is_hit), ("z", True))

    def test_only_mentions_that_count_are_shown(self) -> None:
        article = make_article()
        make_mention(article, make_entity("person:a"), status=Status.REJECTED)
        make_mention(article, make_entity("person:b"), status=Status.PROPOSED, score=0.2)
        make_mention(article, make_entity("person:c"), status=Status.PROPOSED, score=0.9)

        self.assertEqual([entity.name for entity in row_of(article).entities], ["c"])

    def test_a_merged_entity_appears_once_under_the_surviving_name(self) -> None:
        survivor = make_entity("person:sergej-lawrow", "Sergej Lawrow")
        article = make_article()
        make_mention(article, survivor)
        make_mention(article, make_entity("person:lawro", "Lawro", merged_into=survivor))

        self.assertEqual([entity.name for entity in row_of(article).entities], ["Sergej Lawrow"])

    def test_one_that_goes_while_its_name_is_looked_up_is_left_out(self) -> None:
        article = make_article()
        make_mention(article, make_entity("person:kim", "Kim"))

        with patch("articles.rendering.rows.standing_entities", return_value={}):
            self.assertEqual(row_of(article).entities, ())

    def test_one_whose_merge_is_undone_meanwhile_stands_for_itself(self) -> None:
        article = make_article()
        make_mention(article, make_entity("person:lawro", "Lawro", merged_into=make_entity("person:lawrow")))

        with patch("articles.models.entity.EntityQuerySet.survivors", return_value={}):
            self.assertEqual([entity.name for entity in row_of(article).entities], ["Lawro"])


class StandingTests(TestCase):
    def test_readers_never_meet_a_word_about_it(self) -> None:
        over = make_article(status=Publication.EMBARGOED, embargo_until=timezone.now() - timedelta(hours=1))

        self.assertEqual([row_of(make_article()).standing, row_of(over).standing], ["", ""])

    def test_editors_see_what_is_not_public(self) -> None:
        draft = make_article(status=Publication.DRAFT)

        self.assertTrue(row_of(draft).standing)


class TextTests(TestCase):
    def test_without_a_snippet_the_lead_opens_the_row_cut_between_words(self) -> None:
        self.assertEqual(opening("Ein langer Satz, der weitergeht", 18), "Ein langer Satz …")
        self.assertEqual(opening("Kurz."), "Kurz.")

    def test_hits_are_marked_and_everything_is_escaped(self) -> None:
        html = snippet_html(Snippet((("<b>vor ", False), ("<i>Rakete", True))))

        self.assertEqual(html, "&lt;b&gt;vor <mark>&lt;i&gt;Rakete</mark>")

    def test_a_row_survives_every_text(self) -> None:
        hostile = '"><script>alert(1)</script>\u202e\U0001f680'
        article = make_article(hostile, lead=hostile, source=make_source(hostile), published="2024-01")
        make_mention(article, make_entity("person:x", hostile))

        html = row_of(article).html

        self.assertNotIn("<script>", html)

    def test_an_inferred_date_says_that_it_is(self) -> None:
        article = make_article(published="2024-01", published_basis=DateBasis.INFERRED)

        self.assertTrue(row_of(article).when.inferred)


class QueryCountTests(TestCase):
    def test_thirty_rows_cost_as_many_queries_as_three(self) -> None:
        counts = []
        for number in (3, 30):
            for _ in range(number):
                article = make_article(source=make_source())
                make_mention(article, make_entity(f"person:p{article.pk}"))
            with CaptureQueriesContext(connection) as queries:
                for row in rows_for(Article.objects.for_lists()):
                    assert row.html
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])
