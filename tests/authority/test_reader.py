"""The starter authority data as the archive gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from articles.authority.reader import authority_edition, read_authority
from articles.authority.values import AuthorityEntity
from articles.text.names import name_key

GOLD = json.loads((Path(__file__).parent.parent / "corpus" / "seed.json").read_text(encoding="utf-8"))
KINDS = {
    *("preferred", "alias", "acronym", "adjective", "demonym", "metonym"),
    *("transliteration", "misspelling", "title", "former"),
}


@pytest.fixture(scope="module")
def entities() -> dict[str, AuthorityEntity]:
    return {entity.key: entity for entity in read_authority().entities}


def named(entities: dict[str, AuthorityEntity], text: str) -> dict[str, str]:
    """Keys of the entities *text* can stand for, with the strength of the name."""
    return {
        entity.key: name.strength
        for entity in entities.values()
        for name in entity.names
        if name_key(name.text) == name_key(text)
    }


class TestSeed:
    def test_every_entity_of_the_seed_is_known_under_its_key_and_name(self, entities):
        missing = [gold for gold in GOLD["entities"] if entities[gold["key"]].name_de != gold["name"]]

        assert missing == []

    def test_what_belongs_to_a_country_says_so(self, entities):
        belonging = [gold for gold in GOLD["entities"] if "country" in gold]

        wrong = [gold for gold in belonging if entities[gold["key"]].country != gold["country"]]

        assert wrong == []

    @pytest.mark.parametrize(
        ("spelling", "key"),
        [
            ("Kim Jong-un", "person:kim-jong-un"),
            ("Ким Чен Ын", "person:kim-jong-un"),
            ("Кім Чен Ин", "person:kim-jong-un"),
            ("김정은", "person:kim-jong-un"),
            ("Cho Son-hui", "person:choe-son-hui"),
            ("최선희", "person:choe-son-hui"),
            ("Vladimir Putin", "person:wladimir-putin"),
            ("Vadim Skibitsky", "person:wadym-skibizkyj"),
            ("Вадим Скібіцький", "person:wadym-skibizkyj"),
            ("Сергей Лавров", "person:sergej-lawrow"),
            ("Sergei Shoigu", "person:sergej-schoigu"),
            ("Weißen Hauses", "organisation:weisses-haus"),
            ("GettyImages", "organisation:getty-images"),
        ],
    )
    def test_other_spellings_lead_to_the_entity(self, entities, spelling, key):
        assert named(entities, spelling) == {key: "strong"}

    @pytest.mark.parametrize("surname", ["Putin", "Путин", "Lawrow", "Schoigu", "Шойгу"])
    def test_a_surname_alone_is_a_weak_name(self, entities, surname):
        assert set(named(entities, surname).values()) == {"weak"}

    def test_a_misspelling_nobody_confirmed_is_left_to_an_editor(self, entities):
        assert named(entities, "Lawro") == {}


class TestCountries:
    @pytest.mark.parametrize("name", ["DVRK", "DPRK", "КНДР", "North Korea", "Nordkorea", "Північна Корея", "북한"])
    def test_any_of_its_names_leads_to_north_korea(self, entities, name):
        assert named(entities, name) == {"country:KP": "strong"}

    def test_a_capital_is_a_weak_name_of_its_country(self, entities):
        assert named(entities, "Pjöngjang") == {"country:KP": "weak"}

    def test_a_name_of_two_countries_is_weak_for_both(self, entities):
        assert named(entities, "Kongo") == {"country:CD": "weak", "country:CG": "weak"}

    def test_its_own_language_is_there(self, entities):
        names = {(name.language, name.script, name.text) for name in entities["country:GE"].names}

        assert ("ka", "Geor", "საქართველო") in names

    def test_case_forms_stay_in_the_lexicon(self, entities):
        assert named(entities, "Vereinigten Staaten") == {}

    def test_ids_come_from_a_source(self, entities):
        assert entities["country:KP"].external_ids == {"iso2": "KP", "iso3": "PRK", "wikidata": "Q423"}

    def test_a_former_state_has_no_iso_code(self, entities):
        assert entities["country:SU"].external_ids == {"wikidata": "Q15180"}
        assert entities["country:SU"].description_de == "ehemaliger Staat, 1922 bis 1991"


class TestLeaders:
    def test_the_description_names_office_country_and_year(self, entities):
        tebboune = entities["person:abdelmadjid-tebboune"]

        assert tebboune.description_de == "Präsident, Algerien (seit 2019)"
        assert tebboune.description_en == "President, Algeria (since 2019)"

    def test_the_source_says_who_says_so_and_when(self, entities):
        assert "CIA World Factbook 8662a8b of 2026-05-17" in entities["person:abdelmadjid-tebboune"].source

    def test_the_description_fits_a_list(self, entities):
        leaders = [one for one in entities.values() if "Factbook" in one.source and one.kind == "person"]

        assert leaders
        assert [one.key for one in leaders if max(len(one.description_de), len(one.description_en)) > 90] == []

    def test_somebody_of_the_seed_who_governs_is_one_entity_with_the_factbooks_office(self, entities):
        assert [key for key in entities if "putin" in key] == ["person:wladimir-putin"]
        assert "seit 2012" in entities["person:wladimir-putin"].description_de

    def test_german_spelling_where_the_factbook_has_none(self, entities):
        assert entities["person:viktor-orban"].name_de == "Viktor Orbán"

    def test_a_king_is_no_candidate_for_everybody_of_his_first_name(self, entities):
        assert named(entities, "Philippe") == {"person:philippe": "weak"}
        assert named(entities, "König Philippe") == {"person:philippe": "strong"}

    def test_a_family_name_that_is_an_ordinary_word_stands_for_nobody(self, entities):
        assert named(entities, "Frieden") == {}


class TestWhole:
    def test_kinds_and_strengths_are_those_of_the_model(self, entities):
        names = [name for entity in entities.values() for name in entity.names]

        assert {name.kind for name in names} == KINDS
        assert {name.strength for name in names} == {"strong", "weak"}

    def test_no_name_stands_twice_at_one_entity(self, entities):
        for entity in entities.values():
            identities = [(name.text, name.kind, name.language) for name in entity.names]
            assert len(identities) == len(set(identities)), entity.key

    def test_everything_says_where_it_comes_from(self, entities):
        assert all(entity.source and all(name.source for name in entity.names) for entity in entities.values())

    def test_no_strong_name_belongs_to_two(self, entities):
        bearers: dict[str, set[str]] = {}
        for entity in entities.values():
            for name in entity.names:
                if name.strength == "strong":
                    bearers.setdefault(name_key(name.text), set()).add(entity.key)

        assert [(key, keys) for key, keys in bearers.items() if len(keys) > 1] == []

    def test_values_fit_the_columns_of_the_database(self, entities):
        for entity in entities.values():
            assert len(entity.key) <= 120 and len(entity.description_de) <= 300 and len(entity.description_en) <= 300
            assert all(len(name.text) <= 200 and len(name.language) <= 8 for name in entity.names), entity.key

    def test_the_edition_stays_while_the_tables_do(self):
        assert authority_edition() == authority_edition() == read_authority().edition
