"""Who says that something happened, and how sure that makes it."""

from __future__ import annotations

import pytest

from .reading import event_in, who

VISIT = "Wladimir Putin besuchte Nordkorea"


class TestModality:
    @pytest.mark.parametrize(
        ("sentence", "modality"),
        [
            (f"{VISIT}.", "reported"),
            ("Wladimir Putin besuchte angeblich Nordkorea.", "alleged"),
            ("Wladimir Putin soll Nordkorea besucht haben.", "alleged"),
            ("Es hieß, Wladimir Putin habe Nordkorea besucht.", "alleged"),
            ("Wladimir Putin soll Nordkorea besuchen.", "planned"),
            ("Wladimir Putin will Nordkorea besuchen.", "planned"),
            ("Wladimir Putin wird am Dienstag Nordkorea besuchen.", "planned"),
            ("Wladimir Putin besucht am 3. Mai 2024 Nordkorea.", "planned"),
            ("Nordkorea bestritt, dass es Russland Raketen geliefert habe.", "denied"),
            ("Japan dementierte Meldungen, wonach Russland die Ukraine angegriffen habe.", "denied"),
            ("Japan dementierte Verhandlungen zwischen Russland und der Ukraine.", "denied"),
            ("Japan bestätigte Verhandlungen zwischen Russland und der Ukraine.", "confirmed"),
            ("Nordkorea kündigte einen Raketentest an.", "planned"),
        ],
    )
    def test_is_what_the_words_make_of_it(self, sentence, modality):
        assert event_in(sentence).modality == modality

    def test_of_one_verb_holds_for_the_other_of_the_same_clause(self):
        event = event_in("Es ging um Raketen, die Russland angeblich gekauft und in der Ukraine eingesetzt hat.")

        assert event.modality == "alleged"

    def test_a_verb_of_saying_in_another_clause_says_nothing_of_the_event(self):
        """“nachdem er den Test angekündigt hatte” does not make the journey before it a plan."""
        event = event_in("Wladimir Putin besuchte Nordkorea, nachdem er es angekündigt hatte.")

        assert event.modality == "reported"


class TestClaimant:
    @pytest.mark.parametrize(
        "sentence",
        [
            "Laut dem Weißen Haus besuchte Wladimir Putin Nordkorea.",
            "Dem Weißen Haus zufolge besuchte Wladimir Putin Nordkorea.",
            f"{VISIT}, teilte das Weiße Haus mit.",
            "Das Weiße Haus teilte mit, dass Wladimir Putin Nordkorea besuchte.",
            "Nach Angaben des Weißen Hauses besuchte Wladimir Putin Nordkorea.",
            f"{VISIT}, wie das Weiße Haus meldete.",
        ],
    )
    def test_is_found_where_it_stands(self, sentence):
        event = event_in(sentence)

        assert event.claimed_by == "organisation:weisses-haus"
        assert who(event, "actor") == ["person:wladimir-putin"]

    def test_may_be_the_only_person_before_a_pronoun(self):
        event = event_in("Wladimir Putin war zu Gast. Ihm zufolge erhielt Japan Raketen von Nordkorea.")

        assert event.claimed_by == "person:wladimir-putin"

    def test_is_nobody_where_the_article_itself_says_so(self):
        assert event_in(f"{VISIT}.").claimed_by is None
