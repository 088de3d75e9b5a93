"""Events that extraction proposes: stored with their evidence, brought up to date, never against a decision."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.extraction.values import EventProposal, Extraction, MentionProposal, Participant, Parts, Quantity
from articles.ingest.proposals import store_proposals
from articles.models import Article, Entity, Event, Participation, Report, Status
from articles.search.outbox import mark_changed
from articles.text.dates import PartialDate
from articles.text.spans import Span
from tests.builders import make_article, make_editor, make_entity, make_event, make_mention, make_report

pytestmark = pytest.mark.django_db

VISIT = "Schoigu reiste im Juli 2023 nach Pjöngjang."
DELIVERY = "Laut Putin lieferte Nordkorea etwa eine Million Geschosse nach Russland."
REPEATED = "Die Lieferung habe geholfen, hieß es."
TEXT = f"Reisen und Lieferungen\n{VISIT} {DELIVERY}\n{REPEATED}"


def span(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span.of(text, start, start + len(quote))


def mention(quote: str, entity: str | None, kind: str = "country") -> MentionProposal:
    return MentionProposal(
        span=span(quote),
        kind=kind,  # type: ignore[arg-type]
        form="name",
        entity=entity,
        name=quote,
        candidates=(),
        score=0.95,
        method="known",
    )


MENTIONS = (mention("Schoigu", None, "person"), mention("Nordkorea", "country:KP"), mention("Russland", "country:RU"))

visit = EventProposal(
    span=span(VISIT),
    type="CONSULT",
    mode="visit",
    trigger=span("reiste"),
    date=PartialDate("2023-07", "im Juli 2023"),
    place="place:pjoengjang",
    modality="reported",
    claimed_by=None,
    participants=(
        Participant("actor", None, "Schoigu", ("RU",), mention=0),
        Participant("recipient", "country:KP", "Pjöngjang", ("KP",)),
    ),
    score=0.9,
)
delivery = EventProposal(
    span=span(DELIVERY),
    type="AID",
    mode="military",
    trigger=span("lieferte"),
    date=None,
    place=None,
    modality="alleged",
    claimed_by="person:wladimir-putin",
    participants=(
        Participant("actor", "country:KP", "Nordkorea", ("KP",), mention=1),
        Participant("recipient", "country:RU", "Russland", ("RU",), mention=2),
    ),
    quantity=Quantity(1_000_000, about=True, unit="Geschosse"),
    date_inferred=True,
    score=0.8,
    also_reported=(span(REPEATED),),
)


def extraction(*events: EventProposal, version: str = "2", mentions: Any = MENTIONS) -> Extraction:
    return Extraction(
        language="de",
        parts=Parts(),
        mentions=mentions,
        dates=(),
        events=events,
        inferred_published=None,
        version=version,
    )


def rows() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Event, Report, Participation)]  # type: ignore[attr-defined]


@pytest.fixture
def article() -> Article:
    return make_article(TEXT)


@pytest.fixture(autouse=True)
def known() -> dict[str, Entity]:
    russia, korea = make_entity("country:RU", "Russland"), make_entity("country:KP", "Nordkorea")
    return {
        "RU": russia,
        "KP": korea,
        "putin": make_entity("person:wladimir-putin", "Wladimir Putin", country=russia),
        "place": make_entity("place:pjoengjang", "Pjöngjang", country=korea),
    }


class TestProposedEvents:
    def test_are_stored_with_their_kind_date_and_place(self, article: Article, known: dict[str, Entity]) -> None:
        store_proposals([(article, extraction(visit))])

        event = Event.objects.get()
        assert (event.type, event.mode, event.place) == ("CONSULT", "visit", known["place"])
        assert (str(event.date), event.date_phrase) == ("2023-07", "im Juli 2023")  # type: ignore[attr-defined]
        assert (event.status, event.method, event.version, event.score) == (Status.PROPOSED, "events", "2", 0.9)

    def test_rest_on_a_sentence_and_the_words_in_it(self, article: Article, known: dict[str, Entity]) -> None:
        store_proposals([(article, extraction(visit))])

        report = Report.objects.get()
        assert report.quote == VISIT == TEXT[report.start : report.end]
        assert TEXT[report.trigger_start : report.trigger_end] == "reiste"
        assert (report.method, report.status, str(report.date)) == ("events", Status.PROPOSED, "2023-07")

    def test_say_on_whose_word_how_sure_and_how_much(self, article: Article, known: dict[str, Entity]) -> None:
        store_proposals([(article, extraction(delivery))])

        report = Report.objects.first()
        assert report is not None
        assert (report.claimed_by, report.modality) == (known["putin"], "alleged")
        event = Event.objects.get()
        assert (event.quantity_value, event.quantity_about) == (Decimal(1_000_000), True)
        assert (event.quantity_unit, event.date_inferred) == ("Geschosse", True)

    def test_a_sentence_that_repeats_it_is_a_further_report(self, article: Article) -> None:
        store_proposals([(article, extraction(delivery))])

        first, further = Event.objects.get().reports.all()
        assert (first.quote, further.quote) == (DELIVERY, REPEATED)
        assert (first.quantity_unit, further.quantity_unit) == ("Geschosse", "")

    def test_keep_the_wording_of_whoever_took_part(self, article: Article, known: dict[str, Entity]) -> None:
        store_proposals([(article, extraction(visit))])

        actor, recipient = Participation.objects.order_by("pk")
        assert (actor.role, actor.wording, actor.entity, actor.country) == ("actor", "Schoigu", None, known["RU"])
        assert (recipient.wording, recipient.entity, recipient.country) == ("Pjöngjang", known["KP"], known["KP"])
        assert actor.mention == article.mentions.get(quote="Schoigu")

    def test_a_role_follows_its_mention_once_that_is_linked(self, article: Article, known: dict[str, Entity]) -> None:
        shoigu = make_entity("person:sergej-schoigu", "Sergej Schoigu", country=known["RU"])
        own = make_mention(article, shoigu, "Schoigu")

        store_proposals([(article, extraction(visit))])

        actor = Participation.objects.get(role="actor")
        assert (actor.mention, actor.entity, actor.country) == (own, shoigu, known["RU"])

    def test_a_role_whose_mention_was_rejected_keeps_its_words_alone(
        self, article: Article, known: dict[str, Entity]
    ) -> None:
        make_mention(article, known["KP"], "Nordkorea", status=Status.REJECTED)

        store_proposals([(article, extraction(delivery))])

        actor = Participation.objects.get(role="actor")
        assert (actor.mention, actor.entity, actor.wording) == (None, None, "Nordkorea")

    def test_a_merged_entity_leads_to_the_one_that_took_it_in(self, article: Article, known: dict[str, Entity]) -> None:
        survivor = make_entity("person:putin", "Putin", country=known["RU"])
        Entity.objects.filter(pk=known["putin"].pk).update(merged_into=survivor)

        store_proposals([(article, extraction(delivery))])

        assert {report.claimed_by for report in Report.objects.filter(quantity_about=True)} == {survivor}

    def test_readers_know_of_them_by_an_article_they_may_read(self, article: Article) -> None:
        secret = make_article(TEXT, status="draft")

        mark_changed(store_proposals([(one, extraction(visit)) for one in (article, secret)]))

        public, hidden = Event.objects.order_by("pk")
        assert list(Event.objects.visible_to(None)) == [public]
        assert set(Event.objects.visible_to(make_editor())) == {public, hidden}

    def test_need_as_many_queries_for_many_articles_as_for_one(self, article: Article) -> None:
        more = [make_article(TEXT) for _ in range(5)]
        with CaptureQueriesContext(
            connection,
        ) as for_one:
            store_proposals([(article, extraction(visit, delivery))])

        with CaptureQueriesContext(connection) as for_five:
            store_proposals([(one, extraction(visit, delivery)) for one in more])

        assert len(for_five) == len(for_one)
        assert Event.objects.count() == 12


class TestReadAgain:
    @pytest.fixture(autouse=True)
    def read_once(self, article: Article) -> None:
        store_proposals([(article, extraction(visit, delivery))])

    def test_the_same_again_changes_nothing(self, article: Article) -> None:
        before = rows()

        changed = store_proposals([(article, extraction(visit, delivery))])

        assert changed == []
        assert rows() == before

    def test_a_better_reading_keeps_the_events_address(self, article: Article) -> None:
        address = Event.objects.get(type="CONSULT").pk

        better = replace(visit, date=PartialDate("2023-07-25/2023-07-27"), score=0.95)
        changed = store_proposals([(article, extraction(better, delivery))])

        event = Event.objects.get(pk=address)
        assert changed == [article.pk]
        assert (str(event.date), event.score) == ("2023-07-25/2023-07-27", 0.95)
        assert event.date_latest.isoformat() == "2023-07-27"  # type: ignore[attr-defined]
        assert str(event.reports.get().date) == "2023-07-25/2023-07-27"
        assert event.participations.count() == 2

    def test_what_is_no_longer_found_goes(self, article: Article) -> None:
        changed = store_proposals([(article, extraction(delivery))])

        assert changed == [article.pk]
        assert [event.type for event in Event.objects.all()] == ["AID"]
        assert {report.event.type for report in Report.objects.all()} == {"AID"}

    def test_a_rejection_survives(self, article: Article) -> None:
        Event.objects.filter(type="CONSULT").update(status=Status.REJECTED)
        before = rows()

        store_proposals([(article, extraction(visit, delivery))])
        store_proposals([(article, extraction(replace(visit, mode="meeting"), delivery))])

        assert rows() == before

    def test_what_was_confirmed_stays_as_it_was_confirmed(self, article: Article) -> None:
        Event.objects.filter(type="CONSULT").update(status=Status.CONFIRMED)
        before = rows()

        store_proposals([(article, extraction(replace(visit, date=None, score=0.1), delivery))])
        assert rows() == before

        store_proposals([(article, extraction(delivery))])
        assert rows() == before

    def test_words_that_an_editor_gave_another_type_are_not_proposed_under_the_old_one(self, article: Article) -> None:
        Event.objects.filter(type="CONSULT").update(type="COOPERATE", mode="", method="editor")

        store_proposals([(article, extraction(visit, delivery))])

        assert sorted(event.type for event in Event.objects.all()) == ["AID", "COOPERATE"]

    def test_another_event_in_a_decided_sentence_is_proposed(self, article: Article) -> None:
        Event.objects.filter(type="AID").update(status=Status.CONFIRMED)
        claim = replace(delivery, type="ACCUSE", mode="allege", trigger=span("Laut Putin"), also_reported=())

        store_proposals([(article, extraction(visit, delivery, claim))])

        assert sorted(event.type for event in Event.objects.all()) == ["ACCUSE", "AID", "CONSULT"]

    def test_a_report_alone_that_was_rejected_is_not_proposed_again(self, article: Article) -> None:
        further = Report.objects.get(quote=REPEATED)
        Report.objects.filter(pk=further.pk).update(status=Status.REJECTED)
        before = rows()

        store_proposals([(article, extraction(visit, delivery))])

        assert rows() == before

    def test_an_event_that_took_another_in_is_the_editors(self, article: Article) -> None:
        kept = Event.objects.get(type="AID")
        make_event("AID", "military", merged_into=kept)
        before = rows()

        store_proposals([(article, extraction(visit, replace(delivery, score=0.1)))])

        assert rows() == before

    def test_an_event_that_another_article_reports_too_is_the_editors(self, article: Article) -> None:
        kept = Event.objects.get(type="AID")
        make_report(kept, make_article(TEXT), DELIVERY)

        store_proposals([(article, extraction(visit))])

        assert Event.objects.filter(pk=kept.pk).exists()

    def test_a_role_an_editor_added_makes_the_event_the_editors(
        self, article: Article, known: dict[str, Entity]
    ) -> None:
        kept = Event.objects.get(type="AID")
        Participation.objects.create(event=kept, entity=known["putin"], role="actor", wording="Putin")
        before = rows()

        store_proposals([(article, extraction(visit, replace(delivery, score=0.1)))])

        assert rows() == before
