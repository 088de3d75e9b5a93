"""How documents get into the index and out of it."""

from __future__ import annotations

from typing import Any

import pytest

from articles.search.backends.base import Bucket, UnindexableDocument
from tests.search.contract.base import (
    EngineContract,
    document,
)


class WritingContract(EngineContract):
    def test_a_document_takes_the_place_of_the_one_with_its_id(self) -> None:
        self.holds(document(1, "Rakete"), document(2, "Rakete"))

        self.holds(document(1, "Panzer", version=2))

        assert self.found("Rakete") == {2}
        assert self.found("Panzer") == {1}
        assert self.page().total == 2

    def test_deleted_documents_are_gone(self) -> None:
        self.holds(document(1), document(2))

        self.engine.apply((), deleted=[1, 99])

        assert self.found() == {2}

    def test_a_refused_document_changes_nothing_and_others_get_in_without_it(self) -> None:
        self.holds(document(1, "Rakete"))

        with pytest.raises(UnindexableDocument):
            self.holds(document(1, "Panzer"), document(2, language="\ud800"))

        assert self.found("Rakete") == {1}
        assert self.found("Panzer") == set()
        self.holds(document(3, "Panzer"))
        assert self.found("Panzer") == {3}

    def test_odd_texts_are_indexed(self) -> None:
        self.holds(
            document(1, headline="", body=""),
            document(2, "x" * 200_000),
            document(3, "a\x00b \u202e \ud800 <script> \U0001f680", language="und"),
            document(4, "Wort " * 50_000),
        )

        assert self.page().total == 4
        assert self.found("script") == {3}

    def test_every_change_is_another_generation(self) -> None:
        before = self.engine.generation()

        self.holds(document(1))

        assert self.engine.generation() != before
        assert self.engine.generation() == self.engine.generation()

    def test_buckets_count_documents_and_versions(self) -> None:
        self.holds(document(5, version=2), document(999, version=3), document(1000, version=4), document(5005))

        assert self.engine.buckets(1000) == (Bucket(0, 2, 5), Bucket(1000, 1, 4), Bucket(5000, 1, 1))
        assert self.engine.versions(0, 1000) == {5: 2, 999: 3}
        assert self.engine.versions(2000, 1000) == {}

    def test_a_rebuild_holds_exactly_what_it_was_given(self) -> None:
        self.holds(document(1), document(2))

        refused = self.engine.rebuild([document(2, "Rakete"), document(3), document(4, status="\ud800")])

        assert self.found() == {2, 3}
        assert list(refused) == [4]
        assert self.engine.health().documents == 2

    def test_a_rebuild_that_fails_leaves_the_old_index(self) -> None:
        self.holds(document(1))

        def broken() -> Any:
            yield document(2)
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError):
            self.engine.rebuild(broken())

        assert self.found() == {1}
        self.engine.rebuild([document(2)])
        assert self.found() == {2}
