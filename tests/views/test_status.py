"""Where an article stands, changed on its page: what readers see afterwards, and what stays kept from them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.test import Client, override_settings
from django.utils import timezone, translation
from django.utils.timezone import localtime

from articles.models import Article, FullText, Publication
from articles.rendering.dates import date_words
from articles.review.standing import trash, withdraw
from articles.text.dates import PartialDate
from tests.builders import make_editor, make_mention, make_source
from tests.views.finding import FindingTests


class StatusPageTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.article = self.publish("Munition für Nordkorea", status=Publication.DRAFT)
        self.address = f"/articles/{self.article.pk}/status/"
        self.sign_in_as_editor()
        self.client.cookies["django_language"] = "en"
        translation.activate("en")

    def send(self, do: str, **values: Any) -> Any:
        answer = self.client.post(self.address, {"do": do, **values})
        self.article.refresh_from_db()
        return answer

    def seen_by_readers(self) -> int:
        return Client().get(self.article.get_absolute_url()).status_code

    def test_publishing_shows_it_and_withdrawing_leaves_a_tombstone(self) -> None:
        self.assertEqual(self.seen_by_readers(), 404)

        self.assertRedirects(self.send("publish"), self.address)
        self.assertEqual(self.seen_by_readers(), 200)
        self.send("withdraw", reason="Die Quelle hat berichtigt.")

        self.assertEqual(self.seen_by_readers(), 410)

    def test_withdrawing_without_a_reason_is_refused_in_a_sentence(self) -> None:
        self.send("publish")

        answer = self.send("withdraw", reason=" ")

        self.assertContains(answer, "Say why it is withdrawn", status_code=422)
        self.assertEqual(self.article.status, Publication.PUBLISHED)

    def test_an_embargo_is_typed_in_the_time_of_the_archive(self) -> None:
        until = localtime(timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)

        self.send("embargo", until=f"{until:%Y-%m-%dT%H:%M}")

        self.assertEqual(self.article.embargo_until, until)
        self.assertContains(self.client.get(self.address), f'value="{until:%Y-%m-%dT%H:%M}"')

    def test_an_embargo_without_a_moment_is_refused(self) -> None:
        for typed in ("", "morgen", "2024-02-31T10:00", "9999-12-31T23:59-12:00"):
            self.assertEqual(self.send("embargo", until=typed).status_code, 422, typed)

    def test_what_somebody_has_thrown_away_meanwhile_leads_to_the_trash(self) -> None:
        self.send("trash")

        answer = self.client.post(self.address, {"do": "publish"}, follow=True)

        self.assertRedirects(answer, "/desk/trash/")
        self.assertContains(answer, "take it out first")
        self.assertEqual(self.seen_by_readers(), 404)

    def test_back_to_draft_tells_readers_nothing(self) -> None:
        self.send("publish")

        self.send("draft", reason="Noch unfertig")

        self.assertEqual(self.seen_by_readers(), 404)

    def test_what_was_never_public_is_deleted_after_a_question(self) -> None:
        address = f"/articles/{self.article.pk}/delete/"
        self.assertContains(self.client.get(address), "Nobody can bring them back")
        self.assertTrue(Article.objects.exists())

        self.client.post(address)

        self.assertFalse(Article.objects.exists())

    def test_what_was_public_goes_through_the_trash(self) -> None:
        self.send("publish")

        self.client.post(f"/articles/{self.article.pk}/delete/")
        self.assertTrue(Article.objects.exists())
        self.assertRedirects(self.send("trash"), "/desk/trash/")

        self.assertEqual(self.seen_by_readers(), 404)

    def test_an_unknown_wish_changes_nothing(self) -> None:
        self.assertEqual(self.send("explode").status_code, 422)
        self.assertEqual(self.send("full_text", full_text="nobody").status_code, 422)


class EditorBarTests(FindingTests):
    def test_stands_above_every_article_for_editors_and_for_nobody_else(self) -> None:
        article = self.publish("Munition für Nordkorea")
        self.assertNotContains(self.client.get(article.get_absolute_url()), "edbar")

        self.sign_in_as_editor()

        self.assertContains(self.client.get(article.get_absolute_url()), f"/articles/{article.pk}/edit/")


class TombstoneTests(FindingTests):
    def test_says_when_why_and_how_to_reach_the_archive(self) -> None:
        article = self.publish("Munition für Nordkorea")
        decision = withdraw(article, "Die <Quelle> hat berichtigt.", by=make_editor())

        with override_settings(CONTACT="archiv@example.org"):
            page = self.client.get(article.get_absolute_url(), headers={"accept-language": "en"})

        with translation.override("en"):
            day = date_words(PartialDate(localtime(decision.made_at).date().isoformat()))
        self.assertContains(page, f"withdrawn on {day}", status_code=410)
        self.assertContains(page, "Die &lt;Quelle&gt; hat berichtigt.", status_code=410)
        self.assertContains(page, 'href="mailto:archiv@example.org"', status_code=410)
        self.assertNotContains(page, "Munition", status_code=410)

    def test_goes_with_the_article_into_the_trash(self) -> None:
        article = self.publish("Munition für Nordkorea")
        withdraw(article, "Irrtum", by=make_editor())

        trash([article], by=make_editor())

        self.assertEqual(self.client.get(article.get_absolute_url()).status_code, 404)


class FullTextForEditorsTests(FindingTests):
    """Headline and the first lines are for everybody; nothing else leaves by any door."""

    SECRET = "Schattenflotte"

    def setUp(self) -> None:
        super().setUp()
        text = f"Munition für Nordkorea\nDer Anfang der Meldung.\nDie {self.SECRET} fuhr Munition nach Nordkorea."
        self.article = self.publish(text, lead="Der Anfang der Meldung.", source=make_source(slug="zu"))
        make_mention(self.article, self.kp)
        self.article.source.full_text = FullText.EDITORS  # type: ignore[union-attr]  # given above
        self.article.source.save()  # type: ignore[union-attr]

    def test_no_address_shows_a_reader_what_stands_further_down(self) -> None:
        here = self.article.get_absolute_url()
        doors = [here, f"/articles/{self.article.pk}/cite.txt", "/", "/search/", "/search/?q=munition",
                 "/search.json?q=munition", "/search.csv?q=munition", "/search.atom?q=munition",
                 "/suggest/?q=schatten"]  # fmt: skip

        for door in doors:
            self.assertNotContains(self.client.get(door), self.SECRET, msg_prefix=door)

    def test_an_extract_is_cut_from_the_first_lines(self) -> None:
        self.assertContains(self.client.get("/search/?q=anfang"), "<mark>Anfang</mark> der Meldung")
        self.assertNotContains(self.client.get("/search/?q=fuhr"), "<mark>fuhr")

    def test_editors_are_shown_all_of_it(self) -> None:
        self.sign_in_as_editor()

        self.assertContains(self.client.get("/search/?q=fuhr"), "<mark>fuhr</mark>")
        self.assertContains(self.client.get(self.article.get_absolute_url()), self.SECRET)

    def test_an_article_can_say_otherwise_than_its_source(self) -> None:
        Article.objects.update(full_text=FullText.EVERYONE)

        self.assertContains(self.client.get("/search/?q=fuhr"), "<mark>fuhr</mark>")
