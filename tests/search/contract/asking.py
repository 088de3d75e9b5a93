"""What a query, a filter and a period find."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from articles.search.criteria import Filter
from articles.search.query import Among, Field, Not, Or, Query, Tagged, Word
from articles.search.results import FacetCount, MonthCount
from tests.search.contract.base import (
    KIM,
    KP,
    RU,
    UA,
    YEAR_2023,
    EngineContract,
    day,
    day_numbers,
    document,
)


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
            ("collection", 7, {"collection": 7}),
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
