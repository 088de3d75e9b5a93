"""Articles somebody keeps: seen by nobody else, and only as long as they may be read."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.models import Article, Bookmark, User
from tests.builders import make_article, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> User:
    return User.objects.create(username="leserin")


@pytest.fixture
def signed_in(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


class TestKeepingAnArticle:
    def test_puts_it_on_the_list_once_and_leads_back_to_it(self, signed_in: Client, reader: User) -> None:
        article = make_article()

        answers = [signed_in.post(f"/articles/{article.pk}/keep/") for _ in range(2)]

        assert [answer.headers["Location"] for answer in answers] == [article.get_absolute_url()] * 2
        assert list(reader.bookmarks.values_list("article", flat=True)) == [article.pk]
        assert 'aria-pressed="true"' in signed_in.get(article.get_absolute_url()).content.decode()

    def test_takes_it_off_again(self, signed_in: Client, reader: User) -> None:
        article = make_article()
        Bookmark.objects.create(user=reader, article=article)

        signed_in.post(f"/articles/{article.pk}/keep/", {"remove": "1"})

        assert not reader.bookmarks.exists()

    def test_of_a_secret_article_there_is_nothing_to_keep(self, signed_in: Client) -> None:
        secret = make_article(status="draft", first_published_at=None)

        assert signed_in.post(f"/articles/{secret.pk}/keep/").status_code == 404

    def test_strangers_are_led_to_sign_in_and_back(self, client: Client) -> None:
        article = make_article()

        page = client.get(article.get_absolute_url()).content.decode()

        assert f"/sign-in/?next={article.get_absolute_url()}" in page


class TestTheList:
    def test_shows_articles_with_notes_newest_first(self, signed_in: Client, reader: User) -> None:
        older, newer = make_article("Ältere Meldung"), make_article("Neuere Meldung")
        Bookmark.objects.create(user=reader, article=older, note="Prüfen & zitieren")
        Bookmark.objects.create(user=reader, article=newer)

        page = signed_in.get("/bookmarks/").content.decode()

        assert page.index("Neuere Meldung") < page.index("Ältere Meldung")
        assert "Prüfen &amp; zitieren" in page

    def test_is_nobody_elses(self, client: Client, reader: User) -> None:
        mark = Bookmark.objects.create(user=reader, article=make_article("Geheimer Merkposten"), note="Nur für mich")
        client.force_login(User.objects.create(username="anderer"))

        page = client.get("/bookmarks/").content.decode()
        answer = client.post(f"/bookmarks/{mark.pk}/", {"note": "Übernommen"})

        assert "Merkposten" not in page
        assert "Nur für mich" not in page
        assert answer.status_code == 404
        assert Bookmark.objects.get().note == "Nur für mich"

    def test_says_nothing_of_an_article_that_was_withdrawn_since(self, signed_in: Client, reader: User) -> None:
        article = make_article("Zurückgezogene Meldung")
        Bookmark.objects.create(user=reader, article=article, note="Wichtig")
        Article.objects.update(status="withdrawn")

        page = signed_in.get("/bookmarks/").content.decode()
        exported = signed_in.get("/bookmarks.csv").content.decode()

        assert "Zurückgezogene Meldung" not in page + exported
        assert "Nicht mehr zu lesen" in page
        assert "Wichtig" in page

    def test_costs_the_same_queries_however_long_it_is(
        self, signed_in: Client, reader: User, django_assert_max_num_queries
    ) -> None:
        for _ in range(12):
            Bookmark.objects.create(user=reader, article=make_article(source=make_source()))
        signed_in.get("/bookmarks/")

        with django_assert_max_num_queries(8):
            signed_in.get("/bookmarks/")
        with django_assert_max_num_queries(8):
            signed_in.get("/bookmarks.ris")


class TestNotes:
    def test_are_stored(self, signed_in: Client, reader: User) -> None:
        mark = Bookmark.objects.create(user=reader, article=make_article())

        signed_in.post(f"/bookmarks/{mark.pk}/", {"note": "  Für Kapitel 3  "})

        mark.refresh_from_db()
        assert mark.note == "Für Kapitel 3"

    def test_too_long_ones_are_refused_with_a_sentence_and_the_old_one_stays(
        self, signed_in: Client, reader: User
    ) -> None:
        mark = Bookmark.objects.create(user=reader, article=make_article(), note="Kurz")

        page = signed_in.post(f"/bookmarks/{mark.pk}/", {"note": "x" * 2001}, follow=True).content.decode()

        mark.refresh_from_db()
        assert mark.note == "Kurz"
        assert "nicht gespeichert" in page

    def test_are_taken_off_with_their_line(self, signed_in: Client, reader: User) -> None:
        mark = Bookmark.objects.create(user=reader, article=make_article())

        signed_in.post(f"/bookmarks/{mark.pk}/", {"remove": "1", "note": "x"})

        assert not Bookmark.objects.exists()


class TestTakingTheListAlong:
    @pytest.mark.parametrize(("form", "says"), [("txt", "Nachrichtenarchiv"), ("bib", "@"), ("ris", "TY  -")])
    def test_as_citations(self, signed_in: Client, reader: User, form: str, says: str) -> None:
        Bookmark.objects.create(user=reader, article=make_article("Gipfel im Fernen Osten"))

        answer = signed_in.get(f"/bookmarks.{form}")

        assert "Gipfel im Fernen Osten" in answer.content.decode()
        assert says in answer.content.decode()
        assert f"bookmarks.{form}" in answer.headers["Content-Disposition"]

    def test_as_a_table_whose_cells_no_spreadsheet_runs(self, signed_in: Client, reader: User) -> None:
        Bookmark.objects.create(user=reader, article=make_article(), note="=1+1")

        assert "'=1+1" in signed_in.get("/bookmarks.csv").content.decode()

    def test_in_no_other_form(self, signed_in: Client) -> None:
        assert signed_in.get("/bookmarks.exe").status_code == 404
