"""`manage.py sign_in_link`: the way back for who has locked everybody out."""

from __future__ import annotations

from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from articles.models import Role, User


class SignInLinkTests(TestCase):
    def setUp(self) -> None:
        self.chief = User.objects.create_user("clara", password="vergessen", role=Role.CHIEF_EDITOR)

    def test_the_link_it_prints_leads_to_a_new_password(self) -> None:
        address = self._run("clara").splitlines()[0]

        path = address.removeprefix("http://127.0.0.1:8000")
        self.client.post(path, {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"})

        self.chief.refresh_from_db()
        self.assertTrue(self.chief.check_password("noch ein langer Satz"))

    @override_settings(PRODUCTION=True, ALLOWED_HOSTS=[".archive.example", "other.example"])
    def test_in_production_it_names_the_first_host(self) -> None:
        self.assertTrue(self._run("clara").startswith("https://archive.example/welcome/"))

    def test_names_nobody_has_are_said(self) -> None:
        with self.assertRaisesMessage(CommandError, "There is no account “klara”."):
            self._run("klara")

    def test_a_closed_account_stays_closed(self) -> None:
        User.objects.update(is_active=False)

        with self.assertRaisesMessage(CommandError, "The account “clara” is closed"):
            self._run("clara")

    def _run(self, username: str) -> str:
        out = StringIO()
        call_command("sign_in_link", username, stdout=out)
        return out.getvalue()
