"""Deciding on events: added with their evidence, confirmed, rejected, edited, removed; and all of it undone."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from articles.models import (
    Article,
    Decision,
    DecisionKind,
    Entity,
    Event,
    Modality,
    ParticipantRole,
    Participation,
    Publication,
    Report,
    Status,
    User,
)
from articles.review.errors import NotPossible
from articles.review.event_values import Claim, EventValues, Party
from articles.review.events import add_event, confirm_event, edit_event, reject_event, remove_event
from articles.review.held_events import seen_event
from articles.review.rows import values_of
from articles.review.standing import delete_for_good, trash
from articles.review.undo import obstacle_to_undo, undo
from articles.search.documents import documents_of
from articles.text.dates import PartialDate
from tests.builders import make_article, make_editor, make_entity, make_event, make_participation, make_report

pytestmark = pytest.mark.django_db

FIRST = "Russland erhielt im September 2023 Munition aus Nordkorea."
SECOND = "Pjöngjang bestreitet das."
TEXT = f"Waffen für Moskau\n\n{FIRST} {SECOND}\n"
DELIVERY = EventValues(
    "AID", "military", date=PartialDate("2023-09"), quantity_value=Decimal(1_000_000), quantity_unit="Granaten"
)


@pytest.fixture
def anna() -> User:
    return make_editor("anna")


@pytest.fixture
def article() -> Article:
    return make_article(TEXT)


@pytest.fixture
def russia() -> Entity:
    return make_entity("country:RU", "Russland")


@pytest.fixture
def korea() -> Entity:
    return make_entity("country:KP", "Nordkorea")


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def added_event(decision: Decision) -> Event:
    return Event.objects.get(pk=int(decision.subject.partition(":")[2]))


def everything() -> list[object]:
    """What events say, by what can be decided."""
    rows = [*Event.objects.order_by("pk"), *Report.objects.order_by("pk"), *Participation.objects.order_by("pk")]
    return [(type(row).__name__, values_of(row)) for row in rows]


def index_kinds(article: Article) -> frozenset[str]:
    [document] = documents_of([article.pk])
    return document.event_kinds


class TestAddingAnEvent:
    def test_takes_a_sentence_as_evidence_and_is_confirmed(
        self, article: Article, anna: User, russia: Entity, korea: Entity
    ) -> None:
        decision = add_event(
            article,
            sentence=place(FIRST),
            trigger=place("erhielt"),
            values=DELIVERY,
            parties=[
                Party(ParticipantRole.ACTOR, "Nordkorea", korea),
                Party(ParticipantRole.RECIPIENT, "Russland", russia),
            ],
            claim=Claim(Modality.ALLEGED),
            by=anna,
            seen_revision=article.revision,
        )

        event = added_event(decision)
        report = event.reports.get()
        assert (event.status, event.method, str(event.date)) == (Status.CONFIRMED, "editor", "2023-09")
        assert (report.quote, report.modality, str(report.date)) == (FIRST, Modality.ALLEGED, "2023-09")
        assert article.text[report.trigger_start : report.trigger_end] == "erhielt"
        assert {(one.role, one.wording, one.country) for one in event.participations.all()} == {
            ("actor", "Nordkorea", korea),
            ("recipient", "Russland", russia),
        }

    def test_is_seen_by_readers_and_found_at_once(self, article: Article, anna: User) -> None:
        decision = add_event(
            article, sentence=place(FIRST), values=DELIVERY, parties=[], by=anna, seen_revision=article.revision
        )

        assert Event.objects.visible_to(None).get() == added_event(decision)
        assert index_kinds(article) == {"AID", "AID/military"}

    def test_of_an_unpublished_article_is_hidden_from_readers(self, anna: User) -> None:
        draft = make_article(TEXT, status=Publication.DRAFT)

        add_event(draft, sentence=place(FIRST), values=DELIVERY, parties=[], by=anna, seen_revision=draft.revision)

        assert not Event.objects.visible_to(None).exists()

    def test_is_undone_without_a_trace(self, article: Article, anna: User, korea: Entity) -> None:
        decision = add_event(
            article,
            sentence=place(FIRST),
            values=DELIVERY,
            parties=[Party(ParticipantRole.ACTOR, "Nordkorea", korea)],
            by=anna,
            seen_revision=article.revision,
        )

        undo(decision, by=anna)

        assert everything() == []
        assert index_kinds(article) == frozenset()

    def test_needs_a_kind_there_is(self, article: Article, anna: User) -> None:
        with pytest.raises(NotPossible, match="what kind"):
            add_event(
                article,
                sentence=place(FIRST),
                values=EventValues("AID", "visit"),
                parties=[],
                by=anna,
                seen_revision=article.revision,
            )

    def test_happens_at_a_place(self, article: Article, anna: User) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")

        with pytest.raises(NotPossible, match="no place"):
            add_event(
                article,
                sentence=place(FIRST),
                values=EventValues("AID", place=kim),
                parties=[],
                by=anna,
                seen_revision=article.revision,
            )

    def test_counts_nobody_twice(self, article: Article, anna: User, korea: Entity) -> None:
        twice = [Party(ParticipantRole.ACTOR, "Nordkorea", korea)] * 2

        decision = add_event(
            article, sentence=place(FIRST), values=DELIVERY, parties=twice, by=anna, seen_revision=article.revision
        )

        assert added_event(decision).participations.count() == 1


@pytest.fixture
def proposed(article: Article, korea: Entity) -> Event:
    """As extraction proposes it."""
    event = make_event("AID", "military", date="2023-09", status=Status.PROPOSED, method="events", score=0.7)
    report = make_report(event, article, FIRST, status=Status.PROPOSED, method="events")
    make_participation(report, korea, status=Status.PROPOSED)
    return event


class TestDecidingOnAProposal:
    def test_confirms_it(self, proposed: Event, anna: User) -> None:
        decision = confirm_event(proposed, by=anna)

        proposed.refresh_from_db()
        assert (proposed.status, decision.kind) == (Status.CONFIRMED, DecisionKind.CONFIRM)

    def test_rejects_it_and_keeps_its_rows(self, proposed: Event, article: Article, anna: User) -> None:
        reject_event(proposed, by=anna)

        assert not Event.objects.counting().exists()
        assert (Report.objects.count(), Participation.objects.count()) == (1, 1)
        assert index_kinds(article) == frozenset()

    def test_is_undone(self, proposed: Event, anna: User) -> None:
        before = everything()
        for decide in (confirm_event, reject_event):
            decision = decide(proposed, by=anna)
            undo(decision, by=anna)

        assert everything() == before

    def test_that_stands_so_already_is_none(self, proposed: Event, anna: User) -> None:
        confirm_event(proposed, by=anna)

        with pytest.raises(NotPossible, match="nothing left"):
            confirm_event(proposed, by=anna)

    def test_tells_whoever_saw_another_one(self, proposed: Event, anna: User) -> None:
        seen = seen_event(proposed)
        edit_event(proposed, values=EventValues("AID"), by=make_editor("boris"))

        with pytest.raises(NotPossible, match="changed since"):
            confirm_event(proposed, by=anna, seen=seen)

    def test_in_the_trash_is_not_possible(self, proposed: Event, article: Article, anna: User) -> None:
        trash([article], by=anna)

        with pytest.raises(NotPossible, match="trash"):
            confirm_event(proposed, by=anna)

    def test_is_written_down_with_the_article_whose_page_asked(self, proposed: Event, anna: User) -> None:
        other = make_article(TEXT)
        make_report(proposed, other, FIRST)

        decision = confirm_event(proposed, by=anna, article=other)

        assert decision.article == other


class TestEditingAnEvent:
    def test_confirms_it_as_the_editors_own(self, proposed: Event, anna: User) -> None:
        edit_event(proposed, values=EventValues("AID", date=PartialDate("2023-10")), by=anna)

        proposed.refresh_from_db()
        assert (proposed.status, proposed.method, proposed.mode) == (Status.CONFIRMED, "editor", "")

    def test_corrects_the_only_report_too(self, proposed: Event, anna: User) -> None:
        edit_event(proposed, values=EventValues("AID", date=PartialDate("2023-10")), by=anna)

        assert str(proposed.reports.get().date) == "2023-10"

    def test_leaves_reports_that_may_disagree(self, proposed: Event, anna: User) -> None:
        make_report(proposed, make_article(TEXT), FIRST, date="2023-11")

        edit_event(proposed, values=EventValues("AID", date=PartialDate("2023-10")), by=anna)

        assert {str(report.date) for report in proposed.reports.all()} == {"2023-09", "2023-11"}

    def test_changes_adds_and_removes_participants(
        self, proposed: Event, anna: User, korea: Entity, russia: Entity
    ) -> None:
        row = proposed.participations.get()

        edit_event(proposed, parties=[Party(ParticipantRole.OBJECT, row.wording, korea, rows=(row.pk,))], by=anna)
        assert proposed.participations.get().role == "object"

        edit_event(proposed, parties=[Party(ParticipantRole.RECIPIENT, "Russland", russia)], by=anna)
        assert proposed.participations.get().entity == russia

    def test_says_on_whose_word(self, proposed: Event, anna: User, russia: Entity) -> None:
        report = proposed.reports.get()

        edit_event(proposed, claims={report.pk: Claim(Modality.DENIED, russia)}, by=anna)

        report.refresh_from_db()
        assert (report.modality, report.claimed_by) == (Modality.DENIED, russia)

    def test_is_undone(self, proposed: Event, anna: User, russia: Entity) -> None:
        before = everything()

        decision = edit_event(
            proposed,
            values=DELIVERY,
            parties=[Party(ParticipantRole.RECIPIENT, "Russland", russia)],
            claims={proposed.reports.get().pk: Claim(Modality.DENIED, russia)},
            by=anna,
        )
        undo(decision, by=anna)

        assert everything() == before

    def test_of_nothing_is_none(self, proposed: Event, anna: User) -> None:
        with pytest.raises(NotPossible, match="nothing left"):
            edit_event(proposed, values=EventValues.of(proposed), by=anna)


class TestRemovingAnEvent:
    def test_takes_its_rows_and_undoing_brings_them_back(self, article: Article, anna: User, korea: Entity) -> None:
        parties = [Party(ParticipantRole.ACTOR, "Nordkorea", korea)]
        decision = add_event(
            article, sentence=place(FIRST), values=DELIVERY, parties=parties, by=anna, seen_revision=article.revision
        )
        before = everything()

        removal = remove_event(added_event(decision), by=anna)
        assert everything() == []
        undo(removal, by=anna)

        assert everything() == before
        assert Event.objects.visible_to(None).count() == 1

    def test_stands_in_the_way_of_undoing_what_was_changed_before(self, proposed: Event, anna: User) -> None:
        edited = edit_event(proposed, by=anna, values=DELIVERY)
        remove_event(Event.objects.get(pk=proposed.pk), by=anna)

        with pytest.raises(NotPossible, match="undo that first"), override("en"):
            undo(edited, by=anna)

    def test_rejects_instead_what_extraction_would_propose_again(self, proposed: Event, anna: User) -> None:
        with pytest.raises(NotPossible, match="reject it instead"):
            remove_event(proposed, by=anna)

    def test_of_a_deleted_article_cannot_be_undone(self, anna: User) -> None:
        draft = make_article(TEXT, status=Publication.DRAFT)
        decision = add_event(
            draft, sentence=place(FIRST), values=DELIVERY, parties=[], by=anna, seen_revision=draft.revision
        )
        removal = remove_event(added_event(decision), by=anna)

        delete_for_good(draft, by=anna)

        removal.refresh_from_db()
        assert obstacle_to_undo(removal) == "The article has been deleted."
        assert FIRST not in "".join(str([one.before, one.after]) for one in Decision.objects.all())
