"""What becomes of those who ask for a page that is not for them; test_roles.py says which pages these are."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase

from articles.models import Role, User
from tests.builders import make_editor

PAGE = "/desk/people/?page=2"


class StrangerTests(TestCase):
    def test_they_sign_in_and_come_back_to_what_they_asked_for(self) -> None:
        self.assertRedirects(self.client.get(PAGE), "/sign-in/?next=/desk/people/%3Fpage%3D2")

    def test_a_form_sent_too_late_leads_to_no_address_that_takes_only_forms(self) -> None:
        self.assertRedirects(self.client.post("/desk/people/1/role/", {"role": "reader"}), "/sign-in/?next=/")

    def test_a_partial_request_takes_the_whole_page_there_and_back_to_where_it_stood(self) -> None:
        headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/desk/people/1/"}

        answer = self.client.post("/desk/people/1/role/", {"role": "reader"}, headers=headers)

        self.assertEqual((answer.status_code, answer["HX-Redirect"]), (200, "/sign-in/?next=/desk/people/1/"))

    def test_a_page_of_another_site_is_nothing_to_come_back_to(self) -> None:
        headers = {"HX-Request": "true", "HX-Current-URL": "https://evil.example/desk/"}

        answer = self.client.get(PAGE, headers=headers)

        self.assertEqual(answer["HX-Redirect"], "/sign-in/?next=/desk/people/%3Fpage%3D2")


class SignedInTests(TestCase):
    def test_who_may_not_is_told_so_and_whom_to_ask(self) -> None:
        self.client.force_login(User.objects.create_user("anna", password="x", role=Role.EDITOR))

        page = self.client.get(PAGE, headers={"accept-language": "en"})

        self.assertContains(page, "Ask a chief editor", status_code=403)

    def test_a_role_taken_away_is_gone_with_the_next_request(self) -> None:
        clara = User.objects.create_user("clara", password="x", role=Role.CHIEF_EDITOR)
        self.client.force_login(clara)
        self.assertEqual(self.client.get(PAGE).status_code, 200)

        User.objects.update(role=Role.EDITOR)

        self.assertEqual(self.client.get(PAGE).status_code, 403)


class LargeRequestTests(TestCase):
    def test_of_strangers_are_refused_unread(self) -> None:
        response = self.client.post("/sign-in/", CONTENT_LENGTH=str(13 * 1024 * 1024))

        assert response.status_code == 400

    def test_of_editors_reach_the_page_they_are_for(self) -> None:
        self.client.force_login(make_editor())
        large = SimpleUploadedFile("gross.txt", b"Ein Satz. " * 1_400_000)

        response = self.client.post("/desk/upload/", {"files": large, "published": "gestern"})

        assert response.status_code == 422
