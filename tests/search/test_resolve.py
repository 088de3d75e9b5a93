"""Whatever spelling or language a name is typed in, it means the entity."""

from __future__ import annotations

from django.test import TestCase

from articles.models import Entity, NameKind, Publication, Status, Strength
from articles.search.parser import parse
from articles.search.query import Among, And, Not, Or, Phrase, Tagged, Word
from articles.search.resolve import entities_named, resolve
from tests.builders import make_article, make_entity, make_mention, make_name, make_source

KNOWN = {"authority_values": {"name_de": "x"}}


class ResolveTests(TestCase):
    kp: Entity
    us: Entity
    kim: Entity
    putin: Entity

    @classmethod
    def setUpTestData(cls) -> None:
        cls.kp = make_entity("country:KP", "Nordkorea", "DVRK", "КНДР", **KNOWN)
        cls.us = make_entity("country:US", "Vereinigte Staaten", "US", **KNOWN)
        cls.kim = make_entity("person:kim-jong-un", "Kim Jong-un", "Ким Чен Ын", **KNOWN)
        cls.putin = make_entity("person:wladimir-putin", "Wladimir Putin", **KNOWN)
        make_name(cls.putin, "Putin", strength=Strength.WEAK)
        make_name(cls.putin, "Путин", strength=Strength.WEAK)

    def widened(self, words: str, entity: Entity) -> Or:
        typed = tuple(Word(word) for word in words.split())
        tagged = Tagged(entity.kind, frozenset({entity.pk}), words)
        return Or((And(typed) if len(typed) > 1 else typed[0], tagged))


class FieldTests(ResolveTests):
    def test_a_country_by_code_name_acronym_and_language(self) -> None:
        for typed in ("KP", "kp", "Nordkorea", "DVRK", "КНДР", '"North Korea"', '"Corea del Norte"', "朝鲜"):
            with self.subTest(typed):
                tree = resolve(parse(f"country:{typed}")).query.tree

                assert isinstance(tree, Tagged)
                assert (tree.kind, set(tree.ids)) == ("country", {self.kp.pk})

    def test_a_person_by_slug_and_name(self) -> None:
        for typed in ("kim-jong-un", '"Kim Jong-un"', '"KIM JONG UN"', '"Ким Чен Ын"'):
            with self.subTest(typed):
                tree = resolve(parse(f"person:{typed}")).query.tree

                assert isinstance(tree, Tagged)
                assert tree.ids == {self.kim.pk}

    def test_a_name_of_another_kind_is_none_of_this(self) -> None:
        resolved = resolve(parse("person:Nordkorea"))

        assert resolved.query.tree == Tagged("person", frozenset(), "person:Nordkorea")
        assert resolved.query.notes == (("unknown_person", "Nordkorea"),)

    def test_a_source_by_slug_and_name(self) -> None:
        source = make_source("Channel 24", slug="channel-24")
        make_article(source=source)

        for typed in ("channel-24", '"channel 24"'):
            with self.subTest(typed):
                tree = resolve(parse(f"source:{typed}")).query.tree

                assert isinstance(tree, Among)
                assert tree.values == {source.pk}

    def test_languages_are_codes(self) -> None:
        assert resolve(parse("lang:DE")).query.tree == Among("lang", frozenset({"de"}), "lang:DE")
        assert resolve(parse("lang:1")).query.notes == (("unknown_lang", "1"),)

    def test_a_merged_entity_is_the_one_it_was_merged_into(self) -> None:
        double = make_entity("person:kim-2", "Kim Dschong Un", merged_into=self.kim, **KNOWN)
        make_entity("person:kim-3", "Kim III", merged_into=double, **KNOWN)

        for typed in ("kim-2", '"Kim Dschong Un"', "kim-3"):
            with self.subTest(typed):
                tree = resolve(parse(f"person:{typed}")).query.tree

                assert isinstance(tree, Tagged)
                assert tree.ids == {self.kim.pk}


