"""Pages for when something is wrong."""

from __future__ import annotations

from unittest.mock import patch

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import path

from articles.views import errors
from newsarchive.urls import handler400, handler403, handler404, handler500  # noqa: F401  handlers of this address book
from newsarchive.urls import urlpatterns as addresses


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("a mistake of ours")


def finds_no_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("the database system is starting up")


urlpatterns = [*addresses, path("fails/", fails), path("away/", finds_no_database)]


@override_settings(ROOT_URLCONF="tests.views.test_errors")
class WithoutDatabaseTests(SimpleTestCase):
    """SimpleTestCase refuses every query, so these pages are known to make none."""

    client: Client

    def setUp(self) -> None:
        self.client = Client(raise_request_exception=False)

    def test_a_mistake_of_ours_says_that_nothing_was_lost(self) -> None:
        page = self.client.get("/fails/", headers={"accept-language": "en"})

        self.assertContains(page, "Something went wrong on our side", status_code=500)

    def test_an_absent_database_says_when_to_come_back(self) -> None:
        page = self.client.get("/away/", headers={"accept-language": "en"})

        self.assertContains(page, "not available at the moment", status_code=503)
        self.assertEqual(page["Retry-After"], str(errors.RETRY_AFTER_SECONDS))

    def test_pages_speak_the_language_asked_for_and_keep_the_policy(self) -> None:
        for address, status in (("/fails/", 500), ("/away/", 503), ("/nirgends/", 404)):
            for language in ("de", "en"):
                page = self.client.get(address, headers={"accept-language": language})

                self.assertContains(page, f'<html lang="{language}"', status_code=status)
                self.assertIn("default-src 'none'", page["Content-Security-Policy"])
                self.assertNotRegex(page.content.decode(), r"<style|\sstyle=|\son[a-z]+=|<script>")

    def test_the_address_on_the_page_is_escaped(self) -> None:
        page = self.client.get('/fails/?"><script>alert(1)</script>')

        self.assertNotIn(b"<script>alert", page.content)


class FormTests(TestCase):
    def test_a_form_without_its_token_is_refused_with_a_way_on(self) -> None:
        client = Client(enforce_csrf_checks=True)

        page = client.post("/sign-in/", {"login": "x", "password": "y"}, headers={"accept-language": "en"})

        self.assertContains(page, "This form has expired", status_code=403)

    def test_a_damaged_request_is_answered_with_a_page(self) -> None:
        with patch("articles.views.browse.browse", side_effect=AssertionError):
            page = self.client.get("/", headers={"host": "böse.example", "accept-language": "en"})

        self.assertContains(page, "could not be understood", status_code=400)
