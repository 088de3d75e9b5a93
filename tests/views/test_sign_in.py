"""Signing in, signing out, and who may read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import MagicMock, patch

from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client, TestCase, override_settings

from articles.models import Decision, Role, User
from articles.review.accounts import replace_password_by_link
from articles.views.sign_in import ReplacePasswordForm
from tests.builders import make_article

PASSWORD = "ein langer Satz 7"


def make_user(**values: Any) -> User:
    return User.objects.create_user("anna", password=PASSWORD, role=Role.EDITOR, **values)


@contextmanager
def counted_hashes() -> Iterator[MagicMock]:
    """What is expensive about an attempt: each hash made, be it to compare or in vain."""
    with patch.object(MD5PasswordHasher, "encode", side_effect=MD5PasswordHasher().encode) as hashes:
        yield hashes


class SignInTests(TestCase):
    def test_it_leads_back_to_where_one_came_from(self) -> None:
        make_user()

        answer = self.client.post("/sign-in/", {"login": "anna", "password": PASSWORD, "next": "/search/?q=Rakete"})

        self.assertRedirects(answer, "/search/?q=Rakete", fetch_redirect_response=False)

    def test_it_names_the_archive_and_not_the_computer(self) -> None:
        page = self.client.get("/sign-in/", headers={"accept-language": "en"})

        self.assertContains(page, "– News archive</title>")

    def test_it_never_leads_to_another_site(self) -> None:
        make_user()

        for elsewhere in ("https://evil.example/", "//evil.example", r"/\evil.example", "javascript:alert(1)"):
            answer = self.client.post("/sign-in/", {"login": "anna", "password": PASSWORD, "next": elsewhere})
            self.client.logout()

            self.assertRedirects(answer, "/desk/inbox/", fetch_redirect_response=False)

    def test_editors_begin_at_the_inbox_and_readers_at_the_start_page(self) -> None:
        for name, role, first in (("anna", Role.EDITOR, "/desk/inbox/"), ("berta", Role.READER, "/")):
            User.objects.create_user(name, password=PASSWORD, role=role)

            answer = Client().post("/sign-in/", {"login": name, "password": PASSWORD})

            self.assertRedirects(answer, first, fetch_redirect_response=False)

    def test_unknown_names_wrong_passwords_and_closed_accounts_are_told_the_same(self) -> None:
        make_user(is_active=False)

        wrong = [
            self.client.post("/sign-in/", {"login": name, "password": password}).context["form"].non_field_errors()
            for name, password in (("niemand", PASSWORD), ("anna", "falsch"), ("anna", PASSWORD))
        ]

        self.assertTrue(wrong[0])
        self.assertEqual(wrong[0], wrong[1])
        self.assertEqual(wrong[1], wrong[2])

    def test_each_of_these_takes_as_long_as_the_others(self) -> None:
        make_user()
        User.objects.create_user("berta", password=PASSWORD, is_active=False)
        User.objects.create_user("clara")  # has a link only

        for name in ("niemand", "anna", "berta", "clara"):
            with counted_hashes() as hashes:
                self.client.post("/sign-in/", {"login": name, "password": "falsch"})

            self.assertEqual(hashes.call_count, 1, name)

    def test_a_name_typed_as_letters_and_accents_apart_is_the_same_name(self) -> None:
        User.objects.create_user("jörg", password=PASSWORD)

        answer = self.client.post("/sign-in/", {"login": "jo\u0308rg", "password": PASSWORD})

        self.assertRedirects(answer, "/", fetch_redirect_response=False)

    def test_who_asks_for_json_gets_the_page(self) -> None:
        page = self.client.get("/sign-in/", headers={"accept": "application/json"})

        self.assertEqual(page["Content-Type"], "text/html; charset=utf-8")

    def test_no_address_of_the_package_behind_it_is_open(self) -> None:
        for address in ("signup/", "password/reset/", "email/", "reauthenticate/", "login/code/"):
            for prefix in ("/", "/account/", "/accounts/"):
                self.assertEqual(self.client.get(prefix + address).status_code, 404, prefix + address)


class SignOutTests(TestCase):
    def test_a_link_cannot_sign_anybody_out(self) -> None:
        self.client.force_login(make_user())

        self.assertEqual(self.client.get("/sign-out/").status_code, 405)
        self.assertIn("_auth_user_id", self.client.session)

    def test_the_button_does(self) -> None:
        self.client.force_login(make_user())

        self.client.post("/sign-out/")

        self.assertNotIn("_auth_user_id", self.client.session)


class OneTimePasswordTests(TestCase):
    def test_every_page_leads_to_the_form_that_replaces_it(self) -> None:
        self.client.force_login(make_user(must_change_password=True))

        for address in ("/", "/search/", "/nirgends/"):
            self.assertRedirects(self.client.get(address), "/new-password/")

    def test_it_is_replaced_without_being_typed_again(self) -> None:
        user = make_user(must_change_password=True)
        self.client.force_login(user)
        new = {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"}

        answer = self.client.post("/new-password/", new)

        user.refresh_from_db()
        self.assertRedirects(answer, "/desk/inbox/", fetch_redirect_response=False)
        self.assertFalse(user.must_change_password)
        self.assertTrue(user.check_password("noch ein langer Satz"))

    def test_a_short_new_one_is_refused_in_words(self) -> None:
        user = make_user(must_change_password=True)
        self.client.force_login(user)

        page = self.client.post("/new-password/", {"new_password1": "kurz", "new_password2": "kurz"})

        user.refresh_from_db()
        self.assertContains(page, "errmsg")
        self.assertTrue(user.must_change_password)


class PasswordChangeTests(TestCase):
    def test_one_that_was_chosen_is_replaced_only_by_who_knows_it(self) -> None:
        user = make_user()
        self.client.force_login(user)
        new = {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"}

        self.client.post("/new-password/", new | {"old_password": "falsch"})

        user.refresh_from_db()
        self.assertTrue(user.check_password(PASSWORD))

    def test_every_other_session_ends(self) -> None:
        user, elsewhere = make_user(), Client()
        self.client.force_login(user)
        elsewhere.force_login(user)
        new = {
            "old_password": PASSWORD,
            "new_password1": "noch ein langer Satz",
            "new_password2": "noch ein langer Satz",
        }

        self.client.post("/new-password/", new)

        self.assertIn("_auth_user_id", self.client.session)
        self.assertRedirects(elsewhere.get("/account/"), "/sign-in/?next=/account/")

    def test_a_session_that_ends_meanwhile_sets_none(self) -> None:
        user = make_user()
        self.client.force_login(user)
        new = {"old_password": PASSWORD} | dict.fromkeys(("new_password1", "new_password2"), "noch ein langer Satz")

        # As the form is checked, a chief editor makes a link for them.
        with patch.object(
            ReplacePasswordForm, "clean", side_effect=lambda: replace_password_by_link(by=None, person=user)
        ):
            answer = self.client.post("/new-password/", new, follow=True)

        user.refresh_from_db()
        self.assertFalse(user.has_usable_password())
        self.assertRedirects(answer, "/sign-in/?next=/new-password/")

    def test_it_is_recorded_without_the_password(self) -> None:
        user = make_user(must_change_password=True)
        self.client.force_login(user)

        self.client.post(
            "/new-password/", {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"}
        )

        decision = Decision.objects.get()
        self.assertEqual((decision.kind, decision.by, decision.subject), ("account", user, f"user:{user.pk}"))
        self.assertEqual(decision.after, {f"articles_user:{user.pk}": {"password": "chosen"}})


@override_settings(READERS="accounts")
class ReadersWithAccountsTests(TestCase):
    def test_strangers_are_asked_to_sign_in_whatever_the_address(self) -> None:
        article = make_article()

        for address in ("/", "/search/?q=x", "/search.json", "/search.atom", article.get_absolute_url(), "/nirgends/"):
            answer = self.client.get(address)

            self.assertEqual(answer.status_code, 302)
            self.assertTrue(answer["Location"].startswith("/sign-in/?next="))

    def test_where_the_site_begins_opens_nothing(self) -> None:
        for begins in ("/welcome", "/static", "/sign-in", "/archiv"):
            answer = self.client.get("/search/", SCRIPT_NAME=begins)

            self.assertRedirects(answer, f"/sign-in/?next={begins}/search/", fetch_redirect_response=False)

    def test_a_partial_request_is_sent_there_as_a_whole(self) -> None:
        answer = self.client.get("/search/?q=x", headers={"HX-Request": "true"})

        self.assertEqual(answer["HX-Redirect"], "/sign-in/?next=/search/%3Fq%3Dx")

    def test_who_has_signed_in_reads(self) -> None:
        self.client.force_login(make_user())

        self.assertEqual(self.client.get(make_article().get_absolute_url()).status_code, 200)

    def test_the_way_in_is_open(self) -> None:
        self.assertEqual(self.client.get("/sign-in/").status_code, 200)
        self.assertEqual(self.client.get("/sign-in/", SCRIPT_NAME="/archiv").status_code, 200)
        self.assertEqual(self.client.get("/welcome/MQ/c0ffee-0/").status_code, 410)
        self.assertEqual(self.client.post("/language/", {"language": "en"}).status_code, 302)


class LanguageTests(TestCase):
    def test_the_switch_works_without_javascript_and_is_remembered(self) -> None:
        self.client.post("/language/", {"language": "en", "next": "/sign-in/"})

        self.assertContains(self.client.get("/sign-in/"), '<html lang="en" dir="ltr"')

    def test_german_is_spoken_where_nothing_else_was_asked_for(self) -> None:
        self.assertContains(self.client.get("/sign-in/"), '<html lang="de" dir="ltr"')
