"""To a reader an article that may not be seen does not exist: no address answers otherwise with it than without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.test import override_settings

from articles.models import Article, Publication, Role, User
from articles.search.backends.base import EngineUnavailable
from articles.search.engines import engine
from tests.views.addresses import every_address, every_route
from tests.views.finding import CANARY
from tests.views.worlds import HIDDEN, TRASHED, WorldTests

_ARTICLE = "articles/<int:pk>/<slug:slug>/"
_BY_KEY = ("/search.json?person=geheim", "/search.csv?person=geheim", "/search.atom?source=geheim", "/suggest/?q=geh")
_TANTIVY = "articles.search.backends.tantivy.TantivyEngine"


class SecretArticleTests(WorldTests):
    """One world without the article and one with it, compared answer by answer."""

    def setUp(self) -> None:
        super().setUp()
        self.public = self.publish("Munition für Nordkorea", self.kp, published="2023-09-14")
        self.reader = User.objects.create_user("leserin", password="unwichtig", role=Role.READER)
        self.editor = User.objects.create_user("redakteurin", password="unwichtig", role=Role.EDITOR)

    def test_every_route_is_walked(self) -> None:
        self.assertEqual(set(every_address(self.public)), every_route())

    def test_no_answer_differs_in_any_state_of_the_article(self) -> None:
        self._compare_worlds(*(("stranger", status) for status in HIDDEN))

    def test_no_answer_differs_whoever_asks(self) -> None:
        self._compare_worlds(("reader", Publication.DRAFT), ("htmx", Publication.EMBARGOED))

    def test_no_answer_differs_after_an_editor_has_asked_the_same(self) -> None:
        self._compare_worlds(("stranger after an editor", Publication.DRAFT))

    def test_no_answer_differs_once_it_lies_in_the_trash(self) -> None:
        self._compare_worlds(*(("stranger", status) for status in TRASHED))

    def test_no_answer_differs_over_the_index_on_disk(self) -> None:
        with self._tantivy():
            engine().rebuild(())
            self.index(self.public)
            self._compare_worlds(
                ("stranger", Publication.DRAFT), ("stranger", Publication.EMBARGOED), ("stranger", TRASHED[0])
            )

    def test_no_answer_differs_while_there_is_no_index(self) -> None:
        with self._tantivy():
            self._compare_worlds(("stranger", Publication.DRAFT), ("stranger", Publication.EMBARGOED))

    def test_an_editor_sees_the_difference(self) -> None:
        self.client.force_login(self.editor)
        addresses = ("/", "/search/", "/search.json", "/search.csv", f"/articles/{self.public.pk + 1}/")
        without = [self.answer(address, None) for address in addresses]

        self.publish_in_secret()

        for address, answer in zip(addresses, without, strict=True):
            self.assertNotEqual(self.answer(address, None), answer, address)

    def index(self, *articles: Article) -> None:
        """Nothing where there is no index to be told."""
        with suppress(EngineUnavailable):
            super().index(*articles)

    @contextmanager
    def _tantivy(self) -> Iterator[None]:
        with TemporaryDirectory() as folder:
            engines = {"default": {"ENGINE": _TANTIVY, "DIRECTORY": Path(folder) / "index"}}
            with override_settings(SEARCH_ENGINES=engines):
                engine.cache_clear()
                yield
            engine.cache_clear()

    def _compare_worlds(self, *meetings: tuple[str, str]) -> None:
        """Hold each who in *meetings* to have seen no difference once the article is there in that state."""
        hidden_id = self.public.pk + 1
        asking = {
            "stranger": self._world,
            "htmx": self._world_by_htmx,
            "reader": self._world_of_a_reader,
            "stranger after an editor": self._world_after_an_editor,
        }
        without = {who: asking[who](hidden_id) for who in dict(meetings)}
        secret = self.publish_in_secret()
        self.assertEqual(secret.pk, hidden_id)

        for who, status in meetings:
            self.hide(secret, status)
            for address, answer in asking[who](hidden_id).items():
                self.assertEqual(answer, without[who][address], f"{address} for {who}, {status}")

    def _world_by_htmx(self, hidden_id: int) -> dict[str, Any]:
        return self._world(hidden_id, {"HX-Request": "true"})

    def _world_of_a_reader(self, hidden_id: int) -> dict[str, Any]:
        self.client.force_login(self.reader)
        world = self._world(hidden_id)
        self.client.logout()
        return world

    def _world_after_an_editor(self, hidden_id: int) -> dict[str, Any]:
        """Whatever the pages remember of what an editor was shown."""
        self.client.force_login(self.editor)
        self._world(hidden_id)
        self.client.logout()
        return self._world(hidden_id)

    def _world(self, hidden_id: int, headers: dict[str, str] | None = None) -> dict[str, Any]:
        hidden = Article(pk=hidden_id, headline=f"{CANARY} über Nordkorea")
        everywhere = every_address(hidden, CANARY)
        by_key = every_address(self.public, "geheim")
        addresses = [*chain.from_iterable(everywhere.values()), *by_key["search/"], *by_key[_ARTICLE], *_BY_KEY]
        return {address: self.answer(address, headers) for address in addresses}
