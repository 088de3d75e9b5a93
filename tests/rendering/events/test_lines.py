"""Events as lines: what each shows, where its evidence is, and what it keeps to itself."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from articles.models import Event, FullText, Status
from articles.rendering.events.lines import EventLine, event_lines
from tests.builders import (
    make_article,
    make_editor,
    make_entity,
    make_event,
    make_participation,
    make_report,
    make_source,
)

pytestmark = pytest.mark.django_db
READER = AnonymousUser()
TEXT = "Die Lieferung\nErst kam nichts. Dann lieferte Nordkorea Munition. Später schwieg es."
SENTENCE = "Dann lieferte Nordkorea Munition."


def line_of(event: Event, user: object = READER, language: str = "de") -> EventLine:
    with override(language):
        [line] = event_lines([Event.objects.get(pk=event.pk)], user)
        return line


def html_of(event: Event, language: str) -> str:
    with override(language):
        return line_of(event, language=language).html


class TestWhoTookPart:
    def test_in_which_role_with_objects_last(self) -> None:
        event = make_event("AID", "military")
        report = make_report(event, make_article(TEXT), SENTENCE)
        make_participation(report, make_entity("weapon:munition", "Munition"), "object")
        make_participation(report, make_entity("country:RU", "Russland"), "recipient")
        make_participation(report, make_entity("country:KP", "Nordkorea"))

        line = line_of(event)

        assert line.title == "Nordkorea → Russland: Munition"
        assert line.headline == "Waffenlieferung: Nordkorea → Russland: Munition"

    def test_once_although_two_articles_name_them(self) -> None:
        event, korea = make_event(), make_entity("country:KP", "Nordkorea")
        for wording in ("Pjöngjang", "DVRK"):
            make_participation(make_report(event, make_article()), korea, wording=wording)

        [party] = line_of(event).parties

        assert party.name == "Nordkorea"
        assert party.wordings == ("Pjöngjang", "DVRK")

    def test_as_the_text_writes_it_where_nobody_knows_who_it_is(self) -> None:
        event = make_event()
        make_participation(make_report(event, make_article()), None, wording="ein Sprecher")

        assert line_of(event).title == "ein Sprecher"

    def test_as_the_one_they_were_merged_into(self) -> None:
        event, kim = make_event(), make_entity("person:kim-jong-un", "Kim Jong-un")
        twin = make_entity("person:kim", "Kim", merged_into=kim)
        make_participation(make_report(event, make_article()), twin)

        [party] = line_of(event).parties

        assert party.entity is not None
        assert party.entity.id == kim.pk

    def test_without_anybody_the_kind_is_what_is_left_to_say(self) -> None:
        event = make_event("ASSAULT")
        make_report(event, make_article())

        assert line_of(event).title == line_of(event).headline == "Angriff"


class TestEvidence:
    def test_is_the_sentence_with_the_number_the_article_gives_it(self) -> None:
        event = make_event()
        article = make_article(TEXT, source=make_source("Channel 24"))
        make_report(event, article, SENTENCE)

        [report] = line_of(event).reports

        assert report.quote == SENTENCE
        assert report.url == f"{article.get_absolute_url()}#s2"

    def test_in_a_headline_has_no_sentence_to_lead_to(self) -> None:
        event, article = make_event(), make_article(TEXT)
        make_report(event, article, "Die Lieferung")

        [report] = line_of(event).reports

        assert report.url == article.get_absolute_url()

    def test_is_not_quoted_to_those_who_may_not_read_the_text(self) -> None:
        event = make_event()
        article = make_article(TEXT, full_text=FullText.EDITORS)
        make_report(event, article, SENTENCE)

        assert SENTENCE not in line_of(event).html
        assert line_of(event).reports[0].url == article.get_absolute_url()
        assert SENTENCE in line_of(event, make_editor()).html

    def test_nor_is_it_told_how_that_text_calls_who_took_part(self) -> None:
        event, korea = make_event(), make_entity("country:KP", "Nordkorea")
        report = make_report(event, make_article(TEXT, full_text=FullText.EDITORS), SENTENCE)
        make_participation(report, korea, wording="Pjöngjang")
        make_participation(report, None, wording="ein Vertreter", country=korea)
        make_participation(report, None, "recipient", wording="die Besatzer")

        [known] = line_of(event).parties

        assert (known.name, known.wordings) == ("Nordkorea", ())
        assert {one.name for one in line_of(event, make_editor()).parties} == {
            "Nordkorea", "ein Vertreter", "die Besatzer"
        }  # fmt: skip

    def test_is_taken_from_the_first_report_that_can_be_read(self) -> None:
        event = make_event()
        make_report(event, make_article(TEXT, full_text=FullText.EDITORS), SENTENCE)
        make_report(event, make_article("Anderes\nNordkorea half aus."), "Nordkorea half aus.")

        evidence = line_of(event).evidence

        assert evidence is not None
        assert evidence.quote == "Nordkorea half aus."


class TestWhatIsSaid:
    def test_a_quantity_keeps_its_about(self) -> None:
        event = make_event(quantity_value=1_000_000, quantity_about=True, quantity_unit="Granaten")
        make_report(event, make_article())

        assert line_of(event, language="en").quantity == "about 1,000,000 Granaten"

    def test_on_whose_word_and_how_sure(self) -> None:
        event, house = make_event(), make_entity("organisation:weisses-haus", "Weißes Haus")
        for modality in ("reported", "alleged"):
            make_report(event, make_article(), claimed_by=house, modality=modality)

        line = line_of(event)

        assert [one.name for one in line.claimants] == ["Weißes Haus"]
        with override("de"):
            assert line.modalities == ("berichtet", "behauptet")

    def test_that_it_was_simply_reported_needs_no_word(self) -> None:
        event = make_event()
        make_report(event, make_article())

        assert line_of(event).modalities == ()

    def test_an_inferred_date_says_so_and_is_not_solid(self) -> None:
        event = make_event(date="2023", date_inferred=True)
        make_report(event, make_article())

        assert "inferred" in html_of(event, "en")
        assert not line_of(event).is_solid

    def test_a_proposed_event_says_that_nobody_has_confirmed_it(self) -> None:
        event = make_event(status=Status.PROPOSED, date="2024-01-14")
        make_report(event, make_article())

        assert "unconfirmed" in html_of(event, "en")
        assert not line_of(event).is_solid

    def test_words_of_a_text_cannot_become_markup(self) -> None:
        event = make_event()
        report = make_report(event, make_article("Lieferung\nNord <b>korea</b> half."), "Nord <b>korea</b> half.")
        make_participation(report, None, wording="<script>")

        html = line_of(event).html

        assert "<b>korea" not in html
        assert "<script>" not in html


class TestSecretReports:
    """One event, reported in public with a month and in secret with the day, the place and who was there."""

    @pytest.fixture
    def event(self) -> Event:
        korea, ship = make_entity("country:KP", "Nordkorea"), make_entity("place:hafen", "Hafen")
        event = make_event(date="2023-09-13", place=ship, quantity_value=7, quantity_unit="Schiffe")
        open_one = make_report(event, make_article(TEXT), SENTENCE, date="2023-09")
        make_participation(open_one, korea)
        secret_article = make_article("Geheim\nSieben Schiffe am 13.", status="draft", first_published_at=None)
        said = {
            "modality": "denied",
            "claimed_by": ship,
            "place": ship,
            "quantity_value": 7,
            "quantity_unit": "Schiffe",
        }
        secret = make_report(event, secret_article, "Sieben Schiffe am 13.", **said)
        make_participation(secret, make_entity("person:geheim", "Geheimrat"), "recipient")
        return event

    def test_say_nothing_to_readers(self, event: Event) -> None:
        line = line_of(event)

        assert len(line.reports) == 1
        assert [party.name for party in line.parties] == ["Nordkorea"]
        assert line.date is not None
        assert line.date.edtf == "2023-09"
        assert (line.place, line.quantity, line.claimants, line.modalities) == (None, "", (), ())

    def test_leave_what_no_article_says_and_an_editor_knows(self, event: Event) -> None:
        Event.objects.filter(pk=event.pk).update(quantity_value=8)
        Event.objects.filter(pk=event.pk).settle_visibility()

        assert line_of(event).quantity == "8 Schiffe"

    def test_say_everything_to_editors(self, event: Event) -> None:
        line = line_of(event, make_editor())

        assert len(line.reports) == 2
        assert line.title == "Nordkorea → Geheimrat"
        assert line.date is not None
        assert line.date.earliest == date(2023, 9, 13)
        assert line.quantity == "7 Schiffe"


class TestCost:
    def test_thirty_events_cost_as_many_queries_as_two(self) -> None:
        korea = make_entity("country:KP", "Nordkorea")
        for _ in range(30):
            event = make_event(place=korea)
            make_participation(make_report(event, make_article(TEXT, source=make_source()), SENTENCE), korea)
        events = list(Event.objects.order_by("pk"))
        counts = []

        for some in (events[:2], events):
            with CaptureQueriesContext(connection) as queries:
                [line.html for line in event_lines(some, READER)]
            counts.append(len(queries))

        assert counts[0] == counts[1] <= 9
