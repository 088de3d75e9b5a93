"""The page of an article, and what readers get instead of one."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, DateMention, FullText, Publication, Role, Status, User
from tests.builders import make_article, make_entity, make_mention, make_source

HOSTILE = '"><script>alert(1)</script>\u202e\U0001f680'


def nothing_personal(page: Any, address: str) -> str:
    """The page without what differs on any two pages: their address and the token of their forms."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", page.content.decode())
    return text.replace(quote(address, safe="/"), "").replace(address, "")


def make_user(role: Role) -> User:
    return User.objects.create_user("anna", password="nicht zu erraten", role=role)


class ArticleTests(TestCase):
    def test_the_text_stands_in_paragraphs_with_its_mentions_marked(self) -> None:
        article = make_article("Treffen in Moskau\nKim Jong-un traf Putin.\nMehr nicht.")
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        make_mention(article, kim)

        page = self.client.get(article.get_absolute_url())

        self.assertContains(page, '<span class="s" id="s1"><a class="ent ent-person ok" ')
        self.assertContains(page, "Mehr nicht.")
        self.assertContains(page, 'href="/people/kim-jong-un/"')

    def test_the_margin_says_where_the_text_comes_from(self) -> None:
        article = make_article(
            source=make_source("Channel 24"), published="2024-01", credit_line="GettyImages", machine_translated=True
        )

        page = self.client.get(article.get_absolute_url(), headers={"accept-language": "en"})

        self.assertContains(page, "NA 2024 / ")
        self.assertContains(page, "January 2024")
        self.assertContains(page, "set by an editor")
        self.assertContains(page, "GettyImages")
        self.assertContains(page, "machine translated")

    def test_tags_nobody_has_checked_are_said_to_be_a_machines(self) -> None:
        article = make_article("Kim in Moskau\nKim Jong-un kam.")
        make_mention(article, make_entity("person:kim-jong-un", "Kim Jong-un"), status=Status.PROPOSED, score=0.95)

        page = self.client.get(article.get_absolute_url(), headers={"accept-language": "en"})

        self.assertContains(page, "unreviewed")
        self.assertContains(page, "nobody has checked them yet")

    def test_proposals_below_the_threshold_are_not_shown(self) -> None:
        article = make_article("Treffen\nLawro kam.")
        lavrov = make_entity("person:sergej-lawrow", "Sergej Lawrow")
        make_mention(article, lavrov, "Lawro", status=Status.PROPOSED, score=0.3)

        page = self.client.get(article.get_absolute_url())

        self.assertNotContains(page, "Sergej Lawrow")

    def test_names_not_yet_identified_are_listed_apart(self) -> None:
        article = make_article("Treffen\nSchoigu kam.")
        make_mention(article, None, "Schoigu", status=Status.PROPOSED, score=0.4)

        page = self.client.get(article.get_absolute_url(), headers={"accept-language": "en"})

        self.assertContains(page, "Named, not yet identified")

    def test_a_merged_person_appears_under_the_surviving_name(self) -> None:
        survivor = make_entity("person:sergej-lawrow", "Sergej Lawrow")
        merged = make_entity("person:lawro", "Lawro", merged_into=survivor)
        article = make_article("Treffen\nLawro kam.")
        make_mention(article, merged, "Lawro")

        page = self.client.get(article.get_absolute_url())

        self.assertContains(page, ">Sergej Lawrow</a>")

    def test_dates_lead_to_the_words_they_were_read_from(self) -> None:
        article = make_article("Treffen\nEr kam im September 2023.")
        start = article.text.index("im September")
        DateMention.objects.create(
            article=article, start=start, end=start + 17, quote="im September 2023", edtf="2023-09", method="dates"
        )

        page = self.client.get(article.get_absolute_url())

        self.assertContains(page, 'href="#d1"')
        self.assertContains(page, 'id="d1"')

    def test_every_field_may_hold_anything(self) -> None:
        article = make_article(
            HOSTILE,
            subheadline=HOSTILE,
            byline=HOSTILE,
            credit_line=HOSTILE,
            lead=HOSTILE,
            rights=HOSTILE,
            edition=HOSTILE,
            page=HOSTILE[:20],
            keywords=[HOSTILE],
            source=make_source(HOSTILE),
        )
        make_mention(article, make_entity("person:x", HOSTILE, description_de=HOSTILE), HOSTILE)
        make_mention(article, None, HOSTILE, status=Status.PROPOSED)

        page = self.client.get(article.get_absolute_url())

        self.assertNotContains(page, "<script>alert")

    def test_no_page_needs_inline_style_or_script(self) -> None:
        article = make_article()

        page = self.client.get(article.get_absolute_url())

        self.assertNotRegex(page.content.decode(), r"<style|\sstyle=|\son[a-z]+=|<script>")
        self.assertIn("style-src 'self'", page["Content-Security-Policy"])


