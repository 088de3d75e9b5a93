"""The inbox as editors meet it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.jobs import EXTRACT
from articles.models import Article, Decision, DecisionKind, Job, Mention, Publication, Role, User
from tests.builders import make_article, make_editor, make_entity, make_mention, make_source
from tests.views.finding import FindingTests

ENGLISH: Any = {"accept-language": "en"}


class InboxTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.editor = self.sign_in_as_editor()

    def make_waiting(self, headline: str, **values: Any) -> Article:
        return make_article(headline, **{"status": Publication.DRAFT, "extracted_with": "t"} | values)

    def propose(self, article: Article, quote: str, **values: Any) -> Mention:
        entity = values.pop("entity", None)
        return make_mention(article, entity, quote, **{"status": "proposed", "method": "t"} | values)

    def open(self, address: str = "/desk/inbox/") -> Any:
        return self.client.get(address, headers=ENGLISH)

    def do(self, action: str, *articles: Article, **values: Any) -> Any:
        data = {"action": action, "article": [article.pk for article in articles]} | values
        return self.client.post("/desk/inbox/chosen/", data, headers=ENGLISH, follow=True)


class ListTests(InboxTests):
    def test_a_row_says_what_is_open_what_is_safe_and_which_names_are_doubtful(self) -> None:
        article = self.make_waiting("Munition", source=make_source("Channel 24"), published="2024-01")
        self.propose(article, "Nordkorea", entity=self.kp)
        self.propose(article, "Lawro")

        page = self.open()

        for words in ("<b>2</b> <span>proposals</span><span>1 safe</span>", "“Lawro”", "Channel 24", "January 2024"):
            self.assertContains(page, words)
        self.assertNotContains(page, "“Nordkorea”")
        self.assertContains(page, reverse("desk_review", args=[article.pk]))

    def test_an_article_no_machine_has_read_yet_says_so(self) -> None:
        self.make_waiting("Eben erst", extracted_with="")

        self.assertContains(self.open(), "being read")

    def test_each_list_counts_its_articles(self) -> None:
        self.make_waiting("Einer")
        self.make_waiting("Meiner", assigned_to=self.editor)

        page = self.open("/desk/inbox/?tab=mine")

        self.assertContains(page, "Meiner")
        self.assertNotContains(page, "Einer</a>")
        self.assertContains(page, 'To review <span class="num">2</span>')

    def test_the_order_by_effect_is_explained(self) -> None:
        self.make_waiting("Einer")

        self.assertContains(self.open("/desk/inbox/?sort=effect"), "the more is settled by looking through it")

    def test_an_empty_inbox_adds_up_the_day(self) -> None:
        article = self.make_waiting("Fertig", reviewed_at=timezone.now())
        Decision.objects.create(kind=DecisionKind.REVIEW, by=self.editor, article=article, subject="article:1")
        Decision.objects.create(kind=DecisionKind.PUBLISH, by_name="manage.py ingest", subject="article:2")

        page = self.open()

        self.assertContains(page, "Everything is reviewed")
        self.assertContains(page, "Today 1 article was finished, with 1 decision in all.")

    def test_a_page_whose_articles_were_decided_meanwhile_leads_to_the_beginning(self) -> None:
        self.assertRedirects(self.open("/desk/inbox/?tab=mine&after=0.1.1"), "/desk/inbox/?tab=mine")

    def test_pages_lead_on_and_back_to_the_beginning(self) -> None:
        for number in range(26):
            self.make_waiting(f"Nummer {number}")

        onward = self.open("/desk/inbox/?sort=effect").context["onward"]
        page = self.open(onward)

        self.assertContains(page, '<a href="/desk/inbox/?sort=effect">To the beginning</a>', html=True)
        self.assertEqual(len(page.context["rows"]), 1)

    def test_thirty_rows_cost_as_many_queries_as_three(self) -> None:
        counts = []
        for number in (3, 20):
            for _ in range(number):
                article = self.make_waiting("Viele", source=make_source(), assigned_to=make_editor())
                self.propose(article, "Lawro")
            with CaptureQueriesContext(connection) as queries:
                self.open()
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])

    def test_the_masthead_of_every_page_counts_what_waits_for_editors_alone(self) -> None:
        self.make_waiting("Einer")

        self.assertContains(self.client.get("/"), '<span class="badge">1<span class="vh">')
        self.client.logout()
        self.assertNotContains(self.client.get("/"), "badge")


class TroubleTests(InboxTests):
    def test_what_could_not_be_read_is_read_again_on_request(self) -> None:
        article = self.make_waiting("Unlesbar")
        job = {"kind": EXTRACT, "key": str(article.pk), "payload": {"article": article.pk}}
        Job.objects.create(**job, state="failed", error="Speicher voll")

        self.assertContains(self.open(), "Speicher voll")
        self.client.post("/desk/inbox/read-again/", {"article": article.pk})

        self.assertEqual(list(Job.objects.values_list("state", flat=True)), ["waiting"])


class SpellingTests(InboxTests):
    def test_a_frequent_spelling_leads_to_its_first_place(self) -> None:
        first, second = (self.propose(self.make_waiting(name), "Lawro") for name in ("Eins", "Zwei"))

        page = self.open("/desk/inbox/spellings/")

        self.assertContains(page, f"{reverse('desk_review', args=[first.article_id])}?at={first.pk}#q-{first.pk}")
        self.assertContains(page, "2 articles")
        self.assertNotContains(page, f"#q-{second.pk}")


class ActionTests(InboxTests):
    def test_ticked_articles_are_assigned(self) -> None:
        one, other = self.make_waiting("Eins"), self.make_waiting("Zwei")

        page = self.do("assign", one)

        self.assertContains(page, "1 article is yours now.")
        one.refresh_from_db(), other.refresh_from_db()
        self.assertEqual((one.assigned_to, other.assigned_to), (self.editor, None))

    def test_whoever_takes_an_article_over_is_told_from_whom(self) -> None:
        theirs = self.make_waiting("Eins", assigned_to=make_editor("boris", first_name="Boris Muster"))

        page = self.do("assign", theirs, self.make_waiting("Zwei"))

        self.assertContains(page, "2 articles are yours now. Taken over from Boris Muster.")

    def test_what_somebody_else_has_finished_meanwhile_is_named_and_the_rest_done(self) -> None:
        finished = self.make_waiting("Eins", reviewed_at=timezone.now())

        page = self.do("assign", finished, self.make_waiting("Zwei"))

        self.assertContains(page, "1 article is yours now.")
        self.assertContains(page, "1 article has left the inbox meanwhile")

    def test_where_all_of_it_is_finished_nobody_is_told_to_tick_something(self) -> None:
        page = self.do("trash", self.make_waiting("Eins", reviewed_at=timezone.now()))

        self.assertContains(page, "1 article has left the inbox meanwhile")
        self.assertNotContains(page, "No article is chosen")

    def test_many_are_assigned_by_one_decision(self) -> None:
        articles = [self.make_waiting(f"Nummer {number}") for number in range(3)]

        self.do("assign", *articles)

        self.assertEqual(Article.objects.filter(assigned_to=self.editor).count(), 3)
        self.assertContains(self.client.get("/desk/activity/", headers=ENGLISH), "; 3 articles")

    def test_ticked_articles_are_handed_over_to_an_editor(self) -> None:
        article, colleague = self.make_waiting("Eins"), make_editor("boris", first_name="Boris Muster")

        page = self.do("hand_over", article, to=colleague.pk)

        self.assertContains(page, "1 article is handed to Boris Muster.")
        article.refresh_from_db()
        self.assertEqual(article.assigned_to, colleague)

    def test_nobody_who_cannot_review_is_handed_anything(self) -> None:
        article = self.make_waiting("Eins")
        reader = User.objects.create_user("leserin", password="unwichtig", role=Role.READER)

        for to in (str(reader.pk), "", "kaputt"):
            self.assertContains(self.do("hand_over", article, to=to), "Choose who is to have them.")

    def test_ticked_articles_go_to_the_trash_as_one_decision(self) -> None:
        articles = [self.make_waiting(f"Nummer {number}") for number in range(3)]

        self.do("trash", *articles)

        self.assertEqual(Article.objects.in_trash().count(), 3)
        self.assertEqual(Decision.objects.filter(kind=DecisionKind.TRASH).count(), 1)

    def test_nothing_happens_without_a_tick_and_the_page_says_so(self) -> None:
        self.assertContains(self.do("trash"), "No article is chosen")

    def test_an_action_nobody_has_heard_of_is_refused(self) -> None:
        self.assertEqual(self.do("burn", self.make_waiting("Eins")).status_code, 400)

    def test_whoever_acts_comes_back_to_the_same_list(self) -> None:
        answer = self.do("assign", self.make_waiting("Eins"), tab="nobody", sort="effect")

        self.assertEqual(answer.redirect_chain[-1][0], "/desk/inbox/?tab=nobody&sort=effect")


class AcceptingTests(InboxTests):
    def setUp(self) -> None:
        super().setUp()
        self.article = self.make_waiting("Munition für Nordkorea")
        self.safe = self.propose(self.article, "Nordkorea", entity=self.kp)
        self.doubtful = self.propose(self.article, "Lawro")

    def accept(self, safe: str) -> Any:
        data = {"article": self.article.pk, f"safe-{self.article.pk}": safe}
        return self.client.post("/desk/inbox/accept/", data, headers=ENGLISH, follow=True)

    def test_it_is_asked_first_and_the_page_says_what_it_means(self) -> None:
        page = self.do("accept", self.article)

        for words in (
            "1 article becomes visible to every reader now",
            "1 proposal counts as confirmed by you afterwards.",
            "1 proposal stays as it is",
            f'name="safe-{self.article.pk}" value="{self.safe.pk}"',
        ):
            self.assertContains(page, words)
        self.article.refresh_from_db()
        self.assertEqual(self.article.status, Publication.DRAFT)

    def test_of_what_is_public_already_it_does_not_say_that_it_becomes_so(self) -> None:
        Article.objects.update(status=Publication.PUBLISHED, first_published_at=timezone.now())

        page = self.do("accept", self.article)

        self.assertContains(page, "1 article leaves the inbox.")
        self.assertNotContains(page, "becomes visible")

    def test_what_was_shown_is_confirmed_and_the_article_published(self) -> None:
        page = self.accept(str(self.safe.pk))

        self.assertContains(page, "1 article is published, 1 proposal confirmed.")
        for row in (self.article, self.safe, self.doubtful):
            row.refresh_from_db()
        self.assertEqual((self.safe.status, self.doubtful.status), ("confirmed", "proposed"))
        self.assertEqual(self.article.status, Publication.PUBLISHED)
        self.assertIsNotNone(self.article.reviewed_at)

    def test_nothing_is_confirmed_that_the_page_did_not_show(self) -> None:
        russia = make_entity("place:moskau", "Moskau")
        late = self.propose(self.article, "Moskau", entity=russia)

        self.accept(str(self.safe.pk))

        late.refresh_from_db()
        self.assertEqual(late.status, "proposed")

    def test_whoever_comes_second_is_told_that_it_is_done(self) -> None:
        self.accept(str(self.safe.pk))

        page = self.accept(str(self.safe.pk))

        self.assertContains(page, "1 article has left the inbox meanwhile")

    def test_what_a_colleague_rejected_meanwhile_stays_rejected(self) -> None:
        Mention.objects.filter(pk=self.safe.pk).update(status="rejected")

        page = self.accept(str(self.safe.pk))

        self.safe.refresh_from_db()
        self.assertEqual(self.safe.status, "rejected")
        self.assertContains(page, "1 article is published, 0 proposals confirmed.")
