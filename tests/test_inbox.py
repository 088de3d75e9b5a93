"""What waits for whom, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.test import TestCase
from django.utils import timezone

from articles.filters.inbox import (
    PAGE_SIZE,
    InboxQuestion,
    Order,
    Place,
    Tab,
    counts,
    inbox_page,
    next_waiting,
    to_review,
    waiting_in,
)
from articles.filters.spellings import frequent_spellings
from articles.filters.trouble import trouble_of
from articles.jobs import EXTRACT
from articles.models import Article, Batch, BatchFile, DisplacedMention, FileState, Job, Publication
from tests.builders import make_article, make_editor, make_mention


def make_waiting(headline: str, **values: Any) -> Article:
    """A draft that came in when it was made; `created_at` says otherwise."""
    created = values.pop("created_at", None)
    article = make_article(headline, **{"status": Publication.DRAFT} | values)
    if created:
        Article.objects.filter(pk=article.pk).update(created_at=created)
        article.refresh_from_db()
    return article


class ListTests(TestCase):
    def setUp(self) -> None:
        self.editor = make_editor()

    def test_unpublished_articles_nobody_has_finished_are_to_be_reviewed(self) -> None:
        waiting = make_waiting("Wartet")
        make_waiting("Fertig", reviewed_at=timezone.now())
        make_waiting("Weggeworfen", trashed_at=timezone.now())
        make_waiting("Zurückgestellt", postponed_at=timezone.now())
        make_waiting("Zurückgezogen", status=Publication.WITHDRAWN)
        make_waiting("Öffentlich", status=Publication.PUBLISHED)

        self.assertEqual(list(waiting_in(Tab.OPEN, self.editor)), [waiting])

    def test_what_is_assigned_to_somebody_else_is_neither_mine_nor_nobodys(self) -> None:
        mine = make_waiting("Meiner", assigned_to=self.editor)
        free = make_waiting("Keiner")
        make_waiting("Ihrer", assigned_to=make_editor())

        self.assertEqual(list(waiting_in(Tab.MINE, self.editor)), [mine])
        self.assertEqual(list(waiting_in(Tab.NOBODYS, self.editor)), [free])

    def test_what_was_put_off_and_what_was_published_unseen_have_lists_of_their_own(self) -> None:
        later = make_waiting("Später", postponed_at=timezone.now())
        unseen = make_waiting("Ungesehen", status=Publication.PUBLISHED)

        self.assertEqual(list(waiting_in(Tab.POSTPONED, self.editor)), [later])
        self.assertEqual(list(waiting_in(Tab.PUBLISHED, self.editor)), [unseen])

    def test_counts_are_those_of_the_lists(self) -> None:
        make_waiting("Eins", assigned_to=self.editor)
        make_waiting("Zwei")

        found = counts(self.editor)

        self.assertEqual((found[Tab.OPEN], found[Tab.MINE], found[Tab.NOBODYS]), (2, 1, 1))

    def test_the_badge_stops_counting_where_it_has_no_room(self) -> None:
        for number in range(4):
            make_waiting(f"Nummer {number}")

        self.assertEqual((to_review(3), to_review()), (3, 4))


class OrderTests(TestCase):
    def setUp(self) -> None:
        self.editor = make_editor()
        self.start = timezone.now() - timedelta(days=30)

    def _make(self, count: int, undecided: int = 0) -> list[int]:
        """Articles that all came in in the same three moments."""
        return [
            make_waiting(
                f"Nummer {number}", created_at=self.start + timedelta(hours=number % 3), undecided=undecided
            ).pk
            for number in range(count)
        ]

    def _all_pages(self, question: InboxQuestion) -> list[int]:
        found: list[int] = []
        while True:
            page = inbox_page(question, self.editor)
            found += page.ids
            if page.onward is None:
                return found
            question = replace(question, after=page.onward)

    def test_the_oldest_comes_first_and_pages_lose_and_repeat_nothing(self) -> None:
        made = self._make(PAGE_SIZE * 2 + 3)

        found = self._all_pages(InboxQuestion())

        self.assertEqual(found, sorted(made, key=lambda pk: (made.index(pk) % 3, pk)))

    def test_the_most_undecided_come_first_among_equals_the_oldest(self) -> None:
        few, many = self._make(PAGE_SIZE, undecided=2), self._make(PAGE_SIZE, undecided=9)

        found = self._all_pages(InboxQuestion(order=Order.EFFECT))

        self.assertEqual(set(found[:PAGE_SIZE]), set(many))
        self.assertEqual(found[PAGE_SIZE:], sorted(few, key=lambda pk: (few.index(pk) % 3, pk)))

    def test_an_article_decided_meanwhile_does_not_move_the_next_page(self) -> None:
        made = self._make(PAGE_SIZE + 2)
        first = inbox_page(InboxQuestion(), self.editor)
        Article.objects.filter(pk__in=first.ids).update(reviewed_at=timezone.now())

        rest = inbox_page(InboxQuestion(after=first.onward), self.editor)

        self.assertEqual(set(rest.ids), set(made) - set(first.ids))

    def test_a_page_far_down_costs_one_query_like_the_first(self) -> None:
        self._make(PAGE_SIZE * 2)
        onward = inbox_page(InboxQuestion(), self.editor).onward

        with self.assertNumQueries(1):
            inbox_page(InboxQuestion(after=onward), self.editor)


class AddressTests(TestCase):
    def test_a_place_reads_back_as_written(self) -> None:
        place = Place.of(make_waiting("Wartet", undecided=7))

        self.assertEqual(Place.read(str(place)), place)

    def test_what_is_no_place_is_none(self) -> None:
        for typed in (
            "",
            "1",
            "1.2",
            "a.b.c",
            "1.2.3.4",
            "1.999999999999999999.1",
            "-1.2.3",
            "१.२.३",
            "1.2." + "9" * 30,
        ):
            self.assertIsNone(Place.read(typed), typed)

    def test_an_address_says_only_what_does_not_go_without_saying(self) -> None:
        self.assertEqual(InboxQuestion.of({"tab": "open", "sort": "nonsense"}).pairs, {})
        self.assertEqual(InboxQuestion.of({"tab": "mine", "sort": "effect"}).pairs, {"tab": "mine", "sort": "effect"})


class NextTests(TestCase):
    def setUp(self) -> None:
        self.editor = make_editor()

    def test_the_next_one_is_mine_or_nobodys_and_then_it_begins_anew(self) -> None:
        first = make_waiting("Erster")
        make_waiting("Ihrer", assigned_to=make_editor())
        last = make_waiting("Letzter", assigned_to=self.editor)

        self.assertEqual(next_waiting(self.editor), first)
        self.assertEqual(next_waiting(self.editor, after=first), last)
        self.assertEqual(next_waiting(self.editor, after=last), first)

    def test_the_article_in_hand_is_never_its_own_next(self) -> None:
        only = make_waiting("Einziger")

        self.assertIsNone(next_waiting(self.editor, after=only))


class SpellingTests(TestCase):
    def test_unknown_names_are_counted_by_article_where_they_wait(self) -> None:
        for number in range(3):
            article = make_waiting(f"Nummer {number}")
            for start in (500, 600):
                make_mention(article, None, "Lawro", start=start, end=start + 5, status="proposed")
        make_mention(article, None, "Einmal", status="proposed")
        make_mention(make_article("Fertig", reviewed_at=timezone.now()), None, "Lawro", status="proposed")

        [found] = frequent_spellings()

        self.assertEqual((found.words, found.kind, found.articles), ("Lawro", "person", 3))
        self.assertEqual(Article.objects.get(pk=found.article).headline, "Nummer 0")

    def test_a_rejected_name_is_nobodys_task_any_more(self) -> None:
        for number in range(3):
            make_mention(make_waiting(f"Nummer {number}"), None, "Montag", status="rejected")

        self.assertEqual(frequent_spellings(), [])


class TroubleTests(TestCase):
    def setUp(self) -> None:
        self.editor = make_editor()

    def test_a_text_that_could_not_be_read_is_named_with_the_reason(self) -> None:
        article = make_waiting("Unlesbar")
        Job.objects.create(
            kind=EXTRACT, key=str(article.pk), payload={"article": article.pk}, state="failed", error="zu lang"
        )

        [found] = trouble_of(self.editor, reading=EXTRACT).failed

        self.assertEqual((found.article, found.headline, found.reason), (article.pk, "Unlesbar", "zu lang"))

    def test_decisions_without_words_are_counted_by_article(self) -> None:
        article = make_waiting("Bearbeitet")
        for quote in ("Lawro", "Schoigu"):
            DisplacedMention.objects.create(
                article=article, quote=quote, kind="person", form="name", status="confirmed", start=0, revision=2
            )

        [found] = trouble_of(self.editor, reading=EXTRACT).displaced

        self.assertEqual((found.headline, found.mentions), ("Bearbeitet", 2))

    def test_files_that_were_refused_are_shown_to_whoever_sent_them(self) -> None:
        batch = Batch.objects.create(added_by=self.editor)
        for position, state in enumerate((FileState.REFUSED, FileState.STORED)):
            BatchFile.objects.create(batch=batch, position=position, name="x.txt", state=state, sha256="a" * 64)

        [found] = trouble_of(self.editor, reading=EXTRACT).batches

        self.assertEqual(found.files_left, 1)  # type: ignore[attr-defined]  # annotated
        self.assertFalse(trouble_of(make_editor(), reading=EXTRACT))
