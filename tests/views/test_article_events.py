"""The events an article reports, in its text and beside it."""

from __future__ import annotations

import re
from typing import Any

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Entity, FullText, Modality, Publication, Report, Role, Status, User
from tests.builders import make_article, make_entity, make_event, make_participation, make_report

TEXT = "Lieferungen\nVon September bis November 2023 versorgte Nordkorea Russland mit Munition. Mehr nicht."
SENTENCE = "Von September bis November 2023 versorgte Nordkorea Russland mit Munition."


class EventsTests(TestCase):
    def setUp(self) -> None:
        self.kp = make_entity("country:KP", "Nordkorea", authority_values={"name_de": "Nordkorea"})
        self.ru = make_entity("country:RU", "Russland", authority_values={"name_de": "Russland"})

    def report(self, article: Article, quote: str = SENTENCE, **values: Any) -> Report:
        of_event = {"date": "2023-09/2023-11"} | {
            key: values.pop(key) for key in ("status", "date_inferred", "date") if key in values
        }
        report = make_report(
            make_event("AID", "military", **of_event),
            article,
            quote,
            **{"trigger_start": article.text.index("versorgte"), "trigger_end": article.text.index("versorgte") + 9}
            | values,
        )
        make_participation(report, self.kp)
        make_participation(report, self.ru, "recipient")
        return report

    def page(self, article: Article, language: str = "en") -> str:
        return self.client.get(article.get_absolute_url(), headers={"accept-language": language}).content.decode()


class ArticleEventsTests(EventsTests):
    def test_an_event_stands_beside_the_text_with_its_parties_and_its_evidence(self) -> None:
        article = make_article(TEXT)
        report = self.report(article, quantity_value=1_000_000, quantity_about=True, quantity_unit="Geschosse")

        page = self.page(article)

        self.assertIn(f'<a href="{report.event.get_absolute_url()}">Arms delivery</a>', page)
        self.assertIn("September to November 2023", page)
        self.assertIn("Nordkorea → Russland", page)
        self.assertIn("about 1,000,000 Geschosse", page)
        self.assertInHTML('<a href="#s1">Sentence 1</a>', page)

    def test_its_number_stands_at_the_word_that_shows_it(self) -> None:
        article = make_article(TEXT)
        self.report(article)

        page = self.page(article)

        self.assertIn('versorgte<a class="evn" href="#ev1" aria-label="Event 1: arms delivery">1</a>', page)
        self.assertIn('<li id="ev1" data-s="1">', page)
        self.assertIn('id="h-event"', page)

    def test_who_says_so_and_how_sure_is_said_with_it(self) -> None:
        article = make_article(TEXT)
        hur = make_entity("organisation:hur", "HUR")
        self.report(article, claimed_by=hur, modality=Modality.ALLEGED)

        page = self.page(article)

        self.assertIn("according to HUR", page)
        self.assertInHTML('<span class="tag tag-warn">alleged</span>', page)

    def test_a_proposal_is_marked_and_its_dot_is_dashed(self) -> None:
        article = make_article(TEXT)
        self.report(article, status=Status.PROPOSED)

        page = self.page(article)

        self.assertInHTML('<span class="tag tag-warn">unconfirmed</span>', page)
        self.assertIn('class="dot span q"', page)

    def test_a_day_that_is_certain_is_a_full_dot_and_an_inferred_one_says_so(self) -> None:
        certain, inferred = make_article(TEXT), make_article(TEXT)
        self.report(certain, date="2023-09-13")
        self.report(inferred, date="2023-09-13", date_inferred=True)

        self.assertIn('class="dot full"', self.page(certain))
        self.assertIn('class="dot q"', self.page(inferred))
        self.assertIn("(inferred)", self.page(inferred))

    def test_an_event_told_twice_is_one_event_with_two_sentences(self) -> None:
        article = make_article(TEXT)
        first = self.report(article)
        again = "Mehr nicht."
        make_report(first.event, article, again)

        page = self.page(article)

        self.assertEqual(page.count('class="evn" href="#ev1"'), 2)
        self.assertIn('data-s="1 2"', page)
        self.assertNotIn("ev2", page)

    def test_events_in_the_headline_have_no_sentence_to_lead_to(self) -> None:
        article = make_article(TEXT)
        make_report(make_event("AID", "military"), article, "Lieferungen")

        page = self.page(article)

        self.assertIn("in the headline", page)
        self.assertNotIn('class="evn"', page)

    def test_an_article_without_events_says_nothing_of_them(self) -> None:
        page = self.page(make_article(TEXT))

        for one in ("Events in this article", "h-event", "article-events.css"):
            self.assertNotIn(one, page)

    def test_what_the_text_says_is_escaped(self) -> None:
        hostile = "</p><script>alert(1)</script>"
        article = make_article(f"Titel\n{hostile} versorgte Nordkorea.")
        report = self.report(article, f"{hostile} versorgte Nordkorea.")
        make_participation(report, None, "object", wording=hostile)

        self.assertNotIn(hostile, self.page(article))

    def test_rejected_and_faint_events_are_not_shown(self) -> None:
        article = make_article(TEXT)
        self.report(article, status=Status.REJECTED)
        make_report(make_event("CONSULT", status=Status.PROPOSED, score=0.1), article, "Mehr nicht.")

        self.assertNotIn("evs", self.page(article))


class SecretEventTests(EventsTests):
    """The event has a second report, in an article that readers may not know of."""

    def setUp(self) -> None:
        super().setUp()
        self.article = make_article(TEXT)
        self.open = self.report(self.article, date="")

    def tell_in_secret(self) -> None:
        self.secret: Entity = make_entity("person:geheim", "Zyklopenauge")
        draft = make_article("Entwurf\nZyklopenauge brachte Munition.", status=Publication.DRAFT)
        report = make_report(self.open.event, draft, "Zyklopenauge brachte Munition.", date="2023-10-05")
        make_participation(report, self.secret)
        self.open.event.refresh_from_db()
        self.open.event.date = "2023-10-05"
        self.open.event.save()

    def test_nothing_of_it_reaches_readers(self) -> None:
        before = self.page(self.article)

        self.tell_in_secret()

        without_tokens = [re.sub(r'value="\w{64}"', "", page) for page in (before, self.page(self.article))]
        self.assertEqual(*without_tokens)

    def test_editors_see_the_date_it_gave(self) -> None:
        self.tell_in_secret()
        self.client.force_login(User.objects.create_user("e", password="unwichtig", role=Role.EDITOR))

        self.assertIn("5 October 2023", self.page(self.article))

    def test_readers_of_a_restricted_text_get_no_quotes_from_it(self) -> None:
        article = make_article(TEXT, full_text=FullText.EDITORS)
        report = self.report(article)
        make_participation(report, None, "object", wording="etwa eine Million Geschosse")

        page = self.page(article)

        self.assertIn("Nordkorea → Russland", page)
        for one in ("versorgte", "eine Million", "Sentence 1", "evn"):
            self.assertNotIn(one, page)


class CostTests(EventsTests):
    def test_thirty_events_cost_as_many_queries_as_one(self) -> None:
        article = make_article(TEXT)
        self.report(article, claimed_by=self.kp, place=self.ru)
        few = self._queries(article)

        for _number in range(30):
            self.report(article, claimed_by=self.kp, place=self.ru)

        self.assertEqual(self._queries(article), few)

    def _queries(self, article: Article) -> int:
        with CaptureQueriesContext(connection) as queries:
            self.page(article)
        return len(queries)
