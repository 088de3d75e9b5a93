"""Known names in a text: what links, what only makes candidates, and what is somebody else."""

from __future__ import annotations

from articles.extraction.known import find_known
from articles.extraction.known_names import KnownName, KnownNames
from articles.extraction.values import Kind

PUTIN, LAWROW, KIM = "person:wladimir-putin", "person:sergej-lawrow", "person:kim-jong-un"


def known_name(
    text: str, entity: str, *, kind: Kind = "person", name_kind="preferred", strength="strong", canonical=None
) -> KnownName:
    return KnownName(text, entity, kind, name_kind, strength, "de", canonical or text)


def names(*entries: KnownName) -> KnownNames:
    return KnownNames(
        [
            known_name("Wladimir Putin", PUTIN),
            known_name("Sergej Lawrow", LAWROW),
            known_name("Kim Jong-un", KIM),
            *entries,
        ]
    )


def found(text: str, known: KnownNames | None = None) -> list[tuple[str, str, str | None]]:
    return [(m.span.quote, m.form, m.entity) for m in find_known(text, known or names(), "de")]


class TestFullNames:
    def test_link(self):
        assert found("Wladimir Putin reiste") == [("Wladimir Putin", "name", PUTIN)]

    def test_a_genitive_belongs_to_the_mention(self):
        assert found("Wladimir Putins Reise") == [("Wladimir Putins", "name", PUTIN)]

    def test_hyphens_accents_and_capitals_may_differ(self):
        known = names(known_name("Recep Tayyip Erdoğan", "person:erdogan"))

        quotes = [row[0] for row in found("Kim Jong Un, KIM JONG-UN und Recep Tayyip Erdogan", known)]

        assert quotes == ["Kim Jong Un", "KIM JONG-UN", "Recep Tayyip Erdogan"]

    def test_one_word_has_to_be_exact(self):
        known = names(known_name("HUR", "organisation:hur", kind="organisation", name_kind="acronym"))

        assert found("die Hur, der HUR", known) == [("HUR", "alias", "organisation:hur")]

    def test_the_longest_wins(self):
        known = names(
            known_name("Außenministerium", "organisation:a", kind="organisation"),
            known_name("Außenministerium der Ukraine", "organisation:b", kind="organisation"),
        )

        assert [row[2] for row in found("das Außenministerium der Ukraine", known)] == ["organisation:b"]

    def test_part_of_a_word_is_no_mention(self):
        known = names(known_name("Ural", "place:ural", kind="place"))

        assert found("die Uralregion und der Neural", known) == []

    def test_a_name_of_two_people_links_to_neither(self):
        known = names(known_name("Hans Maier", "person:maier-1"), known_name("Hans Maier", "person:maier-2"))

        [mention] = find_known("Hans Maier sprach", known, "de")

        assert mention.entity is None
        assert [candidate.entity for candidate in mention.candidates] == ["person:maier-1", "person:maier-2"]


class TestShortNames:
    def test_a_surname_after_the_full_name_is_the_same_man(self):
        assert found("Wladimir Putin kam. Putin ging.")[1] == ("Putin", "surname", PUTIN)

    def test_so_is_one_in_the_headline_above(self):
        assert found("Putin reist\nWladimir Putin kam.")[0] == ("Putin", "surname", PUTIN)

    def test_a_korean_family_name_comes_first(self):
        known = names(known_name("Kim", KIM, name_kind="alias", strength="weak", canonical="Kim Jong-un"))

        assert found("Kim Jong-un kam. Kim ging.", known)[1] == ("Kim", "surname", KIM)

    def test_alone_it_has_candidates_only(self):
        [mention] = find_known("Insbesondere Lawrow kam", names(), "de")

        assert mention.entity is None
        assert [candidate.entity for candidate in mention.candidates] == [LAWROW]

    def test_two_people_of_the_name_in_the_article_leave_it_open(self):
        known = names(known_name("Igor Putin", "person:igor-putin"))

        last = find_known("Wladimir Putin und Igor Putin kamen. Putin ging.", known, "de")[-1]

        assert last.entity is None
        assert {candidate.entity for candidate in last.candidates} == {PUTIN, "person:igor-putin"}

    def test_another_given_name_means_another_man(self):
        known = names(known_name("Joschka Fischer", "person:joschka-fischer"))

        assert [row[0] for row in found("Joschka Fischer kam. Hans Fischer ging.", known)] == ["Joschka Fischer"]

    def test_a_word_of_every_day_is_taken_as_the_word(self):
        known = names(known_name("Luc Frieden", "person:luc-frieden"))

        assert found("Ein Appell für Frieden und Freiheit", known) == []

    def test_a_weak_name_links_through_the_full_one(self):
        key = "organisation:aussenministerium-russland"
        known = names(
            known_name("russischen Außenministeriums", key, kind="organisation"),
            known_name("Außenministerium", key, kind="organisation", name_kind="alias", strength="weak"),
        )

        assert [row[2] for row in found("des russischen Außenministeriums. Das Außenministerium", known)] == [key, key]

    def test_but_not_with_another_country_beside_it(self):
        key = "organisation:aussenministerium-russland"
        known = names(
            known_name("russischen Außenministeriums", key, kind="organisation"),
            known_name("Außenministerium", key, kind="organisation", name_kind="alias", strength="weak"),
        )

        assert len(found("des russischen Außenministeriums. Das griechische Außenministerium", known)) == 1
        assert len(found("des russischen Außenministeriums. Das Außenministerium der Türkei", known)) == 1


class TestMisspelt:
    def test_one_letter_off_beside_another_person_is_a_candidate(self):
        mention = find_known("Wladimir Putin und Lawro kamen", names(), "de")[1]

        assert (mention.form, mention.entity) == ("misspelling", None)
        assert mention.candidates[0].entity == LAWROW

    def test_anywhere_else_it_is_another_word(self):
        assert found("Die Lawro kam") == []


class TestCountriesAmongKnownNames:
    def test_are_left_to_the_finder_that_looks_at_the_context(self):
        known = names(
            known_name("Jordanien", "country:JO", kind="country"), known_name("Moskau", "place:moskau", kind="place")
        )

        assert found("Jordanien und Moskau", known) == []

    def test_unless_the_lexicon_does_not_know_the_name(self):
        known = names(known_name("Reich der Mitte", "country:CN", kind="country", name_kind="alias"))

        assert [row[2] for row in found("im Reich der Mitte", known)] == ["country:CN"]


class TestSize:
    def test_thirty_thousand_names_are_taken_and_found(self):
        entries = [known_name(f"Vorname{number} Familie{number}", f"person:{number}") for number in range(30_000)]

        known = KnownNames(entries)

        assert len(known) == 30_000
        assert [row[2] for row in found("Gestern kam Vorname29999 Familie29999.", known)] == ["person:29999"]
