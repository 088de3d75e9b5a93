"""Countries in a text: every form that means one, and the look-alikes that do not."""

from __future__ import annotations

import pytest

from articles.extraction.countries import find_countries


def countries(text: str, language: str = "de") -> list[tuple[str, str, str | None]]:
    return [(m.span.quote, m.form, m.entity) for m in find_countries(text, language)]


class TestForms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Nordkorea", ("Nordkorea", "name", "country:KP")),
            ("die Raketen Nordkoreas", ("Nordkoreas", "name", "country:KP")),
            ("der Vereinigten Staaten", ("Vereinigten Staaten", "name", "country:US")),
            ("aus der DVRK", ("DVRK", "alias", "country:KP")),
            ("die nordkoreanische Botschaft", ("nordkoreanische", "adjective", "country:KP")),
            ("ein chinesisches Interesse", ("chinesisches", "adjective", "country:CN")),
            ("mit iranischem Geld", ("iranischem", "adjective", "country:IR")),
            ("Russische Beamte reisten", ("Russische", "adjective", "country:RU")),
            ("den Russen zufolge", ("Russen", "demonym", "country:RU")),
            ("von vielen Israelis selbst", ("Israelis", "demonym", "country:IL")),
            ("der US-Präsident", ("US", "compound", "country:US")),
            ("die Anti-Iran-Koalition", ("Iran", "compound", "country:IR")),
            ("RUSSLAND GREIFT AN", ("RUSSLAND", "name", "country:RU")),
            ("die Vereinigten\nStaaten", ("Vereinigten\nStaaten", "name", "country:US")),
        ],
    )
    def test_german(self, text, expected):
        assert countries(text) == [expected]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("North Korea's leader", ("North Korea", "name", "country:KP")),
            ("the Russian army", ("Russian", "adjective", "country:RU")),
            ("a U.S. official", ("U.S.", "alias", "country:US")),
            ("US officials say", ("US", "alias", "country:US")),
        ],
    )
    def test_english(self, text, expected):
        assert countries(text, "en") == [expected]

    def test_a_language_without_tables_has_the_names_of_the_cldr(self):
        found = countries("La Russie et la Corée du Nord", "fr")

        assert [entity for _, _, entity in found] == ["country:RU", "country:KP"]

    def test_two_adjectives_may_share_a_hyphen(self):
        found = countries("deutsch-französische Beziehungen")

        assert [(form, entity) for _, form, entity in found] == [
            ("adjective", "country:DE"),
            ("adjective", "country:FR"),
        ]

    def test_people_and_adjective_are_told_apart_by_the_word_behind(self):
        found = countries("Die Deutschen wählen, Deutsche Soldaten helfen")

        assert [form for _, form, _ in found] == ["demonym", "adjective"]

    def test_a_word_for_two_countries_links_to_neither(self):
        [mention] = find_countries("Truppen im Kongo", "de")

        assert mention.entity is None
        assert {candidate.entity for candidate in mention.candidates} == {"country:CD", "country:CG"}


class TestLookAlikes:
    @pytest.mark.parametrize(
        "text",
        [
            "Michael Jordan traf",
            "Paris Hilton kam",
            "Jack London schrieb",
            "Benin Müller gewann",
            "Frau Schweizer sagte",
            "laut der Washington Post",
            "Dynamo Moskau gewann",
            "er spricht Russisch",
            "das kostet 5 US-Dollar",
            "die Pole Position",
            "er hat uns gesehen",
            "Neurussland",
        ],
    )
    def test_are_no_countries_in_german(self, text):
        assert countries(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "JOIN US NOW",
            "bail of US$ 20,000",
            "he told us",
            "Michael Jordan scored",
            "Chad Smith played",
            "South American birds",
        ],
    )
    def test_are_no_countries_in_english(self, text):
        assert countries(text, "en") == []

    def test_a_surname_stays_one_later_in_the_article(self):
        assert countries("Michael Jordan scored. Jordan won.", "en") == []

    def test_unless_a_preposition_of_place_stands_before_it(self):
        found = countries("Michael Jordan flew to Jordan.", "en")

        assert [entity for _, _, entity in found] == ["country:JO"]
