"""The page of one's own account."""

from __future__ import annotations

from django.test import Client, TestCase

from articles.models import Role, User


class AccountTests(TestCase):
    def setUp(self) -> None:
        self.anna = User.objects.create_user("anna", password="x", role=Role.READER)
        self.client.force_login(self.anna)

    def test_it_says_who_one_is(self) -> None:
        page = self.client.get("/account/", headers={"accept-language": "en"})

        self.assertContains(page, '<dd dir="auto">anna</dd>')
        self.assertContains(page, "<dd>reader</dd>")

    def test_only_chief_editors_find_the_way_to_the_people(self) -> None:
        self.assertNotContains(self.client.get("/account/"), "/desk/people/")

        User.objects.update(role=Role.CHIEF_EDITOR)

        self.assertContains(self.client.get("/account/"), "/desk/people/")

    def test_single_keys_are_switched_off_on_every_page(self) -> None:
        self.assertNotContains(self.client.get("/"), 'data-keys="off"')

        self.client.post("/account/", {})

        self.assertContains(self.client.get("/"), '<body data-keys="off">')

    def test_and_on_again(self) -> None:
        User.objects.update(single_keys=False)

        self.client.post("/account/", {"single_keys": "on"})

        self.assertNotContains(self.client.get("/"), 'data-keys="off"')

    def test_nothing_else_about_the_account_can_be_set(self) -> None:
        self.client.post("/account/", {"role": "chief_editor", "username": "clara", "is_superuser": "1"})

        self.anna.refresh_from_db()
        self.assertEqual((self.anna.role, self.anna.username, self.anna.is_superuser), ("reader", "anna", False))

    def test_signing_out_everywhere_ends_every_session(self) -> None:
        elsewhere = Client()
        elsewhere.force_login(self.anna)

        self.client.post("/account/sign-out-everywhere/")

        for client in (self.client, elsewhere):
            self.assertRedirects(client.get("/account/"), "/sign-in/?next=/account/")

    def test_one_can_sign_in_again_afterwards(self) -> None:
        self.client.post("/account/sign-out-everywhere/")

        self.client.post("/sign-in/", {"login": "anna", "password": "x"})

        self.assertEqual(self.client.get("/account/").status_code, 200)
