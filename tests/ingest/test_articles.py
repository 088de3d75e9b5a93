"""Taking articles in: each ends in one state, nothing is stored twice, and nothing half."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from articles.ingest import articles as ingest
from articles.ingest.articles import ingest_article, ingest_articles, preview_articles
from articles.ingest.cleaning import clean, clean_line
from articles.ingest.incoming import Duplicate, Incoming, Outcome, Refused, Stored
from articles.ingest.originals import read_original
from articles.ingest.readers.files import read_file
from articles.models import (
    Article,
    CleaningStep,
    DateBasis,
    Decision,
    Entity,
    Job,
    Original,
    OutboxEntry,
    Publication,
    Role,
    Source,
    User,
)
from articles.text.dates import PartialDate
from tests.ingest.conftest import ReadText

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).resolve().parents[1] / "corpus"

TEXT = "Putin empfängt Kim\nDer Präsident empfing seinen Gast am Dienstag. Danach reisten beide ab.\n"


def stored(outcome: Outcome) -> Article:
    assert isinstance(outcome, Stored)
    return Article.objects.get(pk=outcome.article.pk)


def states(outcomes: object) -> list[str]:
    return [type(outcome).__name__ for outcome in outcomes]  # type: ignore[attr-defined]


class TestStoring:
    def test_text_and_bytes_are_kept(self, read: ReadText) -> None:
        data = TEXT.encode("cp1252")

        article = stored(ingest_article(read(data)))

        assert article.text == TEXT
        assert article.original is not None
        assert read_original(article.original.sha256) == data
        assert (article.original.encoding, article.original.filename) == ("cp1252", "artikel.txt")

    def test_an_article_is_a_draft_until_somebody_publishes_it(self, read: ReadText) -> None:
        article = stored(ingest_article(read(TEXT)))

        assert article.status == Publication.DRAFT
        assert article.first_published_at is None

    def test_publishing_is_a_decision_on_record(self, read: ReadText) -> None:
        chief = User.objects.create(username="chefin", role=Role.CHIEF_EDITOR)

        article = stored(ingest_article(read(TEXT), publish=True, by=chief))

        assert article.status == Publication.PUBLISHED
        assert article.first_published_at is not None
        [decision] = Decision.objects.filter(article=article)
        assert (decision.kind, decision.by_name, decision.subject) == ("publish", "chefin", f"article:{article.pk}")

    def test_accession_numbers_follow_each_other(self, read: ReadText) -> None:
        outcomes = list(ingest_articles([read(f"{TEXT}{number}") for number in range(3)]))

        numbers = [stored(outcome).accession for outcome in outcomes]
        year = numbers[0][:4]
        assert numbers == [f"{year}-000001", f"{year}-000002", f"{year}-000003"]

    def test_index_and_extraction_are_asked_for_in_the_same_transaction(self, read: ReadText) -> None:
        article = stored(ingest_article(read(TEXT)))

        assert list(OutboxEntry.objects.values_list("article_id", flat=True)) == [article.pk]
        assert list(Job.objects.values_list("kind", "key", "payload")) == [
            ("extract", str(article.pk), {"article": article.pk})
        ]

    def test_the_ledger_is_stored(self, read: ReadText) -> None:
        article = stored(ingest_article(read(TEXT.replace("Präsident", "Prä\u00adsident"))))

        [step] = CleaningStep.objects.filter(article=article, kind=CleaningStep.Kind.EDIT)
        assert (step.reason, step.count, step.edits[0].removed) == ("soft_hyphen", 1, "\u00ad")

    def test_nul_and_lone_surrogates_reach_the_ledger_and_not_the_text(self, read: ReadText) -> None:
        incoming = replace(read(TEXT), text=TEXT + "\x00\ud800")

        article = stored(ingest_article(incoming))

        assert article.text == TEXT
        removed = {edit.removed for step in article.cleaning_steps.all() for edit in step.edits}
        assert removed == {"\x00", "\ud800"}

    def test_byline_names_become_authors(self, read: ReadText) -> None:
        incoming = replace(read(TEXT), authors=("Anna Muster", "Ben Beispiel"))

        article = stored(ingest_article(incoming))

        assert sorted(article.authors.values_list("name", flat=True)) == ["Anna Muster", "Ben Beispiel"]
        assert article.byline == "Anna Muster, Ben Beispiel"

    def test_a_refusal_is_passed_on_in_its_place(self, read: ReadText) -> None:
        refused = Refused("kaputt.txt", "It cannot be read.")

        outcomes = list(ingest_articles([read(TEXT), refused, read(f"{TEXT}2")]))

        assert states(outcomes) == ["Stored", "Refused", "Stored"]
        assert outcomes[1] is refused

    def test_a_chunk_costs_the_same_queries_for_two_articles_or_twenty(self, read: ReadText) -> None:
        ingest_article(read(TEXT))  # the year's counter is made once
        counts = []
        for size in (2, 20):
            texts = [read(f"{TEXT}{size} {number}") for number in range(size)]
            with CaptureQueriesContext(connection) as queries:
                list(ingest_articles(texts))
            counts.append(len(queries))

        assert counts[0] == counts[1]


class TestNastyTexts:
    """What PostgreSQL and SQLite refuse differently, neither of them gets to see."""

    @pytest.mark.parametrize(
        "nasty",
        [
            "\x00",
            "\ud800",
            "\udcff",
            "\uffff",
            "\U000e0067",
            "\u202e",
            "e" + "\u0301" * 5000,
            "<script>alert(1)</script>",
            "\x1b]0;title\x07",
            "']; drop table articles_article; --",
            "𝔓𝔲𝔱𝔦𝔫 👩\u200d🚀",
            "%s %d {0.__class__} {{ 7*7 }}",
        ],
    )
    def test_in_every_field_they_are_stored_or_taken_out(self, read: ReadText, nasty: str) -> None:
        incoming = replace(
            read(TEXT, name=f"{nasty}.txt"),
            text=f"Titel {nasty} Ende\nAbsatz {nasty} endet.",
            source=f"Quelle {nasty}",
            authors=(f"Anna {nasty}", nasty),
            keywords=(nasty, f"Wort {nasty}"),
        )

        article = stored(ingest_article(incoming))

        assert article.text == clean(incoming.text)[0]
        assert article.source is not None
        assert article.source.name == clean_line(f"Quelle {nasty}")[:200].strip()


class TestDuplicates:
    def test_the_same_bytes_again_are_recognised(self, read: ReadText) -> None:
        first = stored(ingest_article(read(TEXT)))

        again = ingest_article(read(TEXT, name="anders.txt"))

        assert isinstance(again, Duplicate)
        assert (again.of.pk, again.same_bytes) == (first.pk, True)
        assert again.reason == "The archive has this very file."
        assert Article.objects.count() == Original.objects.count() == 1

    def test_the_same_text_in_other_bytes_is_recognised(self, read: ReadText) -> None:
        ingest_article(read(TEXT))

        again = ingest_article(read(TEXT.replace("\n", "\r\n").encode("utf-16")))

        assert isinstance(again, Duplicate)
        assert not again.same_bytes
        assert Article.objects.count() == 1

    def test_within_one_batch_the_first_is_stored(self, read: ReadText) -> None:
        outcomes = list(ingest_articles([read(TEXT), read(TEXT), read("\ufeff" + TEXT)]))

        assert states(outcomes) == ["Stored", "Duplicate", "Duplicate"]
        assert Job.objects.count() == 1

    def test_across_chunks_too(self, read: ReadText, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ingest, "CHUNK", 2)

        outcomes = list(ingest_articles([read(TEXT), read(f"{TEXT}2"), read(TEXT)]))

        assert states(outcomes) == ["Stored", "Stored", "Duplicate"]

    def test_an_article_somebody_deleted_can_come_in_again(self, read: ReadText) -> None:
        stored(ingest_article(read(TEXT))).delete()

        article = stored(ingest_article(read(TEXT)))

        assert article.original is not None
        assert Original.objects.count() == 1

    def test_a_duplicate_leaves_no_second_original_on_disk(self, read: ReadText, originals: Path) -> None:
        ingest_article(read(TEXT))

        ingest_article(read(TEXT.encode("utf-16")))

        assert len([path for path in originals.rglob("*") if path.is_file()]) == 1

    def test_what_another_process_stores_at_the_same_moment_is_found_by_a_second_look(
        self, read: ReadText, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        save, attempts = ingest._save, []

        def collide_once(*args: object, **options: object) -> None:
            attempts.append(1)
            if len(attempts) == 1:
                raise IntegrityError("another process was first")
            save(*args, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(ingest, "_save", collide_once)

        assert states(ingest_articles([read(TEXT)])) == ["Stored"]


class TestInterruptions:
    def test_a_text_whose_double_is_deleted_at_that_moment_keeps_its_bytes(
        self, read: ReadText, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data, store = TEXT.encode("utf-16"), ingest.store_originals
        stored(ingest_article(read(TEXT)))

        def delete_meanwhile(items: Iterable[bytes]) -> None:
            store(items)
            Article.objects.filter(text=TEXT, original__size=len(TEXT.encode())).delete()

        monkeypatch.setattr(ingest, "store_originals", delete_meanwhile)
        article = stored(ingest_article(read(data)))

        assert article.original is not None
        assert read_original(article.original.sha256) == data

    def test_a_failure_at_any_step_leaves_nothing_half_stored(
        self, read: ReadText, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for step in ("store_originals", "enqueue", "refresh_after_commit", "_save_authors"):
            with monkeypatch.context() as broken:

                def fail(*args: object, **options: object) -> None:
                    raise OSError(28, "No space left on device")

                broken.setattr(ingest, step, fail)
                with pytest.raises(OSError, match="No space"):
                    ingest_article(read(TEXT))

            assert Article.objects.count() == Original.objects.count() == Job.objects.count() == 0, step

        assert states(ingest_articles([read(TEXT)])) == ["Stored"]

    def test_bytes_are_on_disk_before_their_row(self, read: ReadText, monkeypatch: pytest.MonkeyPatch) -> None:
        seen: list[bytes] = []
        save = ingest._save

        def look(drafts: list[ingest.Draft], **options: object) -> None:
            seen.extend(read_original(draft.sha256) for draft in drafts)
            save(drafts, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(ingest, "_save", look)

        ingest_article(read(TEXT))

        assert seen == [TEXT.encode()]

    def test_a_run_broken_off_is_completed_by_the_next(self, read: ReadText, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ingest, "CHUNK", 2)
        texts = [read(f"{TEXT}{number}", f"{number}.txt") for number in range(7)]
        run = ingest_articles(texts)
        acknowledged = [next(run).name for _ in range(3)]
        run.close()  # type: ignore[attr-defined]

        outcomes = list(ingest_articles(texts))

        assert Article.objects.count() == 7
        again = {outcome.name for outcome in outcomes if isinstance(outcome, Duplicate)}
        assert set(acknowledged) <= again


class TestSources:
    def test_the_source_a_record_states(self, read: ReadText) -> None:
        article = stored(ingest_article(replace(read(TEXT), source="Süddeutsche  Zeitung")))

        assert article.source is not None
        assert (article.source.name, article.source.slug) == ("Süddeutsche Zeitung", "sueddeutsche-zeitung")

    def test_the_operators_word_goes_before_the_records(self, read: ReadText) -> None:
        article = stored(ingest_article(replace(read(TEXT), source="Wikinews (de)"), source="Wikinews"))

        assert article.source == Source.objects.get(name="Wikinews")

    def test_two_names_with_one_slug_are_two_sources(self, read: ReadText) -> None:
        texts = [replace(read(f"{TEXT}{name}"), source=name) for name in ("Die Zeit", "Die Zeit!", "Die Zeit")]

        list(ingest_articles(texts))

        assert sorted(Source.objects.values_list("slug", flat=True)) == ["die-zeit", "die-zeit-2"]

    def test_the_credit_line_of_the_seed_proposes_channel_24(self, read: ReadText) -> None:
        article = stored(ingest_article(read((CORPUS / "seed.txt").read_bytes())))

        assert article.source is not None
        assert article.source.name == "Channel 24"
        step = article.cleaning_steps.get(reason="source_proposed")
        assert article.text[step.start : step.end] == "Channel 24"

    def test_a_proposed_source_has_the_name_the_archive_knows(self, read: ReadText) -> None:
        Entity.objects.create(
            key="organisation:channel-24",
            kind="organisation",
            slug="channel-24",
            name_de="24 Kanal",
            name_en="Channel 24",
        )

        article = stored(ingest_article(read((CORPUS / "seed.txt").read_bytes())))

        assert article.source is not None
        assert article.source.name == "24 Kanal"

    def test_a_stated_source_leaves_no_room_for_proposals(self, read: ReadText) -> None:
        article = stored(ingest_article(replace(read((CORPUS / "seed.txt").read_bytes()), source="dpa")))

        assert article.source is not None
        assert article.source.name == "dpa"
        assert not article.cleaning_steps.filter(reason="source_proposed").exists()


class TestDates:
    def test_a_partial_date_is_found_by_overlap(self, read: ReadText) -> None:
        incoming = replace(read(TEXT), published=PartialDate("2024-01"), published_basis=DateBasis.EDITOR)

        article = stored(ingest_article(incoming))

        assert list(Article.objects.published_in(PartialDate("2024"))) == [article]
        assert not Article.objects.published_in(PartialDate("2023")).exists()


class TestPreview:
    def test_says_what_would_happen_and_writes_nothing(self, read: ReadText, originals: Path) -> None:
        texts: list[Incoming | Refused] = [read(TEXT), read(TEXT), Refused("a", "b"), read(" "), read(f"{TEXT}2")]

        foreseen = states(preview_articles(texts))

        assert not Article.objects.exists()
        assert not originals.exists()
        assert foreseen == states(ingest_articles(texts))
        assert Counter(foreseen) == {"Stored": 2, "Refused": 2, "Duplicate": 1}

    def test_knows_what_is_in_the_archive(self, read: ReadText) -> None:
        ingest_article(read(TEXT))

        assert states(preview_articles([read(TEXT)])) == ["Duplicate"]


class TestWikinews:
    def test_seven_hundred_real_articles_lose_nothing(self, corpus: Path) -> None:
        path = corpus / "dewikinews" / "dewikinews_700.jsonl"

        outcomes = list(ingest_articles(read_file(path)))

        assert Counter(states(outcomes)) == {"Stored": 700}
        for article in Article.objects.select_related("original").iterator():
            assert article.original is not None
            record = json.loads(read_original(article.original.sha256))
            assert article.text == f"{record['title']}\n{record['body']}"
            assert str(article.published or "") == (record["date"] or "")
