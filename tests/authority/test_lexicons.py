"""The words for countries: complete, clean, and honest about what else they mean."""

from __future__ import annotations

from collections import defaultdict

import pytest

from articles.authority.tables import DATA, LEXICONS, read_table
from articles.text.country_names import all_codes

FORMER_STATES = {row["code"] for row in read_table(DATA / "former_states.tsv")}
CODES = set(all_codes()) | FORMER_STATES
SOVEREIGN = {row["code"] for row in read_table(DATA / "country_facts.tsv") if row["sovereign"]}
TABLES = sorted(path for path in LEXICONS.glob("*/*.tsv") if path.name.startswith(("country_", "capitals")))
WORD_COLUMNS = {"country_names": "name", "country_aliases": "name", "country_adjectives": "stem", "capitals": "name"}
# English has no word of its own there: "Liechtenstein", "New Zealand", "Solomon Islands" are name and adjective in one.
NO_ENGLISH_ADJECTIVE = {"LI", "NZ", "SB"}
# Nobody is born a citizen of the Vatican, and neither language names its people.
NO_DEMONYM = {"VA"}
# The capital is called like the country.
NO_CAPITAL = {"DJ", "LU", "MC", "SG", "SM", "VA"}


def codes_in(language: str, table: str) -> set[str]:
    return {row["code"] for row in read_table(LEXICONS / language / f"{table}.tsv")}


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
class TestEveryTable:
    def test_every_code_is_a_country_or_a_former_state(self, path):
        assert {row["code"] for row in read_table(path)} <= CODES

    def test_no_cell_begins_or_ends_with_a_space(self, path):
        untidy = [row for row in read_table(path) if any(cell != " ".join(cell.split()) for cell in row.values())]

        assert untidy == []

    def test_no_row_stands_there_twice(self, path):
        rows = [(row["code"], row.get("name") or row.get("stem") or row["forms"]) for row in read_table(path)]

        assert sorted(rows) == sorted(set(rows))

    def test_a_word_for_two_countries_says_that_it_is_ambiguous(self, path):
        countries = defaultdict(set)
        silent = set()
        for row in read_table(path):
            for word in [row[WORD_COLUMNS[path.stem]]] if path.stem in WORD_COLUMNS else row["forms"].split():
                countries[word].add(row["code"])
                if not row["note"].startswith("ambiguous"):
                    silent.add(word)

        assert {word for word, codes in countries.items() if len(codes) > 1} & silent == set()


@pytest.mark.parametrize("language", ["de", "en"])
class TestCompleteLanguages:
    def test_every_country_has_a_name(self, language):
        assert codes_in(language, "country_names") == CODES

    def test_every_sovereign_state_has_an_adjective(self, language):
        expected = SOVEREIGN - (NO_ENGLISH_ADJECTIVE if language == "en" else set())

        assert expected <= codes_in(language, "country_adjectives")

    def test_every_sovereign_state_has_a_word_for_its_people(self, language):
        assert codes_in(language, "country_demonyms") >= SOVEREIGN - NO_DEMONYM

    def test_every_sovereign_state_has_a_capital(self, language):
        assert codes_in(language, "capitals") >= SOVEREIGN - NO_CAPITAL


class TestTraps:
    def test_the_country_name_polen_is_not_listed_as_a_people(self):
        names = {row["name"] for row in read_table(LEXICONS / "de" / "country_names.tsv")}
        peoples = {
            form for row in read_table(LEXICONS / "de" / "country_demonyms.tsv") for form in row["forms"].split()
        }

        assert names & peoples == set()

    @pytest.mark.parametrize("name", ["Georgia", "Jordan", "Turkey", "Chad"])
    def test_english_words_that_are_also_people_and_places_say_so(self, name):
        [row] = [row for table in ("country_names", "country_aliases")
                 for row in read_table(LEXICONS / "en" / f"{table}.tsv") if row["name"] == name]  # fmt: skip

        assert row["note"].startswith("ambiguous")

    def test_the_soviet_union_is_not_russia(self):
        [code] = {row["code"] for row in read_table(LEXICONS / "de" / "country_aliases.tsv") if row["name"] == "UdSSR"}

        assert code == "SU"
