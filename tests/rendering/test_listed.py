"""Articles as lists read them: whom they are shown to, in which order, and under which address."""

from __future__ import annotations

from datetime import timedelta

from django.test import TestCase
from django.urls import set_script_prefix
from django.utils import timezone

from articles.models import Article, Publication, Role, User
from articles.rendering.listed import ListedArticle, listed
from tests.builders import make_article, make_source


class VisibilityTests(TestCase):
    """The query for readers is written once, whoever asks first."""

    def setUp(self) -> None:
        later, earlier = timezone.now() + timedelta(hours=1), timezone.now() - timedelta(hours=1)
        self.public = make_article()
        self.over = make_article(status=Publication.EMBARGOED, embargo_until=earlier)
        self.secret = [
            make_article(status=Publication.DRAFT),
            make_article(status=Publication.WITHDRAWN),
            make_article(status=Publication.EMBARGOED, embargo_until=later),
        ]
        self.all = [self.public.pk, self.over.pk, *(one.pk for one in self.secret)]
        self.editor = User.objects.create_user("redakteurin", password="unwichtig", role=Role.EDITOR)
        self.reader = User.objects.create_user("leserin", password="unwichtig", role=Role.READER)

    def test_readers_get_what_is_public_also_after_an_editor_has_asked(self) -> None:
        self.assertEqual([one.pk for one in listed(self.all, self.editor)], self.all)

        for user in (None, self.reader):
            self.assertEqual([one.pk for one in listed(self.all, user)], [self.public.pk, self.over.pk])
            self.assertEqual([one.pk for one in listed(self.all, user, with_text=True)], [self.public.pk, self.over.pk])

    def test_editors_get_everything_also_after_a_reader_has_asked(self) -> None:
        listed(self.all, None)

        self.assertEqual([one.pk for one in listed(self.all, self.editor)], self.all)

    def test_a_change_of_status_shows_at_the_next_question(self) -> None:
        listed(self.all, None)

        Article.objects.filter(pk=self.public.pk).update(status=Publication.WITHDRAWN)

        self.assertEqual([one.pk for one in listed(self.all, None)], [self.over.pk])


class ListedArticleTests(TestCase):
    def test_articles_come_in_the_order_of_their_ids(self) -> None:
        first, second = make_article(), make_article()

        self.assertEqual([one.pk for one in listed([second.pk, first.pk], None)], [second.pk, first.pk])

    def test_it_says_what_the_article_says(self) -> None:
        article = make_article(
            "Müller über Flüsse\nText.", published="2023-09~", source=make_source(), machine_translated=True
        )

        [one] = listed([article.pk], None)

        self.assertEqual(one, ListedArticle.of(Article.objects.get(pk=article.pk)))
        self.assertEqual((one.published, one.known_language), (article.published, "de"))

    def test_the_text_comes_where_it_is_asked_for(self) -> None:
        article = make_article("Kurz\nEin Text.")

        [one] = listed([article.pk], None, with_text=True)

        self.assertEqual((one.text, one.parts), (article.text, article.parts))

    def test_its_address_is_that_of_the_article(self) -> None:
        for headline in ("Łukasz Weiß über Öl", "КНДР", "0/slug", "x" * 200):
            article = make_article(headline)
            self.assertEqual(listed([article.pk], None)[0].get_absolute_url(), article.get_absolute_url())

    def test_its_address_knows_where_the_site_begins(self) -> None:
        article = make_article()
        self.addCleanup(set_script_prefix, "/")
        set_script_prefix("/archiv/")

        self.assertEqual(ListedArticle.of(article).get_absolute_url(), article.get_absolute_url())
