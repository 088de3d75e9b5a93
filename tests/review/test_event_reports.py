"""Several reports of one event: joined, added, rejected; and what becomes of them when a text is edited."""

from __future__ import annotations

import pytest

from articles.models import Article, Entity, EntityKind, Event, EventType, Mention, Status, User
from articles.review.editing import edit_article
from articles.review.errors import NotPossible
from articles.review.event_reports import add_report, join_events, reject_report
from articles.review.event_values import EventValues
from articles.review.events import confirm_event, edit_event, remove_event
from articles.review.mentions import change_kind, confirm, reject
from articles.review.undo import obstacle_to_undo, undo
from tests.builders import (
    make_article,
    make_editor,
    make_entity,
    make_event,
    make_mention,
    make_participation,
    make_report,
)
from tests.review.test_events import FIRST, SECOND, TEXT, everything, index_kinds, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return make_editor("anna")


@pytest.fixture
def boris() -> User:
    return make_editor("boris")


@pytest.fixture
def article() -> Article:
    return make_article(TEXT)


@pytest.fixture
def korea() -> Entity:
    return make_entity("country:KP", "Nordkorea")


@pytest.fixture
def delivery(article: Article, korea: Entity) -> Event:
    event = make_event("AID", "military", status=Status.PROPOSED, method="events", score=0.7)
    make_participation(make_report(event, article, FIRST, method="events"), korea)
    return event


@pytest.fixture
def elsewhere(korea: Entity) -> Event:
    """The same event, as another article reports it."""
    event = make_event("AID", "military", date="2023-09")
    make_participation(make_report(event, make_article(TEXT), FIRST), korea)
    return event


class TestJoiningEvents:
    def test_moves_the_reports_and_leads_from_one_to_the_other(
        self, delivery: Event, elsewhere: Event, anna: User
    ) -> None:
        join_events(delivery, elsewhere, by=anna)

        elsewhere.refresh_from_db()
        assert (delivery.reports.count(), delivery.participations.count()) == (2, 2)
        assert elsewhere.survivor == delivery
        assert list(Event.objects.visible_to(None)) == [delivery]

    def test_confirms_the_one_that_stays_and_fills_what_it_did_not_say(
        self, delivery: Event, elsewhere: Event, anna: User
    ) -> None:
        join_events(delivery, elsewhere, by=anna)

        delivery.refresh_from_db()
        assert (delivery.status, delivery.method, str(delivery.date)) == (Status.CONFIRMED, "editor", "2023-09")

    def test_is_taken_apart_by_undoing(self, delivery: Event, elsewhere: Event, anna: User) -> None:
        before = everything()

        undo(join_events(delivery, elsewhere, by=anna), by=anna)

        assert everything() == before
        assert Event.objects.visible_to(None).count() == 2

    def test_has_one_report_of_one_sentence(self, delivery: Event, article: Article, anna: User, korea: Entity) -> None:
        twin = make_event("AID")
        make_participation(make_report(twin, article, FIRST), korea)
        before = everything()

        decision = join_events(delivery, twin, by=anna)

        assert (delivery.reports.count(), delivery.participations.count()) == (1, 1)
        undo(decision, by=anna)
        assert everything() == before

    def test_of_one_with_itself_is_not_possible(self, delivery: Event, anna: User) -> None:
        with pytest.raises(NotPossible, match="another event"):
            join_events(delivery, delivery, by=anna)

    def test_leaves_nothing_to_decide_on_the_joined_one(self, delivery: Event, elsewhere: Event, anna: User) -> None:
        join_events(delivery, elsewhere, by=anna)

        with pytest.raises(NotPossible, match="joined"):
            confirm_event(elsewhere, by=anna)

    def test_can_go_and_come_back_as_a_whole(self, delivery: Event, elsewhere: Event, anna: User) -> None:
        join_events(delivery, elsewhere, by=anna)
        before = everything()

        decision = remove_event(delivery, by=anna)

        assert everything() == []
        undo(decision, by=anna)
        assert everything() == before

    def test_changes_what_is_found_in_both_articles(self, delivery: Event, article: Article, anna: User) -> None:
        visit = make_event(EventType.CONSULT, "visit")
        other = make_article(TEXT)
        make_report(visit, other, SECOND)

        decision = join_events(visit, delivery, by=anna)

        assert index_kinds(article) == index_kinds(other) == {"CONSULT", "CONSULT/visit"}
        undo(decision, by=anna)
        assert index_kinds(article) == {"AID", "AID/military"}

    def test_is_undone_only_after_what_was_decided_on_it_since(
        self, delivery: Event, elsewhere: Event, anna: User, boris: User
    ) -> None:
        decision = join_events(delivery, elsewhere, by=anna)
        edit = edit_event(delivery, values=EventValues("AID"), by=boris)

        assert "boris has changed it again" in obstacle_to_undo(decision)
        undo(edit, by=boris)
        assert obstacle_to_undo(decision) == ""


