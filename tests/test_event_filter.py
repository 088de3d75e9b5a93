"""`event=`: which articles report a kind of event, from the index and from the database alike."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import override

from articles.filters import ArticleFilter
from articles.filters.answer import answer
from articles.filters.chips import chips_of
from articles.filters.facets import facets_of
from articles.filters.plain import plain_facets
from articles.models import Article, Status
from articles.search.find import find
from articles.search.parser import parse
from articles.search.query import Among
from articles.search.resolve import resolve
from articles.text.event_kinds import event_kinds
from tests.builders import make_event, make_report
from tests.views.finding import FindingTests


def asked(query: str) -> ArticleFilter:
    return ArticleFilter(QueryDict(query))


class EventFindingTests(FindingTests):
    """A delivery, other help, and a visit, each in an article of its own."""

    def setUp(self) -> None:
        super().setUp()
        self.delivery = self.report("Moskau erhielt Munition.", "AID", "military", date="2023-09/2023-11")
        self.help = self.report("Russland schickte Getreide.", "AID", date="2019")
        self.visit = self.report("Putin besuchte Nordkorea.", "CONSULT", "visit", date="2024-06-19")

    def report(self, text: str, type: str, mode: str = "", **values: object) -> Article:
        article = self.publish(text)
        make_report(make_event(type, mode, **values), article, text)
        self.index(article)
        return article


class EventFilterTests(EventFindingTests):
    def found(self, query: str) -> set[int]:
        """What index and database agree on."""
        filters = asked(query)
        from_index = {hit.id for hit in find(filters.criteria()).page.hits}
        from_database = set(filters.filter_queryset(filters.queryset).values_list("pk", flat=True))
        self.assertEqual(from_index, from_database, query)
        return from_index

    def test_a_kind_finds_the_articles_that_report_it(self) -> None:
        self.assertEqual(self.found("event=delivery"), {self.delivery.pk})
        self.assertEqual(self.found("event=visit"), {self.visit.pk})

    def test_a_type_finds_its_modes_as_well(self) -> None:
        self.assertEqual(self.found("event=aid"), {self.delivery.pk, self.help.pk})

    def test_a_comma_is_any_and_a_repetition_is_all(self) -> None:
        make_report(make_event("CONSULT", "visit"), self.delivery)
        self.index(self.delivery)

        self.assertEqual(self.found("event=delivery,visit"), {self.delivery.pk, self.visit.pk})
        self.assertEqual(self.found("event=delivery&event=visit"), {self.delivery.pk})

    def test_a_kind_can_be_left_out(self) -> None:
        self.assertEqual(self.found("not_event=delivery"), {self.help.pk, self.visit.pk})

    def test_when_it_happened_is_another_question_than_when_it_was_published(self) -> None:
        self.assertEqual(self.found("event_from=2023-10&event_to=2023"), {self.delivery.pk})

    def test_names_of_kinds_become_slugs(self) -> None:
        for typed in ("delivery", "Waffenlieferung", "arms delivery", "AID/military", "DELIVERY"):
            self.assertEqual(str(asked(f"event={typed}").address), "event=delivery", typed)

    def test_a_kind_there_is_not_finds_nothing_and_is_named(self) -> None:
        filters = asked("event=hochzeit")

        self.assertEqual(self.found("event=hochzeit"), set())
        self.assertIn("hochzeit", filters.value_errors[0])

    def test_rejected_events_rejected_reports_and_faint_proposals_are_not_found(self) -> None:
        for number, (of_event, of_report) in enumerate(
            [({"status": Status.REJECTED}, {}), ({}, {"status": Status.REJECTED}),
             ({"status": Status.PROPOSED, "score": 0.1}, {})]
        ):  # fmt: skip
            article = self.publish(f"Streik {number}.")
            make_report(make_event("PROTEST", "strike", date="2021", **of_event), article, **of_report)
            self.index(article)

        self.assertEqual(self.found("event=strike"), set())
        self.assertEqual(self.found("event_from=2021&event_to=2021"), set())

    def test_the_field_of_the_query_language_means_the_same(self) -> None:
        self.assertEqual(
            resolve(parse("event:Waffenlieferung")).query.tree,
            Among("event", frozenset({"AID/military"}), "event:Waffenlieferung"),
        )
        self.assertEqual({hit.id for hit in find(asked("q=event:aid").criteria()).page.hits}, {self.delivery.pk,
                         self.help.pk})  # fmt: skip

    def test_an_unknown_kind_in_the_query_is_noted(self) -> None:
        self.assertEqual(resolve(parse("event:hochzeit")).query.notes, (("unknown_event", "hochzeit"),))


class EventFacetTests(EventFindingTests):
    def test_kinds_are_offered_with_their_counts_in_the_language_of_the_page(self) -> None:
        for language, labels in (("de", ["Hilfe", "Waffenlieferung"]), ("en", ["Aid", "Arms delivery"])):
            with override(language):
                filters = asked("event=aid")
                [facet] = [one for one in facets_of(filters, answer(filters).facets, size=8) if one.key == "event"]

            self.assertEqual([one.label for one in facet.values], labels)
            self.assertEqual([one.count for one in facet.values], [2, 1])

    def test_a_chosen_kind_is_a_chip_that_can_be_taken_away(self) -> None:
        with override("de"):
            [chip] = chips_of(asked("event=delivery"))

        self.assertEqual((chip.text, chip.kind, str(chip.without)), ("Waffenlieferung", "", ""))

    def test_programs_get_the_word_of_the_address(self) -> None:
        found = plain_facets(answer(asked("event=visit")))["event"]

        self.assertEqual([(one["key"], one["count"]) for one in found], [("consultation", 1), ("visit", 1)])


class KindNameTests(FindingTests):
    def test_every_kind_is_found_by_its_own_slug_and_its_names(self) -> None:
        for kind in event_kinds():
            for typed in (kind.slug, kind.key):
                self.assertEqual(str(asked(f"event={typed}").address), f"event={kind.slug}")

    def test_no_name_belongs_to_two_kinds(self) -> None:
        for labels in ([kind.de for kind in event_kinds()], [kind.en for kind in event_kinds()]):
            self.assertEqual(len(labels), len(set(labels)))
