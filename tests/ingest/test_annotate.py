"""Extraction's proposals: stored for editors to decide on, replaced by newer ones, never against a decision."""

from __future__ import annotations

from pathlib import Path

import pytest

from articles.extraction.values import VERSION, Candidate, DateProposal, Extraction, MentionProposal, Parts
from articles.ingest import annotate as annotating
from articles.ingest.annotate import annotate, annotate_leased, extraction_request
from articles.ingest.articles import ingest_article
from articles.ingest.authority import load_authority
from articles.ingest.incoming import Stored
from articles.ingest.proposals import store_proposals
from articles.jobs import enqueue, lease
from articles.models import Article, DateMention, Entity, Job, Mention, MentionForm, OutboxEntry, Status
from articles.text.dates import PartialDate
from articles.text.spans import Span
from tests.builders import make_article, make_entity, make_mention
from tests.ingest.conftest import ReadText

pytestmark = pytest.mark.django_db
CORPUS = Path(__file__).resolve().parents[1] / "corpus"

TEXT = "Putin in Moskau\nWladimir Putin empfing seinen Gast im September 2023 in Moskau."


def proposal(
    quote: str, entity: str | None, *, kind: str = "person", text: str = TEXT, score: float = 0.95
) -> MentionProposal:
    start = text.index(quote)
    return MentionProposal(
        span=Span.of(text, start, start + len(quote)),
        kind=kind,  # type: ignore[arg-type]
        form="name",
        entity=entity,
        name=quote,
        candidates=(Candidate(entity, score, "known name"),) if entity else (),
        score=score,
        method="known-name",
    )


def extraction(
    *mentions: MentionProposal, dates: tuple[DateProposal, ...] = (), inferred: str = "", version: str = "1"
) -> Extraction:
    return Extraction(
        language="de",
        parts=Parts(),
        mentions=mentions,
        dates=dates,
        events=(),
        inferred_published=PartialDate(inferred) if inferred else None,
        version=version,
    )


@pytest.fixture
def putin() -> Entity:
    return make_entity("person:wladimir-putin", "Wladimir Putin")


@pytest.fixture
def article() -> Article:
    return make_article(TEXT)


class TestProposals:
    def test_are_stored_with_what_they_rest_on(self, article: Article, putin: Entity) -> None:
        store_proposals([(article, extraction(proposal("Wladimir Putin", putin.key)))])

        [mention] = article.mentions.all()
        assert (mention.quote, mention.entity, mention.status) == ("Wladimir Putin", putin, Status.PROPOSED)
        assert (mention.method, mention.version, mention.score) == ("known-name", VERSION, 0.95)
        assert mention.candidates == [{"entity": putin.key, "score": 0.95, "reason": "known name"}]

    def test_a_key_without_an_entity_stays_a_candidate(self, article: Article) -> None:
        store_proposals([(article, extraction(proposal("Moskau", "place:moskau", kind="place")))])

        [mention] = article.mentions.all()
        assert mention.entity is None
        assert mention.candidates[0]["entity"] == "place:moskau"
        assert not Entity.objects.exists()

    def test_a_merged_entity_leads_to_the_one_that_took_it_in(self, article: Article, putin: Entity) -> None:
        middle = make_entity("person:w-putin", "W. Putin", merged_into=putin)
        make_entity("person:putin", "Putin", merged_into=middle)

        store_proposals([(article, extraction(proposal("Wladimir Putin", "person:putin")))])

        assert article.mentions.get().entity == putin

    def test_the_same_extraction_again_changes_nothing(self, article: Article, putin: Entity) -> None:
        found = extraction(proposal("Wladimir Putin", putin.key))
        store_proposals([(article, found)])
        before = list(Mention.objects.values())

        changed = store_proposals([(article, found)])

        assert changed == []
        assert list(Mention.objects.values()) == before

    def test_a_newer_extraction_replaces_what_nobody_has_decided(self, article: Article, putin: Entity) -> None:
        store_proposals([(article, extraction(proposal("Wladimir Putin", putin.key), proposal("Gast", None)))])
        kept = article.mentions.get(quote="Wladimir Putin").pk

        store_proposals([(article, extraction(proposal("Wladimir Putin", putin.key, score=0.8), version="2"))])

        [mention] = article.mentions.all()
        assert (mention.pk, mention.score) == (kept, 0.8)

    def test_a_confirmed_mention_is_never_touched(self, article: Article, putin: Entity) -> None:
        make_mention(article, putin, "Wladimir Putin")

        store_proposals([(article, extraction(proposal("Wladimir Putin", None, score=0.1)))])

        [mention] = article.mentions.all()
        assert (mention.entity, mention.status, mention.score) == (putin, Status.CONFIRMED, 1.0)

    def test_what_was_rejected_is_not_proposed_again(self, article: Article, putin: Entity) -> None:
        make_mention(article, putin, "Wladimir Putin", status=Status.REJECTED)

        store_proposals([(article, extraction(proposal("Wladimir Putin", putin.key)))])

        assert [mention.status for mention in article.mentions.all()] == [Status.REJECTED]

    def test_nothing_is_proposed_across_a_confirmed_mention(self, article: Article, putin: Entity) -> None:
        make_mention(article, putin, "Wladimir Putin")

        store_proposals([(article, extraction(proposal("Putin empfing", None), proposal("Wladimir", None)))])

        assert article.mentions.count() == 1

    def test_an_adjective_inside_a_confirmed_institution_is(self) -> None:
        text = "Meldung\nDas russische Außenministerium schweigt."
        article = make_article(text)
        ministry = make_entity("organisation:aussenministerium-russland", "Außenministerium (Russland)")
        make_mention(article, ministry, "russische Außenministerium")

        store_proposals([(article, extraction(proposal("russische", None, kind="country", text=text)))])

        assert article.mentions.count() == 2

    def test_an_editors_own_proposal_stays(self, article: Article, putin: Entity) -> None:
        make_mention(article, putin, "Gast", status=Status.PROPOSED, method="editor", form=MentionForm.DESCRIPTION)

        store_proposals([(article, extraction())])

        assert article.mentions.count() == 1

    def test_dates_keep_their_phrase_and_precision(self, article: Article) -> None:
        start = TEXT.index("im September 2023")
        span = Span.of(TEXT, start, start + len("im September 2023"))

        store_proposals([(article, extraction(dates=(DateProposal(span, PartialDate("2023-09")),)))])

        [found] = article.date_mentions.all()
        assert (found.quote, found.edtf) == ("im September 2023", "2023-09")

    def test_a_rejected_date_stays_rejected(self, article: Article) -> None:
        span = Span.of(TEXT, 0, 5)
        DateMention.objects.create(
            article=article, start=0, end=5, quote="Putin", status=Status.REJECTED, method="dates"
        )

        store_proposals([(article, extraction(dates=(DateProposal(span, PartialDate("2023")),)))])

        assert [(row.status, row.edtf) for row in article.date_mentions.all()] == [(Status.REJECTED, "")]

    def test_an_inferred_date_fills_an_empty_one_once(self, article: Article) -> None:
        store_proposals([(article, extraction(inferred="2023-09"))])
        assert (str(article.published), article.published_basis) == ("2023-09", "inferred")

        article.published, article.published_basis = None, ""
        article.save()
        store_proposals([(article, extraction(inferred="2023-09", version="2"))])

        article.refresh_from_db()
        assert article.published is None

    def test_a_stated_date_is_not_inferred_over(self) -> None:
        article = make_article(TEXT, published="2024-01")

        store_proposals([(article, extraction(inferred="2023-09"))])

        article.refresh_from_db()
        assert str(article.published) == "2024-01"


