"""Every line of the cleaning ledger is a sentence, and shows what nobody could see."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_django import Settings

from articles.ingest.articles import ingest_article
from articles.ingest.incoming import Stored
from articles.ingest.readers.files import read_file
from articles.models import Article
from articles.rendering.ledger import LedgerLine, cleaning_ledger
from tests.builders import make_article

pytestmark = pytest.mark.django_db
DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "ingest.md"
TEXT = "Süd\u00adkorea schweigt\r\n\r\nDie Regie\u00adrung in Seoul sagt nichts.\r\n"


@pytest.fixture
def ledger(tmp_path: Path, settings: Settings) -> dict[str, LedgerLine]:
    settings.ORIGINALS_DIR = tmp_path / "originals"
    file = tmp_path / "meldung.txt"
    file.write_bytes(TEXT.encode())
    [incoming] = read_file(file)
    assert isinstance(ingest_article(incoming), Stored)
    return {line.step.reason: line for line in cleaning_ledger(Article.objects.get())}


class TestLines:
    def test_say_what_was_done_and_how_often(self, ledger: dict[str, LedgerLine]) -> None:
        assert "2" in ledger["soft_hyphen"].sentence
        assert ledger["soft_hyphen"].sentence != "soft_hyphen"

    def test_show_what_was_removed_and_where(self, ledger: dict[str, LedgerLine]) -> None:
        place = ledger["soft_hyphen"].places[0]

        assert (place.before, place.removed, place.inserted) == ("Süd", "U+00AD", "")
        assert place.after.startswith("korea schweigt")

    def test_quote_the_piece_they_speak_of(self, ledger: dict[str, LedgerLine]) -> None:
        assert ledger["headline_found"].quote == "Südkorea schweigt"

    def test_offer_no_undo_where_nothing_could_come_back(self, ledger: dict[str, LedgerLine]) -> None:
        assert ledger["soft_hyphen"].step.can_be_undone
        assert not ledger["headline_found"].step.can_be_undone

    def test_every_reason_of_the_manual_has_a_sentence(self) -> None:
        rows = re.findall(r"^\| (`[a-z_, `…]+`) \|", DOCUMENTED.read_text(encoding="utf-8"), re.MULTILINE)
        reasons = {reason for row in rows for reason in re.findall(r"`([a-z_]+)…?`", row)} - {"edit", "part"}
        article = make_article()
        for reason in reasons:
            kind = "part" if reason.endswith(("_found", "_made", "_split", "_shortened", "_proposed")) else "edit"
            article.cleaning_steps.create(kind=kind, reason=reason)

        unsaid = [line.step.reason for line in cleaning_ledger(article) if line.sentence == line.step.reason]

        assert len(reasons) > 15
        assert unsaid == []
