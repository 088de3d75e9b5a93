"""Capitals: the city, or the government that sits there."""

from __future__ import annotations

import pytest

from articles.extraction.capitals import capital_name, place_key
from articles.extraction.countries import find_countries


def readings(text: str, language: str = "de") -> list[str | None]:
    return [mention.entity for mention in find_countries(text, language)]


class TestReading:
    @pytest.mark.parametrize(
        "text",
        [
            "traf am 14. Januar in Moskau ein",
            "Der Minister besuchte Moskau",
            "die Hauptstadt Moskau",
            "der Bürgermeister von Moskau",
            "die Staatsanwaltschaft Moskau ermittelt",
            "Moskau (dpa) – Der Kreml",
            "MOSKAU (dpa) –",
            "der Moskau-Besuch",
        ],
    )
    def test_the_city(self, text):
        assert "place:moskau" in readings(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Ihm zufolge erhielt Moskau etwa eine Million Artilleriegeschosse",
            "Dies habe Moskau geholfen",
            "Moskau hat gedroht",
            "Gespräche mit Moskau",
            "von Moskau unterstützt",
            "Moskaus Angriff",
        ],
    )
    def test_the_government(self, text):
        [mention] = find_countries(text, "de")

        assert (mention.entity, mention.form) == ("country:RU", "metonym")

    def test_a_list_is_read_as_its_first_member(self):
        assert readings("in Berlin und Moskau") == ["place:berlin", "place:moskau"]
        assert readings("zwischen Berlin und Moskau") == ["country:DE", "country:RU"]

    def test_the_other_reading_stays_a_candidate(self):
        [mention] = find_countries("erhielt Moskau Geschosse", "de")

        assert [candidate.entity for candidate in mention.candidates] == ["country:RU", "place:moskau"]

    def test_without_a_cue_the_score_is_low(self):
        [certain] = find_countries("Dies habe Moskau geholfen", "de")
        [uncertain] = find_countries("Auch Moskau zögert", "de")

        assert uncertain.score < certain.score

    def test_english(self):
        assert readings("Moscow denied it", "en") == ["country:RU"]
        assert readings("He arrived in Moscow", "en") == ["place:moskau"]
        assert readings("pro-Beijing politicians", "en") == ["country:CN"]


class TestKeys:
    def test_a_city_is_keyed_by_its_german_name(self):
        assert place_key("Pjöngjang") == "place:pjoengjang"
        assert readings("in Pyongyang", "en") == ["place:pjoengjang"]

    def test_spellings_of_one_city_share_it(self):
        assert capital_name("UA", "Kyjiw") == capital_name("UA", "Kyiv") == "Kiew"

    def test_another_city_of_the_country_is_not_its_capital(self):
        assert capital_name("NL", "Amsterdam") == "Amsterdam"


class TestLines:
    def test_the_last_word_of_the_headline_is_no_neighbour(self):
        [_, mention] = find_countries("Gespräche mit Russland\nMoskau zögert", "de")

        assert (mention.entity, mention.form) == ("country:RU", "metonym")

    def test_a_wrapped_line_keeps_its_preposition(self):
        assert readings("er reiste am Montag nach\nMoskau zu Gesprächen") == ["place:moskau"]

    def test_a_dateline_begins_a_line(self):
        assert readings("Ein Titel\nMoskau, 14. Januar 2024 – Der Text.") == ["place:moskau"]
