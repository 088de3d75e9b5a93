"""The parts of an uploaded text."""

from __future__ import annotations

import textwrap

import pytest

from articles.extraction.parts import find_parts
from articles.extraction.values import Parts

ARTICLE = """Putin trifft Kim in Moskau
Russland und Nordkorea rücken zusammen
Von Max Muster und Erika Musterfrau
Foto: dpa
MOSKAU (dpa) – Der Präsident empfing den Gast. Er blieb drei Tage.
Keine Einzelheiten
Über den Inhalt der Gespräche wurde nichts bekannt.
"""


def parts_of(text: str, title: str | None = None) -> Parts:
    return find_parts(text, "de", title)


def quote(span) -> str | None:
    return span.quote if span else None


class TestHead:
    def test_every_part_has_its_line(self):
        parts = parts_of(ARTICLE)

        assert quote(parts.headline) == "Putin trifft Kim in Moskau"
        assert quote(parts.subheadline) == "Russland und Nordkorea rücken zusammen"
        assert quote(parts.byline) == "Von Max Muster und Erika Musterfrau"
        assert [author.quote for author in parts.authors] == ["Max Muster", "Erika Musterfrau"]
        assert quote(parts.credit_line) == "Foto: dpa"
        assert quote(parts.dateline) == "MOSKAU (dpa)"
        assert quote(parts.lead) == "Der Präsident empfing den Gast. Er blieb drei Tage."
        assert [subhead.quote for subhead in parts.subheads] == ["Keine Einzelheiten"]

    def test_a_given_title_is_the_headline(self):
        parts = parts_of("Ein Titel. Mit Punkt\nDer Absatz folgt darauf.", title="Ein Titel. Mit Punkt")

        assert (parts.headline.start, parts.headline.end) == (0, 20)
        assert [paragraph.quote for paragraph in parts.paragraphs] == ["Der Absatz folgt darauf."]

    def test_a_first_line_that_is_a_credit_is_no_headline(self):
        parts = parts_of("Foto: Max Muster/dpa\nPutin in Moskau\nDer Präsident kam am Montag an. Er blieb.")

        assert (quote(parts.credit_line), quote(parts.headline)) == ("Foto: Max Muster/dpa", "Putin in Moskau")

    def test_a_text_without_a_headline_has_none(self):
        parts = parts_of("Der erste Absatz endet mit einem Punkt. So ist es.\nDer zweite auch.")

        assert parts.headline is None
        assert len(parts.paragraphs) == 2

    def test_a_line_that_is_a_date_is_the_dateline(self):
        parts = find_parts("Summit ends early\n\nFriday, July 21, 2017\n\nThe leaders met. They left.", "en")

        assert quote(parts.dateline) == "Friday, July 21, 2017"
        assert parts.subheadline is None


class TestCreditGluedToTheHeadline:
    @pytest.mark.parametrize(
        ("line", "credit"),
        [
            (
                "Beziehungen zu Nordkorea gestärkt/GettyImages und Channel 24 Collage",
                "GettyImages und Channel 24 Collage",
            ),
            ("Putin in Moskau (Foto: Reuters)", "(Foto: Reuters)"),
            ("Putin landet in Moskau © AP", "© AP"),
            ("Putin landet in Moskau | Bild: picture alliance/dpa", "Bild: picture alliance/dpa"),
        ],
    )
    def test_is_split_off(self, line, credit):
        parts = parts_of(f"{line}\nDer Präsident kam am Montag an. Er blieb drei Tage.")

        assert quote(parts.credit_line) == credit
        assert credit not in quote(parts.headline)
        assert quote(parts.headline).rstrip() == quote(parts.headline)

    @pytest.mark.parametrize(
        "line", ["Union und FDP streiten/kämpfen weiter", "AP meldet neuen Rekord", "Wahl 2021 (Liveticker)"]
    )
    def test_a_headline_with_the_same_signs_stays_whole(self, line):
        parts = parts_of(f"{line}\nDer Präsident kam am Montag an. Er blieb drei Tage.")

        assert quote(parts.headline) == line
        assert parts.credit_line is None

    def test_an_outlet_beside_an_agency_is_the_proposed_source(self):
        parts = parts_of("Drei Wörter Titel/GettyImages und Channel 24 Collage\nEin Absatz steht hier. Und noch einer.")

        assert parts.source == "organisation:channel-24"

    def test_a_photographer_is_no_source(self):
        parts = parts_of("Titel hier oben\nFoto: Max Muster/dpa\nEin Absatz steht hier. Und noch einer.")

        assert parts.source is None


