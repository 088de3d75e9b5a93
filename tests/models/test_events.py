"""Which events stand in the archive, and who may know of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles.models import Article, Event, EventType, Participation, Report, Status
from articles.text.event_kinds import event_kind, event_kind_of_slug, event_kinds
from tests.builders import make_article, make_editor, make_entity, make_event, make_participation, make_report

pytestmark = pytest.mark.django_db
READER = AnonymousUser()


class TestCountingEvents:
    def test_a_confirmed_event_counts_whatever_its_score(self) -> None:
        event = make_event(score=0.1)

        assert list(Event.objects.counting()) == [event]
        assert event.counts

    @pytest.mark.parametrize(("score", "counts"), [(0.5, True), (0.49, False)])
    def test_a_proposed_one_counts_from_the_threshold_on(self, score: float, counts: bool) -> None:
        event = make_event(status=Status.PROPOSED, score=score)

        assert Event.objects.counting().exists() is counts
        assert event.counts is counts

    def test_neither_a_rejected_nor_a_joined_one_does(self) -> None:
        kept = make_event()
        rejected = make_event(status=Status.REJECTED)
        joined = make_event(merged_into=kept)

        assert list(Event.objects.counting()) == [kept]
        assert not rejected.counts
        assert not joined.counts
        assert joined.survivor == kept


class TestEventsReadersKnow:
    def test_one_that_a_published_article_reports(self) -> None:
        event = make_event()
        make_report(event, make_article())

        assert list(Event.objects.visible_to(READER)) == [event]

    @pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
    def test_none_that_only_a_secret_article_reports(self, status: str) -> None:
        event = make_event()
        make_report(event, make_article(status=status, first_published_at=None))

        assert not Event.objects.visible_to(READER).exists()
        assert list(Event.objects.visible_to(make_editor())) == [event]

    def test_one_under_embargo_appears_when_it_ends_without_anybody_writing(self) -> None:
        now = timezone.now()
        for moment in (now - timedelta(minutes=1), now + timedelta(minutes=1)):
            make_report(make_event(), make_article(status="embargoed", embargo_until=moment, first_published_at=None))

        [event] = Event.objects.visible_to(READER)

        assert event.reports.get().article.embargo_until < now

    def test_withdrawing_the_article_takes_it_out_of_sight_and_publishing_brings_it_back(self) -> None:
        event, article = make_event(), make_article()
        make_report(event, article)

        Article.objects.filter(pk=article.pk).update(status="withdrawn")
        Article.objects.filter(pk=article.pk).count_change()
        withdrawn = Event.objects.visible_to(READER).exists()
        Article.objects.filter(pk=article.pk).update(status="published")
        Article.objects.filter(pk=article.pk).count_change()

        assert not withdrawn
        assert list(Event.objects.visible_to(READER)) == [event]

    def test_an_article_in_the_trash_reports_nothing(self) -> None:
        event, article = make_event(), make_article()
        make_report(event, article)

        Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
        Article.objects.filter(pk=article.pk).count_change()

        assert not Event.objects.visible_to(READER).exists()
        assert not Report.objects.visible_to(make_editor()).exists()

    def test_a_rejected_report_shows_no_event(self) -> None:
        event = make_event()
        make_report(event, make_article(), status=Status.REJECTED)

        assert not Event.objects.visible_to(READER).exists()

    def test_of_two_reports_readers_see_the_open_one(self) -> None:
        event = make_event()
        report = make_report(event, make_article())
        make_report(event, make_article(status="draft", first_published_at=None))

        assert list(Event.objects.visible_to(READER)) == [event]
        assert list(Report.objects.visible_to(READER)) == [report]
        assert Report.objects.visible_to(make_editor()).count() == 2


class TestEventsInvolvingSomebody:
    def test_in_any_role_or_through_somebody_who_acts_for_the_country(self) -> None:
        korea, russia = make_entity("country:KP"), make_entity("country:RU")
        kim = make_entity("person:kim-jong-un", country=korea)
        visit, delivery = make_event(), make_event("AID", "military")
        make_participation(make_report(visit, make_article()), kim)
        make_participation(make_report(delivery, make_article()), russia, "recipient")

        events = Event.objects.visible_to(READER)

        assert list(events.involving(korea.pk, READER)) == [visit]
        assert list(events.involving(kim.pk, READER)) == [visit]
        assert list(events.involving(russia.pk, READER)) == [delivery]

    def test_not_for_readers_where_only_a_secret_article_says_so(self) -> None:
        korea, event = make_entity("country:KP"), make_event()
        make_report(event, make_article())
        secret = make_report(event, make_article(status="draft", first_published_at=None))
        make_participation(secret, korea)
        editor = make_editor()

        assert not Event.objects.visible_to(READER).involving(korea.pk, READER).exists()
        assert Event.objects.visible_to(editor).involving(korea.pk, editor).exists()
        assert not Participation.objects.visible_to(READER).exists()


class TestKindsOfEvents:
    def test_every_type_of_the_model_has_its_words_and_no_other_does(self) -> None:
        types = {kind.type for kind in event_kinds() if not kind.mode}

        assert types == set(EventType.values)

    def test_slugs_and_keys_are_each_given_once(self) -> None:
        kinds = event_kinds()

        assert len({kind.slug for kind in kinds}) == len({kind.key for kind in kinds}) == len(kinds)

    def test_a_sub_mode_of_our_own_is_exported_as_plovers(self) -> None:
        delivery = event_kind("AID", "military")

        assert (delivery.slug, delivery.label("de"), delivery.label("en")) == (
            "delivery",
            "Waffenlieferung",
            "arms delivery",
        )
        assert delivery.export_mode == ""
        assert event_kind_of_slug("delivery") == delivery
        assert event_kind_of_slug("party") is None


class TestEventsNobodyReports:
    def test_go_with_everything_that_was_joined_to_them(self) -> None:
        kept = make_event()
        middle = make_event(merged_into=kept)
        make_event(merged_into=middle)

        gone = Event.objects.filter(pk=kept.pk).drop_unreported()

        assert gone == 3
        assert not Event.objects.exists()

    def test_stay_while_one_article_reports_them(self) -> None:
        kept = make_event()
        joined = make_event(merged_into=kept)
        make_report(kept, make_article())

        Event.objects.filter(pk__in=[kept.pk, joined.pk]).drop_unreported()

        assert set(Event.objects.all()) == {kept, joined}