class AddressTests(TestCase):
    def test_a_wrong_or_missing_slug_leads_to_the_right_one_and_keeps_the_query(self) -> None:
        article = make_article("Neue Raketen")

        for address in (f"/articles/{article.pk}/", f"/articles/{article.pk}/alte-raketen/"):
            page = self.client.get(address + "?n=2")

            self.assertRedirects(page, article.get_absolute_url() + "?n=2", status_code=301)

    def test_a_headline_without_latin_letters_has_an_address_too(self) -> None:
        article = make_article("Путин приехал")

        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 200)

    def test_numbers_beyond_every_database_are_not_found(self) -> None:
        self.assertEqual(self.client.get(f"/articles/{10**30}/").status_code, 404)


class InvisibleArticleTests(TestCase):
    def secrets(self) -> list[Article]:
        later = timezone.now() + timedelta(days=1)
        return [
            make_article("Geheim", status=Publication.DRAFT),
            make_article("Geheim", status=Publication.IN_REVIEW),
            make_article("Geheim", status=Publication.EMBARGOED, embargo_until=later),
            make_article("Geheim", status=Publication.WITHDRAWN),
        ]

    def test_for_readers_it_does_not_exist(self) -> None:
        missing = self.client.get("/articles/987654/")

        for article in self.secrets():
            for address in (
                f"/articles/{article.pk}/",
                article.get_absolute_url(),
                reverse("article_cite", args=[article.pk, "txt"]),
            ):
                page = self.client.get(address)

                self.assertEqual(page.status_code, 404)
                self.assertEqual(nothing_personal(page, address), nothing_personal(missing, "/articles/987654/"))

    def test_editors_read_it_and_see_its_standing(self) -> None:
        self.client.force_login(make_user(Role.EDITOR))

        for article in self.secrets():
            page = self.client.get(article.get_absolute_url())

            self.assertContains(page, str(article.get_status_display()))

    def test_an_embargo_ends_by_itself(self) -> None:
        article = make_article(status=Publication.EMBARGOED, embargo_until=timezone.now() - timedelta(minutes=1))

        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 200)

    def test_a_withdrawn_article_leaves_its_shelf_mark_the_reason_and_nothing_of_itself(self) -> None:
        article = make_article(
            "Verleumdung", status=Publication.WITHDRAWN, first_published_at=timezone.now(), withdrawn_reason="Urteil"
        )

        page = self.client.get(f"/articles/{article.pk}/")

        self.assertContains(page, article.accession.replace("-", " / "), status_code=410)
        self.assertContains(page, "Urteil", status_code=410)
        self.assertNotContains(page, "erleumdung", status_code=410)


class FullTextTests(TestCase):
    def test_without_the_right_readers_get_headline_extract_and_reason(self) -> None:
        lead = "Der Anfang. " * 30 + "Die Mitte."
        article = make_article(f"Vertrag\n{lead}\nDas Ende.", lead=lead, source=make_source(full_text=FullText.EDITORS))

        page = self.client.get(article.get_absolute_url(), headers={"accept-language": "en"})

        self.assertContains(page, "Vertrag")
        self.assertContains(page, "Der Anfang.")
        self.assertContains(page, "For legal reasons")
        self.assertNotContains(page, "Das Ende.")
        self.assertNotContains(page, "Die Mitte.")

    def test_editors_read_all_of_it(self) -> None:
        article = make_article("Vertrag\nDas Ende.", full_text=FullText.EDITORS)
        self.client.force_login(make_user(Role.EDITOR))

        self.assertContains(self.client.get(article.get_absolute_url()), "Das Ende.")


class CitationTests(TestCase):
    def test_the_three_formats_are_files_in_utf_8(self) -> None:
        article = make_article("Größe", published="2024-01")

        answers = {
            form: self.client.get(reverse("article_cite", args=[article.pk, form]), headers={"accept-language": "en"})
            for form in CITED
        }

        for form, start in CITED.items():
            self.assertTrue(answers[form].content.decode("utf-8").startswith(start), form)
            self.assertIn("charset=utf-8", answers[form]["Content-Type"])
            self.assertIn("Größe", answers[form].content.decode("utf-8"))

    def test_any_other_format_does_not_exist(self) -> None:
        article = make_article()

        self.assertEqual(self.client.get(f"/articles/{article.pk}/cite.exe").status_code, 404)


CITED = {"txt": "“Größe”", "bib": "@article{", "ris": "TY  - NEWS\r\n"}


class QueryCountTests(TestCase):
    def test_a_page_with_many_mentions_asks_no_more_than_one_with_few(self) -> None:
        few, many = make_article(), make_article()
        for article, number in ((few, 2), (many, 40)):
            for serial in range(number):
                make_mention(article, make_entity(f"person:p-{article.pk}-{serial}"))

        counts = []
        for article in (few, many):
            with CaptureQueriesContext(connection) as queries:
                self.client.get(article.get_absolute_url())
            counts.append(len(queries))

        self.assertEqual(counts[0], counts[1])
