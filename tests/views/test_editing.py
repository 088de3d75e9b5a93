"""The pages of editing: the form, two editors at once, the history, what an edit changed, and the way back."""

from __future__ import annotations

from typing import Any

from django.utils import translation

from articles.models import Article, Decision, Source
from articles.review.catalogue import catalogue
from articles.review.editing import edit_article
from articles.review.standing import trash
from articles.views.desk.edit_form import EditForm, with_clean_insertions
from tests.builders import make_editor, make_mention
from tests.views.finding import FindingTests

TEXT = "Munition für Nordkorea\nRussland liefert an Nordkorea.\nLawro sprach."


class EditingPages(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.article = self.publish(TEXT)
        self.address = f"/articles/{self.article.pk}/edit/"
        self.history = f"/articles/{self.article.pk}/history/"
        self.sign_in_as_editor()
        translation.activate("en")
        self.client.cookies["django_language"] = "en"

    def form(self, **values: Any) -> dict[str, Any]:
        """The form as a browser sends it untouched, with line ends as browsers send them, and then *values*."""
        now = catalogue(Article.objects.get(pk=self.article.pk))
        sent = dict(EditForm(self.article, now=now).initial) | {"seen": self._newest()}
        sent = {name: value for name, value in sent.items() if value is not False}
        sent["text"] = sent["text"].replace("\n", "\r\n")
        return sent | values

    def send(self, **values: Any) -> Any:
        return self.client.post(self.address, self.form(**values))

    def _newest(self) -> int:
        newest = self.article.decisions.order_by("-pk").first()
        return newest.pk if newest else 0


class TheFormTests(EditingPages):
    def test_shows_what_the_archive_says(self) -> None:
        page = self.client.get(self.address)

        self.assertContains(page, "Russland liefert an Nordkorea.")
        self.assertContains(page, 'value="Munition für Nordkorea"')

    def test_stores_what_was_changed_and_says_who_and_why(self) -> None:
        answer = self.send(source="Kanal 24", published="9.2023", authors="A. B.; C. D.", reason="Nach Vorlage")

        self.assertRedirects(answer, self.history)
        self.article.refresh_from_db()
        self.assertEqual(self.article.source, Source.objects.get(name="Kanal 24"))
        self.assertEqual(str(self.article.published), "2023-09")
        self.assertEqual([author.name for author in self.article.authors.all()], ["A. B.", "C. D."])
        decision = Decision.objects.get()
        self.assertEqual((decision.by_name, decision.reason), ("editor", "Nach Vorlage"))

    def test_sent_untouched_changes_nothing(self) -> None:
        answer = self.send()

        self.assertContains(answer, "Nothing was changed.", status_code=422)
        self.assertFalse(Decision.objects.exists())

    def test_with_a_mistake_keeps_everything_that_was_typed(self) -> None:
        answer = self.send(published="gestern", headline="Neue Überschrift", text="Ganz anders")

        self.assertContains(answer, "is not a date", status_code=422)
        self.assertContains(answer, "Neue Überschrift", status_code=422)
        self.assertContains(answer, "Ganz anders", status_code=422)
        self.assertContains(answer, 'href="#id_published"', status_code=422)

    def test_says_of_which_decisions_the_words_are_gone(self) -> None:
        make_mention(self.article, self.kim, "Lawro")

        answer = self.client.post(self.address, self.form(text=TEXT.replace("Lawro", "Lawrow")), follow=True)

        self.assertContains(answer, f"/desk/review/{self.article.pk}/#displaced")

    def test_speaks_of_tags_only_where_the_text_has_changed(self) -> None:
        without = self.client.post(self.address, self.form(headline="Andere Überschrift"), follow=True)
        self.article.refresh_from_db()
        with_text = self.client.post(self.address, self.form(text=TEXT + " Ende."), follow=True)

        self.assertContains(without, "Saved.")
        self.assertNotContains(without, "moved along with the text")
        self.assertContains(with_text, "moved along with the text")

    def test_of_an_article_in_the_trash_is_not_there(self) -> None:
        trash([self.article], by=make_editor())

        self.assertEqual(self.client.get(self.address).status_code, 404)


class WhatIsTypedTests(EditingPages):
    def test_is_cleaned_where_it_is_new_and_left_where_it_stood(self) -> None:
        stored = "Eins\u00ad zwei\rdrei vier"

        self.assertEqual(with_clean_insertions(stored, "Eins\u00ad zwei\r\ndrei vier"), stored)
        self.assertEqual(with_clean_insertions("Eins zwei", "Eins\u00ad Ko\u0308nig\x00 zwei"), "Eins König zwei")


class TwoEditorsTests(EditingPages):
    def test_are_shown_both_versions_and_nothing_is_lost(self) -> None:
        form = self.form(headline="Meine Überschrift", page="3")
        edit_article(self.article, {"headline": "Ihre Überschrift"}, by=make_editor("boris"))

        answer = self.client.post(self.address, form)

        self.assertContains(answer, "boris has changed the same meanwhile", status_code=409)
        self.assertContains(answer, "Meine Überschrift", status_code=409)
        self.assertContains(answer, "Ihre Überschrift", status_code=409)
        self.assertEqual(Article.objects.get().headline, "Ihre Überschrift")

    def test_choose_field_by_field_and_save_again(self) -> None:
        form = self.form(headline="Meine", rights="Meine Rechte")
        edit_article(self.article, {"headline": "Ihre", "rights": "Ihre Rechte"}, by=make_editor("boris"))
        again = self.client.post(self.address, form)

        self.client.post(
            self.address, form | {"seen": again.context["seen"], "keep_headline": "theirs", "keep_rights": "mine"}
        )

        article = Article.objects.get()
        self.assertEqual((article.headline, article.rights), ("Ihre", "Meine Rechte"))

    def test_of_a_text_see_the_difference(self) -> None:
        form = self.form(text=TEXT + "\nMeine Zeile.")
        edit_article(self.article, {"text": TEXT + "\nIhre Zeile."}, by=make_editor("boris"))

        answer = self.client.post(self.address, form)

        self.assertContains(answer, "Ihre</del>", status_code=409)
        self.assertContains(answer, "Meine</ins>", status_code=409)


class TheHistoryTests(EditingPages):
    def test_tells_everything_decided_with_its_reason(self) -> None:
        self.send(headline="Neu", reason="Schreibfehler")

        page = self.client.get(self.history)

        self.assertContains(page, "Changed: Headline")
        self.assertContains(page, "Schreibfehler")
        self.assertContains(page, "Undo")

    def test_says_why_a_decision_cannot_be_undone(self) -> None:
        self.send(headline="Eins")
        edit_article(self.article, {"headline": "Zwei"}, by=make_editor("boris"))

        page = self.client.get(self.history)

        self.assertContains(page, "Cannot be undone now:")

    def test_shows_one_kind_alone(self) -> None:
        self.send(headline="Neu")
        trash([self.article], by=make_editor())

        page = self.client.get(self.history + "?kind=trash")

        self.assertContains(page, "Moved to the trash")
        self.assertNotContains(page, "Changed: Headline")

    def test_comes_a_page_at_a_time(self) -> None:
        for number in range(30):
            edit_article(self.article, {"page": str(number)}, by=make_editor())

        page = self.client.get(self.history)

        self.assertEqual(len(page.context["lines"]), 25)
        earlier = self.client.get(f"{self.history}?before={page.context['onward']}")
        self.assertEqual(len(earlier.context["lines"]), 5)

    def test_of_an_edit_shows_what_went_and_what_came(self) -> None:
        self.send(text=TEXT.replace("Lawro", "<b>Lawrow"), source="Kanal 24")

        page = self.client.get(f"{self.history}{Decision.objects.get().pk}/")

        self.assertContains(page, "Lawro</del>")
        self.assertContains(page, "&lt;b&gt;Lawrow</ins>")
        self.assertContains(page, "Kanal 24")

    def test_restores_what_was(self) -> None:
        self.send(headline="Eins")
        first = Decision.objects.get()
        self.send(headline="Zwei", text=TEXT + " Ende.")

        answer = self.client.post(f"{self.history}{first.pk}/restore/")

        self.assertRedirects(answer, self.history)
        self.article.refresh_from_db()
        self.assertEqual((self.article.headline, self.article.text), ("Eins", TEXT))

    def test_knows_no_decision_of_another_article(self) -> None:
        other = self.publish("Andere Meldung")
        edit_article(other, {"page": "3"}, by=make_editor())

        self.assertEqual(self.client.get(f"{self.history}{Decision.objects.get().pk}/").status_code, 404)


class AddressTests(EditingPages):
    def test_a_headline_is_never_taken_for_one_of_the_pages(self) -> None:
        article = self.publish("History")

        self.assertEqual(article.get_absolute_url(), f"/articles/{article.pk}/history-article/")
        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 200)
