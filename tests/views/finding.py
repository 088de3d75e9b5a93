"""An archive to search in: articles about Russia and North Korea, in an index of the test's own."""

from __future__ import annotations

from typing import Any

from django.test import TestCase

from articles.models import Article, Collection, Entity, Publication, Role, User
from articles.search.documents import documents_of
from articles.search.engines import engine
from tests.builders import make_article, make_entity, make_mention, make_source

CANARY = "Zyklopenauge"


class FindingTests(TestCase):
    def setUp(self) -> None:
        engine.cache_clear()
        self.kp = make_entity("country:KP", "Nordkorea", "DPRK", "КНДР", authority_values={"name_de": "Nordkorea"})
        self.ru = make_entity("country:RU", "Russland", authority_values={"name_de": "Russland"})
        self.kim = make_entity("person:kim-jong-un", "Kim Jong-un", "Ким Чен Ын", authority_values={"name_de": "Kim"})

    def publish(self, text: str, *entities: Entity, **values: Any) -> Article:
        article = make_article(text, **values)
        for entity in entities:
            make_mention(article, entity)
        self.index(article)
        return article

    def index(self, *articles: Article) -> None:
        engine().apply(documents_of([article.pk for article in articles]))

    def publish_in_secret(self, status: str = Publication.DRAFT, **values: Any) -> Article:
        """An article no reader may learn of, with an entity, a source and a word that occur nowhere else."""
        secret = make_entity("person:geheim", CANARY)
        source = make_source(f"{CANARY}-Depesche", slug="geheim")
        return self.publish(
            f"{CANARY} über Nordkorea",
            secret,
            self.kp,
            status=status,
            source=source,
            collection=Collection.objects.create(name=f"{CANARY}-Sammlung", slug="geheim"),
            published="2019-03-07",
            **values,
        )

    def sign_in_as_editor(self) -> User:
        editor = User.objects.create_user("editor", password="editor", role=Role.EDITOR)
        self.client.force_login(editor)
        return editor
