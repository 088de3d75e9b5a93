"""Two editors at the same moment, each with a connection of their own: one after the other, nothing lost."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from articles.models import Article, Decision, Entity, EntityKind, Mention, Name, NameKind, Status, User
from articles.review.editing import EditConflict, edit_article
from articles.review.errors import NotPossible, Stale
from articles.review.held import seen
from articles.review.mentions import accept_safe, confirm, mark, reject
from articles.review.names import create_entity, remember_name
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db(transaction=True)
# Whoever waits longer than this for the other is locked for good.
_PATIENCE = 30.0
Act = Callable[[], Any]


def at_once(*acts: Act) -> list[Any]:
    """What each of *acts*, begun at the same moment, answered or raised.

    SQLite lets one write at a time, and in memory its connections lock each other's tables: there one after the other.
    """
    if connection.vendor == "sqlite":
        return [_answer(act) for act in acts]
    ready = threading.Barrier(len(acts), timeout=_PATIENCE)
    answers: list[Any] = [None] * len(acts)

    def run(number: int, act: Act) -> None:
        try:
            connection.ensure_connection()
            ready.wait()
            answers[number] = _answer(act)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number, act), daemon=True) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(_PATIENCE)
        assert not thread.is_alive(), "two editors wait for each other"
    return answers


def _answer(act: Act) -> Any:
    try:
        return act()
    except Exception as error:
        return error


@pytest.fixture
def anna() -> User:
    return make_editor("anna")


@pytest.fixture
def boris() -> User:
    return make_editor("boris")


@pytest.fixture
def article() -> Article:
    return make_article("Besuch\nLawro traf Kim in Moskau. Lawro schwieg, Kim sprach.")


@pytest.fixture
def lawrow() -> Entity:
    return make_entity("person:sergej-lawrow", "Sergej Lawrow")


@pytest.fixture(params=range(5))
def mention(request: pytest.FixtureRequest, article: Article, lawrow: Entity) -> Iterator[Mention]:
    """Several times: who is first is chance."""
    yield make_mention(article, lawrow, "Lawro", status="proposed", method="known-name")


class TestOneMention:
    def test_is_decided_once_and_the_second_is_told_what_stands(
        self, mention: Mention, anna: User, boris: User
    ) -> None:
        token = {mention.pk: seen(mention)}

        answers = at_once(
            lambda: confirm([mention], by=anna, seen=token),
            lambda: reject([mention], by=boris, seen=token),
        )

        [first] = [one for one in answers if isinstance(one, Decision)]
        [second] = [one for one in answers if isinstance(one, Stale)]
        assert second.decision == first
        mention.refresh_from_db()
        assert mention.status == {anna: Status.CONFIRMED, boris: Status.REJECTED}[first.by]  # type: ignore[index]

    def test_is_undone_once(self, mention: Mention, anna: User, boris: User) -> None:
        decision = confirm([mention], by=anna)

        answers = at_once(lambda: undo(decision, by=anna), lambda: undo(decision, by=boris))

        assert sorted(type(one) for one in answers if isinstance(one, NotPossible)) == [NotPossible]
        assert Decision.objects.filter(undoes=decision).count() == 1

    def test_loses_nothing_to_an_edit_of_the_text(self, mention: Mention, anna: User, boris: User) -> None:
        article = mention.article
        edited = article.text.replace("traf", "traf am Abend auch")

        answers = at_once(
            lambda: edit_article(article, {"text": edited}, by=anna),
            lambda: confirm([mention], by=boris),
        )

        assert all(isinstance(one, Decision) for one in answers), answers
        mention.refresh_from_db()
        assert mention.status == Status.CONFIRMED
        assert mention.span.quotes(Article.objects.get().text)

    def test_is_marked_once_in_one_place(self, mention: Mention, anna: User, boris: User) -> None:
        start = mention.article.text.index("Moskau")

        def mark_it(by: User) -> Decision:
            return mark(mention.article, start, start + 6, kind=EntityKind.PLACE, by=by, seen_revision=1)

        answers = at_once(lambda: mark_it(anna), lambda: mark_it(boris))

        assert sum(isinstance(one, NotPossible) for one in answers) == 1
        assert Mention.objects.filter(quote="Moskau").count() == 1


class TestOneEntity:
    def test_is_created_once(self, mention: Mention, anna: User, boris: User) -> None:
        def create(by: User) -> Decision:
            return create_entity(kind=EntityKind.PERSON, name_de="Ri Yong-gil", name_en="", by=by)

        answers = at_once(lambda: create(anna), lambda: create(boris))

        assert sum(isinstance(one, NotPossible) for one in answers) == 1
        assert Entity.objects.filter(name_de="Ri Yong-gil").count() == 1

    def test_is_given_a_spelling_once(self, mention: Mention, lawrow: Entity, anna: User, boris: User) -> None:
        other = make_mention(make_article("Reise\nLawro reist."), None, "Lawro", kind="person", status="proposed")

        answers = at_once(
            lambda: confirm([mention], by=anna, remember=NameKind.MISSPELLING),
            lambda: confirm([other], by=boris, entity=lawrow, remember=NameKind.MISSPELLING),
            lambda: remember_name(lawrow, "Lawro", kind=NameKind.MISSPELLING, language="de", by=anna),
        )

        assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, NotPossible)]
        assert Name.objects.filter(text="Lawro").count() == 1

    def test_does_not_go_while_somebody_links_to_it(self, mention: Mention, anna: User, boris: User) -> None:
        created = create_entity(kind=EntityKind.PERSON, name_de="Ri Yong-gil", name_en="", by=anna)
        ri = Entity.objects.get(name_de="Ri Yong-gil")

        answers = at_once(lambda: undo(created, by=anna), lambda: confirm([mention], by=boris, entity=ri))

        [refused] = [one for one in answers if isinstance(one, Exception)]
        assert isinstance(refused, NotPossible), refused
        mention.refresh_from_db()
        assert Entity.objects.filter(pk=ri.pk).exists() == (mention.entity_id == ri.pk)


class TestOneArticle:
    def test_takes_safe_ones_and_single_decisions_together(self, mention: Mention, anna: User, boris: User) -> None:
        article = mention.article
        kim = make_mention(article, make_entity("person:kim-jong-un"), "Kim", status="proposed", method="known-name")

        answers = at_once(
            lambda: accept_safe(article, by=anna, only=[mention.pk, kim.pk]),
            lambda: reject([kim], by=boris, seen={kim.pk: seen(kim)}),
        )

        assert not [one for one in answers if isinstance(one, Exception) and not isinstance(one, Stale)]
        decided = set(Mention.objects.values_list("quote", "status"))
        assert decided in (
            {("Lawro", "confirmed"), ("Kim", "rejected")},
            {("Lawro", "confirmed"), ("Kim", "confirmed")},
        )

    def test_keeps_both_edits_or_shows_the_conflict(self, mention: Mention, anna: User, boris: User) -> None:
        article, text = mention.article, mention.article.text

        answers = at_once(
            lambda: edit_article(article, {"text": text + " Ende."}, by=anna, seen=0),
            lambda: edit_article(article, {"text": text + " Schluss."}, by=boris, seen=0),
        )

        assert sum(isinstance(one, EditConflict) for one in answers) == 1
        assert Article.objects.get().text in (text + " Ende.", text + " Schluss.")
