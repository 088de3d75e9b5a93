"""Who did what to whom: the rules by which a sentence gives an event its kind and its parties."""

from __future__ import annotations

import pytest

from articles.extraction.pipeline import extract
from articles.text.dates import PartialDate

from ..starter import starter_names
from .reading import event_in, events_in, kind, told, who

PUTIN, KIM = "person:wladimir-putin", "person:kim-jong-un"
RU, KP, UA, US, JP, FR = (f"country:{code}" for code in ("RU", "KP", "UA", "US", "JP", "FR"))


class TestParties:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("Frankreich kritisierte Russland.", ("ACCUSE/disapprove", [FR], [RU])),
            ("Am Montag kritisierte Frankreich Russland.", ("ACCUSE/disapprove", [FR], [RU])),
            ("China wirft den USA Einmischung vor.", ("ACCUSE", ["country:CN"], [US])),
            ("Russland hat die Ukraine angegriffen.", ("ASSAULT", [RU], [UA])),
            ("Die USA verhängten Sanktionen gegen den Iran.", ("SANCTION", [US], ["country:IR"])),
            ("Nordkorea lieferte Panzer an Russland.", ("AID/military", [KP], [RU])),
            ("Russland erhielt Panzer von Nordkorea.", ("AID/military", [KP], [RU])),
            ("Die USA lehnten Hilfe aus Frankreich ab.", ("REJECT", [US], [FR])),
        ],
    )
    def test_stand_where_the_verb_wants_them(self, sentence, expected):
        assert told(event_in(sentence)) == expected

    def test_change_places_in_the_passive(self):
        event = event_in("Russland wurde von Frankreich und Japan verurteilt.")

        assert told(event) == ("ACCUSE/disapprove", [FR, JP], [RU])

    def test_of_an_inverted_sentence_follow_the_case_of_the_article(self):
        event = event_in("Den Iran kritisierte Japan.")

        assert (who(event, "actor"), who(event, "recipient")) == ([JP], ["country:IR"])

    def test_are_all_that_a_list_names(self):
        event = event_in("Deutschland, Frankreich und Polen verurteilten Russland.")

        assert who(event, "actor") == ["country:DE", FR, "country:PL"]

    def test_are_a_guest_and_a_host_whoever_is_the_subject(self):
        visit = event_in("Wladimir Putin besuchte Kim Jong-un.")
        reception = event_in("Kim Jong-un empfing Wladimir Putin.")

        assert told(visit) == told(reception) == ("CONSULT/visit", [PUTIN], [KIM])

    def test_of_two_verbs_share_the_subject(self):
        visit, blame = events_in("Wladimir Putin besuchte Nordkorea und kritisierte Japan.")

        assert told(visit) == ("CONSULT/visit", [PUTIN], [KP])
        assert told(blame) == ("ACCUSE/disapprove", [PUTIN], [JP])

    def test_in_a_relative_clause_include_what_it_is_about(self):
        event = event_in("Die Raketen, mit denen Russland die Ukraine beschoss, waren neu.")

        assert told(event) == ("ASSAULT/heavy-weapons", [RU], [UA])

    def test_of_the_next_clause_are_left_alone(self):
        event = event_in("Frankreich kritisierte das Gesetz, während Russland schwieg.")

        assert who(event, "recipient") == []
        assert event.score < 0.5

    def test_do_not_include_what_an_apposition_says(self):
        event = event_in("Wladimir Putin, der Präsident von Russland, besuchte Nordkorea.")

        assert told(event) == ("CONSULT/visit", [PUTIN], [KP])

    def test_are_those_that_an_apposition_names(self):
        event = event_in("Russische Beamte, insbesondere Wladimir Putin, besuchten Nordkorea.")

        assert who(event, "actor") == [PUTIN]

    def test_who_met_each_other_are_all_actors(self):
        event = event_in("Wladimir Putin und Kim Jong-un trafen sich in Moskau.")

        assert told(event) == ("CONSULT/meeting", [PUTIN, KIM], [])
        assert event.place == "place:moskau"
        assert event.score > 0.5


class TestActingFor:
    def test_an_office_is_its_country(self):
        event = event_in("Der japanische Außenminister kritisierte Russland.")

        assert who(event, "actor") == [JP]
        assert event.participants[0].wording == "Der japanische Außenminister"
        assert event.score > 0.5

    def test_a_singer_is_not(self):
        assert event_in("Der japanische Sänger kritisierte Russland.").score < 0.5

    def test_a_person_acts_for_the_country_in_front_of_the_name(self):
        event = event_in("Wladimir Putin traf sich mit dem nordkoreanischen Machthaber Kim Jong-un.")

        assert [one.countries for one in event.participants] == [("RU",), ("KP",)]

    def test_a_capital_stands_for_its_country_where_its_mention_does(self):
        assert told(event_in("Moskau kritisierte Japan.")) == ("ACCUSE/disapprove", [RU], [JP])

    def test_the_country_in_front_of_a_noun_is_whose_it_is(self):
        event = event_in("Russlands Außenminister kritisierte Japan.")

        assert who(event, "actor") == [RU]


