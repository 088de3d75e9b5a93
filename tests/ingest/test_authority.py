"""Loading the starter authority data: repeatable, and never against an editor."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.management import call_command

from articles.authority.values import AuthorityEntity, AuthorityName, AuthoritySet
from articles.ingest.authority import load_authority
from articles.models import Entity, Name, OutboxEntry
from tests.builders import make_article, make_mention

pytestmark = pytest.mark.django_db


def name(text: str, kind: str = "alias", language: str = "de", strength: str = "strong") -> AuthorityName:
    return AuthorityName(text, kind, language, "Latn", strength, "test")  # type: ignore[arg-type]


RUSSIA = AuthorityEntity(
    key="country:RU",
    kind="country",
    country=None,
    name_de="Russland",
    name_en="Russia",
    description_de="",
    description_en="",
    external_ids={"iso2": "RU"},
    names=(name("Russland", kind="preferred"),),
    source="test",
)
LAVROV = AuthorityEntity(
    key="person:sergej-lawrow",
    kind="person",
    country="RU",
    name_de="Sergej Lawrow",
    name_en="Sergey Lavrov",
    description_de="Außenminister",
    description_en="foreign minister",
    external_ids={},
    names=(name("Sergej Lawrow", kind="preferred"), name("Lawrow", strength="weak")),
    source="test",
)


def edition(number: int, *entities: AuthorityEntity) -> AuthoritySet:
    return AuthoritySet(entities or (RUSSIA, LAVROV), edition=str(number))


def lavrov() -> Entity:
    return Entity.objects.get(key="person:sergej-lawrow")


class TestFirstLoad:
    def test_entities_come_with_their_names_and_their_country(self):
        report = load_authority(edition(1))

        assert (report.entities_added, report.names_added) == (2, 3)
        assert (lavrov().slug, lavrov().country.key) == ("sergej-lawrow", "country:RU")
        assert lavrov().names.get(text="Lawrow").strength == "weak"

    def test_names_can_be_looked_up_by_their_key(self):
        load_authority(edition(1))

        assert Name.objects.get(key="sergej lawrow").entity == lavrov()

    def test_an_entity_an_editor_made_before_keeps_its_description_and_gets_the_names(self):
        Entity.objects.create(key=LAVROV.key, kind="person", slug="sergej-lawrow", name_de="Lawrow", name_en="Lavrov",
                              description_de="Diplomat")  # fmt: skip

        load_authority(edition(1))

        assert (lavrov().name_de, lavrov().description_de) == ("Lawrow", "Diplomat")
        assert lavrov().description_en == "foreign minister"
        assert lavrov().names.count() == 2


class TestSecondLoad:
    def test_the_same_edition_is_skipped(self, django_assert_max_num_queries):
        load_authority(edition(1))

        with django_assert_max_num_queries(1):
            report = load_authority(edition(1))

        assert report.unchanged

    def test_the_same_data_under_a_new_edition_changes_nothing(self):
        load_authority(edition(1))
        before = list(Name.objects.values())

        report = load_authority(edition(2))

        assert (report.entities_added, report.entities_updated, report.names_added, report.names_removed) == (
            0,
            0,
            0,
            0,
        )
        assert list(Name.objects.values()) == before

    def test_a_new_description_a_new_name_and_a_new_strength_arrive(self):
        load_authority(edition(1))
        changed = replace(
            LAVROV, description_de="Minister", names=(LAVROV.names[0], name("Lawrow"), name("Лавров", language="ru"))
        )

        report = load_authority(edition(2, RUSSIA, changed))

        assert (report.names_added, report.names_updated, report.entities_updated) == (1, 1, 1)
        assert lavrov().description_de == "Minister"
        assert lavrov().names.get(text="Lawrow").strength == "strong"

    def test_a_name_that_left_the_data_leaves_the_archive(self):
        load_authority(edition(1))

        load_authority(edition(2, RUSSIA, replace(LAVROV, names=LAVROV.names[:1])))

        assert [known.text for known in lavrov().names.all()] == ["Sergej Lawrow"]


class TestSearch:
    def test_articles_about_somebody_with_a_new_name_are_indexed_again(self):
        load_authority(edition(1))
        article = make_article("Lawrow reist nach Nordkorea.")
        make_mention(article, lavrov(), "Lawrow")
        OutboxEntry.objects.all().delete()

        load_authority(edition(2, RUSSIA, replace(LAVROV, names=(*LAVROV.names, name("Лавров", language="ru")))))

        assert list(OutboxEntry.objects.values_list("article_id", flat=True)) == [article.pk]

    def test_data_that_says_the_same_leaves_the_index_alone(self):
        load_authority(edition(1))
        make_mention(make_article("Lawrow reist nach Nordkorea."), lavrov(), "Lawrow")
        OutboxEntry.objects.all().delete()

        load_authority(edition(2))

        assert not OutboxEntry.objects.exists()


class TestEditorsChanges:
    def test_a_description_an_editor_wrote_stays(self):
        load_authority(edition(1))
        Entity.objects.filter(key=LAVROV.key).update(description_de="von Hand")

        load_authority(edition(2, RUSSIA, replace(LAVROV, description_de="Minister", description_en="minister")))

        assert (lavrov().description_de, lavrov().description_en) == ("von Hand", "minister")

    def test_a_country_an_editor_took_away_stays_away(self):
        load_authority(edition(1))
        Entity.objects.filter(key=LAVROV.key).update(country=None)

        load_authority(edition(2))

        assert lavrov().country is None

    def test_a_deleted_name_does_not_come_back(self):
        load_authority(edition(1))
        lavrov().names.filter(text="Lawrow").delete()

        load_authority(edition(2))

        assert not lavrov().names.filter(text="Lawrow").exists()

    def test_a_rejected_name_stays_rejected_also_as_another_kind_of_name(self):
        load_authority(edition(1))
        lavrov().names.filter(text="Lawrow").update(status="rejected")

        load_authority(edition(2, RUSSIA, replace(LAVROV, names=(*LAVROV.names, name("Lawrow", kind="former")))))

        assert [known.status for known in lavrov().names.filter(text="Lawrow")] == ["rejected"]

    def test_a_reworded_name_is_not_put_beside_its_old_wording(self):
        load_authority(edition(1))
        reworded = lavrov().names.get(text="Lawrow")
        reworded.text = "Lawrov"
        reworded.save()

        load_authority(edition(2))

        assert sorted(lavrov().names.values_list("text", flat=True)) == ["Lawrov", "Sergej Lawrow"]

    def test_a_name_an_editor_added_survives_its_absence_from_the_data(self):
        load_authority(edition(1))
        Name.objects.create(entity=lavrov(), text="Lawro", kind="misspelling", language="de")

        load_authority(edition(2))

        assert lavrov().names.get(text="Lawro").origin == "editor"

    def test_an_entity_merged_into_another_is_left_alone(self):
        load_authority(edition(1))
        Entity.objects.filter(key=LAVROV.key).update(merged_into=Entity.objects.get(key="country:RU"))

        load_authority(edition(2, RUSSIA, replace(LAVROV, description_de="Minister")))

        assert lavrov().description_de == "Außenminister"


class TestCommand:
    def test_the_data_that_comes_with_the_archive_loads_and_is_skipped_the_second_time(self, capsys):
        call_command("load_authority")
        call_command("load_authority")

        assert "loaded already" in capsys.readouterr().out
        assert Entity.objects.get(key="country:KP").names.filter(text="DVRK").exists()
        assert Name.objects.filter(key="путин", entity__key="person:wladimir-putin").exists()
