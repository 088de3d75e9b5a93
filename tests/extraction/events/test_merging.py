"""Repeats within an article are one event with several reports."""

from __future__ import annotations

from articles.extraction.pipeline import extract
from articles.text.dates import PartialDate

from ..starter import starter_names
from .reading import event_in, events_in, kind


class TestRepeats:
    def test_are_further_reports_of_one_event(self):
        event = event_in(
            "Wladimir Putin besuchte Nordkorea. Kim redete. Wladimir Putin besuchte Nordkorea im Mai 2023."
        )

        assert event.date == PartialDate("2023-05")
        assert [span.quote for span in event.also_reported] == ["Wladimir Putin besuchte Nordkorea."]

    def test_of_the_headline_leave_the_sentence_of_the_text_in_front(self):
        text = "Putin besucht Nordkorea\n\nWladimir Putin besuchte am Montag das Nachbarland Nordkorea.\n"

        [event] = extract(text, known=starter_names(), language="de").events

        assert event.span.quote.startswith("Wladimir Putin")
        assert [span.quote for span in event.also_reported] == ["Putin besucht Nordkorea"]

    def test_on_another_date_are_another_event(self):
        assert len(events_in("Putin besuchte Nordkorea 2019. Wladimir Putin besuchte Nordkorea 2023.")) == 2

    def test_the_other_way_round_are_another_event(self):
        assert len(events_in("Frankreich kritisierte Russland. Russland kritisierte Frankreich.")) == 2

    def test_of_a_meeting_may_name_the_two_in_any_order(self):
        first = "Wladimir Putin telefonierte mit Kim Jong-un."
        second = "Kim Jong-un telefonierte mit Wladimir Putin."

        assert len(events_in(f"{first} {second}")) == 1

    def test_with_another_weapon_are_another_event(self):
        first = "Nordkorea lieferte Russland ballistische Raketen."
        second = "Nordkorea lieferte Russland Artilleriemunition."

        assert [kind(event) for event in events_in(f"{first} {second}")] == ["AID/military"] * 2

    def test_by_another_person_of_the_country_are_another_event(self):
        first = "Wladimir Putin besuchte Nordkorea."
        second = "Sergej Lawrow besuchte Nordkorea."

        assert len(events_in(f"{first} {second}")) == 2

    def test_planned_and_done_are_told_apart(self):
        assert len(events_in("Russland will Japan angreifen. Russland griff Japan an.")) == 2

    def test_the_fullest_report_takes_what_it_lacks_from_the_others(self):
        event = event_in(
            "Nordkorea versorgte Russland mit Artilleriemunition. "
            "Laut dem Weißen Haus erhielt Moskau etwa eine Million Artilleriegeschosse."
        )

        assert (event.quantity.value, event.quantity.about) == (1_000_000, True)
        assert event.claimed_by == "organisation:weisses-haus"
