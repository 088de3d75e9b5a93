"""Which names extraction looks for."""

from __future__ import annotations

import pytest

from articles.extraction.known import find_known
from articles.extraction.known_names import KnownNames
from articles.ingest.known_names import archive_names
from articles.models import DecisionKind, Status
from articles.review.changes import Changes
from tests.builders import make_editor, make_entity, make_name

pytestmark = pytest.mark.django_db


def found(text: str, known: KnownNames | None = None) -> list[tuple[str, str | None]]:
    return [(one.span.quote, one.entity) for one in find_known(text, known or archive_names(), "de")]


class TestArchiveNames:
    def test_every_name_of_an_entity_leads_to_it(self) -> None:
        make_entity("person:kim-jong-un", "Kim Jong-un", "Ким Чен Ын")

        assert found("Kim Jong-un heißt auch Ким Чен Ын.") == [
            ("Kim Jong-un", "person:kim-jong-un"),
            ("Ким Чен Ын", "person:kim-jong-un"),
        ]

    def test_a_rejected_name_is_not_looked_for(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        make_name(kim, "Rocket Man", status=Status.REJECTED)

        assert found("Rocket Man") == []

    def test_names_of_a_merged_entity_lead_to_the_survivor(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        make_entity("person:kim", "Kim Chŏng-ŭn", merged_into=kim)

        assert found("Kim Chŏng-ŭn") == [("Kim Chŏng-ŭn", "person:kim-jong-un")]

    def test_people_bring_the_country_they_belong_to(self) -> None:
        make_entity("person:kim-jong-un", "Kim Jong-un", country=make_entity("country:KP", "Nordkorea"))

        assert archive_names().home_countries == {"person:kim-jong-un": "KP"}

    def test_an_empty_archive_knows_the_starter_data(self) -> None:
        assert ("Wladimir Putin", "person:wladimir-putin") in found("Wladimir Putin")

    def test_are_built_once_while_nothing_changes(self) -> None:
        make_entity("person:kim-jong-un", "Kim Jong-un")

        assert archive_names() is archive_names()

    def test_a_new_name_is_known_at_once(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        archive_names()

        make_name(kim, "Kim Chŏng-ŭn")

        assert found("Kim Chŏng-ŭn") == [("Kim Chŏng-ŭn", "person:kim-jong-un")]

    def test_a_decision_on_a_name_is_heard(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        name = make_name(kim, "Obstkuchen")
        archive_names()

        changes = Changes()
        changes.set(name, text="Raketenmann")
        changes.record(DecisionKind.NAME, by=make_editor(), subject=f"name:{name.pk}")

        assert found("Raketenmann statt Obstkuchen") == [("Raketenmann", "person:kim-jong-un")]
