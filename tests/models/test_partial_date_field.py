"""Partial dates in the table: overlap on both databases, phrase and bounds kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from articles.text.dates import PartialDate

pytestmark = pytest.mark.django_db


def article(published: PartialDate | str | None, accession: str = "2026-000001") -> Article:
    basis = "editor" if published else ""
    return Article.objects.create(
        accession=accession,
        text="Text",
        headline="Text",
        text_sha256="0" * 64,
        published=published,
        published_basis=basis,
    )


class TestStorage:
    def test_comes_back_with_precision_and_phrase(self) -> None:
        article(PartialDate("2023-09/2023-11", "Von September bis November 2023"))

        stored = Article.objects.get()

        assert stored.published == PartialDate("2023-09/2023-11")
        assert stored.published.phrase == "Von September bis November 2023"
        assert (stored.published_earliest, stored.published_latest) == (date(2023, 9, 1), date(2023, 11, 30))

    def test_no_date_is_none(self) -> None:
        article(None)

        stored = Article.objects.get()

        assert stored.published is None
        assert stored.published_earliest is None

    def test_setting_another_date_moves_the_bounds(self) -> None:
        stored = article("2023")

        stored.published = PartialDate("2024-01-14")
        stored.save()

        stored.refresh_from_db()
        assert stored.published_earliest == stored.published_latest == date(2024, 1, 14)

    def test_a_wrong_date_is_a_sentence(self) -> None:
        with pytest.raises(ValidationError, match="2023-13"):
            article("2023-13")

    def test_a_deferred_date_is_loaded_when_asked_for(self) -> None:
        article("2023-09")

        stored = Article.objects.defer("published").get()

        assert stored.published == PartialDate("2023-09")

    def test_open_ends_reach_to_the_calendars_limits(self) -> None:
        article("2022-02-24/..")

        assert Article.objects.get().published_latest == date.max


class TestOverlap:
    @pytest.mark.parametrize(
        ("stored", "asked", "found"),
        [
            ("2024-01", "2024", True),
            ("2024-01", "2024-01", True),
            ("2024-01", "2023", False),
            ("2024-01", "2024-01-31/2024-02", True),
            ("2023", "2023-09-14", True),
            ("2023-09/2023-11", "2023-12", False),
            ("2022-02-24/..", "2030", True),
            ("../1945", "0079", True),
        ],
    )
    def test_is_a_day_both_can_mean(self, stored: str, asked: str, found: bool) -> None:
        article(stored)

        assert Article.objects.published_in(PartialDate(asked)).exists() is found

    def test_an_article_without_a_date_overlaps_nothing(self) -> None:
        article(None)

        assert not Article.objects.published_in(PartialDate("0001/9999")).exists()

    def test_works_through_a_relation(self) -> None:
        one = article("2023-09")
        one.mentions.create(start=0, end=4, quote="Text", kind="other", form="name", name="Text", method="test")

        mentions = one.mentions.model.objects

        assert mentions.filter(article__published__overlaps="2023").count() == 1
        assert mentions.filter(article__published__overlaps="2022").count() == 0


class TestOrder:
    def test_newest_first_puts_articles_without_a_date_last(self) -> None:
        for accession, published in (("2026-000001", "2023"), ("2026-000002", None), ("2026-000003", "2024-01-14")):
            article(published, accession)

        newest = [one.accession for one in Article.objects.newest_first()]

        assert newest == ["2026-000003", "2026-000001", "2026-000002"]
