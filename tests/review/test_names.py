"""New entities and their names, as editors give them."""

from __future__ import annotations

import pytest

from articles.models import Article, Entity, EntityKind, Mention, Name, NameKind, Status, User
from articles.review.errors import NameKnown, NotPossible
from articles.review.names import create_entity, created_entity, forget_name, remember_name
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def article() -> Article:
    return make_article("Besuch\nVadim Skibitsky sprach. Skibitsky schwieg danach.")


@pytest.fixture
def mention(article: Article) -> Mention:
    return make_mention(article, None, "Vadim Skibitsky", status="proposed", method="known-name")


class TestCreatingAnEntity:
    def test_gives_it_an_address_and_its_names(self, editor: User) -> None:
        decision = create_entity(
            kind=EntityKind.PERSON,
            name_de="Wadym Skibizkyj",
            name_en="Vadym Skibitskyi",
            names=[("Вадим Скібіцький", NameKind.TRANSLITERATION, "uk")],
            by=editor,
        )

        entity = created_entity(decision)
        assert (entity.key, entity.slug) == ("person:wadym-skibizkyj", "wadym-skibizkyj")
        assert set(entity.names.values_list("text", "kind", "language", "script")) == {
            ("Wadym Skibizkyj", "preferred", "de", "Latn"),
            ("Vadym Skibitskyi", "preferred", "en", "Latn"),
            ("Вадим Скібіцький", "transliteration", "uk", "Cyrl"),
        }

    def test_links_and_confirms_what_it_was_made_for_in_the_same_decision(self, mention: Mention, editor: User) -> None:
        decision = create_entity(
            kind=EntityKind.PERSON, name_de="Wadym Skibizkyj", name_en="", by=editor, mentions=[mention]
        )

        mention.refresh_from_db()
        assert (mention.entity, mention.status) == (created_entity(decision), Status.CONFIRMED)
        undo(decision, by=editor)
        mention.refresh_from_db()
        assert (mention.entity, mention.status) == (None, Status.PROPOSED)
        assert not Entity.objects.exists()

    def test_of_a_known_name_is_asked_about_first(self, editor: User) -> None:
        known = make_entity("person:wadym-skibizkyj", "Wadym Skibizkyj", "Vadim Skibitsky")

        with pytest.raises(NameKnown) as caught:
            create_entity(kind=EntityKind.PERSON, name_de="Vadim Skibitsky", name_en="", by=editor)
        namesake = create_entity(kind=EntityKind.PERSON, name_de="Wadym Skibizkyj", name_en="", by=editor, force=True)

        assert caught.value.entities == (known,)
        assert created_entity(namesake).key == "person:wadym-skibizkyj-2"

    def test_of_another_kind_may_have_the_name_of_a_known_one(self, editor: User) -> None:
        make_entity("person:washington", "Washington")

        create_entity(kind=EntityKind.PLACE, name_de="Washington", name_en="", by=editor)

        assert Entity.objects.filter(slug="washington").count() == 2

    def test_in_another_script_still_has_an_address(self, editor: User) -> None:
        create_entity(kind=EntityKind.PERSON, name_de="金正恩", name_en="", by=editor)

        assert Entity.objects.get().key == "person:person"

    @pytest.mark.parametrize("name", ["", " - ", "x" * 201])
    def test_needs_a_name(self, editor: User, name: str) -> None:
        with pytest.raises(NotPossible):
            create_entity(kind=EntityKind.OTHER, name_de=name, name_en="", by=editor)

    def test_adds_no_countries(self, editor: User) -> None:
        with pytest.raises(NotPossible, match="Countries"):
            create_entity(kind=EntityKind.COUNTRY, name_de="Atlantis", name_en="", by=editor)


class TestNames:
    def test_can_be_given_and_forgotten(self, editor: User) -> None:
        entity = make_entity("person:wadym-skibizkyj", "Wadym Skibizkyj")
        remember_name(entity, "Vadim  Skibitsky", kind=NameKind.TRANSLITERATION, language="en", by=editor)
        name = Name.objects.get(text="Vadim Skibitsky")

        decision = forget_name(name, by=editor)

        name.refresh_from_db()
        assert name.status == Status.REJECTED
        undo(decision, by=editor)
        name.refresh_from_db()
        assert name.status == Status.CONFIRMED

    def test_that_the_archive_uses_itself_cannot_be_forgotten(self, editor: User) -> None:
        entity = make_entity("person:wadym-skibizkyj", "Wadym Skibizkyj")

        with pytest.raises(NotPossible, match="stays"):
            forget_name(entity.names.get(), by=editor)

    def test_that_are_known_need_no_second_decision(self, editor: User) -> None:
        entity = make_entity("person:wadym-skibizkyj", "Wadym Skibizkyj")

        with pytest.raises(NotPossible):
            remember_name(entity, "Wadym Skibizkyj", kind=NameKind.PREFERRED, language="de", by=editor)
