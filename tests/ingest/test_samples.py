"""The sample texts: their table against their texts, and their way in and out of an archive."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from articles.authority.reader import read_authority
from articles.ingest.articles import ingest_article
from articles.ingest.drafts import Draft, draft_article
from articles.ingest.incoming import Stored
from articles.ingest.originals import original_path
from articles.ingest.samples import adding, removing
from articles.ingest.samples.adding import add_samples
from articles.ingest.samples.removing import remove_sample_leftovers
from articles.ingest.samples.table import FOLDER, Sample, SampleReport, read_samples
from articles.models import (
    Article,
    Entity,
    Event,
    Mention,
    Modality,
    Original,
    ParticipantRole,
    Participation,
    Report,
    Source,
    Status,
)
from articles.review.standing import delete_for_good, delete_samples, trash
from articles.search.criteria import Criteria
from articles.search.find import find
from articles.text.dates import PartialDate
from articles.text.event_kinds import event_kind
from articles.text.sentences import sentences
from tests.builders import make_article, make_editor, make_entity, make_report
from tests.ingest.conftest import ReadText

SAMPLES = read_samples()
REPORTS = [(sample, report) for sample in SAMPLES for report in sample.reports]
YEARS = PartialDate("2018/2024")


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.incoming.name)
class TestEverySample:
    def test_is_a_short_text_with_a_headline(self, sample: Sample) -> None:
        headline, empty, *_ = sample.text.splitlines()

        assert headline and not empty
        assert 80 <= len(sample.text.split()) <= 220

    def test_names_a_fact_with_its_day_and_where_to_look_it_up(self, sample: Sample) -> None:
        day = re.match(r"\d{4}-\d\d-\d\d", sample.fact)

        assert day and YEARS.overlaps(PartialDate(day[0]))
        assert sample.known_from
        assert sample.incoming.published is not None
        assert date.fromisoformat(day[0]) <= sample.incoming.published.latest

    def test_is_stored_as_it_was_written(self, sample: Sample) -> None:
        draft = draft_article(sample.incoming)

        assert isinstance(draft, Draft)
        assert draft.article.text == sample.text.rstrip("\n") or draft.article.text == sample.text
        assert draft.article.headline == sample.text.splitlines()[0]

    def test_reports_an_event(self, sample: Sample) -> None:
        assert sample.reports


@pytest.mark.parametrize(
    ("sample", "report"), REPORTS, ids=[f"{one.incoming.name}-{report.event.key}" for one, report in REPORTS]
)
class TestEveryAnnotatedSentence:
    def test_stands_in_its_text_once_and_whole(self, sample: Sample, report: SampleReport) -> None:
        found = [span for span in sentences(sample.text) if span.quote == report.sentence]

        assert len(found) == 1

    def test_holds_the_words_that_show_the_event_and_who_took_part(self, sample: Sample, report: SampleReport) -> None:
        for words in (report.trigger, *(part.wording for part in report.participants)):
            assert words in report.sentence

    def test_is_of_a_kind_the_archive_has(self, sample: Sample, report: SampleReport) -> None:
        assert event_kind(report.event.type, report.event.mode)
        assert report.modality in Modality.values
        assert all(part.role in ParticipantRole.values for part in report.participants)


def test_everybody_named_in_the_table_is_in_the_starter_data() -> None:
    known = {entity.key for entity in read_authority().entities}

    assert all(keys_of(report) <= known for _, report in REPORTS)


def test_there_are_texts_in_three_languages() -> None:
    languages = [sample.incoming.language for sample in SAMPLES]

    assert {language: languages.count(language) for language in set(languages)} == {"de": 18, "en": 8, "uk": 6}


def test_they_come_in_by_their_dates_so_that_the_newest_texts_are_the_latest_additions() -> None:
    published = [str(sample.incoming.published) for sample in SAMPLES]

    assert published == sorted(published)


def test_every_text_in_the_folder_is_in_the_table() -> None:
    assert {path.name for path in FOLDER.glob("*.txt")} == {sample.incoming.name for sample in SAMPLES}


# Four texts in three languages: two of them report one event, and two give other figures for theirs.
FEW = ("de_wostotschny_2023.txt", "en_vostochny_2023.txt", "en_missiles_2024.txt", "uk_viiska_2024.txt")


def keys_of(report: SampleReport) -> set[str]:
    keys = {report.claimed_by, report.place, report.event.place}
    for part in report.participants:
        keys |= {part.entity, part.country}
    return {key for key in keys if key}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Sample]:
    """An archive that knows whoever these samples name, and to which these are all there are."""
    samples = [sample for sample in SAMPLES if sample.incoming.name in FEW]
    for module in (adding, removing):
        monkeypatch.setattr(module, "read_samples", lambda: samples)
    keys = {key for sample in samples for report in sample.reports for key in keys_of(report)}
    known = {entity.key: entity for entity in read_authority().entities}
    countries = {f"country:{known[key].country}" for key in keys if known[key].country}
    rows: dict[str, Entity] = {}
    for key in sorted(keys | countries):  # countries come first
        one = known[key]
        rows[key] = make_entity(key, one.name_de, country=rows.get(f"country:{one.country}"))
    return samples


def of(name: str) -> Article:
    return Article.objects.get(original__filename=name)


@pytest.mark.django_db
class TestAdding:
    def test_publishes_them_marked_as_samples(self, few: list[Sample]) -> None:
        added = add_samples()

        assert added == 4
        assert Article.objects.visible_to(AnonymousUser()).filter(is_sample=True).count() == 4
        assert {str(article.source) for article in Article.objects.all()} == {"Beispielredaktion", "Sample desk"}

    def test_stores_what_their_sentences_say_of_events(self, few: list[Sample]) -> None:
        add_samples()

        report = Report.objects.get(quote__startswith="За даними південнокорейської розвідки")
        assert report.quote == report.article.text[report.start : report.end]
        assert report.article.text[report.trigger_start : report.trigger_end] == "перевезла"
        assert (str(report.date), report.modality, report.claimed_by) == (
            "2024-10-08/2024-10-13",
            Modality.ALLEGED,
            Entity.objects.get(key="country:KR"),
        )
        assert (str(report.event.date), report.event.status) == ("2024-10", Status.CONFIRMED)

    def test_texts_that_report_one_event_are_reports_of_one_event(self, few: list[Sample]) -> None:
        add_samples()

        german, english = of("de_wostotschny_2023.txt"), of("en_vostochny_2023.txt")
        visit = Event.objects.get(type="CONSULT", mode="visit", date="2023-09-13", method="editor")
        assert {report.article for report in visit.reports.all()} == {german, english}

    def test_whoever_takes_part_acts_for_a_country(self, few: list[Sample]) -> None:
        add_samples()

        kim = Participation.objects.filter(entity__key="person:kim-jong-un").first()
        assert kim is not None and kim.country == Entity.objects.get(key="country:KP")

    def test_readers_know_of_the_events_at_once(self, few: list[Sample]) -> None:
        add_samples()

        confirmed = Event.objects.filter(status=Status.CONFIRMED)
        assert set(confirmed) <= set(Event.objects.visible_to(AnonymousUser()))

    def test_has_them_read_and_proposes_no_event_a_second_time(self, few: list[Sample]) -> None:
        add_samples()

        assert Mention.objects.filter(article=of("de_wostotschny_2023.txt"), entity__key="person:kim-jong-un").exists()
        annotated = Report.objects.filter(method="editor")
        for report in Report.objects.filter(method="events").select_related("event"):
            beside = annotated.filter(article=report.article, start__lt=report.end, end__gt=report.start)
            assert not beside.filter(event__type=report.event.type)

    def test_a_second_time_adds_nothing(self, few: list[Sample]) -> None:
        add_samples()
        before = [list(model.objects.order_by("pk").values()) for model in (Article, Event, Report, Participation)]

        assert add_samples() == 0

        after = [list(model.objects.order_by("pk").values()) for model in (Article, Event, Report, Participation)]
        assert after == before

    def test_one_that_was_deleted_comes_back_to_the_event_it_reported(self, few: list[Sample]) -> None:
        add_samples()
        events, english = set(Event.objects.filter(method="editor")), of("en_vostochny_2023.txt")
        trash([english], by=make_editor("anna"))
        delete_for_good(english, by=make_editor("berta"))

        assert add_samples() == 1

        visit = of("en_vostochny_2023.txt").reports.get(quote__startswith="North Korean leader").event
        assert visit in events

    def test_a_text_somebody_has_put_in_already_is_no_sample(self, few: list[Sample]) -> None:
        own = ingest_article(few[0].incoming)
        assert isinstance(own, Stored)

        assert add_samples() == 3

        assert not Article.objects.get(pk=own.article.pk).is_sample


@pytest.mark.django_db
class TestRemoving:
    def remove(self) -> int:
        removed = delete_samples()
        remove_sample_leftovers()
        return removed

    def test_takes_away_all_they_brought(self, few: list[Sample]) -> None:
        add_samples()
        paths = [original_path(article.original.sha256) for article in Article.objects.all() if article.original]
        assert all(path.exists() for path in paths)

        assert self.remove() == 4

        for model in (Article, Original, Event, Report, Participation, Mention, Source):
            assert not model.objects.exists()
        assert not any(path.exists() for path in paths)

    def test_takes_them_out_of_the_index(self, few: list[Sample], django_capture_on_commit_callbacks: Commit) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            add_samples()
        assert find(Criteria()).page.total == 4

        with django_capture_on_commit_callbacks(execute=True):
            self.remove()

        assert find(Criteria()).page.total == 0

    def test_leaves_everything_else(self, few: list[Sample], read: ReadText) -> None:
        own = ingest_article(read("Ein eigener Text\nÜber Kim Jong-un und Wladimir Putin."), source="Sample desk")
        assert isinstance(own, Stored)
        add_samples()
        shared = Event.objects.get(type="CONSULT", mode="visit", date="2023-09-13", method="editor")
        make_report(shared, own.article, "Ein eigener Text")

        self.remove()

        assert list(Article.objects.all()) == [own.article]
        assert list(Event.objects.all()) == [shared]
        assert [source.name for source in Source.objects.all()] == ["Sample desk"]
        assert Original.objects.count() == 1

    def test_an_event_that_only_a_draft_still_reports_is_hidden_again(self, few: list[Sample]) -> None:
        add_samples()
        shared = Event.objects.get(type="CONSULT", mode="visit", date="2023-09-13", method="editor")
        make_report(shared, make_article(status="draft"))

        self.remove()

        assert not Event.objects.visible_to(AnonymousUser()).exists()

    def test_a_second_time_finds_nothing(self, few: list[Sample]) -> None:
        add_samples()
        self.remove()

        assert self.remove() == 0

    def test_they_can_be_added_again(self, few: list[Sample]) -> None:
        add_samples()
        self.remove()

        assert add_samples() == 4
