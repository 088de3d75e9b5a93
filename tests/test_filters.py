"""What an address asks for: values looked up, one way to write a search, and one meaning in index and database."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

from django.http import QueryDict
from django.test import SimpleTestCase
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles.filters import ArticleFilter, QueryString
from articles.filters.answer import answer
from articles.filters.chips import chips_of
from articles.filters.facets import facets_of, toggled
from articles.filters.keys import KEY_OF_COLUMN, ORDER
from articles.filters.paging import pager_of
from articles.models import Author, Collection
from articles.search.criteria import Sort
from tests.builders import make_entity, make_source
from tests.views.finding import CANARY, FindingTests


def asked(query: str) -> ArticleFilter:
    return ArticleFilter(QueryDict(query))


class AddressTests(FindingTests):
    def test_empty_values_and_unknown_keys_are_left_out(self) -> None:
        filters = asked("q=Munition&country=&page=&utm_source=mail&from=")

        assert str(filters.address) == "q=Munition"

    def test_keys_have_one_order_and_values_too(self) -> None:
        filters = asked("country=ru&from=2023&q=Munition&country=kp")

        assert str(filters.address) == "q=Munition&country=kp&country=ru&from=2023"

    def test_names_in_any_language_become_slugs(self) -> None:
        for typed in ("Nordkorea", "DPRK", "КНДР", "KP", "kp", "Corea del Norte"):
            assert str(asked(f"country={typed}").address) == "country=kp", typed

    def test_first_page_and_usual_order_need_not_be_said(self) -> None:
        assert str(asked("page=1&sort=newest").address) == ""
        assert str(asked("q=Munition&page=1&sort=relevance").address) == "q=Munition"

    def test_boxes_with_any_become_a_comma(self) -> None:
        filters = asked("country=ru&country=kp&any=country")

        assert str(filters.address) == "country=kp,ru"

    def test_german_dates_become_iso_dates(self) -> None:
        assert str(asked("from=1.9.2023&to=11.2023").address) == "from=2023-09-01&to=2023-11"

    def test_a_mistyped_date_stays_as_typed_with_a_sentence(self) -> None:
        filters = asked("from=gestern")

        assert str(filters.address) == "from=gestern"
        assert "gestern" in filters.errors["from"][0]

    def test_an_order_that_is_none_is_dropped(self) -> None:
        filters = asked("sort=owner__password")

        assert filters.sort == Sort.NEWEST
        assert str(filters.address) == ""


class AddressPropertyTests(HypothesisTestCase):
    # No deadline: the first country typed reads the names of all countries in all languages.
    @settings(deadline=None)
    @given(st.lists(st.tuples(st.sampled_from([*ORDER, "any", "x"]), st.text(max_size=12)), max_size=12))
    def test_an_address_written_the_one_way_is_written_so_again(self, pairs: list[tuple[str, str]]) -> None:
        # Or the page would redirect for ever.
        values: MultiValueDict[str, str] = MultiValueDict()
        for key, value in pairs:
            values.appendlist(key, value)

        address = ArticleFilter(values).address

        again = ArticleFilter(QueryDict(str(address))).address
        assert again == address
        assert tuple(parse_qsl(str(address), keep_blank_values=True)) == address.pairs


class AroundTests(SimpleTestCase):
    def test_many_addresses_can_be_made_of_what_stands_around_their_keys(self) -> None:
        address = QueryString.of([("q", "Öl & Gas"), ("from", "2020"), ("sort", "oldest"), ("page", "3")])

        before, after = address.around("from", "to")

        made = f"{before}from=2023-01&to=2023-12{after}"
        assert made == str(address.replacing("from", "2023-01").replacing("to", "2023-12"))


class CriteriaTests(FindingTests):
    def test_repeating_a_country_asks_for_both_and_a_comma_for_any(self) -> None:
        ua = make_entity("country:UA", "Ukraine", authority_values={"name_de": "Ukraine"})

        criteria = asked("country=kp&country=ru,ua").criteria()

        assert set(criteria.filter_of("country").groups) == {
            frozenset({self.kp.pk}),
            frozenset({self.ru.pk, ua.pk}),
        }

    def test_sources_are_any_of_however_written(self) -> None:
        first, second = make_source("dpa", slug="dpa"), make_source("Reuters", slug="reuters")
        self.publish("Eins", source=first)
        self.publish("Zwei", source=second)

        for query in ("source=dpa&source=reuters", "source=dpa,Reuters"):
            assert asked(query).criteria().filter_of("source").groups == (frozenset({first.pk, second.pk}),)

    def test_a_collection_is_asked_for_by_its_slug_or_its_name(self) -> None:
        bequest = Collection.objects.create(name="Nachlass Weber", slug="nachlass-weber")
        self.publish("Eins", collection=bequest)

        for value in ("nachlass-weber", "Nachlass Weber"):
            assert asked(f"collection={value}").criteria().filter_of("collection").groups == (frozenset({bequest.pk}),)

    def test_a_comma_in_the_name_of_an_author_parts_nothing(self) -> None:
        author = Author.objects.create(name="Müller, Hans")
        self.publish("Eins").authors.add(author)

        criteria = asked("author=Müller, Hans").criteria()

        assert criteria.filter_of("author").groups == (frozenset({author.pk}),)

    def test_an_unknown_country_matches_nothing_and_says_so(self) -> None:
        self.publish("Rakete", self.kp)

        filters = asked("country=atlantis")

        assert answer(filters).total == 0
        assert "atlantis" in filters.value_errors[0]

    def test_a_period_reaches_from_the_first_to_the_last_day_it_names(self) -> None:
        criteria = asked("from=2023-09&to=2024").criteria()

        assert (criteria.published_from, criteria.published_to) == (date(2023, 9, 1), date(2024, 12, 31))

    def test_a_period_that_ends_before_it_begins_finds_nothing_and_says_so(self) -> None:
        self.publish("Rakete", published="2023")

        filters = asked("from=2024&to=2022")

        assert answer(filters).total == 0
        assert filters.errors["to"]

    def test_status_is_a_filter_for_editors_only(self) -> None:
        filters = asked("status=draft")

        assert filters.criteria().filters == ()
        assert str(filters.address) == ""

    def test_a_merged_entity_stands_for_its_survivor(self) -> None:
        survivor = make_entity("person:lawrow", "Sergej Lawrow", authority_values={"name_de": "Lawrow"})
        make_entity("person:lawro", "Lawro", merged_into=survivor, authority_values={"name_de": "Lawro"})

        assert str(asked("person=lawro").address) == "person=lawrow"


class OneMeaningTests(FindingTests):
    """Whatever the index finds, the database finds too: it answers when there is no index."""

    def setUp(self) -> None:
        super().setUp()
        dpa = make_source("dpa", slug="dpa")
        self.publish("Rakete und Munition", self.kp, self.ru, self.kim, published="2023-09-14", source=dpa)
        self.publish("Munition aus Russland", self.ru, published="2023", language="en")
        self.publish("Gipfel ohne Datum", self.kp)
        self.publish("Munition im Januar", self.kim, published="2024-01", source=dpa)
        self.publish_in_secret()

    def test_index_and_database_agree(self) -> None:
        for query in (
            "",
            "country=kp",
            "country=kp&country=ru",
            "country=kp,ru",
            "not_country=ru",
            "person=kim-jong-un&not_country=kp",
            "source=dpa",
            "not_source=dpa",
            "lang=en",
            "from=2023-09&to=2023-09",
            "from=2024",
            "to=2022",
            "confirmed=1&country=ru",
            "q=Munition&sort=newest",
            "q=Munition -Januar&sort=newest",
            "q=country:KP OR Januar&sort=newest",
            "sort=oldest",
            "country=atlantis",
            "not_country=atlantis",
        ):
            with self.subTest(query):
                filters = asked(query)

                assert list(filters.qs.values_list("pk", flat=True)) == list(answer(filters).ids)


class ChipTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.enterContext(override("en"))

    def test_each_restriction_can_be_taken_away_by_itself(self) -> None:
        chips = chips_of(asked("q=Munition&country=kp&country=ru&not_country=ua&from=2022-01&to=2024-01"))

        assert next((chip.label, chip.text, str(chip.without)) for chip in chips) == (
            "Country",
            "Nordkorea",
            "q=Munition&country=ru&not_country=ua&from=2022-01&to=2024-01",
        )
        assert [chip.excludes for chip in chips] == [False, False, True, False]
        assert str(chips[-1].without) == "q=Munition&country=kp&country=ru&not_country=ua"

    def test_any_of_several_is_one_chip(self) -> None:
        [chip] = chips_of(asked("country=kp,ru"))

        assert chip.text == "Nordkorea or Russland"
        assert str(chip.without) == ""


class FacetTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.publish("Rakete", self.kp, self.ru)
        self.publish("Munition", self.kp)

    def test_values_come_with_their_counts_and_the_search_without_them(self) -> None:
        filters = asked("")

        [country] = [one for one in facets_of(filters, answer(filters).facets, size=8) if one.key == "country"]

        assert [(one.label, one.count, one.without) for one in country.values] == [
            ("Nordkorea", 2, "?not_country=kp"),
            ("Russland", 1, "?not_country=ru"),
        ]

    def test_a_chosen_value_narrows_the_others(self) -> None:
        filters = asked("country=ru")

        [country] = [one for one in facets_of(filters, answer(filters).facets, size=8) if one.key == "country"]

        assert [(one.label, one.count, one.chosen) for one in country.values] == [
            ("Russland", 1, True),
            ("Nordkorea", 1, False),
        ]

    def test_where_any_will_do_the_others_stay_in_sight(self) -> None:
        dpa, reuters = make_source("dpa", slug="dpa"), make_source("Reuters", slug="reuters")
        self.publish("Eins", source=dpa)
        self.publish("Zwei", source=reuters)
        filters = asked("source=dpa")

        [source] = [one for one in facets_of(filters, answer(filters).facets, size=8) if one.key == "source"]

        assert [(one.label, one.count, one.chosen) for one in source.values] == [
            ("dpa", 1, True),
            ("Reuters", 1, False),
        ]

    def test_a_pair_of_any_keeps_a_box_of_its_own_beside_another_country(self) -> None:
        make_entity("country:UA", "Ukraine", authority_values={"name_de": "Ukraine"})
        filters = asked("country=kp&country=ru,ua")

        [country] = [one for one in facets_of(filters, answer(filters).facets, size=8) if one.key == "country"]

        assert {one.value for one in country.values if one.chosen} == {"kp", "ru,ua"}

    def test_a_value_joins_and_leaves_a_group_of_any(self) -> None:
        key = KEY_OF_COLUMN["country"]
        address = QueryString.of([("country", "kp,ru")])

        assert str(toggled(address, key, "ua")) == "country=kp,ru,ua"
        assert str(toggled(address, key, "ru")) == "country=kp"


class PagerTests(FindingTests):
    def test_numbers_lead_to_the_neighbours_and_the_ends(self) -> None:
        pager = pager_of(asked("page=10"), total=400, shown=20, next_after=7)

        assert [link.number for link in pager.links] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
        assert (pager.first, pager.last) == (181, 200)

    def test_after_the_last_numbered_page_the_way_goes_on_by_date(self) -> None:
        pager = pager_of(asked("page=50"), total=5000, shown=20, next_after=7)

        assert str(pager.next) == "after=7"

    def test_by_relevance_pages_end_and_the_order_by_date_is_offered(self) -> None:
        pager = pager_of(asked("q=Munition&page=50"), total=5000, shown=20, next_after=7)

        assert pager.next is None
        assert str(pager.by_date) == "q=Munition&sort=newest"

    def test_a_page_beyond_the_end_is_known_as_such(self) -> None:
        assert pager_of(asked("page=9"), total=40, shown=0, next_after=None).beyond


class SecretTests(FindingTests):
    def test_what_occurs_only_in_a_secret_article_is_as_unknown_as_what_does_not_exist(self) -> None:
        self.publish_in_secret()

        for query, nonsense in (
            ("person=geheim", "person=niemand"),
            (f"person={CANARY}", "person=Niemand"),
            ("source=geheim", "source=niemand"),
        ):
            secret, nobody = asked(query), asked(nonsense)
            assert len(secret.value_errors) == len(nobody.value_errors) == 1
            assert [chip.known for chip in chips_of(secret)] == [chip.known for chip in chips_of(nobody)] == [False]

    def test_an_entity_of_the_starter_data_is_no_secret_without_any_article(self) -> None:
        assert asked("country=ru").value_errors == []
