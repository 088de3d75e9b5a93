"""Names of countries in every language."""

from __future__ import annotations

import pytest

from articles.text.country_names import all_codes, countries_named, country_name


class TestCountryName:
    def test_every_language_has_its_own_word(self):
        names = [country_name("KP", language) for language in ("de", "en", "uk", "es", "ko")]

        assert names == ["Nordkorea", "North Korea", "Північна Корея", "Corea del Norte", "북한"]

    def test_a_regional_tag_falls_back_to_its_language(self):
        assert country_name("RU", "de-XX") == "Russland"

    def test_a_language_without_names_gets_the_english_one(self):
        assert country_name("KP", "tlh") == "North Korea"

    def test_what_is_no_country_stays_its_code(self):
        assert country_name("ZZ", "de") == "ZZ"


class TestCountriesNamed:
    @pytest.mark.parametrize(
        "name", ["Nordkorea", "North Korea", "КНДР", "Північна Корея", "Corea del Norte", "COREA DEL NORTE", "朝鲜"]
    )
    def test_any_language_leads_to_the_country(self, name):
        assert countries_named(name) == ("KP",)

    def test_accents_do_not_count(self):
        assert countries_named("Osterreich") == countries_named("Österreich") == ("AT",)

    def test_one_word_can_name_two_countries(self):
        assert countries_named("Kongo") == ("CD", "CG")

    def test_a_short_name_counts_only_as_written(self):
        assert countries_named("US") == ("US",)
        assert countries_named("us") == ()

    def test_other_words_name_no_country(self):
        assert countries_named("Raketen") == ()


class TestAllCodes:
    def test_kosovo_counts_and_regions_of_software_do_not(self):
        codes = all_codes()

        assert "XK" in codes
        assert not {"XA", "XB", "ZZ", "EU", "QO"} & set(codes)

    def test_every_code_has_a_german_and_an_english_name(self):
        nameless = [code for code in all_codes() if code in (country_name(code, "de"), country_name(code, "en"))]

        assert nameless == []