class TestAddingAReport:
    def test_says_that_a_sentence_reports_a_known_event(self, elsewhere: Event, article: Article, anna: User) -> None:
        before = everything()

        decision = add_report(elsewhere, article, sentence=place(FIRST), by=anna, seen_revision=article.revision)

        assert elsewhere.reports.count() == 2
        assert index_kinds(article) == {"AID", "AID/military"}
        undo(decision, by=anna)
        assert everything() == before

    def test_is_not_possible_twice(self, delivery: Event, article: Article, anna: User) -> None:
        with pytest.raises(NotPossible, match="already"):
            add_report(delivery, article, sentence=place(FIRST), by=anna, seen_revision=article.revision)


class TestRejectingAReport:
    def test_leaves_the_event_to_the_others(self, delivery: Event, elsewhere: Event, anna: User) -> None:
        join_events(delivery, elsewhere, by=anna)
        before = everything()
        report = delivery.reports.order_by("pk").last()
        assert report is not None

        decision = reject_report(report, by=anna)

        assert delivery.reports.visible_to(anna).count() == 1
        assert delivery.participations.visible_to(anna).count() == 1
        undo(decision, by=anna)
        assert everything() == before

    def test_that_is_the_only_one_is_rejecting_the_event(self, delivery: Event, anna: User) -> None:
        with pytest.raises(NotPossible, match="reject the event"):
            reject_report(delivery.reports.get(), by=anna)


class TestEditingATextWithEvents:
    def test_moves_the_evidence(self, elsewhere: Event, anna: User) -> None:
        report = elsewhere.reports.get()

        edit_article(report.article, {"text": report.article.text.replace("Moskau", "Russland")}, by=anna)

        report.refresh_from_db()
        assert report.article.text[report.start : report.end] == FIRST

    def test_keeps_the_quote_of_a_sentence_that_was_rewritten(self, elsewhere: Event, anna: User) -> None:
        report = elsewhere.reports.get()
        before = everything()

        decision = edit_article(report.article, {"text": TEXT.replace("erhielt", "bekam bald")}, by=anna)

        report.refresh_from_db()
        assert report.quote == FIRST
        assert report.article.text[report.start : report.end] == FIRST.replace("erhielt", "bekam bald")
        undo(decision, by=anna)
        assert everything() == before

    def test_keeps_reports_whose_sentence_was_deleted(self, elsewhere: Event, anna: User) -> None:
        report = elsewhere.reports.get()
        before = everything()

        decision = edit_article(report.article, {"text": TEXT.replace(f"{FIRST} ", "")}, by=anna)

        report.refresh_from_db()
        assert report.start > len(report.article.text)
        undo(decision, by=anna)
        assert everything() == before

    def test_leaves_it_to_extraction_to_propose_anew_what_nobody_has_decided(
        self, delivery: Event, article: Article, anna: User
    ) -> None:
        edit_article(article, {"text": TEXT.replace("erhielt", "bekam")}, by=anna)

        assert not Event.objects.exists()

    def test_is_not_undone_under_a_decision_on_the_new_sentence(
        self, delivery: Event, article: Article, anna: User, boris: User
    ) -> None:
        edit = edit_article(article, {"text": TEXT.replace("erhielt", "bekam")}, by=anna)
        new = make_event("AID")
        article.refresh_from_db()
        make_report(new, article, FIRST.replace("erhielt", "bekam"))

        assert "was decided in the text as it is now" in obstacle_to_undo(edit)

    def test_lets_decisions_of_before_be_undone_after_it(
        self, elsewhere: Event, delivery: Event, article: Article, anna: User, boris: User
    ) -> None:
        """The places of a removed report count in the text of its own article, whichever page it was removed from."""
        join_events(delivery, elsewhere, by=anna)
        other = delivery.reports.exclude(article=article).get().article
        removal = remove_event(delivery, by=anna, article=article)
        edit_article(other, {"text": other.text.replace("Waffen für", "Sehr viele Waffen für")}, by=boris)

        undo(removal, by=anna)

        back = delivery.reports.get(article=other)
        other.refresh_from_db()
        assert other.text[back.start : back.end] == FIRST