class RecognitionTests(ResolveTests):
    def test_a_name_in_the_words_also_finds_what_is_tagged_with_it(self) -> None:
        resolved = resolve(parse("КНДР"))

        assert resolved.query.tree == self.widened("КНДР", self.kp)
        assert [one.key for one in resolved.recognised] == ["country:KP"]
        assert resolved.recognised[0].explained() == {
            "words": "КНДР",
            "kind": "country",
            "entity": "country:KP",
            "name": "Nordkorea",
        }

    def test_the_longest_name_wins(self) -> None:
        tree = resolve(parse("Kim Jong-un Putin trifft")).query.tree

        assert tree == And((self.widened("Kim Jong-un", self.kim), self.widened("Putin", self.putin), Word("trifft")))

    def test_names_of_countries_in_any_language(self) -> None:
        assert resolve(parse("North Korea")).query.tree == self.widened("North Korea", self.kp)
        assert resolve(parse("Corée du Nord")).query.tree == self.widened("Corée du Nord", self.kp)

    def test_a_genitive_is_the_name(self) -> None:
        assert resolve(parse("Nordkoreas")).query.tree == self.widened("Nordkoreas", self.kp)

    def test_quoted_words_are_only_words(self) -> None:
        assert resolve(parse('"Kim Jong-un"')).query.tree == Phrase(("Kim", "Jong-un"))

    def test_an_exclusion_excludes_what_is_tagged(self) -> None:
        assert resolve(parse("-Putin")).query.tree == Not(self.widened("Putin", self.putin))

    def test_words_apart_are_no_name(self) -> None:
        tree = resolve(parse('Kim "x y" Jong-un')).query.tree

        assert tree == And((Word("Kim"), Phrase(("x", "y")), Word("Jong-un")))

    def test_short_names_count_only_as_written(self) -> None:
        assert resolve(parse("us")).query.tree == Word("us")
        assert resolve(parse("US")).query.tree == self.widened("US", self.us)

    def test_adjectives_and_rejected_names_are_not_recognised(self) -> None:
        make_name(self.kp, "nordkoreanisch", kind=NameKind.ADJECTIVE)
        make_name(self.kp, "Hermit", status=Status.REJECTED)

        assert resolve(parse("nordkoreanisch")).query.tree == Word("nordkoreanisch")
        assert resolve(parse("Hermit")).query.tree == Word("Hermit")

    def test_a_surname_of_two_people_finds_both(self) -> None:
        other = make_entity("person:kim-yo-jong", "Kim Yo-jong", **KNOWN)
        for person in (self.kim, other):
            make_name(person, "Kim", strength=Strength.WEAK)

        tree = resolve(parse("Kim")).query.tree

        assert tree == Or((Word("Kim"), Tagged("person", frozenset({self.kim.pk, other.pk}), "Kim")))

    def test_a_surname_of_very_many_people_is_a_word(self) -> None:
        for number in range(12):
            make_name(make_entity(f"person:li-{number}", f"Li {number}", **KNOWN), "Liang", strength=Strength.WEAK)

        assert resolve(parse("Liang")).query.tree == Word("Liang")

    def test_asked_twice_it_is_the_same_query(self) -> None:
        once = resolve(parse("Putin country:KP")).query

        assert resolve(once).query == once

    def test_the_number_of_queries_does_not_grow_with_the_words(self) -> None:
        long = " ".join(["Kim Jong-un", "Putin", "Nordkorea", "country:KP", "person:kim-jong-un", "source:x"] * 4)

        with self.assertNumQueries(3):
            resolve(parse("Putin country:KP source:x"))
        with self.assertNumQueries(3):
            resolve(parse(long))

    def test_printed_it_is_what_was_typed(self) -> None:
        typed = 'country:KP person:"Kim Jong-un" -source:x'

        assert str(resolve(parse(typed)).query.tree) == typed


class SecretNameTests(TestCase):
    def test_a_name_that_occurs_only_in_a_draft_means_nothing_to_readers(self) -> None:
        secret = make_entity("person:max-geheim", "Max Geheim")
        draft = make_article("Max Geheim", status=Publication.DRAFT)
        make_mention(draft, secret)

        for typed in ("Geheim", "Max Geheim", "person:max-geheim", 'person:"Max Geheim"'):
            with self.subTest(typed):
                as_if_unknown = resolve(parse(typed.replace("eheim", "anzanders")))
                resolved = resolve(parse(typed))

                assert resolved.recognised == as_if_unknown.recognised == ()
                assert [key for key, _ in resolved.query.notes] == [key for key, _ in as_if_unknown.query.notes]
        assert resolve(parse("Max Geheim"), editor=True).recognised[0].entity_id == secret.pk

    def test_a_source_of_drafts_alone_is_unknown_to_readers(self) -> None:
        make_article(source=make_source("Geheimdienst"), status=Publication.DRAFT)

        assert resolve(parse("source:Geheimdienst")).query.notes == (("unknown_source", "Geheimdienst"),)
        assert resolve(parse("source:Geheimdienst"), editor=True).query.notes == ()


class LookUpTests(TestCase):
    def test_values_of_filters_are_slugs_or_names(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")

        found = entities_named(["kim-jong-un", "Kim Jong Un", "Niemand"], "person")

        assert found == {"kim-jong-un": (kim,), "Kim Jong Un": (kim,), "Niemand": ()}
