"""Deciding on mentions: what an editor says stands, is recorded, and is found at once."""

from __future__ import annotations

import pytest

from articles.models import (
    Article,
    DecisionKind,
    Entity,
    EntityKind,
    Mention,
    MentionForm,
    Name,
    NameKind,
    Status,
    User,
)
from articles.review.errors import NotPossible, Stale
from articles.review.held import seen
from articles.review.mentions import accept_safe, change_kind, confirm, left_by, mark, move, reject, safe_mentions
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention, make_name

pytestmark = pytest.mark.django_db
TEXT = "Besuch in Moskau\n\nLawro traf Choe Son-hui. Lawros Flugzeug kam aus dem Fernen Osten Russlands."


@pytest.fixture
def article() -> Article:
    text = TEXT
    body = text.index("Lawro")
    return make_article(text, parts=[["headline", 0, 16], ["paragraph", body, len(text)]])


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def lawrow() -> Entity:
    return make_entity("person:sergej-lawrow", "Sergej Lawrow", "Lawrow")


def proposed(article: Article, entity: Entity | None, quote: str, **values: object) -> Mention:
    return make_mention(article, entity, quote, **{"status": "proposed", "method": "known-name"} | values)


class TestConfirming:
    def test_makes_a_proposal_a_fact(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, lawrow, "Lawro")

        decision = confirm([mention], by=editor)

        mention.refresh_from_db()
        assert mention.status == Status.CONFIRMED
        assert (decision.kind, decision.by, decision.article) == (DecisionKind.CONFIRM, editor, article)

    def test_links_to_whom_the_editor_names(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, None, "Lawro", kind="person")

        decision = confirm([mention], by=editor, entity=lawrow)

        mention.refresh_from_db()
        assert (mention.entity, mention.status, mention.name) == (lawrow, Status.CONFIRMED, "Sergej Lawrow")
        assert decision.kind == DecisionKind.LINK

    def test_of_nobody_is_refused(self, article: Article, editor: User) -> None:
        with pytest.raises(NotPossible, match="Lawro"):
            confirm([proposed(article, None, "Lawro")], by=editor)

    def test_of_somebody_merged_means_whom_he_was_merged_into(
        self, article: Article, lawrow: Entity, editor: User
    ) -> None:
        double = make_entity("person:s-lawrow", "S. Lawrow", merged_into=lawrow)
        mention = proposed(article, double, "Lawro")

        confirm([mention], by=editor)

        mention.refresh_from_db()
        assert mention.entity == lawrow

    def test_twice_is_refused_the_second_time(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, lawrow, "Lawro")
        confirm([mention], by=editor)

        with pytest.raises(NotPossible):
            confirm([mention], by=editor)

    def test_a_capital_as_its_country_becomes_a_metonym(self, article: Article, editor: User) -> None:
        russia = make_entity("country:RU", "Russland")
        make_name(russia, "Moskau", kind=NameKind.METONYM)
        mention = proposed(article, make_entity("place:moskau", "Moskau"), "Moskau")

        confirm([mention], by=editor, entity=russia)

        mention.refresh_from_db()
        assert (mention.kind, mention.form) == (EntityKind.COUNTRY, MentionForm.METONYM)

    def test_puts_no_second_mention_of_a_kind_in_one_place(
        self, article: Article, lawrow: Entity, editor: User
    ) -> None:
        place = proposed(article, make_entity("place:lawro", "Lawro"), "Lawro")
        make_mention(article, lawrow, "Lawro", start=place.start, end=place.end)

        with pytest.raises(NotPossible, match="already"):
            confirm([place], by=editor, entity=lawrow)


class TestRememberingASpelling:
    def test_makes_it_a_name_in_the_same_decision(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, None, "Lawro", kind="person")

        decision = confirm([mention], by=editor, entity=lawrow, remember=NameKind.MISSPELLING)

        mention.refresh_from_db()
        name = Name.objects.get(text="Lawro")
        assert (name.entity, name.kind, name.language, name.script) == (lawrow, "misspelling", "de", "Latn")
        assert mention.form == MentionForm.MISSPELLING
        undo(decision, by=editor)
        assert not Name.objects.filter(text="Lawro").exists()

    def test_can_leave_out_an_ending(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, None, "Lawros", kind="person")

        confirm([mention], by=editor, entity=lawrow, remember=NameKind.MISSPELLING, spelling="Lawro")

        assert set(lawrow.names.values_list("text", flat=True)) == {"Sergej Lawrow", "Lawrow", "Lawro"}

    def test_takes_a_rejected_name_back_in(self, article: Article, lawrow: Entity, editor: User) -> None:
        make_name(lawrow, "Lawro", kind="misspelling", language="de", status=Status.REJECTED)
        mention = proposed(article, None, "Lawro", kind="person")

        confirm([mention], by=editor, entity=lawrow, remember=NameKind.MISSPELLING)

        assert Name.objects.get(text="Lawro").status == Status.CONFIRMED


class TestRejecting:
    def test_keeps_the_row_and_whom_it_was_taken_for(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, lawrow, "Lawro")

        reject([mention], by=editor)

        mention.refresh_from_db()
        assert (mention.status, mention.entity) == (Status.REJECTED, lawrow)
        assert not Mention.objects.counting().exists()


