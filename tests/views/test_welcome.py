"""The page a one-time link leads to."""

from __future__ import annotations

import re

from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Role, User
from articles.review.accounts import link_of

NEW = {"new_password1": "noch ein langer Satz", "new_password2": "noch ein langer Satz"}


class WelcomeTests(TestCase):
    def setUp(self) -> None:
        self.anna = User.objects.create(username="anna", role=Role.EDITOR, password="!nobody")
        self.link = reverse("welcome", kwargs=link_of(self.anna))

    def test_it_asks_for_a_password_and_says_under_which_name_one_signs_in(self) -> None:
        page = self.client.get(self.link)

        self.assertContains(page, "<b>anna</b>")
        self.assertContains(page, 'autocomplete="new-password"', count=2)
        self.assertIn("no-store", page["Cache-Control"])

    def test_looking_at_it_does_not_use_it_up(self) -> None:
        for _ in range(2):
            self.assertEqual(self.client.get(self.link).status_code, 200)

    def test_choosing_one_leads_inside(self) -> None:
        answer = self.client.post(self.link, NEW)

        self.anna.refresh_from_db()
        self.assertRedirects(answer, "/desk/inbox/", fetch_redirect_response=False)
        self.assertTrue(self.anna.check_password("noch ein langer Satz"))
        self.assertEqual(self.client.session["_auth_user_id"], str(self.anna.pk))

    def test_a_weak_one_is_refused_in_words_and_the_link_still_works(self) -> None:
        page = self.client.post(self.link, {"new_password1": "kurz", "new_password2": "kurz"})

        self.assertContains(page, "errmsg")
        self.assertEqual(self.client.post(self.link, NEW).status_code, 302)

    def test_whoever_was_signed_in_here_no_longer_is(self) -> None:
        self.client.force_login(User.objects.create_user("clara", password="x", role=Role.CHIEF_EDITOR))

        self.client.post(self.link, NEW)

        self.assertEqual(self.client.session["_auth_user_id"], str(self.anna.pk))

    def test_used_expired_altered_and_invented_links_get_the_same_answer(self) -> None:
        used = reverse("welcome", kwargs=link_of(User.objects.create(username="berta")))
        User.objects.filter(username="berta").update(last_login=timezone.now())
        closed = reverse("welcome", kwargs=link_of(User.objects.create(username="dora", is_active=False)))
        with override_settings(PASSWORD_RESET_TIMEOUT=-1):
            answers = [self._told(self.link)]

        answers += [self._told(one) for one in (used, closed, f"{self.link[:-2]}x/", "/welcome/OTk5/c0ffee-0/")]

        self.assertEqual({status for status, _ in answers}, {410})
        self.assertEqual(len({words for _, words in answers}), 1)
        self.assertIn("This link is no longer valid", answers[0][1])

    def test_a_spent_link_takes_no_password_either(self) -> None:
        self.client.post(self.link, NEW)
        self.client.logout()

        answer = self.client.post(
            self.link, {"new_password1": "ein dritter langer", "new_password2": "ein dritter langer"}
        )

        self.anna.refresh_from_db()
        self.assertEqual(answer.status_code, 410)
        self.assertTrue(self.anna.check_password("noch ein langer Satz"))

    @override_settings(READERS="accounts")
    def test_it_is_open_where_reading_is_not(self) -> None:
        self.assertEqual(self.client.get(self.link).status_code, 200)

    def _told(self, address: str) -> tuple[int, str]:
        page = self.client.get(address, headers={"accept-language": "en"})
        main = re.search(r"<main.*?</main>", page.content.decode(), re.DOTALL)
        assert main is not None
        return page.status_code, main[0]
