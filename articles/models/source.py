"""Where a text came from."""

from __future__ import annotations

from itertools import count

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.status import FullText
from articles.text.names import address_word

_LONGEST_WORD = 70


class Source(models.Model):
    """An outlet or wire, with what its rights allow."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    url = models.URLField(max_length=500, blank=True)
    language = models.CharField(max_length=8, blank=True)
    country = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.SET_NULL, related_name="sources")
    rights = models.TextField(blank=True)
    full_text = models.CharField(max_length=10, choices=FullText.choices[1:], default=FullText.EVERYONE)

    class Meta:
        ordering = ["name"]
        verbose_name = _("source")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="source_named"),
            models.CheckConstraint(
                condition=models.Q(full_text__in=FullText.values[1:]), name="source_full_text_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Author(models.Model):
    """A byline's person, as written; linked to an entity only when an editor says so."""

    name = models.CharField(max_length=200, unique=True)
    entity = models.ForeignKey("Entity", null=True, blank=True, on_delete=models.SET_NULL, related_name="as_author")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Subject(models.Model):
    """A controlled heading, apart from the free keywords of an article."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Collection(models.Model):
    """Articles somebody put together on upload: a project, a bequest, one day's harvest."""

    name = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=80, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("collection")
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="collection_named")]

    def __str__(self) -> str:
        return self.name


def free_slug(model: type[Source] | type[Subject] | type[Collection], name: str) -> str:
    """An address for a new row called *name*: its words, with a number after them where another has that address."""
    base = address_word(name, _LONGEST_WORD) or model._meta.model_name or ""
    taken = set(model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in taken else next(slug for slug in numbered if slug not in taken)
