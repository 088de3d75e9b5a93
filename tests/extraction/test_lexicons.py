"""The tables extraction reads."""

from __future__ import annotations

import pytest

from articles.extraction import lexicons
from articles.extraction.events import words as event_words_module
from articles.extraction.events.words import event_words
from articles.extraction.lexicons import InvalidLexicon, lexicon_languages, read_lexicon

OWN_TABLES = {
    "capital_cues": {
        "side": {"before", "after", "between", "hyphen"},
        "reading": {"place", "government", "place_after_noun", "same"},
    },
    "name_neighbours": {"side": {"before", "after", "hyphen"}},
    "credits": {"role": {"label", "agency", "picture", "outlet", "byline", "joiner"}},
}


class TestReadLexicon:
    def test_a_missing_table_has_no_rows(self):
        assert read_lexicon("xx", "country_names") == ()

    def test_comments_are_no_rows(self):
        assert not any(row["word"].startswith("#") for row in read_lexicon("de", "capital_cues"))

    def test_a_row_with_too_many_cells_is_named(self, tmp_path, monkeypatch):
        (tmp_path / "de").mkdir()
        (tmp_path / "de" / "broken.tsv").write_text("word\tnote\na\tb\tc\n", encoding="utf-8")
        monkeypatch.setattr(lexicons, "_FOLDER", tmp_path)

        with pytest.raises(InvalidLexicon, match=r"de/broken.tsv: “a | b | c”"):
            read_lexicon("de", "broken")

    def test_german_and_english_have_tables(self):
        assert {"de", "en"} <= set(lexicon_languages())


class TestCueTables:
    @pytest.mark.parametrize("language", ["de", "en"])
    @pytest.mark.parametrize("name", OWN_TABLES)
    def test_say_only_what_the_code_understands(self, language, name):
        rows = read_lexicon(language, name)

        assert rows
        for column, allowed in OWN_TABLES[name].items():
            assert {row[column] for row in rows} <= allowed

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_cues_are_written_as_they_are_looked_up(self, language):
        assert all(row["word"] == row["word"].lower() for row in read_lexicon(language, "capital_cues"))

    @pytest.mark.parametrize("language", ["de", "en"])
    def test_no_cue_stands_twice(self, language):
        keys = [(row["side"], row["word"]) for row in read_lexicon(language, "capital_cues")]

        assert len(keys) == len(set(keys))


class TestEventTables:
    def test_every_trigger_has_a_frame_and_a_kind_with_a_name(self):
        words = event_words("de")

        assert {trigger.frame.name for triggers in words.verbs.values() for trigger in triggers}
        assert {trigger.frame.name for triggers in words.nouns.values() for trigger in triggers}

    def test_an_unknown_kind_is_refused(self, monkeypatch):
        def with_one_unknown(language, name):
            rows = read_lexicon(language, name)
            return [{**rows[0], "type": "CHEER"}] if name == "event_verbs" else rows

        monkeypatch.setattr(event_words_module, "read_lexicon", with_one_unknown)

        with pytest.raises(KeyError, match="CHEER"):
            event_words.__wrapped__("de")

    @pytest.mark.parametrize("name", ["event_verbs", "event_nouns"])
    def test_scores_are_shares(self, name):
        assert all(0 < float(row["score"]) <= 1 for row in read_lexicon("de", name))

    def test_modalities_are_those_of_the_contract(self):
        modalities = {row["modality"] for row in read_lexicon("de", "event_claims")}

        assert modalities <= {"as said", "none", "alleged", "denied", "planned", "confirmed"}

    def test_slots_of_frames_are_known(self):
        plain = {"", "subject", "object", "dative", "place", "genitive", "adjective", "governor", "attendant", "weapon"}
        slots = {
            slot
            for row in read_lexicon("de", "event_frames")
            for column in ("actor", "recipient", "object", "place")
            for slot in row[column].split("|")
        }

        assert {slot for slot in slots if not slot.startswith("+")} <= plain