class TestSubheads:
    def test_one_may_repeat_the_headline(self):
        text = "Titel des Tages\nDer erste Absatz steht hier.\nTitel des Tages\nDer zweite Absatz steht hier."

        assert [subhead.start for subhead in parts_of(text).subheads] == [45]

    def test_a_short_question_is_one(self):
        text = "Titel des Tages\nDer erste Absatz steht hier.\nWie geht es weiter?\nDas ist noch offen."

        assert [subhead.quote for subhead in parts_of(text).subheads] == ["Wie geht es weiter?"]

    def test_the_last_line_of_a_text_is_none(self):
        assert parts_of("Titel des Tages\nDer erste Absatz steht hier.\nHintergrund").subheads == ()

    def test_items_of_a_list_are_none(self):
        text = "Titel\nDer erste Absatz steht hier.\n- Erstens\n- Zweitens\nDer zweite Absatz steht hier."

        assert parts_of(text).subheads == ()

    def test_hard_wrapped_lines_are_none(self):
        paragraph = "Der Präsident ist am Montag in der russischen Hauptstadt eingetroffen, wo er empfangen wurde. " * 4
        text = f"Titel des Tages\n\n{textwrap.fill(paragraph, 70)}\n\nNoch ein Absatz."

        parts = parts_of(text)

        assert parts.subheads == ()
        assert len(parts.paragraphs) == 2


class TestMarkdown:
    def test_headings_are_headline_and_subheads(self):
        parts = parts_of(
            "# Der Titel\n\nEin Absatz.\n\n## Ein Zwischentitel\n\nNoch einer\n\n**Fett gesetzt**\n\nSchluss."
        )

        assert quote(parts.headline) == "Der Titel"
        assert [subhead.quote for subhead in parts.subheads] == ["Ein Zwischentitel", "Fett gesetzt"]
        assert [paragraph.quote for paragraph in parts.paragraphs] == ["Ein Absatz.", "Noch einer", "Schluss."]

    def test_an_underlined_line_is_a_heading(self):
        assert quote(parts_of("Der Titel\n=========\n\nEin Absatz.").headline) == "Der Titel"

    def test_pictures_and_rules_are_no_paragraphs(self):
        parts = parts_of("# Titel\n\n![Bild](a.jpg)\n\n---\n\nEin Absatz.")

        assert [paragraph.quote for paragraph in parts.paragraphs] == ["Ein Absatz."]


class TestByline:
    @pytest.mark.parametrize(
        "line", ["Von September bis November 2023", "Von Moskau enttäuscht", "Von Angela Merkel lernen"]
    )
    def test_another_line_with_von_is_none(self, line):
        assert parts_of(f"Titel des Tages\n{line}\nDer Präsident kam am Montag an. Er blieb.").byline is None

    def test_a_name_may_have_words_in_lower_case(self):
        parts = parts_of("Titel des Tages\nVon Anna von der Heide\nDer Präsident kam am Montag an. Er blieb.")

        assert [author.quote for author in parts.authors] == ["Anna von der Heide"]

    def test_english(self):
        parts = find_parts("Summit ends early\nBy Jane Doe\nThe leaders met on Monday. They left.", "en")

        assert [author.quote for author in parts.authors] == ["Jane Doe"]


class TestOddTexts:
    @pytest.mark.parametrize("text", ["", "\n\n", "\0", " ", "---", "**", "#", "\u00a0\n\ufeff"])
    def test_nothing_in_nothing_out(self, text):
        assert parts_of(text).headline is None

    def test_signs_before_a_credit_are_no_headline(self):
        parts = parts_of("/ - - - Foto: dpa")

        assert parts.headline is None
        assert parts.credit_line is not None
