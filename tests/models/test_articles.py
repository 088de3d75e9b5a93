"""What the querysets of articles promise."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles.models import Article, Role, Status, User
from tests.builders import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


class TestTheTrash:
    def test_nobody_finds_what_lies_in_it(self) -> None:
        kept, trashed = make_article("Bleibt"), make_article("Fort", trashed_at=timezone.now())
        editor = User(username="e", role=Role.EDITOR)

        for user in (AnonymousUser(), editor):
            assert list(Article.objects.visible_to(user)) == [kept]
        assert list(Article.objects.in_trash()) == [trashed]

    def test_a_withdrawn_article_in_it_has_no_tombstone(self) -> None:
        make_article("Fort", status="withdrawn", first_published_at=timezone.now(), trashed_at=timezone.now())

        assert not Article.objects.with_tombstone().exists()

    def test_what_lies_in_it_waits_for_nobody(self) -> None:
        make_article("Fort", trashed_at=timezone.now())
        make_article("Fertig", reviewed_at=timezone.now())
        open_one = make_article("Offen")

        assert list(Article.objects.waiting()) == [open_one]


class TestCountingAChange:
    def test_each_article_gets_a_new_version_and_its_own_count_of_open_proposals(self) -> None:
        one, none = make_article("Russland und Nordkorea"), make_article("Nichts")
        for name, status in (("Russland", Status.PROPOSED), ("Nordkorea", Status.CONFIRMED)):
            make_mention(one, make_entity(f"country:{name}", name), name, status=status)

        Article.objects.filter(pk__in=[one.pk, none.pk]).count_change()

        one.refresh_from_db()
        none.refresh_from_db()
        assert (one.version, one.undecided) == (2, 1)
        assert (none.version, none.undecided) == (2, 0)