class TestChangingTheKind:
    def test_asks_anew_who_or_what_is_meant(self, article: Article, lawrow: Entity, editor: User) -> None:
        river = make_entity("place:lawro", "Lawro")
        mention = proposed(article, lawrow, "Lawro")

        change_kind([mention], EntityKind.PLACE, by=editor)

        mention.refresh_from_db()
        assert (mention.kind, mention.entity, mention.status) == ("place", None, Status.PROPOSED)
        assert [one["entity"] for one in mention.candidates] == [river.key]


class TestMarking:
    def test_makes_a_mention_of_words_nobody_proposed(self, article: Article, editor: User) -> None:
        start = TEXT.index("Fernen")

        mark(article, start, len(TEXT) - 1, kind=EntityKind.PLACE, by=editor, seen_revision=1)

        mention = Mention.objects.get()
        assert (mention.quote, mention.method, mention.status) == ("Fernen Osten Russlands", "editor", "proposed")
        assert mention.span.quotes(TEXT)

    def test_with_an_entity_is_a_confirmation_too(self, article: Article, lawrow: Entity, editor: User) -> None:
        start = TEXT.index("Lawro")

        mark(article, start - 1, start + 6, kind=EntityKind.OTHER, by=editor, seen_revision=1, entity=lawrow)

        mention = Mention.objects.get()
        assert (mention.quote, mention.kind, mention.status) == ("Lawro", "person", "confirmed")

    @pytest.mark.parametrize(
        ("start", "end"),
        [(0, 10_000), (5, 5), (-1, 4), (16, 18), (10, 30)],
        ids=["beyond the text", "nothing", "before the text", "only spaces", "across paragraphs"],
    )
    def test_needs_words_within_one_paragraph(self, article: Article, editor: User, start: int, end: int) -> None:
        with pytest.raises(NotPossible):
            mark(article, start, end, kind=EntityKind.PLACE, by=editor, seen_revision=1)

    def test_cannot_be_done_twice_in_one_place(self, article: Article, editor: User) -> None:
        mark(article, 10, 16, kind=EntityKind.PLACE, by=editor, seen_revision=1)

        with pytest.raises(NotPossible, match="already"):
            mark(article, 10, 16, kind=EntityKind.PLACE, by=editor, seen_revision=1)

    def test_in_a_text_that_never_was_is_refused(self, article: Article, editor: User) -> None:
        with pytest.raises(NotPossible):
            mark(article, 10, 16, kind=EntityKind.PLACE, by=editor, seen_revision=7)


class TestMovingBorders:
    def test_quotes_what_lies_between_them(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, lawrow, "Lawro")

        decision = move(mention, mention.start, mention.start + 10, by=editor, seen_revision=1)

        mention.refresh_from_db()
        assert (mention.quote, mention.method) == ("Lawro traf", "editor")
        undo(decision, by=editor)
        mention.refresh_from_db()
        assert (mention.quote, mention.method) == ("Lawro", "known-name")


class TestAcceptingTheSafeOnes:
    def test_confirms_what_counts_and_has_no_rival(self, article: Article, lawrow: Entity, editor: User) -> None:
        rival = {"entity": "person:x", "score": 0.5, "reason": "the name belongs to several known entities"}
        safe = proposed(article, lawrow, "Lawro", score=0.9)
        ambiguous = proposed(article, lawrow, "Flugzeug", score=0.9, candidates=[rival, rival])
        unsure = proposed(article, make_entity("country:RU", "Russland"), "Russlands", score=0.6)

        accept_safe(article, by=editor, only=[safe.pk, ambiguous.pk, unsure.pk])

        statuses = [Mention.objects.get(pk=one.pk).status for one in (safe, ambiguous, unsure)]
        assert statuses == [Status.CONFIRMED, Status.PROPOSED, Status.PROPOSED]

    def test_takes_only_what_the_preview_showed_and_names_what_changed(
        self, article: Article, lawrow: Entity, editor: User
    ) -> None:
        shown, changed = proposed(article, lawrow, "Lawro"), proposed(article, lawrow, "Lawros")
        new = proposed(article, lawrow, "Flugzeug")
        reject([changed], by=make_editor("boris"))

        decision = accept_safe(article, by=editor, only=[shown.pk, changed.pk])

        assert left_by(decision, [shown.pk, changed.pk]) == [changed]
        assert safe_mentions(article) == [new]


class TestTwoEditors:
    def test_the_second_is_told_what_stands_now_and_who_decided_it(
        self, article: Article, lawrow: Entity, editor: User
    ) -> None:
        mention = proposed(article, lawrow, "Lawro")
        remembered = {mention.pk: seen(mention)}
        first = reject([mention], by=make_editor("boris"))

        with pytest.raises(Stale) as caught:
            confirm([mention], by=editor, seen=remembered)

        assert [one.status for one in caught.value.mentions] == [Status.REJECTED]
        assert caught.value.decision == first

    def test_what_a_newer_reading_took_away_cannot_be_decided(
        self, article: Article, lawrow: Entity, editor: User
    ) -> None:
        mention = proposed(article, lawrow, "Lawro")
        Mention.objects.all().delete()

        with pytest.raises(NotPossible):
            confirm([mention], by=editor)

    def test_nobody_decides_on_what_lies_in_the_trash(self, article: Article, lawrow: Entity, editor: User) -> None:
        mention = proposed(article, lawrow, "Lawro")
        Article.objects.update(trashed_at=article.created_at)

        with pytest.raises(NotPossible, match="trash"):
            reject([mention], by=editor)
