"""Entities that were merged: who stands for them now."""

from __future__ import annotations

import pytest

from articles.models import Entity
from tests.builders import make_entity

pytestmark = pytest.mark.django_db


class TestSurvivor:
    def test_an_entity_stands_for_itself(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")

        assert kim.survivor == kim
        assert Entity.objects.survivors() == {}

    def test_a_merge_is_followed_to_its_end(self) -> None:
        kim = make_entity("person:kim-jong-un", "Kim Jong-un")
        second = make_entity("person:kim-jong-eun", "Kim Jong Eun", merged_into=kim)
        third = make_entity("person:kim-dschong-un", "Kim Dschong Un", merged_into=second)

        assert third.survivor == kim
        assert Entity.objects.survivors() == {second.pk: kim.pk, third.pk: kim.pk}

    def test_a_ring_of_merges_comes_to_an_end(self) -> None:
        one = make_entity("person:one", "Eins")
        other = make_entity("person:other", "Zwei", merged_into=one)
        Entity.objects.filter(pk=one.pk).update(merged_into=other)

        assert Entity.objects.survivors().keys() == {one.pk, other.pk}
        assert Entity.objects.get(pk=one.pk).survivor in (one, other)
