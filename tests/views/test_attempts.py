"""How often one may be wrong about a password, and that nothing is hashed for who was too often."""

from __future__ import annotations

from unittest.mock import patch

from django.http import HttpResponse
from django.test import TestCase, override_settings

from articles.models import User
from tests.views.test_sign_in import PASSWORD, counted_hashes, make_user

_EVERYWHERE = {"ALLOWED_HOSTS": ["testserver", "other.example"]}


class AttemptTests(TestCase):
    def test_the_sixth_wrong_password_of_a_name_is_refused_unhashed(self) -> None:
        make_user()
        self._fail(5)

        with counted_hashes() as hashes:
            answer = self._try("anna", "falsch")

        self.assertEqual((answer.status_code, hashes.call_count), (429, 0))

    def test_then_the_right_one_is_refused_as_well(self) -> None:
        make_user()
        self._fail(5)

        self.assertEqual(self._try("anna", PASSWORD).status_code, 429)

    def test_the_answer_is_a_page_that_says_how_long_to_wait(self) -> None:
        self._fail(5)

        page = self.client.post("/sign-in/", {"login": "anna", "password": "x"}, headers={"accept-language": "en"})

        self.assertContains(page, "Please wait 5 minutes", status_code=429)
        self.assertEqual(page["Retry-After"], "300")
        self.assertIn("default-src 'none'", page["Content-Security-Policy"])

    def test_names_nobody_has_are_counted_the_same(self) -> None:
        self._fail(5, name="niemand")

        self.assertEqual(self._try("niemand", "falsch").status_code, 429)

    def test_a_right_password_is_not_counted(self) -> None:
        make_user()

        for _ in range(8):
            self.assertEqual(self._try("anna", PASSWORD).status_code, 302)
            self.client.logout()

    def test_capitals_and_host_names_begin_no_new_count(self) -> None:
        with override_settings(**_EVERYWHERE):
            self._fail(3)
            self._fail(2, name="ANNA", host="other.example")

            self.assertEqual(self._try("Anna", "falsch").status_code, 429)

    def test_a_stranger_cannot_keep_somebody_out(self) -> None:
        make_user()
        self._fail(5, address="203.0.113.1")

        self.assertEqual(self._try("anna", PASSWORD, address="203.0.113.2").status_code, 302)

    def test_many_addresses_together_get_no_further_than_twenty_failures_for_one_name(self) -> None:
        for number in range(4):
            self._fail(5, address=f"203.0.113.{number}")

        with counted_hashes() as hashes:
            answer = self._try("anna", "falsch", address="203.0.113.99")

        self.assertEqual((answer.status_code, hashes.call_count), (429, 0))

    def test_one_address_gets_no_further_than_twenty_failures_whatever_the_names(self) -> None:
        for number in range(20):
            self._fail(1, name=f"name{number}")

        self.assertEqual(self._try("anna", "falsch").status_code, 429)

    def test_an_address_of_the_newer_kind_is_counted_by_its_network(self) -> None:
        for number in range(5):
            self._fail(1, address=f"2001:db8::{number}")

        self.assertEqual(self._try("anna", "falsch", address="2001:db8::beef").status_code, 429)

    def test_replacing_a_password_is_counted_too(self) -> None:
        self.client.force_login(make_user())
        wrong = {"old_password": "falsch", "new_password1": "noch ein Satz 12", "new_password2": "noch ein Satz 12"}

        answers = [self.client.post("/new-password/", wrong).status_code for _ in range(6)]

        self.assertEqual(answers, [200] * 5 + [429])

    def _fail(self, times: int, *, name: str = "anna", address: str = "127.0.0.1", host: str = "testserver") -> None:
        for _ in range(times):
            self.assertEqual(self._try(name, "falsch", address=address, host=host).status_code, 200)

    def _try(self, name: str, password: str, *, address: str = "127.0.0.1", host: str = "testserver") -> HttpResponse:
        return self.client.post(  # type: ignore[return-value]  # the stubs' own response class
            "/sign-in/", {"login": name, "password": password}, REMOTE_ADDR=address, headers={"host": host}
        )


class ProxyTests(TestCase):
    """Whose address counts when a proxy stands in front: what a client writes into the header never does."""

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
    def test_behind_one_the_last_entry_is_its_own(self) -> None:
        for number in range(5):
            self._fail(f"10.0.0.{number}, 203.0.113.1")

        self.assertEqual(self._fail("10.0.0.99, 203.0.113.1").status_code, 429)
        self.assertEqual(self._fail("203.0.113.1, 203.0.113.2").status_code, 200)

    @override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1)
    def test_an_older_address_written_as_a_newer_one_is_counted_as_itself(self) -> None:
        for _ in range(5):
            self._fail("::ffff:203.0.113.1")

        self.assertEqual(self._fail("203.0.113.1").status_code, 429)
        self.assertEqual(self._fail("::ffff:203.0.113.2").status_code, 200)

    def test_without_one_the_header_says_nothing(self) -> None:
        for number in range(5):
            self._fail(f"203.0.113.{number}")

        self.assertEqual(self._fail("203.0.113.99").status_code, 429)

    def _fail(self, forwarded_for: str) -> HttpResponse:
        return self.client.post(  # type: ignore[return-value]  # the stubs' own response class
            "/sign-in/", {"login": "anna", "password": "falsch"}, headers={"x-forwarded-for": forwarded_for}
        )


class CountTests(TestCase):
    def test_a_count_that_cannot_be_read_lets_nobody_guess(self) -> None:
        User.objects.create_user("anna", password=PASSWORD)

        with patch("allauth.core.internal.ratelimit.cache.add", return_value=False), counted_hashes() as hashes:
            answer = self.client.post("/sign-in/", {"login": "anna", "password": PASSWORD})

        self.assertEqual((answer.status_code, hashes.call_count), (429, 0))
