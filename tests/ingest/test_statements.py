"""What an upload says about all of its files: before what is found in a text, after what a file says itself."""

from __future__ import annotations

import pytest

from articles.ingest.drafts import Draft, draft_article
from articles.ingest.incoming import Incoming
from articles.ingest.readers.files import read_upload
from articles.ingest.statements import Statements
from articles.models import DateBasis
from articles.text.dates import PartialDate

STATED = Statements(
    source="Channel 24",
    published=PartialDate("2024-01"),
    language="uk",
    authors=("Anna Beispiel",),
    url="https://example.org/meldung",
    rights="Nur für den Dienstgebrauch",
    collection="Nachlass Beispiel",
    machine_translated=True,
)


def read(text: str, name: str = "artikel.txt") -> Incoming:
    incoming = read_upload(text.encode(), name)
    assert isinstance(incoming, Incoming)
    return incoming


class TestStatements:
    def test_fill_what_a_file_does_not_say(self) -> None:
        completed = STATED.complete(read("Titel\nEin Absatz."))

        assert (completed.source, completed.language, completed.rights) == (
            "Channel 24",
            "uk",
            "Nur für den Dienstgebrauch",
        )
        assert (completed.published, completed.published_basis) == (PartialDate("2024-01"), DateBasis.EDITOR)
        assert (completed.collection, completed.machine_translated) == ("Nachlass Beispiel", True)

    def test_give_way_to_front_matter(self) -> None:
        text = "---\nsource: Depesche\ndate: 2023-09-14\nlang: de\nauthor: Bert Muster\n---\nTitel\n\nEin Absatz."

        completed = STATED.complete(read(text, "artikel.md"))

        assert (completed.source, completed.language, completed.authors) == ("Depesche", "de", ("Bert Muster",))
        assert (completed.published, completed.published_basis) == (PartialDate("2023-09-14"), DateBasis.STATED)
        assert completed.url == "https://example.org/meldung"

    def test_go_before_a_byline_that_is_only_found(self) -> None:
        draft = draft_article(STATED.complete(read("Ein Titel über Öl\nVon Carla Fund\n\nDer Absatz beginnt hier.")))

        assert isinstance(draft, Draft)
        assert draft.author_names == ("Anna Beispiel",)

    def test_a_typed_headline_is_the_title_of_the_text_that_begins_with_it(self) -> None:
        stated = Statements(headline="Ein Titel")

        assert stated.complete(read("Ein Titel\n\nEin Absatz.")).title == "Ein Titel"
        assert stated.complete(read("Anderer Titel\n\nEin Absatz.")).title is None

    @pytest.mark.parametrize("stated", [STATED, Statements(), Statements(headline="Ein Titel")])
    def test_come_back_from_the_database_as_they_went_in(self, stated: Statements) -> None:
        assert Statements.from_json(stated.to_json()) == stated
