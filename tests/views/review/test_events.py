"""Editors decide on events: on the review page of an article, on the form of an event, and by joining two."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Decision, Entity, Event, Publication, Status, User
from articles.review.undo import undo
from tests.builders import (
    make_article,
    make_entity,
    make_event,
    make_mention,
    make_participation,
    make_report,
)
from tests.views.review.proposing import HTMX

pytestmark = pytest.mark.django_db

FIRST = "Russland erhielt im September 2023 Munition aus Nordkorea."
TEXT = f"Waffen für Moskau\n\n{FIRST} Pjöngjang bestreitet das.\n"


@pytest.fixture
def article(editor: User) -> Article:
    return make_article(TEXT, status=Publication.IN_REVIEW)


@pytest.fixture
def korea() -> Entity:
    return make_entity("country:KP", "Nordkorea")


@pytest.fixture
def russia() -> Entity:
    return make_entity("country:RU", "Russland")


@pytest.fixture
def delivery(article: Article, korea: Entity, russia: Entity) -> Event:
    return propose(article, korea, russia)


def propose(article: Article, korea: Entity, russia: Entity, **values: Any) -> Event:
    defaults = {"date": "2023-09", "status": Status.PROPOSED, "method": "events", "score": 0.72}
    event = make_event("AID", "military", **defaults | values)
    report = make_report(event, article, FIRST, status=Status.PROPOSED, method="events")
    make_participation(report, korea)
    make_participation(report, russia, "recipient")
    return event


def review(article: Article) -> str:
    return f"/desk/review/{article.pk}/"


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def form_of(client: Client, address: str) -> dict[str, str]:
    """What the form of a page sends when nobody has touched it."""
    page = client.get(address).content.decode()
    form = page[page.index("evform") :]
    sent = dict(re.findall(r'<input(?![^>]*checkbox)[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form))
    sent |= dict.fromkeys(re.findall(r'type="checkbox" name="([^"]+)" checked', form), "on")
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return {name: value for name, value in sent.items() if name != "csrfmiddlewaretoken"}


class TestTheReviewPage:
    def test_asks_who_did_what_to_whom_when_and_who_says_so(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        page = client.get(review(article), headers={"Accept-Language": "de"}).content.decode()

        card = words(page[page.index(f'id="event-{delivery.pk}"') :])
        assert card.index("Waffenlieferung") < card.index("Nordkorea") < card.index("Russland")
        assert "September 2023" in card
        assert "Russland erhielt im September 2023 Munition aus Nordkorea." in card
        assert "Trefferwert 0,72" in card
        assert 'href="#s1"' in page

    def test_offers_what_may_be_the_same(
        self, client: Client, article: Article, delivery: Event, korea: Entity, russia: Entity
    ) -> None:
        same = propose(make_article(TEXT), korea, russia, date="2023", status=Status.CONFIRMED)
        propose(make_article(TEXT), korea, russia, date="2024")

        page = client.get(review(article)).content.decode()

        assert re.findall(r'name="with" value="(\d+)"', page) == [str(same.pk)]

    def test_asks_as_many_queries_for_many_events_as_for_few(
        self, client: Client, article: Article, korea: Entity, russia: Entity
    ) -> None:
        for _ in range(2):
            propose(article, korea, russia)
        client.get(review(article))
        with CaptureQueriesContext(connection) as few:
            client.get(review(article))
        for _ in range(5):
            propose(article, korea, russia)
        with CaptureQueriesContext(connection) as many:
            client.get(review(article))

        assert len(many) == len(few)


class TestDeciding:
    def test_accepts_and_goes_back_to_the_events(self, client: Client, article: Article, delivery: Event) -> None:
        answer = client.post(f"/desk/events/{delivery.pk}/decide/", {"do": "confirm", "article": article.pk})

        delivery.refresh_from_db()
        assert delivery.status == Status.CONFIRMED
        assert answer["Location"] == f"{review(article)}#events"

    def test_rejects(self, client: Client, article: Article, delivery: Event) -> None:
        client.post(f"/desk/events/{delivery.pk}/decide/", {"do": "reject", "article": article.pk})

        delivery.refresh_from_db()
        assert delivery.status == Status.REJECTED

    def test_takes_away_one_sentence_of_several_and_leaves_the_event(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        second = make_report(delivery, article, "Pjöngjang bestreitet das.", method="events")
        shown = client.get(review(article)).content.decode()

        client.post(f"/desk/events/{delivery.pk}/decide/", {"do": "reject_report", "report": second.pk})

        second.refresh_from_db()
        assert "Handelt von etwas anderem" in words(shown)
        assert second.status == Status.REJECTED
        assert Event.objects.get(pk=delivery.pk).counts
        assert "Handelt von etwas anderem" not in words(client.get(review(article)).content.decode())

    def test_takes_no_report_of_another_event(self, client: Client, article: Article, delivery: Event) -> None:
        other = make_report(make_event(), article, "Pjöngjang bestreitet das.")

        client.post(f"/desk/events/{delivery.pk}/decide/", {"do": "reject_report", "report": other.pk})

        other.refresh_from_db()
        assert other.status == Status.CONFIRMED

    def test_with_javascript_exchanges_the_events_and_offers_the_way_back(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        answer = client.post(
            f"/desk/events/{delivery.pk}/decide/", {"do": "confirm", "article": article.pk}, headers=HTMX
        )

        html = answer.content.decode()
        assert html.startswith('<section class="mt6" id="events"')
        assert f"/desk/decisions/{Decision.objects.get().pk}/undo/" in html

    def test_undone_on_the_review_page_exchanges_the_events_alone(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        client.post(f"/desk/events/{delivery.pk}/decide/", {"do": "confirm", "article": article.pk})

        answer = client.post("/desk/undo/", {"article": article.pk}, headers=HTMX)

        html = answer.content.decode()
        assert 'id="events" hx-swap-oob="true"' in html
        assert 'id="queue"' not in html
        delivery.refresh_from_db()
        assert delivery.status == Status.PROPOSED

    def test_refuses_what_somebody_has_changed_meanwhile(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        answer = client.post(
            f"/desk/events/{delivery.pk}/decide/",
            {"do": "confirm", "article": article.pk, "seen": "etwas anderes"},
            headers=HTMX,
        )

        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        delivery.refresh_from_db()
        assert delivery.status == Status.PROPOSED

    def test_from_the_page_of_the_event_leads_back_there(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        answer = client.post(
            f"/desk/events/{delivery.pk}/decide/", {"do": "confirm", "next": f"/events/{delivery.pk}/"}
        )

        assert answer["Location"] == f"/events/{delivery.pk}/"

    def test_on_a_mention_shows_the_participants_anew(
        self, client: Client, article: Article, delivery: Event, korea: Entity
    ) -> None:
        mention = make_mention(article, korea, "Nordkorea", status=Status.PROPOSED)
        delivery.participations.filter(entity=korea).update(mention=mention)
        token = re.findall(
            r'name="m" value="([^"]+)"', client.get(f"{review(article)}?at={mention.pk}").content.decode()
        )

        answer = client.post(f"{review(article)}mentions/", {"m": token[0], "do": "reject"}, headers=HTMX)

        assert "„Nordkorea“" in words(answer.content.decode().partition('id="events"')[2])


class TestTheFormOfAnEvent:
    def test_changes_kind_date_place_and_quantity(self, client: Client, article: Article, delivery: Event) -> None:
        make_entity("place:wladiwostok", "Wladiwostok")
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"

        answer = client.post(
            address,
            form_of(client, address)
            | {
                "kind": "aid",
                "date": "September 2023",
                "place": "Wladiwostok",
                "quantity": "1.000.000",
                "quantity_about": "on",
                "quantity_unit": "Granaten",
            },
        )

        assert answer["Location"] == f"{review(article)}#event-{delivery.pk}"
        delivery.refresh_from_db()
        assert (delivery.type, delivery.mode, str(delivery.date)) == ("AID", "", "2023-09")
        assert (delivery.place.slug, delivery.quantity_value, delivery.status) == (  # type: ignore[union-attr]
            "wladiwostok",
            1_000_000,
            Status.CONFIRMED,
        )

    def test_untouched_changes_nothing(self, client: Client, article: Article, delivery: Event) -> None:
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"

        answer = client.post(address, form_of(client, address))

        assert answer.status_code == 422
        assert not Decision.objects.exists()

    def test_takes_whose_name_is_emptied_off_the_list(
        self, client: Client, article: Article, delivery: Event, russia: Entity
    ) -> None:
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"

        client.post(address, form_of(client, address) | {"who_0": ""})

        assert delivery.participations.get().entity == russia

    def test_adds_participants_known_and_unknown(self, client: Client, article: Article, delivery: Event) -> None:
        make_entity("person:kim-jong-un", "Kim Jong-un")
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"
        more = {"role_2": "actor", "who_2": "kim jong-un", "role_3": "object", "who_3": "Granaten"}

        answer = client.post(address, form_of(client, address) | more, follow=True)

        named = {(one.role, one.wording, one.entity.key if one.entity else "") for one in delivery.participations.all()}
        assert ("actor", "kim jong-un", "person:kim-jong-un") in named
        assert ("object", "Granaten", "") in named
        assert "„Granaten“" in words(answer.content.decode())

    def test_says_on_whose_word_and_how_sure(
        self, client: Client, article: Article, delivery: Event, russia: Entity
    ) -> None:
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"
        report = delivery.reports.get()

        client.post(
            address,
            form_of(client, address) | {f"modality_{report.pk}": "denied", f"claimed_by_{report.pk}": "Russland"},
        )

        report.refresh_from_db()
        assert (report.modality, report.claimed_by) == ("denied", russia)

    def test_keeps_what_was_typed_with_what_is_wrong(self, client: Client, article: Article, delivery: Event) -> None:
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"

        answer = client.post(
            address, form_of(client, address) | {"date": "gestern", "place": "Atlantis", "quantity": "viele"}
        )

        page = answer.content.decode()
        assert answer.status_code == 422
        for typed in ("gestern", "Atlantis", "viele"):
            assert f'value="{typed}"' in page
        assert page.count("aria-invalid") == 3

    def test_asks_which_of_two_of_the_same_name_is_meant(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        for key in ("person:kim", "person:kim-2"):
            make_entity(key, "Kim")
        address = f"/desk/events/{delivery.pk}/?article={article.pk}"

        answer = client.post(address, form_of(client, address) | {"who_2": "Kim", "role_2": "actor"})

        assert "person:kim, person:kim-2" in answer.content.decode()


class TestAddingAnEvent:
    def test_takes_the_words_that_were_selected(self, client: Client, article: Article) -> None:
        start = article.text.index("erhielt")

        page = client.get(f"/desk/events/new/?article={article.pk}&start={start}&end={start + 7}").content.decode()

        assert re.search(r"selected>\s*1: Russland erhielt", page)
        assert 'name="trigger" value="erhielt"' in page

    def test_makes_a_confirmed_event(self, client: Client, article: Article, korea: Entity) -> None:
        address = f"/desk/events/new/?article={article.pk}&sentence=1"

        client.post(
            address,
            form_of(client, address)
            | {"kind": "delivery", "trigger": "erhielt", "who_0": "Nordkorea", "date": "2023-09"},
        )

        event = Event.objects.get()
        report = event.reports.get()
        assert (event.status, report.quote) == (Status.CONFIRMED, FIRST)
        assert article.text[report.trigger_start : report.trigger_end] == "erhielt"
        assert event.participations.get().country == korea

    def test_adds_the_sentence_to_an_event_that_is_there(
        self, client: Client, article: Article, delivery: Event
    ) -> None:
        address = f"/desk/events/new/?article={article.pk}&sentence=2"

        client.post(address, form_of(client, address) | {"event": str(delivery.pk), "modality": "denied"})

        assert delivery.reports.count() == 2
        assert delivery.reports.order_by("-start").first().modality == "denied"  # type: ignore[union-attr]

    def test_needs_a_sentence_and_a_kind(self, client: Client, article: Article) -> None:
        address = f"/desk/events/new/?article={article.pk}"

        answer = client.post(address, form_of(client, address))

        assert answer.status_code == 422
        assert not Event.objects.exists()

    def test_of_no_article_is_not_found(self, client: Client, editor: User) -> None:
        assert client.get("/desk/events/new/").status_code == 404


class TestJoining:
    def test_finds_the_other_event_by_who_took_part(
        self, client: Client, article: Article, delivery: Event, korea: Entity, russia: Entity
    ) -> None:
        other = propose(make_article(TEXT), korea, russia, date="1950")

        page = client.get(f"/desk/events/{delivery.pk}/join/?q=nordk").content.decode()

        assert re.findall(r'name="with" value="(\d+)"', page) == [str(other.pk)]

    def test_leads_from_one_to_the_other(
        self, client: Client, article: Article, delivery: Event, korea: Entity, russia: Entity
    ) -> None:
        other = propose(make_article(TEXT), korea, russia)

        client.post(f"/desk/events/{delivery.pk}/join/", {"with": other.pk, "article": article.pk})

        delivery.refresh_from_db()
        assert delivery.merged_into == other
        assert client.get(f"/desk/events/{delivery.pk}/")["Location"] == f"/desk/events/{other.pk}/"

    def test_with_none_chosen_says_so(self, client: Client, article: Article, delivery: Event) -> None:
        answer = client.post(f"/desk/events/{delivery.pk}/join/")

        assert answer.status_code == 422


class TestTheHistory:
    def test_says_in_sentences_what_was_decided(
        self, client: Client, article: Article, delivery: Event, korea: Entity, russia: Entity, editor: User
    ) -> None:
        other = propose(make_article(TEXT), korea, russia)
        for do in ("confirm", "reject", "confirm"):
            client.post(f"/desk/events/{delivery.pk}/decide/", {"do": do, "article": article.pk})
        client.post(f"/desk/events/{delivery.pk}/join/", {"with": other.pk, "article": article.pk})
        undo(Decision.objects.latest("pk"), by=editor)

        page = words(client.get("/desk/activity/", headers={"Accept-Language": "en"}).content.decode())

        assert "Event confirmed: arms delivery, September 2023" in page
        assert "Event rejected: arms delivery, September 2023" in page
        assert "Undone: Events joined: arms delivery, September 2023" in page
