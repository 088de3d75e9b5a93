"""Marking words nobody proposed, and taking back."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import (
    Article,
    CleaningStep,
    Decision,
    DisplacedMention,
    Entity,
    Mention,
    Status,
    User,
)
from tests.builders import make_article
from tests.views.review.proposing import HTMX, Answer, page_of, propose, statuses

pytestmark = pytest.mark.django_db


class TestMarking:
    def test_places_count_code_points(self, client: Client, editor: User) -> None:
        article = make_article("Raketen 🚀🚀 über Pjöngjang\nEin Text.")
        start = article.text.index("Pjöngjang")

        client.post(
            f"{page_of(article)}mark/",
            {"kind": "place", "start": start, "end": start + 9, "revision": article.revision},
        )

        assert Mention.objects.get().quote == "Pjöngjang"

    def test_words_can_be_named_with_their_sentence(self, client: Client, article: Article) -> None:
        answered = client.post(f"{page_of(article)}mark/", {"kind": "person", "words": "Lawro", "sentence": "2"})

        marked = Mention.objects.get()
        assert marked.start == article.text.rindex("Lawro")
        assert answered["Location"].endswith(f"?at={marked.pk}#q-{marked.pk}")

    def test_without_a_sentence_the_first_unmarked_place_is_meant(self, client: Client, article: Article) -> None:
        for _ in range(2):
            client.post(f"{page_of(article)}mark/", {"kind": "person", "words": "Lawro"})

        assert [one.start for one in Mention.objects.all()] == [
            article.text.index("Lawro"),
            article.text.rindex("Lawro"),
        ]

    @pytest.mark.parametrize(
        "data",
        [
            {"kind": "person", "words": "Gorbatschow"},
            {"kind": "person", "words": ""},
            {"kind": "unicorn", "words": "Lawro"},
            {"kind": "person", "words": "Lawro", "sentence": "99"},
        ],
    )
    def test_what_is_not_there_is_refused_with_a_sentence(
        self, client: Client, article: Article, data: dict[str, str]
    ) -> None:
        answered = client.post(f"{page_of(article)}mark/", data)

        assert answered.status_code == 422
        assert 'role="alert"' in answered.content.decode()


class TestUndoing:
    def test_the_newest_decision_goes_back(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        answer(mentions[0], do="reject")

        answered = client.post("/desk/undo/", {"article": article.pk})

        assert statuses(mentions) == {Status.PROPOSED}
        assert answered["Location"].endswith(f"#q-{mentions[0].pk}")

    def test_undoing_leads_back_to_a_page_of_ours_and_nowhere_else(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        answer(mentions[0], do="reject")
        decision = Decision.objects.get()

        home = client.post(f"/desk/decisions/{decision.pk}/undo/", {"next": "/desk/activity/"})
        away = client.post(f"/desk/decisions/{decision.pk}/undo/", {"next": "https://evil.example/"})

        assert home["Location"] == "/desk/activity/"
        assert away["Location"] == "/desk/inbox/"

    def test_with_nothing_to_undo_it_says_so(self, client: Client, article: Article) -> None:
        answered = client.post("/desk/undo/", {"article": article.pk}, headers=HTMX)

        assert answered.status_code == 422

    def test_a_line_of_the_ledger_can_be_undone(self, client: Client, editor: User) -> None:
        article = make_article("Titel\nFoto: Agentur\nText.", parts=[["headline", 0, 5], ["credit_line", 6, 19]])
        step = CleaningStep.objects.create(
            article=article, kind=CleaningStep.Kind.PART, reason="credit_line_found", start=6, end=19
        )
        undoing = f"{page_of(article)}cleaning/{step.pk}/"

        offered = client.get(page_of(article)).content.decode()
        client.post(undoing)
        afterwards = client.get(page_of(article)).content.decode()

        step.refresh_from_db()
        assert step.undone
        assert f'action="{undoing}"' in offered
        assert f'action="{undoing}"' not in afterwards

    def test_a_line_of_the_ledger_that_has_to_stay_offers_no_undoing(self, client: Client, editor: User) -> None:
        article = make_article("Titel\nText.", parts=[["headline", 0, 5]])
        step = CleaningStep.objects.create(
            article=article, kind=CleaningStep.Kind.PART, reason="headline_found", start=0, end=5
        )

        page = client.get(page_of(article)).content.decode()

        assert f"cleaning/{step.pk}/" not in page

    def test_a_lost_mention_can_be_taken_off_the_list(self, client: Client, article: Article) -> None:
        lost = DisplacedMention.objects.create(
            article=article, quote="Putin", kind="person", form="name", status=Status.CONFIRMED, start=20, revision=1
        )
        assert "„Putin“" in client.get(page_of(article)).content.decode()

        client.post(f"{page_of(article)}displaced/{lost.pk}/")

        assert not DisplacedMention.objects.exists()
