"""Measuring decisions leaves the archive as it was."""

from __future__ import annotations

import pytest

from articles.bench.decisions import SAFE, lines_of, measure_decisions
from articles.models import Article, Decision, Entity, Job, Mention, Name, User
from tests.builders import make_article, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive() -> None:
    words = [f"Wort{number}" for number in range(1300)]
    article = make_article("Titel\n\n" + " ".join(words), extracted_with="synthetic")
    russia = make_entity("country:RU", "Russland")
    for word in words[: SAFE + 5]:
        make_mention(article, russia, word, status="proposed", score=0.95, method="synthetic")


class TestMeasuring:
    def test_has_a_line_for_each_kind_and_leaves_nothing_behind(self, archive: None) -> None:
        tables = (Article, Decision, Entity, Job, Mention, Name, User)
        before = [table.objects.count() for table in tables]

        kinds = measure_decisions(repeats=1)

        assert [table.objects.count() for table in tables] == before
        assert len(lines_of(kinds)) == len(kinds) + 1
        assert all(kind.milliseconds.p95 > 0 for kind in kinds)
