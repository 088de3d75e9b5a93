"""In which order hits come, what is counted over them, and what of it is nobody's business."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import pytest

from articles.search.criteria import Audience, Criteria, Filter, Sort
from articles.search.query import Query, Tagged
from articles.search.results import FacetCount, MonthCount, PeriodCount
from tests.search.contract.base import (
    EDITOR,
    KIM,
    KP,
    NOON,
    PUTIN,
    RU,
    UA,
    EngineContract,
    day,
    document,
)


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

    def test_articles_are_counted_by_the_very_period_they_are_dated_to(self) -> None:
        september = (date(2023, 9, 1), date(2023, 9, 30))
        self.holds(
            document(1, published=day("2023-09-14")),
            document(2, published=day("2023-09-14")),
            document(3, published=september),
            document(4, published=(date(2023, 1, 1), date(2023, 12, 31))),
            document(5, published=day("2023-10-01")),
            document(6),
        )

        periods = self.engine.periods(Criteria(published_from=september[0], published_to=september[1]))

        assert periods == (
            PeriodCount(date(2023, 1, 1), date(2023, 12, 31), 1),
            PeriodCount(*september, 1),
            PeriodCount(*day("2023-09-14"), 2),
        )


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
        assert self.engine.periods(Criteria(audience=reader)) == (PeriodCount(*day("2022-01-01"), 1),)
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
