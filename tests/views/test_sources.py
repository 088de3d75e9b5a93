"""The pages of the sources."""

from __future__ import annotations

from typing import Any

from django.test import TestCase

from articles.models import Decision, FullText, Source
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_source

ENGLISH: Any = {"accept-language": "en"}


class SourceTests(TestCase):
    def setUp(self) -> None:
        self.editor = make_editor()
        self.client.force_login(self.editor)
        self.source = make_source("Channel 24")

    def save(self, **values: Any) -> Any:
        data = {"name": "Channel 24", "full_text": "everyone", "seen": "0"} | values
        return self.client.post(f"/desk/sources/{self.source.pk}/", data, headers=ENGLISH)

    def test_the_list_counts_articles_and_says_who_reads_them(self) -> None:
        make_article("Eins", source=self.source)
        Source.objects.update(full_text=FullText.EDITORS)

        page = self.client.get("/desk/sources/", headers=ENGLISH)

        self.assertContains(page, f'<a href="/search/?source={self.source.slug}">1</a>')
        self.assertContains(page, '<span class="tag tag-warn">editors only</span>', html=True)

    def test_a_change_is_recorded_and_can_be_undone(self) -> None:
        ukraine = make_entity("country:UA", "Ukraine")

        self.save(name="24 Kanal", country=ukraine.pk, language="uk", full_text="editors", reason="Vertrag")

        self.source.refresh_from_db()
        self.assertEqual((self.source.name, self.source.country, self.source.language), ("24 Kanal", ukraine, "uk"))
        decision = Decision.objects.get()
        self.assertEqual((decision.kind, decision.by, decision.reason), ("source", self.editor, "Vertrag"))
        undo(decision, by=self.editor)
        self.source.refresh_from_db()
        self.assertEqual((self.source.name, self.source.full_text), ("Channel 24", FullText.EVERYONE))

    def test_another_name_keeps_the_address(self) -> None:
        before = self.source.slug

        self.save(name="24 Kanal")

        self.source.refresh_from_db()
        self.assertEqual(self.source.slug, before)

    def test_mistakes_are_sentences_and_what_was_typed_stays(self) -> None:
        page = self.save(name="", language="ukrainisch", rights="Bleibt stehen")

        self.assertContains(page, "This is no language code", status_code=422)
        self.assertContains(page, "Bleibt stehen", status_code=422)

    def test_two_sources_cannot_have_one_name(self) -> None:
        make_source("Depesche")

        self.assertContains(self.save(name="DEPESCHE"), "Another source has this name.", status_code=409)

    def test_a_change_somebody_made_meanwhile_is_not_written_over(self) -> None:
        self.save(name="24 Kanal")

        page = self.save(name="Kanal 24", seen="0")

        self.assertContains(page, "has changed this source meanwhile", status_code=409)
        self.source.refresh_from_db()
        self.assertEqual(self.source.name, "24 Kanal")

    def test_saving_once_more_after_the_warning_is_allowed(self) -> None:
        self.save(name="24 Kanal")
        warned = self.save(name="Kanal 24", seen="0")

        self.save(name="Kanal 24", seen=str(warned.context["seen"]))

        self.source.refresh_from_db()
        self.assertEqual(self.source.name, "Kanal 24")
