"""Accepting what is safe, mending details, and the end of a review."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import (
    Article,
    Decision,
    Entity,
    Publication,
    Status,
)
from articles.review.mentions import reject
from tests.builders import make_article, make_editor
from tests.views.review.proposing import Answer, page_of, propose, statuses

pytestmark = pytest.mark.django_db


class TestAcceptingWhatIsSafe:
    def test_the_preview_shows_what_is_safe_and_nothing_else(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)
        propose(article, "Lawro", None, candidate=lawrow)

        page = client.get(f"{page_of(article)}safe/").content.decode()

        assert "„Nordkorea“" in page
        assert "„Lawro“" not in page

    def test_only_what_is_ticked_is_accepted(self, client: Client, article: Article, nordkorea: Entity) -> None:
        first, *others = propose(article, "Nordkorea", nordkorea)

        client.post(f"{page_of(article)}safe/", {"m": " ".join(str(one.pk) for one in others)})

        assert statuses([first]) == {Status.PROPOSED}
        assert statuses(others) == {Status.CONFIRMED}

    def test_what_changed_meanwhile_is_left_and_named(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        first, *others = propose(article, "Nordkorea", nordkorea)
        reject([first], by=make_editor("boris"))

        ids = " ".join(str(one.pk) for one in [first, *others])
        page = client.post(f"{page_of(article)}safe/", {"m": ids}, follow=True).content.decode()

        assert statuses([first]) == {Status.REJECTED}
        assert statuses(others) == {Status.CONFIRMED}
        assert page.index('role="status"') < page.index("„Nordkorea“")


class TestFinishing:
    def test_finishing_publishes_and_leads_to_the_next_that_waits(self, client: Client, article: Article) -> None:
        waiting = make_article("Der nächste Text", status=Publication.DRAFT)

        answered = client.post(f"{page_of(article)}finish/", {"as": "publish"})

        article.refresh_from_db()
        assert (article.status, article.reviewed_at is not None) == (Publication.PUBLISHED, True)
        assert answered["Location"] == page_of(waiting)

    def test_the_choice_is_remembered(self, client: Client, article: Article) -> None:
        other = make_article("Der nächste Text", status=Publication.DRAFT)
        client.post(f"{page_of(article)}finish/", {"as": "keep"})

        page = client.get(page_of(other)).content.decode()

        assert '<option value="keep" selected>' in page
        assert Article.objects.get(pk=article.pk).status == Publication.IN_REVIEW

    def test_it_may_become_public_later(self, client: Client, article: Article) -> None:
        client.post(f"{page_of(article)}finish/", {"as": "embargo", "until": "2999-01-01T08:00"})

        article.refresh_from_db()
        assert article.status == Publication.EMBARGOED
        assert article.reviewed_at is not None

    @pytest.mark.parametrize("until", ["", "morgen", "1999-01-01T08:00", "2999-99-99T99:99"])
    def test_a_moment_that_is_none_or_past_finishes_nothing(self, client: Client, article: Article, until: str) -> None:
        client.post(f"{page_of(article)}finish/", {"as": "embargo", "until": until})

        article.refresh_from_db()
        assert (article.status, article.reviewed_at) == (Publication.IN_REVIEW, None)

    def test_putting_off_lets_it_wait_behind_the_others(self, client: Client, article: Article) -> None:
        client.post(f"{page_of(article)}finish/", {"postpone": "1"})

        article.refresh_from_db()
        assert article.postponed_at is not None
        assert article.reviewed_at is None

    def test_with_nothing_left_to_decide_the_page_says_what_comes_next(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)

        answered = answer(mentions[0], htmx=True, do="accept", entity=nordkorea.pk)

        assert 'href="#finish"' in answered.content.decode()
        assert 'href="#finish"' in client.get(page_of(article)).content.decode()


class TestMendingDetails:
    def test_date_language_and_source_are_mended_beside_the_text(self, client: Client, article: Article) -> None:
        client.post(
            f"{page_of(article)}details/",
            {"published": "2024-01", "language": "uk", "source": "Channel 24", "seen": "0"},
        )

        article.refresh_from_db()
        assert str(article.published) == "2024-01"
        assert article.source is not None
        assert (article.language, article.source.name) == ("uk", "Channel 24")

    def test_a_date_that_is_none_is_refused_with_a_sentence(self, client: Client, article: Article) -> None:
        page = client.post(
            f"{page_of(article)}details/", {"published": "gestern", "language": "de"}, follow=True
        ).content.decode()

        assert "„gestern“" in page
        assert not Decision.objects.exists()
