"""Proposals for the same words: which stand."""

from __future__ import annotations

from articles.extraction.known_names import KnownName, KnownNames
from articles.extraction.pipeline import extract
from articles.extraction.values import Kind


def mentions(text: str, language: str = "de", **names: Kind) -> list[tuple[str, str]]:
    known = KnownNames(
        KnownName(name.replace("_", " "), f"{kind}:x", kind, "preferred", "strong", language, name)
        for name, kind in names.items()
    )
    return [(m.span.quote, m.kind) for m in extract(text, language=language, known=known).mentions]


class TestNestedCountries:
    def test_an_adjective_keeps_its_own_mention(self):
        found = mentions("des russischen Außenministeriums", russischen_Außenministeriums="organisation")

        assert found == [("russischen Außenministeriums", "organisation"), ("russischen", "country")]

    def test_so_does_a_genitive(self):
        found = mentions("im Fernen Osten Russlands", Fernen_Osten_Russlands="place")

        assert found == [("Fernen Osten Russlands", "place"), ("Russlands", "country")]

    def test_an_adjective_that_is_part_of_a_name_does_not(self):
        assert mentions("die Deutsche Bank", Deutsche_Bank="organisation") == [("Deutsche Bank", "organisation")]

    def test_a_country_inside_a_name_does_not(self):
        assert mentions("bei Radio Ukraine", Radio_Ukraine="organisation") == [("Radio Ukraine", "organisation")]

    def test_nor_one_inside_a_person(self):
        assert mentions("Heinrich England kam", Heinrich_England="person") == [("Heinrich England", "person")]


class TestPrecedence:
    def test_a_capital_is_read_in_its_context_even_if_it_is_a_known_place(self):
        found = mentions("Ihm zufolge erhielt Moskau Geschosse, die in Moskau lagern", Moskau="place")

        assert found == [("Moskau", "country"), ("Moskau", "place")]
