"""The pages on which chief editors look after the people of the archive."""

from __future__ import annotations

import json
import re

from django.test import Client, TestCase

from articles.models import Decision, Role, User

NEW = {"username": "berta", "name": "Berta Berg", "role": "editor"}


class PeopleTests(TestCase):
    def setUp(self) -> None:
        self.chief = User.objects.create_user("clara", password="x", role=Role.CHIEF_EDITOR)
        self.anna = User.objects.create_user("anna", password="x", role=Role.EDITOR, first_name="Anna <b>A.")
        self.client.force_login(self.chief)

    def test_everybody_is_listed_with_role_and_state(self) -> None:
        User.objects.create_user("dora", password="x", role=Role.READER, is_active=False)

        page = self.client.get("/desk/people/", headers={"accept-language": "en"})

        self.assertContains(page, "Anna &lt;b&gt;A.")
        self.assertContains(page, "chief editor")
        self.assertContains(page, "closed")

    def test_somebody_added_gets_a_link_that_works(self) -> None:
        page = self.client.post("/desk/people/", NEW, follow=True)

        link = _link_on(page.content)
        stranger = Client()
        self.assertContains(stranger.get(link), "<b>berta</b>")
        stranger.post(link, {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"})
        self.assertContains(stranger.get("/account/"), "Berta Berg")

    def test_the_link_is_shown_once(self) -> None:
        page = self.client.post("/desk/people/", NEW, follow=True)

        again = self.client.get(page.request["PATH_INFO"])

        self.assertContains(page, "/welcome/")
        self.assertNotContains(again, "/welcome/")

    def test_it_is_written_down_nowhere(self) -> None:
        page = self.client.post("/desk/people/", NEW, follow=True)

        token = _link_on(page.content).rstrip("/").split("/")[-1]
        recorded = json.dumps(list(Decision.objects.values("before", "after", "reason", "subject")))
        self.assertNotIn(token, recorded + json.dumps(dict(self.client.session)))
        self.assertNotIn(User.objects.get(username="berta").password, recorded)

    def test_a_name_that_is_taken_is_said_beside_the_field(self) -> None:
        page = self.client.post("/desk/people/", NEW | {"username": "Anna"})

        self.assertContains(page, "id_username_error")
        self.assertFalse(User.objects.filter(username="Anna").exists())

    def test_what_is_no_name_or_role_is_refused(self) -> None:
        for wrong in ({"username": "zwei Wörter"}, {"username": ""}, {"username": "x" * 200}, {"role": "admin"}):
            self.assertContains(self.client.post("/desk/people/", NEW | wrong), "errmsg")

        self.assertFalse(User.objects.exclude(pk__in=[self.chief.pk, self.anna.pk]).exists())

    def test_no_other_field_of_an_account_can_be_set(self) -> None:
        self.client.post("/desk/people/", NEW | {"is_superuser": "1", "is_staff": "1", "password": "x", "id": "77"})

        berta = User.objects.get(username="berta")
        self.assertFalse(berta.is_superuser or berta.is_staff or berta.has_usable_password() or berta.pk == 77)

    def test_a_role_is_changed(self) -> None:
        self.client.post(f"/desk/people/{self.anna.pk}/role/", {"role": "reader"})

        self.anna.refresh_from_db()
        self.assertEqual(self.anna.role, "reader")

    def test_a_role_that_is_none_changes_nothing(self) -> None:
        self.assertEqual(self.client.post(f"/desk/people/{self.anna.pk}/role/", {"role": "king"}).status_code, 400)

    def test_an_account_is_closed_and_opened_again(self) -> None:
        for active in ("0", "1"):
            self.client.post(f"/desk/people/{self.anna.pk}/active/", {"active": active})

            self.anna.refresh_from_db()
            self.assertEqual(self.anna.is_active, active == "1")

    def test_neither_open_nor_closed_changes_nothing(self) -> None:
        self.assertEqual(self.client.post(f"/desk/people/{self.anna.pk}/active/").status_code, 400)
        self.anna.refresh_from_db()
        self.assertTrue(self.anna.is_active)

    def test_a_link_that_was_not_looked_at_in_time_is_not_made_for_a_new_password(self) -> None:
        answer = self.client.post(f"/desk/people/{self.anna.pk}/link/")
        self.anna.set_password("noch ein langer Satz")
        self.anna.save()

        self.assertNotContains(self.client.get(answer["Location"]), "/welcome/")

    def test_a_new_link_is_made(self) -> None:
        page = self.client.post(f"/desk/people/{self.anna.pk}/link/", follow=True)

        self.assertEqual(Client().get(_link_on(page.content)).status_code, 200)

    def test_what_is_not_possible_is_said_on_the_page(self) -> None:
        page = self.client.post(f"/desk/people/{self.chief.pk}/role/", {"role": "reader"}, follow=True)

        self.assertContains(page, 'class="note note-err" role="alert"')

    def test_nobody_makes_a_link_for_themselves(self) -> None:
        self.assertNotContains(self.client.get(f"/desk/people/{self.chief.pk}/"), "/link/")
        self.client.post(f"/desk/people/{self.chief.pk}/link/")

        self.chief.refresh_from_db()
        self.assertTrue(self.chief.check_password("x"))

    def test_people_who_are_not_there_are_not_found(self) -> None:
        for address in ("", "role/", "active/", "link/"):
            answer = self.client.generic(
                "POST" if address else "GET",
                f"/desk/people/9999/{address}",
                "role=reader&active=1",
                "application/x-www-form-urlencoded",
            )
            self.assertEqual(answer.status_code, 404, address)


def _link_on(page: bytes) -> str:
    """The address in the field of the one-time link, without its host."""
    found = re.search(r'value="http://testserver(/welcome/[^"]+)"', page.decode())
    assert found is not None
    return found[1]
