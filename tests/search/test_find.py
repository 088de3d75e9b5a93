"""The front door: what readers find, what is suggested to them, and what they never learn of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Publication
from articles.search import indexer
from articles.search.backends.base import EngineUnavailable
from articles.search.criteria import Audience, Criteria, Filter, Sort
from articles.search.engines import engine
from articles.search.find import find, more_like, snippets, suggest
from articles.search.outbox import mark_changed
from articles.search.parser import parse
from articles.search.results import FacetCount, MonthCount
from tests.builders import make_article, make_entity, make_mention

READER, EDITOR = Audience(), Audience(editor=True)


def search(query: str = "", audience: Audience = READER) -> Criteria:
    return Criteria(query=parse(query), audience=audience)


def index_everything() -> None:
    indexer.rebuild()


class FindTests(TestCase):
    def setUp(self) -> None:
        self.kp = make_entity("country:KP", "Nordkorea", "DVRK", "КНДР", authority_values={"name_de": "Nordkorea"})
        self.tagged = make_article("Pjöngjang testet", published="2023-09-14")
        make_mention(self.tagged, self.kp)
        self.other = make_article("Wetter", published="2024")
        index_everything()

    def test_any_spelling_finds_what_is_tagged(self) -> None:
        for typed in ("country:KP", "Nordkorea", "DVRK", "КНДР", "North Korea", "Corea del Norte"):
            with self.subTest(typed):
                assert [hit.id for hit in find(search(typed)).page.hits] == [self.tagged.pk]

    def test_the_answer_says_how_the_query_was_understood(self) -> None:
        found = find(search("КНДР person:niemand (x"))

        assert [one.words for one in found.recognised] == ["КНДР"]
        assert found.notes == (("unparsed", ""), ("unknown_person", "niemand"))

    def test_extracts_show_the_words(self) -> None:
        found = find(search("testet"))

        extract = snippets(found, {self.tagged.pk: self.tagged.text}, {self.tagged.pk: "de"})[self.tagged.pk]

        assert extract.pieces == (("Pjöngjang ", False), ("testet", True))
        assert snippets(find(search()), {1: "Text"}, {1: "de"}) == {}

    def test_a_missing_engine_is_the_callers_to_answer(self) -> None:
        with (
            patch.object(engine(), "search", side_effect=EngineUnavailable("gone")),
            self.assertRaises(EngineUnavailable),
        ):
            find(search("x"))


class CountsTests(TestCase):
    """Facets and months are remembered for the searches they are true of, and for nobody else."""

    def setUp(self) -> None:
        self.article = make_article("Wetter", published="2023-09-14")
        index_everything()

    def test_they_are_made_once_for_each_state_of_the_index(self) -> None:
        for query in ("", "Wetter"):
            first = find(search(query)).page

            with patch.object(engine(), "search", wraps=engine().search) as asked:
                again = find(search(query)).page

            assert (again.hits, again.facets, again.months) == (first.hits, first.facets, first.months)
            assert (asked.call_args.args[0].facets, asked.call_args.args[0].histogram) == ((), False)

    def test_what_the_index_has_learned_is_counted_at_the_next_question(self) -> None:
        find(search("Wetter"))
        kp = make_entity("country:KP", "Nordkorea")

        with self.captureOnCommitCallbacks(execute=True):
            make_mention(self.article, kp)
            mark_changed([self.article.pk])

        assert find(search("Wetter")).page.facets["country"] == (FacetCount(kp.pk, 1),)

    def test_another_page_or_order_of_the_list_has_the_same_counts(self) -> None:
        find(search("Wetter"))

        with patch.object(engine(), "search", wraps=engine().search) as asked:
            elsewhere = find(replace(search("Wetter"), page=2, sort=Sort.OLDEST)).page

        assert asked.call_args.args[0].facets == ()
        assert (elsewhere.hits, elsewhere.months) == ((), (MonthCount(2023, 9, 1),))

    def test_another_question_has_other_counts(self) -> None:
        make_article("Ernte", published="2024-02-01", language="en")
        index_everything()
        find(search("Wetter"))
        english = Filter("lang", (frozenset({"en"}),))

        assert find(search("Ernte")).page.months == (MonthCount(2024, 2, 1),)
        assert find(replace(search(), filters=(english,))).page.months == (MonthCount(2024, 2, 1),)
        assert find(replace(search("Wetter"), published_from=date(2024, 1, 1))).page.months == ()
        assert len(find(replace(search(), facet_size=1)).page.facets["lang"]) == 1
        assert find(replace(search(), facets=("lang",))).page.facets.keys() == {"lang"}

    def test_readers_are_not_shown_what_was_counted_for_editors(self) -> None:
        make_article("Wetter im Entwurf", status=Publication.DRAFT, published="2020-01-01")
        index_everything()

        for query in ("", "Wetter"):
            assert len(find(search(query, EDITOR)).page.months) == 2
            assert find(search(query)).page.months == (MonthCount(2023, 9, 1),)
            assert len(find(search(query, EDITOR)).page.months) == 2

    def test_they_are_made_anew_when_an_embargo_ends(self) -> None:
        now = timezone.now()
        for hours, published in ((1, "2023-10-01"), (3, "2023-11-01")):
            make_article(
                "Wetter",
                status=Publication.EMBARGOED,
                embargo_until=now + timedelta(hours=hours),
                published=published,
            )
        index_everything()

        for query in ("", "Wetter"):
            seen = [
                len(find(search(query, Audience(now=now + timedelta(hours=hours)))).page.months)
                for hours in (0, 0, 2, 2, 4, 4, 0)
            ]

            assert seen == [1, 1, 2, 2, 3, 3, 1]

    def test_an_embargo_that_ends_within_a_second_is_waited_for(self) -> None:
        end = datetime(2030, 1, 1, 12, 0, 0, 700_000, UTC)
        make_article("Wetter", status=Publication.EMBARGOED, embargo_until=end, published="2023-10-01")
        index_everything()

        seen = [
            len(find(search("Wetter", Audience(now=end + timedelta(milliseconds=later)))).page.months)
            for later in (-100, 100, 400)
        ]

        assert seen == [1, 1, 2]

    def test_whoever_changes_an_answer_changes_nobody_elses(self) -> None:
        find(search()).page.facets.clear()
        find(search()).page.facets.clear()

        assert find(search()).page.facets["lang"] == (FacetCount("de", 1),)


class SuggestionTests(TestCase):
    def setUp(self) -> None:
        self.kim = make_entity("person:kim-jong-un", "Kim Jong-un", "Ким Чен Ын")
        self.yo = make_entity("person:kim-yo-jong", "Kim Yo-jong")
        make_entity("person:kim-nirgends", "Kim Nirgends")
        for article, people in ((make_article(), [self.kim, self.yo]), (make_article(), [self.kim])):
            for person in people:
                make_mention(article, person)
        index_everything()

    def test_names_in_any_spelling_most_articles_first(self) -> None:
        assert [(one.entity, one.count) for one in suggest("kim", READER)] == [(self.kim, 2), (self.yo, 1)]
        assert [(one.entity, one.name) for one in suggest("Ким", READER)] == [(self.kim, "Ким Чен Ын")]
        assert [one.entity for one in suggest("KIM JONG", READER)] == [self.kim]

    def test_of_one_kind(self) -> None:
        assert suggest("kim", READER, kind="country") == []
        assert len(suggest("kim", READER, kind="person", size=1)) == 1

    def test_nothing_begins_with_nothing(self) -> None:
        assert suggest("", READER) == suggest(" -", READER) == []

    def test_a_country_in_a_language_whose_names_are_no_rows(self) -> None:
        korea = make_entity("country:KP", "Nordkorea")
        make_mention(make_article(), korea)
        index_everything()

        assert [one.entity for one in suggest("Corea del Norte", READER)] == [korea]

    def test_the_number_of_queries_does_not_grow_with_the_suggestions(self) -> None:
        with self.assertNumQueries(2):
            suggest("kim jong", READER)
        with self.assertNumQueries(2):
            suggest("kim", READER)


class SecretArticleTests(TestCase):
    """An article readers may not see leaves no trace in anything search answers."""

    def setUp(self) -> None:
        self.now = timezone.now()
        self.shown = make_article("Sichtbares Wetter", published="2023-01-01")
        index_everything()
        self.without = self.everything_a_reader_learns()

    def everything_a_reader_learns(self) -> list[object]:
        reader = Audience(now=self.now)
        columns = ("person", "country", "source", "lang", "status", "author", "subject")
        pages = [
            find(Criteria(query=parse(query), audience=reader, facets=columns))
            for query in (
                "",
                "Geheimwort",
                '"Geheimwort"',
                "Geheim*",
                "-Wetter",
                "Geheimperson",
                "person:geheimperson",
                "after:1999",
            )
        ]
        return [
            *(
                (one.page.hits, one.page.total, one.page.facets, one.page.months, one.notes, one.explained)
                for one in pages
            ),
            suggest("Geheim", reader),
            more_like(self.shown, reader),
        ]

    def test_for_each_way_of_being_invisible(self) -> None:
        person = make_entity("person:geheimperson", "Geheimperson")
        for status, values in (
            (Publication.DRAFT, {}),
            (Publication.IN_REVIEW, {}),
            (Publication.WITHDRAWN, {"first_published_at": self.now}),
            (Publication.EMBARGOED, {"embargo_until": self.now + timedelta(hours=1)}),
        ):
            with self.subTest(status):
                article = make_article("Geheimwort im Wetter", status=status, published="2022-02-02", **values)
                make_mention(article, person)
                index_everything()

                assert self.everything_a_reader_learns() == self.without
                assert len(find(search("Geheimwort", EDITOR)).page.hits) == 1
                article.mentions.all().delete()
                Article.objects.filter(pk=article.pk).delete()
