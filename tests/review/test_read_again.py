"""What editors decided outlives every newer reading, and what they remember is used by it."""

from __future__ import annotations

import pytest

from articles.ingest.annotate import annotate, annotate_leased
from articles.jobs import EXTRACT, work_off
from articles.models import Article, Entity, EntityKind, Mention, MentionForm, NameKind, Status, User
from articles.review.mentions import change_kind, confirm, mark, move, reject
from articles.review.names import create_entity, created_entity, forget_name
from articles.review.undo import undo
from articles.search.outbox import drain
from tests.builders import make_article, make_editor, make_entity, make_name

pytestmark = pytest.mark.django_db
TEXT = "Besuch in China\nSergej Schoigu und Lawro reisen. Lawro spricht von Russland."


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def lawrow() -> Entity:
    lawrow = make_entity("person:sergej-lawrow", "Sergej Lawrow")
    make_name(lawrow, "Lawrow", strength="weak")
    return lawrow


@pytest.fixture
def article(lawrow: Entity) -> Article:
    make_entity("person:sergej-schoigu", "Sergej Schoigu")
    make_entity("country:RU", "Russland")
    article = make_article(TEXT)
    annotate([article.pk])
    return article


def read_again(article: Article) -> None:
    Article.objects.filter(pk=article.pk).update(extracted_with="")
    annotate([article.pk])


def work() -> None:
    while work_off({EXTRACT: annotate_leased}, "worker"):
        pass


def mention_of(quote: str) -> Mention:
    return Mention.objects.get(quote=quote)


class TestANewerReading:
    def test_proposes_nothing_that_was_rejected(self, article: Article, editor: User) -> None:
        reject([mention_of("Russland")], by=editor)

        read_again(article)

        assert mention_of("Russland").status == Status.REJECTED

    def test_keeps_a_link_it_would_not_have_made(self, article: Article, lawrow: Entity, editor: User) -> None:
        other = make_entity("person:lawro-musterowitsch", "Lawro Musterowitsch")
        confirm([mention_of("Sergej Schoigu")], by=editor, entity=other)

        read_again(article)

        assert (mention_of("Sergej Schoigu").entity, mention_of("Sergej Schoigu").status) == (other, "confirmed")

    def test_proposes_nothing_where_an_editor_drew_other_borders(self, article: Article, editor: User) -> None:
        schoigu = mention_of("Sergej Schoigu")
        move(schoigu, schoigu.start + len("Sergej "), schoigu.end, by=editor, seen_revision=1)

        read_again(article)

        assert Mention.objects.filter(quote__contains="Schoigu").count() == 1

    def test_proposes_nothing_of_the_kind_an_editor_changed(self, article: Article, editor: User) -> None:
        change_kind([mention_of("Sergej Schoigu")], EntityKind.OTHER, by=editor)

        read_again(article)

        assert mention_of("Sergej Schoigu").kind == EntityKind.OTHER

    def test_leaves_what_an_editor_marked(self, article: Article, editor: User) -> None:
        start = article.text.index("reisen")
        mark(article, start, start + 6, kind=EntityKind.OTHER, by=editor, seen_revision=1)

        read_again(article)

        assert mention_of("reisen").status == Status.PROPOSED

    def test_may_take_back_again_what_was_decided_and_undone(self, article: Article, editor: User) -> None:
        undo(reject([mention_of("Russland")], by=editor), by=editor)
        Article.objects.update(text=article.text.replace("Russland", "Reussland"), text_sha256="0" * 64)

        read_again(article)

        assert not Mention.objects.filter(quote="Russland").exists()


class TestARememberedSpelling:
    @pytest.fixture
    def elsewhere(self, lawrow: Entity) -> Article:
        make_entity("person:choe-son-hui", "Choe Son-hui")
        elsewhere = make_article("Reise\nChoe Son-hui und Lawro landen in Peking.")
        annotate([elsewhere.pk])
        drain()
        return elsewhere

    def test_links_other_articles_at_their_next_reading(
        self, article: Article, elsewhere: Article, lawrow: Entity, editor: User
    ) -> None:
        before = elsewhere.mentions.get(quote="Lawro")
        lawros = article.mentions.filter(quote="Lawro")[:1]

        confirm(lawros, by=editor, entity=lawrow, remember=NameKind.MISSPELLING)
        work()

        after = elsewhere.mentions.get(quote="Lawro")
        assert before.entity is None
        assert (after.entity, after.form, after.status) == (lawrow, MentionForm.MISSPELLING, Status.PROPOSED)
        assert after.counts
        # The second one of the article itself, which nobody decided.
        assert article.mentions.filter(quote="Lawro", entity=lawrow).count() == 2

    def test_links_them_no_longer_once_it_is_undone_or_forgotten(
        self, article: Article, elsewhere: Article, lawrow: Entity, editor: User
    ) -> None:
        lawros = article.mentions.filter(quote="Lawro")[:1]
        decision = confirm(lawros, by=editor, entity=lawrow, remember=NameKind.MISSPELLING)
        work()
        undo(decision, by=editor)
        work()
        after_undo = elsewhere.mentions.get(quote="Lawro").entity
        confirm(lawros, by=editor, entity=lawrow, remember=NameKind.MISSPELLING)
        work()

        forget_name(lawrow.names.get(text="Lawro"), by=editor)
        work()

        assert after_undo is None
        assert elsewhere.mentions.get(quote="Lawro").entity is None

    def test_is_found_where_nothing_was_proposed(self, article: Article, lawrow: Entity, editor: User) -> None:
        alone = make_article("Ankunft\nHeute ist Lawros Flugzeug gelandet.")
        annotate([alone.pk])
        drain()

        confirm(article.mentions.filter(quote="Lawro")[:1], by=editor, entity=lawrow, remember=NameKind.MISSPELLING)
        work()

        assert alone.mentions.get(entity=lawrow).quote == "Lawros"

    def test_of_a_new_entity_links_too(self, article: Article, elsewhere: Article, editor: User) -> None:
        decision = create_entity(
            kind=EntityKind.PERSON,
            name_de="Lawro",
            name_en="",
            by=editor,
            mentions=list(article.mentions.filter(quote="Lawro")),
        )
        work()

        assert elsewhere.mentions.get(quote="Lawro").entity == created_entity(decision)