@pytest.fixture
def lawro(article: Article) -> Mention:
    return make_mention(article, None, "Munition", status=Status.PROPOSED, method="people")


@pytest.fixture
def lawrow() -> Entity:
    russia = make_entity("country:RU", "Russland")
    return make_entity("person:sergej-lawrow", "Sergej Lawrow", country=russia)


class TestParticipants:
    def test_follow_their_mention(
        self, elsewhere: Event, delivery: Event, lawro: Mention, lawrow: Entity, anna: User
    ) -> None:
        confirm_event(delivery, by=anna)
        part = make_participation(delivery.reports.get(), None, mention=lawro, wording="Munition")
        before = everything()

        decision = confirm([lawro], entity=lawrow, by=anna)

        part.refresh_from_db()
        assert (part.entity, part.country) == (lawrow, lawrow.country)
        undo(decision, by=anna)
        assert everything() == before

    def test_are_nobody_once_their_mention_is_rejected(
        self, delivery: Event, lawro: Mention, lawrow: Entity, anna: User
    ) -> None:
        confirm([lawro], entity=lawrow, by=anna)
        part = make_participation(delivery.reports.get(), lawrow, mention=lawro, wording="Munition")

        reject([lawro], by=anna)

        part.refresh_from_db()
        assert (part.entity, part.country) == (None, None)

    def test_that_an_editor_chose_stay(
        self, delivery: Event, lawro: Mention, lawrow: Entity, korea: Entity, anna: User
    ) -> None:
        confirm_event(delivery, by=anna)
        part = make_participation(delivery.reports.get(), korea, mention=lawro, wording="Munition")

        confirm([lawro], entity=lawrow, by=anna)

        part.refresh_from_db()
        assert part.entity == korea

    def test_read_anew_meanwhile_stand_in_nobodys_way(
        self, delivery: Event, lawro: Mention, lawrow: Entity, anna: User
    ) -> None:
        confirmation = confirm_event(delivery, by=anna)
        part = make_participation(delivery.reports.get(), None, mention=lawro, wording="Munition")
        link = confirm([lawro], entity=lawrow, by=anna)
        undo(confirmation, by=anna)
        part.delete()

        assert obstacle_to_undo(link) == ""

    def test_become_one_where_they_were_read_as_two(
        self, delivery: Event, lawro: Mention, lawrow: Entity, korea: Entity, anna: User
    ) -> None:
        confirm_event(delivery, by=anna)
        report = delivery.reports.get()
        for country in (None, lawrow.country):
            make_participation(report, None, mention=lawro, wording="Munition", country=country)
        before = everything()

        decision = confirm([lawro], entity=lawrow, by=anna)

        assert report.participations.filter(entity=lawrow).count() == 1
        undo(decision, by=anna)
        assert everything() == before

    def test_are_nobody_where_their_mention_turns_out_to_be_of_another_kind(
        self, delivery: Event, lawro: Mention, lawrow: Entity, anna: User
    ) -> None:
        confirm([lawro], entity=lawrow, by=anna)
        part = make_participation(delivery.reports.get(), lawrow, mention=lawro, wording="Munition")

        change_kind([lawro], EntityKind.WEAPON, by=anna)

        part.refresh_from_db()
        assert part.entity is None
