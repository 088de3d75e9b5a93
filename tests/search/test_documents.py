"""What of an article the index learns."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.test import TestCase

from articles.models import Article, Author, Event, EventType, MentionForm, Publication, Report, Status, Subject
from articles.search.backends.base import Document
from articles.search.documents import CHUNK, documents_of
from tests.builders import make_article, make_entity, make_mention, make_source


class DocumentTests(TestCase):
    def document(self, article: Article) -> Document:
        [document] = documents_of([article.pk])
        return document

    def test_text_source_and_date(self) -> None:
        source = make_source()
        article = make_article("Rakete\nÜber Japan.", published="2023-09", source=source, lead="Über Japan.", version=3)
        article.authors.add(author := Author.objects.create(name="Jana Muster"))
        article.subjects.add(subject := Subject.objects.create(name="Militär", slug="militaer"))

        document = self.document(article)

        assert (document.headline, document.lead, document.body) == ("Rakete", "Über Japan.", "Rakete\nÜber Japan.")
        assert document.source == source.pk
        assert (set(document.authors), set(document.subjects)) == ({author.pk}, {subject.pk})
        assert document.published_from == date(2023, 9, 1).toordinal()
        assert document.published_to == date(2023, 9, 30).toordinal()
        assert (document.version, document.language) == (3, "de")

    def test_public_is_what_has_been_published(self) -> None:
        for status, is_public in (
            (Publication.DRAFT, False),
            (Publication.IN_REVIEW, False),
            (Publication.PUBLISHED, True),
            (Publication.WITHDRAWN, False),
        ):
            with self.subTest(status):
                document = self.document(make_article(status=status))

                assert (document.public, document.visible_from, document.status) == (is_public, 0, status)

    def test_an_embargo_ends_at_its_second_and_never_before(self) -> None:
        moment = datetime(2024, 1, 16, 12, 0, 0, 500_000, tzinfo=UTC)

        document = self.document(make_article(status=Publication.EMBARGOED, embargo_until=moment))

        assert document.public
        assert document.visible_from == int(moment.timestamp()) + 1

    def test_only_mentions_that_count(self) -> None:
        article = make_article()
        sure, likely, unlikely, wrong = (make_entity(f"person:p{number}") for number in range(4))
        make_mention(article, sure)
        make_mention(article, likely, status=Status.PROPOSED, score=0.9)
        make_mention(article, unlikely, status=Status.PROPOSED, score=0.3)
        make_mention(article, wrong, status=Status.REJECTED)

        document = self.document(article)

        assert document.entities == {"person": {sure.pk, likely.pk}}
        assert document.confirmed == {"person": {sure.pk}}

    def test_how_often_somebody_is_mentioned(self) -> None:
        article, putin = make_article("Putin und Putin"), make_entity("person:putin", "Putin")
        make_mention(article, putin)
        make_mention(article, putin)

        assert self.document(article).prominence == {putin.pk: 2}

    def test_a_country_named_by_its_capital_alone_is_known_as_such(self) -> None:
        article = make_article()
        russia, korea = make_entity("country:RU"), make_entity("country:KP")
        make_mention(article, russia, form=MentionForm.METONYM)
        make_mention(article, korea, form=MentionForm.METONYM)
        make_mention(article, korea)

        document = self.document(article)

        assert document.entities["country"] == {russia.pk, korea.pk}
        assert document.metonym_countries == {russia.pk}

    def test_a_merged_entity_counts_as_the_one_that_stands_for_it(self) -> None:
        kim = make_entity("person:kim")
        double = make_entity("person:kim-2", merged_into=kim)
        third = make_entity("person:kim-3", merged_into=double)
        article = make_article()
        make_mention(article, third)

        assert self.document(article).entities == {"person": {kim.pk}}

    def test_events_with_their_days(self) -> None:
        article = make_article("Ein Satz über Hilfe.")
        for status, date_text in ((Status.PROPOSED, "2023-09"), (Status.REJECTED, "2020")):
            event = Event.objects.create(
                type=EventType.AID, mode="military", date=date_text, method="editor", status=status
            )
            Report.objects.create(
                event=event, article=article, start=0, end=8, quote="Ein Satz", trigger_start=0, trigger_end=3
            )
        Article.objects.filter(pk=article.pk).count_change()

        document = self.document(article)

        assert document.event_spans == ((date(2023, 9, 1).toordinal(), date(2023, 9, 30).toordinal()),)
        assert document.event_kinds == {"AID", "AID/military"}

    def test_an_article_that_is_gone_gives_nothing(self) -> None:
        article = make_article()

        assert [document.id for document in documents_of([article.pk, article.pk + 1])] == [article.pk]

    def test_a_chunk_costs_the_same_queries_whatever_is_in_it(self) -> None:
        person = make_entity("person:kim")
        articles = [make_article() for _ in range(12)]
        for article in articles:
            make_mention(article, person)

        with self.assertNumQueries(6):
            list(documents_of([articles[0].pk]))
        with self.assertNumQueries(6):
            list(documents_of([article.pk for article in articles]))
        assert len(articles) < CHUNK
