"""Readers report errors; editors find them at the desk."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from articles.models import ErrorReport
from tests.builders import make_article, make_editor

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


class TestReportingAnError:
    def test_stores_it_with_its_article(self, client: Client) -> None:
        article = make_article("Gipfel in Wladiwostok")

        form = client.get(f"/report/?article={article.pk}").content.decode()
        answer = client.post("/report/", {"article": article.pk, "message": "Es war der 25. April."})

        report = ErrorReport.objects.get()
        assert "Gipfel in Wladiwostok" in form
        assert (report.article, report.message) == (article, "Es war der 25. April.")
        assert answer.headers["Location"] == article.get_absolute_url()

    def test_or_with_the_page_it_was_sent_from(self, client: Client) -> None:
        client.post("/report/", {"page": "/countries/kp/?page=2", "message": "Hauptstadt fehlt", "contact": "a@b.de"})

        report = ErrorReport.objects.get()
        assert (report.page, report.contact, report.article) == ("/countries/kp/?page=2", "a@b.de", None)

    @pytest.mark.parametrize(
        "page", ["//example.org/", "/\\example.org", "https://example.org", "/\n", "/" + "x" * 600]
    )
    def test_leads_back_to_no_other_site(self, client: Client, page: str) -> None:
        answer = client.post("/report/", {"page": page, "message": "Falsch"})

        assert answer.headers["Location"] == "/"

    def test_of_a_secret_article_says_as_much_as_of_none(self, client: Client) -> None:
        secret = make_article("Geheimes Treffen", status="draft", first_published_at=None)

        shown = client.get(f"/report/?article={secret.pk}").content
        client.post("/report/", {"article": secret.pk, "message": "Falsch"})

        assert b"Geheimes" not in shown
        assert ErrorReport.objects.get().article is None

    @pytest.mark.parametrize(
        ("message", "sentence"), [("", "was nicht stimmt"), (" \n", "was nicht stimmt"), ("x" * 4001, "4.000 Zeichen")]
    )
    def test_says_what_is_missing_and_keeps_what_was_typed(self, client: Client, message: str, sentence: str) -> None:
        answer = client.post("/report/", {"message": message, "contact": "a@b.de"})

        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        assert "a@b.de" in answer.content.decode()
        assert not ErrorReport.objects.exists()

    def test_programs_that_fill_in_everything_leave_nothing(self, client: Client) -> None:
        client.post("/report/", {"message": "Buy now", "website": "https://example.org"})

        assert not ErrorReport.objects.exists()

    def test_a_flood_is_stopped(self, client: Client) -> None:
        answers = [client.post("/report/", {"message": f"Nummer {one}"}).status_code for one in range(12)]

        assert answers.count(302) == ErrorReport.objects.count() == 10
        assert answers[-1] == 429


class TestReportsAtTheDesk:
    def test_wait_oldest_first_and_show_in_the_inbox(self, client: Client) -> None:
        client.force_login(make_editor())
        for message in ("Erster <Fehler>", "Zweiter Fehler"):
            ErrorReport.objects.create(page="/", message=message)

        page, inbox = (client.get(address).content.decode() for address in ("/desk/reports/", "/desk/inbox/"))

        assert page.index("Erster &lt;Fehler&gt;") < page.index("Zweiter Fehler")
        assert "/desk/reports/" in inbox

    def test_once_done_nobody_knows_how_to_answer_any_more(self, client: Client) -> None:
        editor = make_editor()
        client.force_login(editor)
        report = ErrorReport.objects.create(page="/", message="Falsch", contact="a@b.de")

        client.post(f"/desk/reports/{report.pk}/")

        report.refresh_from_db()
        assert report.handled_at is not None
        assert (report.handled_by, report.contact) == (editor, "")

    def test_can_be_opened_again(self, client: Client) -> None:
        client.force_login(make_editor())
        report = ErrorReport.objects.create(page="/", message="Falsch")

        client.post(f"/desk/reports/{report.pk}/")
        client.post(f"/desk/reports/{report.pk}/", {"reopen": "1"})

        report.refresh_from_db()
        assert report.handled_at is None
