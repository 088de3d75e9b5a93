"""Asking changes nothing, and what changes something needs a form of this site."""

from __future__ import annotations

from itertools import chain
from typing import Any

from django.apps import apps
from django.test import Client

from tests.views.addresses import every_address
from tests.views.finding import FindingTests


class MethodTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.asked = every_address(self.publish("Munition für Nordkorea", self.kp, published="2023-09-14"))

    def test_asking_changes_no_row(self) -> None:
        self.sign_in_as_editor()
        before = rows()

        for address in chain.from_iterable(self.asked.values()):
            for method in ("GET", "HEAD", "OPTIONS", "TRACE"):
                self.client.generic(method, address)

        self.assertEqual(rows(), before)

    def test_nothing_is_taken_without_the_token_of_a_form(self) -> None:
        stranger = Client(enforce_csrf_checks=True)

        for route, addresses in self.asked.items():
            self.assertEqual(stranger.post(addresses[0], {"language": "en"}).status_code, 403, route)

    def test_choosing_a_language_leads_nowhere_else(self) -> None:
        for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"):
            answer = self.client.post("/language/", {"language": "en", "next": elsewhere})

            self.assertEqual(answer["Location"], "/")
        cookie = answer.cookies["django_language"]
        self.assertEqual((cookie["samesite"], cookie["httponly"]), ("Lax", True))


def rows() -> dict[str, list[Any]]:
    """Every row of the archive, by table."""
    models = apps.get_app_config("articles").get_models()
    return {model.__name__: list(model._base_manager.order_by("pk").values_list()) for model in models}