class TestAnnotating:
    def test_the_seed_is_tagged_with_its_people_and_countries(self, read: ReadText) -> None:
        load_authority()
        outcome = ingest_article(read((CORPUS / "seed.txt").read_bytes()))
        assert isinstance(outcome, Stored)

        annotate([outcome.article.pk])

        counting = Mention.objects.counting().filter(article=outcome.article)
        keys = set(counting.values_list("entity__key", flat=True))
        assert {"country:KP", "country:RU", "country:KR", "country:US", "country:JP", "country:UA"} <= keys
        assert {"person:kim-jong-un", "person:wladimir-putin", "person:choe-son-hui"} <= keys
        assert all(Span.of(m.article.text, m.start, m.end).quote == m.quote for m in counting)

    def test_a_change_counts_and_reaches_the_outbox(self, article: Article) -> None:
        make_entity("country:RU", "Russland")

        annotate([article.pk])

        article.refresh_from_db()
        assert article.version == 2
        assert OutboxEntry.objects.filter(article_id=article.pk).exists()

    def test_an_article_read_again_without_news_does_not_change(self, article: Article) -> None:
        annotate([article.pk])
        article.refresh_from_db()
        before = article.version

        annotate([article.pk])

        article.refresh_from_db()
        assert article.version == before

    def test_a_language_somebody_stated_is_kept(self) -> None:
        article = make_article(TEXT, language="en")

        annotate([article.pk])

        article.refresh_from_db()
        assert article.language == "en"


class TestLeasedJobs:
    def leased(self, *articles: int) -> list[Job]:
        enqueue(extraction_request(article) for article in articles)
        return lease("here", ["extract"])

    def test_proposals_and_the_end_of_the_job_are_one(self, article: Article, putin: Entity) -> None:
        annotate_leased(self.leased(article.pk), "here")

        assert article.mentions.filter(entity=putin).exists()
        assert Job.objects.get().state == Job.State.DONE

    def test_an_article_deleted_meanwhile_is_done(self) -> None:
        annotate_leased(self.leased(4711), "here")

        assert Job.objects.get().state == Job.State.DONE

    def test_one_bad_article_fails_alone(
        self, article: Article, putin: Entity, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bad = make_article("Gift\nEin Text, der alles umwirft.")
        real = annotating.extract

        def stumble(text: str, **options: object) -> Extraction:
            if text.startswith("Gift"):
                raise RecursionError("maximum recursion depth exceeded")
            return real(text, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(annotating, "extract", stumble)

        annotate_leased(self.leased(bad.pk, article.pk), "here")

        jobs = {job.key: job for job in Job.objects.all()}
        assert jobs[str(article.pk)].state == Job.State.DONE
        assert jobs[str(bad.pk)].state == Job.State.WAITING
        assert "recursion" in jobs[str(bad.pk)].error

    def test_a_text_changed_while_it_was_read_gets_no_stale_proposals(
        self, article: Article, putin: Entity, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        real = annotating.extract

        def edited_meanwhile(text: str, **options: object) -> Extraction:
            Article.objects.filter(pk=article.pk).update(text_sha256="0" * 64)
            return real(text, **options)  # type: ignore[arg-type]

        monkeypatch.setattr(annotating, "extract", edited_meanwhile)

        annotate_leased(self.leased(article.pk), "here")

        assert not article.mentions.exists()
