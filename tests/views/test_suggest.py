"""Names offered while somebody types."""

from __future__ import annotations

from unittest.mock import patch

from articles.search.backends.base import EngineUnavailable
from tests.builders import make_entity
from tests.views.finding import FindingTests


class SuggestTests(FindingTests):
    def names(self, address: str) -> list[str]:
        return [one["name"] for one in self.client.get(address).json()["suggestions"]]

    def test_the_beginning_of_any_spelling_offers_the_entity(self) -> None:
        self.publish("Munition", self.kp, self.kim)

        assert self.names("/suggest/?q=DPR") == ["Nordkorea"]
        assert self.names("/suggest/?q=Ким") == ["Kim Jong-un"]

    def test_a_kind_can_be_asked_for(self) -> None:
        korea = make_entity("organisation:korea-bank", "Nordkoreanische Bank")
        self.publish("Munition", self.kp, korea)

        assert self.names("/suggest/?q=Nord&kind=organisation") == ["Nordkoreanische Bank"]

    def test_what_no_article_mentions_is_not_offered(self) -> None:
        assert self.names("/suggest/?q=Nord") == []

    def test_a_single_letter_offers_nothing(self) -> None:
        self.publish("Munition", self.kp)

        assert self.names("/suggest/?q=N") == []

    def test_without_an_index_the_database_offers_the_same(self) -> None:
        self.publish("Munition", self.kp)
        self.publish_in_secret()

        with patch("articles.search.backends.memory.MemoryEngine.counts", side_effect=EngineUnavailable("away")):
            assert self.names("/suggest/?q=DPR") == ["Nordkorea"]
            assert self.names("/suggest/?q=Zyk") == []