class TestPronouns:
    def test_mean_the_only_person_before_them(self):
        events = events_in("Wladimir Putin war am Montag zu Gast. Er besuchte Nordkorea.")

        assert [who(event, "actor") for event in events] == [[PUTIN]]

    def test_mean_nobody_where_two_were_named(self):
        events = events_in("Wladimir Putin redete, Kim Jong-un schwieg. Er besuchte Japan.")

        assert [who(event, "actor") for event in events] == [[]]

    def test_in_the_plural_are_not_one_person(self):
        events = events_in("Wladimir Putin war am Montag zu Gast. Sie wurden von Frankreich kritisiert.")

        assert [who(event, "recipient") for event in events] == [[]]


class TestPlaces:
    def test_the_city_is_the_place_and_its_country_the_host(self):
        event = event_in("Wladimir Putin traf am Sonntag in Tokio ein.")

        assert told(event) == ("CONSULT/visit", [PUTIN], [JP])
        assert event.place == "place:tokio"

    def test_a_meeting_in_the_other_ones_country_is_a_visit(self):
        event = event_in("Kim Jong-un traf sich in Moskau mit Wladimir Putin.")

        assert told(event) == ("CONSULT/visit", [KIM], [PUTIN])

    def test_a_place_that_belongs_to_another_noun_is_none(self):
        events = events_in("Russland und Nordkorea festigten nach dem Ausbruch des Krieges in Japan ihre Beziehungen.")

        assert [(kind(event), event.place) for event in events] == [("SUPPORT", None), ("ASSAULT", JP)]

    def test_whose_city_is_near_is_not_who_did_it(self):
        event = event_in("Der frühere Präsident Nordkoreas wurde in der Nähe von Brüssel verhaftet.")

        assert who(event, "actor") == []


class TestNouns:
    @pytest.mark.parametrize(
        ("sentence", "expected"),
        [
            ("Der Umfang der Waffenlieferungen aus Nordkorea nach Russland wuchs.", ("AID/military", [KP], [RU])),
            ("Beim Besuch Putins in Nordkorea regnete es.", ("CONSULT/visit", [PUTIN], [KP])),
            ("Die Verhandlungen zwischen Japan und Russland dauern an.", ("CONSULT/multilateral", [JP, RU], [])),
            ("Der russische Angriff auf die Ukraine dauert an.", ("ASSAULT", [RU], [UA])),
            ("Nordkorea begann mit dem Test einer Rakete.", ("MOBILIZE/weapons", [], [])),
        ],
    )
    def test_have_their_parties_beside_them(self, sentence, expected):
        assert told(event_in(sentence.replace("Putins", "von Wladimir Putin"))) == expected

    def test_beside_a_verb_of_the_same_type_are_no_second_event(self):
        assert len(events_in("Die USA beschlossen Sanktionen gegen den Iran.")) == 1


class TestFalseSenses:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Der Streit in Syrien droht zu eskalieren.",
            "Wladimir Putin landete auf dem ersten Platz in Moskau.",
            "Japan griff Russland mit scharfen Worten scharf an.",
            "Wladimir Putin erhielt in Moskau einen Brief aus Japan.",
            "Russland griff die Ukraine nicht an.",
            "Wenn Russland Japan angreift, wird es ernst.",
            "Russland könnte Japan angreifen.",
            "Polen forderte, dass Japan Russland verurteilt.",
        ],
    )
    def test_are_no_events(self, sentence):
        assert events_in(sentence) == ()

    def test_a_participle_in_front_of_a_noun_is_no_verb(self):
        events = events_in("Der thailändische König hat den am 29. März verurteilten Schweizer begnadigt.")

        assert events == ()


class TestDates:
    def test_is_the_one_in_the_clause_of_the_verb(self):
        event = event_in("Wladimir Putin besuchte im September 2023 Nordkorea, das 1948 gegründet worden war.")

        assert (event.date, event.date_inferred) == (PartialDate("2023-09"), False)

    def test_that_says_less_than_the_day_is_marked_as_inferred(self):
        event = event_in("Wladimir Putin besuchte am 14. Januar Nordkorea.")

        assert (event.date, event.date_inferred) == (PartialDate("2024-01-14"), True)

    def test_is_none_where_nothing_says_when_the_article_was_written(self):
        assert event_in("Wladimir Putin besuchte am 14. Januar Nordkorea.", written=None).date is None


class TestQuantities:
    @pytest.mark.parametrize(
        ("number", "value", "about"),
        [("40", 40, False), ("etwa eine Million", 1_000_000, True), ("rund 1.200", 1200, True), ("drei", 3, False)],
    )
    def test_are_read_with_their_unit(self, number, value, about):
        quantity = event_in(f"Nordkorea lieferte {number} Raketen an Russland.").quantity

        assert (quantity.value, quantity.about, quantity.unit) == (value, about, "Raketen")

    def test_an_article_counts_nothing(self):
        assert event_in("Nordkorea lieferte eine Rakete an Russland.").quantity is None


class TestOtherLanguages:
    def test_have_no_events_yet(self):
        text = "Vladimir Putin visited North Korea. France criticised Russia. Japan attacked nobody."

        assert extract(text, known=starter_names(), language="en").events == ()


class TestChronicles:
    def test_come_to_an_end(self):
        """Thousands of the same sentence: neither dates nor repeats may be compared each with each."""
        text = "Am 14. Januar 2024 besuchte Wladimir Putin Nordkorea, Japan, Polen, China. " * 2000

        [event] = extract(text, known=starter_names(), language="de").events

        assert len(event.also_reported) == 299
