"""What is logged of requests that are refused."""

from __future__ import annotations

from django.conf import settings
from django.test import Client, TestCase
from django.urls import reverse
from django.utils.module_loading import import_string

from articles.models import User
from articles.review.accounts import link_of


class OneTimeLinkTests(TestCase):
    def test_a_form_that_is_refused_leaves_no_link_that_still_works(self) -> None:
        link = reverse("welcome", kwargs=link_of(User.objects.create_user("anna")))
        [name] = settings.LOGGING["handlers"]["console"]["filters"]
        lines = import_string(settings.LOGGING["filters"][name]["()"])()

        with self.assertLogs("django.security.csrf") as logged:
            Client(enforce_csrf_checks=True).post(link)

        [record] = logged.records
        self.assertIn(link, record.getMessage())
        self.assertTrue(lines.filter(record))
        self.assertEqual(record.getMessage(), "Forbidden (CSRF cookie not set.): /welcome/…/")
