"""Every behaviour a search engine owes, written once. A backend's test class brings `make_engine`."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest

from articles.search.backends.base import Bucket, Document, SearchEngine, UnindexableDocument
from articles.search.criteria import Audience, Criteria, Filter, Sort
from articles.search.parser import parse
from articles.search.query import Among, Field, Not, Or, Query, Tagged, Word
from articles.search.results import FacetCount, MonthCount

KP, RU, UA, KIM, PUTIN, CHANNEL = 1, 2, 3, 10, 11, 20
EDITOR = Audience(editor=True)
NOON = datetime(2024, 1, 16, 12, tzinfo=UTC)


def document(number: int, text: str = "Ein Text", **values: Any) -> Document:
    headline = values.pop("headline", "Meldung")
    published: tuple[date, date] | None = values.pop("published", None)
    entities: dict[str, frozenset[int]] = values.pop("entities", {})
    defaults: dict[str, Any] = {
        "id": number,
        "version": 1,
        "headline": headline,
        "lead": "",
        "body": f"{headline}\n{text}",
        "language": "de",
        "status": "published",
        "public": True,
        "visible_from": 0,
        "published_from": published[0].toordinal() if published else None,
        "published_to": published[1].toordinal() if published else None,
        "added": 1_700_000_000 + number,
        "entities": entities,
        "confirmed": entities,
    }
    return Document(**defaults | values)


def day(text: str) -> tuple[date, date]:
    return date.fromisoformat(text), date.fromisoformat(text)


YEAR_2023 = (date(2023, 1, 1), date(2023, 12, 31))


class EngineContract:
    engine: SearchEngine

    def make_engine(self, folder: Any) -> SearchEngine:
        raise NotImplementedError

    @pytest.fixture(autouse=True)
    def _empty_engine(self, tmp_path: Any) -> None:
        self.engine = self.make_engine(tmp_path)
        self.engine.rebuild([])

    def holds(self, *documents: Document) -> None:
        self.engine.apply(documents)

    def found(self, query: str = "", **values: Any) -> set[int]:
        return {hit.id for hit in self.page(query, **values).hits}

    def in_order(self, query: str = "", **values: Any) -> list[int]:
        return [hit.id for hit in self.page(query, **values).hits]

    def page(self, query: str | Query = "", **values: Any) -> Any:
        typed = parse(query) if isinstance(query, str) else query
        return self.engine.search(Criteria(query=typed, **values))


class WordContract(EngineContract):
    def test_all_words_have_to_occur(self) -> None:
        self.holds(document(1, "Rakete über Japan"), document(2, "Rakete"), document(3, "Japan"))

        assert self.found("rakete japan") == {1}

    def test_the_empty_query_finds_everything(self) -> None:
        self.holds(document(1), document(2))

        assert self.found("") == {1, 2}

    def test_words_meet_in_headline_and_text(self) -> None:
        self.holds(document(1, "über Japan", headline="Rakete"))

        assert self.found("rakete japan") == {1}

    @pytest.mark.parametrize(
        ("typed", "written"),
        [
            ("Rakete", "zwei Raketen"),
            ("Mueller", "Frau Müller"),
            ("Muller", "Frau Müller"),
            ("Strasse", "die Straße"),
            ("China", "Chinas Armee"),
            ("Chinas", "die Armee von China"),
            ("Nordkorea", "Nordkoreas Raketen"),
            ("Lawrow", "Lawrows Reise"),
            ("Trump", "Trumps Rede"),
            ("jong-un", "Kim Jong Un"),
            ("JONG un", "Kim Jong-un"),
            ("2023", "im Jahr 2023"),
        ],
    )
    def test_german_words_are_found_in_another_form(self, typed: str, written: str) -> None:
        self.holds(document(1, written), document(2, "etwas anderes"))

        assert self.found(typed) == {1}

    @pytest.mark.parametrize(
        ("typed", "written", "language"),
        [
            ("rockets", "A rocket fell", "en"),
            ("ракета", "Две ракеты", "ru"),
            ("Путин", "встреча с Путиным", "ru"),
            ("ракета", "ракета впала", "uk"),
            ("missiles", "un missile", "fr"),
            ("हिन्दी", "हिन्दी भाषा", "hi"),
            ("중국", "중국 정부", "ko"),
            ("中国", "访问中国人民", "zh"),
            ("中国人", "访问中国人民", "zh"),
            ("民", "访问中国人民", "zh"),
            ("中", "访问中国人民", "zh"),
            ("rocket", "Die „rocket“ flog", "de"),
        ],
    )
    def test_each_language_is_searched_in_its_own_way(self, typed: str, written: str, language: str) -> None:
        self.holds(document(1, written, language=language), document(2, "etwas anderes"))

        assert self.found(typed) == {1}

    def test_signs_in_another_order_are_another_word(self) -> None:
        self.holds(document(1, "国中", language="zh"))

        assert self.found("中国") == set()

    def test_the_stem_of_one_language_is_no_word_of_another(self) -> None:
        self.holds(document(1, "Das Organ", language="de"), document(2, "An organization", language="en"))

        assert self.found("organization") == {2}

    def test_a_language_asked_for_narrows_to_its_articles(self) -> None:
        self.holds(document(1, "Putin", language="de"), document(2, "Putin", language="en"))

        assert self.found("Putin", filters=(Filter("lang", (frozenset({"en"}),)),)) == {2}

    def test_phrases_are_words_as_written_side_by_side(self) -> None:
        self.holds(
            document(1, "Ministerin Angela Merkel sprach"),
            document(2, "Merkel, Angela"),
            document(3, "Angela Merkels Rede"),
        )

        assert self.found('"angela merkel"') == {1}

    def test_a_quoted_word_is_that_word_and_no_other_form(self) -> None:
        self.holds(document(1, "schon wieder"), document(2, "schön"))

        assert self.found('"schon"') == {1}

    def test_a_phrase_does_not_run_from_the_headline_into_the_text(self) -> None:
        self.holds(document(1, headline="Merkel", body="Angela"))

        assert self.found('"Merkel Angela"') == set()

    def test_prefixes_find_compounds(self) -> None:
        self.holds(document(1, "ein Raketentest"), document(2, "Rakete"), document(3, "Karate"))

        assert self.found("raket*") == {1, 2}

    def test_or_and_parentheses(self) -> None:
        self.holds(document(1, "Rakete Japan"), document(2, "Panzer Japan"), document(3, "Rakete China"))

        assert self.found("(rakete OR panzer) japan") == {1, 2}

    def test_exclusions(self) -> None:
        self.holds(document(1, "Rakete Japan"), document(2, "Rakete"), document(3, "anderes"))

        assert self.found("rakete -japan") == {2}
        assert self.found("-rakete") == {3}
        assert self.found("-(japan OR anderes)") == {2}
        assert self.found("japan OR -rakete") == {1, 3}

    @pytest.mark.parametrize(
        "query",
        [
            "(" * 17_000,
            "+(" * 9_000,
            "NOT " * 5_000,
            "body:*",
            "body:[a TO z]",
            "id:1",
            "*",
            "?",
            "a~2",
            "\x00",
            "\ud800",
        ],
    )
    def test_hostile_queries_are_answered_like_any_other(self, query: str) -> None:
        self.holds(document(1, "Rakete"))

        assert self.page(query).total in (0, 1)

    def test_signs_that_mean_something_to_an_engine_mean_nothing(self) -> None:
        self.holds(document(1, "x"), document(2, "raketen"))

        assert self.found("rak.t*") == set()
        assert self.found('"r.*"') == set()

    def test_a_field_nobody_looked_up_matches_nothing(self) -> None:
        self.holds(document(1))

        assert self.page(Query(Field("country", "KP"))).total == 0


class FilterContract(EngineContract):
    def test_every_group_has_to_match_with_any_of_its_values(self) -> None:
        self.holds(
            document(1, entities={"country": frozenset({KP, RU})}),
            document(2, entities={"country": frozenset({KP, UA})}),
            document(3, entities={"country": frozenset({KP})}),
        )

        assert self.found(filters=(Filter("country", (frozenset({KP}), frozenset({RU, UA}))),)) == {1, 2}
        assert self.found(filters=(Filter("country", (frozenset({KP}), frozenset({RU}))),)) == {1}
        assert self.found(filters=(Filter("country", (frozenset({KP}),), frozenset({RU})),)) == {2, 3}
        assert self.found(filters=(Filter("country", (frozenset(),)),)) == set()

    @pytest.mark.parametrize(
        ("column", "value", "fields"),
        [
            ("person", KIM, {"entities": {"person": frozenset({KIM})}}),
            ("weapon", 5, {"entities": {"weapon": frozenset({5})}}),
            ("source", 7, {"source": 7}),
            ("author", 7, {"authors": frozenset({6, 7})}),
            ("subject", 7, {"subjects": frozenset({7})}),
            ("lang", "uk", {"language": "uk"}),
            ("status", "draft", {"status": "draft"}),
            ("event", "AID", {"event_kinds": frozenset({"AID"})}),
        ],
    )
    def test_columns(self, column: str, value: int | str, fields: dict[str, Any]) -> None:
        self.holds(document(1, **fields), document(2))

        assert self.found(filters=(Filter(column, (frozenset({value}),)),)) == {1}
        assert self.found(filters=(Filter(column, (), frozenset({value})),)) == {2}

    def test_only_confirmed(self) -> None:
        tags = {"country": frozenset({KP, RU})}
        self.holds(document(1, entities=tags, confirmed={"country": frozenset({KP})}))

        page = self.page(confirmed_only=True, facets=("country",))

        assert page.facets["country"] == (FacetCount(KP, 1),)
        assert not self.found(confirmed_only=True, filters=(Filter("country", (frozenset({RU}),)),))
        assert not self.page(Query(Tagged("country", frozenset({RU}))), confirmed_only=True).total

    def test_filters_leave_the_order_by_relevance_alone(self) -> None:
        self.holds(document(1, headline="Rakete", entities={"country": frozenset({KP})}), document(2, "eine Rakete"))

        filtered = self.page("rakete", filters=(Filter("country", (frozenset({KP}),)),)).hits[0]

        assert filtered.score == pytest.approx(self.page("rakete").hits[0].score)

    def test_tags_in_a_query(self) -> None:
        self.holds(
            document(1, entities={"country": frozenset({KP})}),
            document(2, "DPRK"),
            document(3),
            document(4, entities={"other": frozenset({KP})}),
        )

        widened = Query(Or((Word("DPRK"), Tagged("country", frozenset({KP})))))

        assert {hit.id for hit in self.page(widened).hits} == {1, 2}
        assert self.page(Query(Not(widened.tree))).total == 2
        assert self.page(Query(Tagged("country", frozenset()))).total == 0
        assert self.page(Query(Tagged("other", frozenset({KP})))).total == 1

    def test_plain_columns_in_a_query(self) -> None:
        self.holds(document(1, source=7), document(2, language="en"), document(3))

        assert self.page(Query(Among("source", frozenset({7, 8})))).total == 1
        assert self.page(Query(Among("lang", frozenset({"en"})))).total == 1
        assert self.page(Query(Among("source", frozenset()))).total == 0


class DateContract(EngineContract):
    def test_periods_find_every_date_that_can_lie_in_them(self) -> None:
        self.holds(
            document(1, published=day("2023-09-14")),
            document(2, published=YEAR_2023),
            document(3),
            document(4, published=day("1605-01-01")),
        )

        assert self.found(published_from=date(2023, 9, 1), published_to=date(2023, 9, 30)) == {1, 2}
        assert self.found(published_from=date(2024, 1, 1)) == set()
        assert self.found(published_to=date(1700, 1, 1)) == {4}
        assert self.found("after:2023-10") == {2}
        assert self.found("before:2023") == {4}
        assert self.found("-before:2023") == {1, 2, 3}

    def test_events_have_a_period_of_their_own(self) -> None:
        spans = (day_numbers("2020-05-01", "2020-05-02"), day_numbers("2024-01-01", "2024-12-31"))
        self.holds(document(1, event_spans=spans), document(2))

        assert self.found(event_from=date(2024, 2, 3), event_to=date(2024, 2, 3)) == {1}
        assert self.found(event_from=date(2020, 5, 2)) == {1}
        assert self.found(event_to=date(2020, 5, 1)) == {1}
        assert self.found(event_to=date(2020, 4, 30)) == set()

    def test_two_events_do_not_answer_for_the_years_between_them(self) -> None:
        spans = (day_numbers("2020-05-01", "2020-05-02"), day_numbers("2024-01-01", "2024-12-31"))
        self.holds(document(1, event_spans=spans))

        assert self.found(event_from=date(2022, 1, 1), event_to=date(2022, 12, 31)) == set()

    def test_a_year_is_not_counted_as_its_january(self) -> None:
        self.holds(
            document(1, published=YEAR_2023),
            document(2, published=day("2023-01-31")),
            document(3, published=(date(2023, 9, 1), date(2023, 9, 30))),
            document(4, published=(date(2023, 9, 30), date(2023, 10, 1))),
            document(5),
        )

        assert self.page().months == (MonthCount(2023, 0, 2), MonthCount(2023, 1, 1), MonthCount(2023, 9, 1))


def day_numbers(first: str, last: str) -> tuple[int, int]:
    return date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()


class OrderContract(EngineContract):
    def test_by_date_with_articles_without_one_last(self) -> None:
        self.holds(document(1), document(2, published=day("2022-01-01")), document(3, published=day("2023-01-01")))

        assert self.in_order(sort=Sort.NEWEST) == [3, 2, 1]
        assert self.in_order(sort=Sort.OLDEST) == [2, 3, 1]

    def test_by_the_time_they_came(self) -> None:
        self.holds(document(1, added=300), document(2, added=100), document(3, added=200))

        assert self.in_order(sort=Sort.ADDED) == [1, 3, 2]

    def test_without_words_the_most_relevant_are_the_newest(self) -> None:
        self.holds(document(1, published=day("2022-01-01")), document(2, published=day("2023-01-01")))

        assert self.in_order("") == [2, 1]
        assert self.in_order("after:2021") == [2, 1]

    def test_a_headline_weighs_more_than_a_text(self) -> None:
        self.holds(document(1, "kurz: eine Rakete"), document(2, "kurz: am Meer", headline="Rakete"), document(3))

        assert self.in_order("Rakete") == [2, 1]

    def test_whoever_is_mentioned_often_ranks_before_whoever_is_named_once(self) -> None:
        tags = {"person": frozenset({PUTIN})}
        self.holds(document(1, entities=tags, prominence={PUTIN: 1}), document(2, entities=tags, prominence={PUTIN: 9}))

        assert [hit.id for hit in self.page(Query(Tagged("person", frozenset({PUTIN})))).hits] == [2, 1]

    def test_an_article_in_a_rare_language_is_ranked_by_what_it_says(self) -> None:
        germans = [document(number, "Putin reist ab. " * 5) for number in range(1, 30)]
        self.holds(*germans, document(40, "Putin. " + "They talked about many other things. " * 20, language="en"))

        ranks = self.in_order("Putin", size=40)

        assert ranks.index(40) == len(ranks) - 1

    def test_pages_follow_each_other(self) -> None:
        self.holds(*(document(number, published=day("2023-01-01")) for number in range(1, 8)))

        pages = [self.in_order(sort=Sort.NEWEST, page=number, size=3) for number in (1, 2, 3, 4)]

        assert pages == [[7, 6, 5], [4, 3, 2], [1], []]

    @pytest.mark.parametrize("page", [-1, 0, 52, 10**9, 10**30])
    def test_a_page_nobody_can_reach_has_a_total(self, page: int) -> None:
        self.holds(document(1))

        answer = self.page(page=page, size=20)

        assert answer.total == 1
        assert len(answer.hits) == (page < 1)

    @pytest.mark.parametrize("after", [-(10**30), -1, 0, 10**30])
    def test_a_cursor_nobody_was_given_is_answered(self, after: int) -> None:
        self.holds(document(1, published=day("2023-01-01")))

        assert self.in_order(sort=Sort.NEWEST, after=after) == ([1] if after > 0 else [])
        assert self.in_order(sort=Sort.OLDEST, after=after) == ([] if after > 0 else [1])

    @pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.ADDED])
    def test_a_cursor_goes_on_where_the_page_before_ended(self, sort: Sort) -> None:
        dates = [None, *(day(f"2023-01-{number:02}") for number in range(1, 6)), None]
        self.holds(*(document(number + 1, published=one) for number, one in enumerate(dates)))
        criteria = Criteria(sort=sort, size=3)
        everything = [hit.id for hit in self.engine.search(replace(criteria, size=10)).hits]

        walked: list[int] = []
        page = self.engine.search(criteria)
        while page.hits:
            walked += [hit.id for hit in page.hits]
            assert page.total == 7
            page = self.engine.search(replace(criteria, after=page.next_after))

        assert walked == everything


class FacetContract(EngineContract):
    def test_counts_and_their_order(self) -> None:
        self.holds(
            document(1, entities={"country": frozenset({KP, RU}), "person": frozenset({KIM})}, source=7),
            document(2, entities={"country": frozenset({KP})}, language="en"),
            document(3, entities={"country": frozenset({UA, RU})}),
        )

        facets = self.page().facets

        assert facets["country"] == (FacetCount(KP, 2), FacetCount(RU, 2), FacetCount(UA, 1))
        assert facets["person"] == (FacetCount(KIM, 1),)
        assert facets["source"] == (FacetCount(7, 1),)
        assert facets["lang"] == (FacetCount("de", 2), FacetCount("en", 1))
        assert facets["weapon"] == ()

    def test_counts_keep_to_every_filter_their_own_included(self) -> None:
        self.holds(
            document(1, entities={"country": frozenset({KP, RU})}),
            document(2, entities={"country": frozenset({KP})}),
            document(3, entities={"country": frozenset({RU})}),
        )

        facets = self.page(filters=(Filter("country", (frozenset({KP}),)),)).facets

        assert facets["country"] == (FacetCount(KP, 2), FacetCount(RU, 1))

    def test_only_as_many_as_asked_for(self) -> None:
        self.holds(*(document(n, entities={"country": frozenset(range(1, n + 1))}) for n in range(1, 6)))

        page = self.page(facet_size=2, facets=("country",), histogram=False)

        assert page.facets == {"country": (FacetCount(1, 5), FacetCount(2, 4))}
        assert page.months == ()

    def test_counts_are_exact_over_many_batches(self) -> None:
        for batch in range(6):
            self.engine.apply(
                [document(batch * 30 + n + 1, entities={"person": frozenset({n % 7, 100 + n})}) for n in range(30)]
            )

        facets = self.page(facets=("person",), facet_size=1000).facets["person"]

        assert {one.value: one.count for one in facets} == {
            **{n: 6 * len([m for m in range(30) if m % 7 == n]) for n in range(7)},
            **{100 + n: 6 for n in range(30)},
        }

    def test_an_unknown_column_is_an_error_and_not_an_empty_answer(self) -> None:
        with pytest.raises(ValueError, match="no column"):
            self.page(facets=("version",))
        with pytest.raises(ValueError, match="no column"):
            self.page(filters=(Filter("public", (frozenset({0}),)),))


class VisibilityContract(EngineContract):
    SECRET: ClassVar[dict[str, Any]] = {
        "text": "Geheimwort",
        "entities": {"person": frozenset({KIM})},
        "source": 7,
        "published": day("2023-05-05"),
    }

    @pytest.mark.parametrize(
        "secret",
        [
            {"public": False, "status": "draft"},
            {"public": False, "status": "in_review"},
            {"public": False, "status": "withdrawn"},
            {"public": True, "status": "embargoed", "visible_from": int(NOON.timestamp()) + 1},
        ],
        ids=lambda secret: secret["status"],
    )
    def test_what_readers_may_not_see_is_in_no_hit_count_facet_or_month(self, secret: dict[str, Any]) -> None:
        self.holds(document(1, published=day("2022-01-01")), document(2, **self.SECRET | secret))
        reader = Audience(now=NOON)

        page = self.page(audience=reader, facets=("person", "source", "lang", "status"))

        assert [hit.id for hit in page.hits] == [1]
        assert page.total == 1
        assert page.facets["person"] == page.facets["source"] == ()
        assert page.months == (MonthCount(2022, 1, 1),)
        assert self.found("Geheimwort", audience=reader) == set()
        assert self.found("-Rakete", audience=reader) == {1}
        assert self.engine.counts("person", [KIM], Criteria(audience=reader)) == {}
        assert (
            self.engine.more_like(document(1, entities={"person": frozenset({KIM})}), Criteria(audience=reader)) == ()
        )

    def test_editors_see_everything(self) -> None:
        self.holds(document(1), document(2, **self.SECRET, public=False, status="draft"))

        assert self.found(audience=EDITOR) == {1, 2}
        assert self.engine.counts("person", [KIM, PUTIN], Criteria(audience=EDITOR)) == {KIM: 1}

    def test_an_embargo_ends_without_anybody_writing(self) -> None:
        self.holds(document(1, visible_from=int(NOON.timestamp())))

        before = Audience(now=datetime(2024, 1, 16, 11, 59, 59, tzinfo=UTC))

        assert self.found(audience=before) == set()
        assert self.found(audience=Audience(now=NOON)) == {1}


class WritingContract(EngineContract):
    def test_a_document_takes_the_place_of_the_one_with_its_id(self) -> None:
        self.holds(document(1, "Rakete"), document(2, "Rakete"))

        self.holds(document(1, "Panzer", version=2))

        assert self.found("Rakete") == {2}
        assert self.found("Panzer") == {1}
        assert self.page().total == 2

    def test_deleted_documents_are_gone(self) -> None:
        self.holds(document(1), document(2))

        self.engine.apply((), deleted=[1, 99])

        assert self.found() == {2}

    def test_a_refused_document_changes_nothing_and_others_get_in_without_it(self) -> None:
        self.holds(document(1, "Rakete"))

        with pytest.raises(UnindexableDocument):
            self.holds(document(1, "Panzer"), document(2, language="\ud800"))

        assert self.found("Rakete") == {1}
        assert self.found("Panzer") == set()
        self.holds(document(3, "Panzer"))
        assert self.found("Panzer") == {3}

    def test_odd_texts_are_indexed(self) -> None:
        self.holds(
            document(1, headline="", body=""),
            document(2, "x" * 200_000),
            document(3, "a\x00b \u202e \ud800 <script> \U0001f680", language="und"),
            document(4, "Wort " * 50_000),
        )

        assert self.page().total == 4
        assert self.found("script") == {3}

    def test_every_change_is_another_generation(self) -> None:
        before = self.engine.generation()

        self.holds(document(1))

        assert self.engine.generation() != before
        assert self.engine.generation() == self.engine.generation()

    def test_buckets_count_documents_and_versions(self) -> None:
        self.holds(document(5, version=2), document(999, version=3), document(1000, version=4), document(5005))

        assert self.engine.buckets(1000) == (Bucket(0, 2, 5), Bucket(1000, 1, 4), Bucket(5000, 1, 1))
        assert self.engine.versions(0, 1000) == {5: 2, 999: 3}
        assert self.engine.versions(2000, 1000) == {}

    def test_a_rebuild_holds_exactly_what_it_was_given(self) -> None:
        self.holds(document(1), document(2))

        refused = self.engine.rebuild([document(2, "Rakete"), document(3), document(4, status="\ud800")])

        assert self.found() == {2, 3}
        assert list(refused) == [4]
        assert self.engine.health().documents == 2

    def test_a_rebuild_that_fails_leaves_the_old_index(self) -> None:
        self.holds(document(1))

        def broken() -> Any:
            yield document(2)
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            self.engine.rebuild(broken())

        assert self.found() == {1}
        self.engine.rebuild([document(2)])
        assert self.found() == {2}


class ExtractContract(EngineContract):
    def marked(self, query: str, text: str, language: str = "de", length: int = 220) -> list[str]:
        made = self.engine.snippets(parse(query).tree, {1: text}, {1: language}, length)
        return [piece for piece, is_hit in made[1].pieces if is_hit] if made else []

    def test_words_are_marked_in_the_form_they_have(self) -> None:
        assert self.marked("rakete china", "Chinas Raketen und Karten") == ["Chinas", "Raketen"]
        assert self.marked("Mueller", "Frau Müller") == ["Müller"]

    def test_positions_are_characters_and_not_bytes(self) -> None:
        assert self.marked("Rakete", "🚀 „Über“ Größe: Raketen") == ["Raketen"]
        assert self.marked("Rakete", "İİİ Raketen") == ["Raketen"]

    def test_phrases_are_marked_whole_and_alone(self) -> None:
        assert self.marked('"Kim Jong Un"', "Jong traf Kim Jong-un.") == ["Kim Jong-un"]

    def test_prefixes(self) -> None:
        assert self.marked("raket*", "Raketentest, Karte") == ["Raketentest"]

    def test_excluded_words_are_not_marked(self) -> None:
        assert self.marked("Rakete -Japan", "Rakete über Japan") == ["Rakete"]

    def test_signs_without_spaces(self) -> None:
        assert self.marked("中国", "访问中国人民", language="zh") == ["中国"]

    def test_nothing_for_a_text_without_any_word(self) -> None:
        assert self.engine.snippets(parse("Rakete").tree, {1: "Panzer"}, {1: "de"}) == {}
        assert self.engine.snippets(parse("").tree, {1: "Panzer"}, {1: "de"}) == {}

    def test_the_extract_is_where_most_of_the_query_stands(self) -> None:
        text = "Rakete. " + "Nichts davon. " * 60 + "Eine Rakete über Japan. " + "Nichts davon. " * 60

        [snippet] = self.engine.snippets(parse("Rakete Japan").tree, {1: text}, {1: "de"}, 120).values()

        shown = "".join(piece for piece, _ in snippet.pieces)
        assert "Eine Rakete über Japan." in shown
        assert shown.startswith("…") and shown.endswith("…")
        assert len(shown) <= 130

    def test_markup_comes_out_as_text(self) -> None:
        [snippet] = self.engine.snippets(parse("script").tree, {1: "<script>alert(1)</script>"}, {1: "de"}).values()

        assert "".join(piece for piece, _ in snippet.pieces) == "<script>alert(1)</script>"

    def test_the_pieces_are_the_text(self) -> None:
        text = "Zwei Raketen. Über Japan, dann drei Raketen!"

        [snippet] = self.engine.snippets(parse("rakete").tree, {1: text}, {1: "de"}).values()

        assert "".join(piece for piece, _ in snippet.pieces) == text


class LikenessContract(EngineContract):
    def test_articles_that_share_rare_words_and_people_are_alike(self) -> None:
        original = document(1, "Munition aus Nordkorea in Hafen", entities={"person": frozenset({KIM})})
        self.holds(
            original,
            document(2, "Munition aus Nordkorea", entities={"person": frozenset({KIM})}),
            *(document(number, "Wetter und Sport") for number in range(3, 12)),
        )

        alike = self.engine.more_like(original, Criteria(size=3))

        assert alike[0] == 2
        assert 1 not in alike


class SearchEngineContract(
    WordContract,
    FilterContract,
    DateContract,
    OrderContract,
    FacetContract,
    VisibilityContract,
    WritingContract,
    ExtractContract,
    LikenessContract,
):
    """All of it."""
