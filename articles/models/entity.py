"""People, countries, organisations, places and weapons the archive knows, and the names that stand for them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.status import Status
from articles.text.names import name_key


class EntityKind(models.TextChoices):
    COUNTRY = "country", _("country")
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    PLACE = "place", _("place")
    WEAPON = "weapon", _("weapon")
    OTHER = "other", _("other")


class EntityQuerySet(models.QuerySet["Entity"]):
    """Entities ..."""

    def standing(self) -> EntityQuerySet:
        """Entities that were not merged into another."""
        return self.filter(merged_into__isnull=True)

    def known_to(self, user: Any) -> EntityQuerySet:
        """Entities *user* may learn of: those of the starter data, and those that occur in an article *user* sees.

        Otherwise the name of somebody who occurs only in a draft could be found out by trying.
        """
        if getattr(user, "is_editor", False):
            return self
        # Mentions take their kinds from this file, so it cannot begin with theirs.
        from articles.models.mention import Mention

        # A merged entity keeps its address, but its mentions have moved to the survivor.
        either = Q(entity=OuterRef("pk")) | Q(entity=OuterRef("merged_into"))
        seen = Mention.objects.counting().filter(either, article__in=Article.objects.visible_to(user))
        return self.filter(~Q(authority_values={}) | Exists(seen))

    def survivors(self) -> dict[int, int]:
        """From each merged entity to the one that stands for it now, however often it was merged on; both by id."""
        merged = dict(self.filter(merged_into__isnull=False).values_list("pk", "merged_into_id"))
        survivors: dict[int, int] = {}
        for entity in merged:
            one, seen = entity, {entity}
            while one in merged and merged[one] not in seen:
                one = merged[one]
                seen.add(one)
            survivors[entity] = one
        return survivors


class Entity(models.Model):
    """Somebody or something the archive has a page for. Its `key` is `<kind>:<slug>` and never changes."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=12, choices=EntityKind.choices)
    slug = models.CharField(max_length=100)
    name_de = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    description_de = models.CharField(max_length=300, blank=True)
    description_en = models.CharField(max_length=300, blank=True)
    country = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    external_ids = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=200, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    # What the authority loader wrote last, field by field: a field that differs by now is an editor's and stays.
    authority_values = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name = _("entity")
        verbose_name_plural = _("entities")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="entity_slug_unique_in_kind"),
            models.CheckConstraint(condition=Q(kind__in=EntityKind.values), name="entity_kind_known"),
            models.CheckConstraint(condition=~Q(name_de="") & ~Q(name_en="") & ~Q(slug=""), name="entity_named"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="entity_not_merged_into_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def name_column() -> str:
        """The column of the preferred name in the language of the page."""
        return f"name_{_page_language()}"

    @property
    def name(self) -> str:
        return str(getattr(self, self.name_column()))

    @property
    def description(self) -> str:
        return str(getattr(self, f"description_{_page_language()}"))

    @property
    def survivor(self) -> Entity:
        """The entity that stands for this one now: itself, or what it was merged into, however often."""
        entity, seen = self, {self.pk}
        while entity.merged_into is not None and entity.merged_into.pk not in seen:
            entity = entity.merged_into
            seen.add(entity.pk)
        return entity

    @property
    def is_no_secret(self) -> bool:
        """Whether it came with the starter data: everybody may know of it, whatever it occurs in."""
        return bool(self.authority_values)

    def get_absolute_url(self) -> str:
        return entity_url(self.kind, self.slug)

    def get_search_url(self) -> str:
        """The articles that name it."""
        return entity_search_url(self.kind, self.slug)


def _page_language() -> str:
    """Of the two languages every entity has a name in, the one of the page."""
    return "de" if (get_language() or "de").startswith("de") else "en"


# Keys of the query string, which are not always the kind's own word: `?org=…` is short enough to be typed.
QUERY_KEYS = {"country": "country", "person": "person", "organisation": "org", "place": "place", "weapon": "weapon"}


# The words in the addresses of their pages. Entities of no such kind have no pages.
PAGE_WORDS = {
    "person": "people",
    "country": "countries",
    "organisation": "orgs",
    "place": "places",
    "weapon": "weapons",
}


# Those that act, and so take part in events by themselves. Where a slug could be that of two, the earlier is meant.
PARTY_KINDS = ("country", "person", "organisation")


def entity_url(kind: str, slug: str) -> str:
    """The page of an entity; the search, where its kind has none."""
    prefix = get_script_prefix()
    return f"{_list_address(prefix, kind)}{slug}/" if kind in PAGE_WORDS else _search_address(prefix)


def entity_search_url(kind: str, slug: str) -> str:
    """The articles that name an entity."""
    search = _search_address(get_script_prefix())
    return f"{search}?{QUERY_KEYS[kind]}={slug}" if kind in QUERY_KEYS else search


# A search page has a hundred links to entities.
@cache
def _list_address(script_prefix: str, kind: str) -> str:
    return reverse("entities", args=[kind])


@cache
def _search_address(script_prefix: str) -> str:
    return reverse("search")


class NameKind(models.TextChoices):
    PREFERRED = "preferred", _("preferred name")
    ALIAS = "alias", _("also")
    ACRONYM = "acronym", _("acronym")
    ADJECTIVE = "adjective", _("adjective")
    DEMONYM = "demonym", _("inhabitants")
    METONYM = "metonym", _("stands for it")
    TRANSLITERATION = "transliteration", _("transliteration")
    MISSPELLING = "misspelling", _("misspelling")
    TITLE = "title", _("title")
    FORMER = "former", _("former name")


class Strength(models.TextChoices):
    STRONG = "strong", _("links by itself")
    WEAK = "weak", _("only a candidate")


class Name(models.Model):
    """A string that can stand for an entity. Rejected names stay as rows, so that no loader brings them back."""

    entity = models.ForeignKey(Entity, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    # name_key(text): how spellings are compared. Kept by save() and by whoever writes rows in bulk.
    key = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=16, choices=NameKind.choices)
    language = models.CharField(max_length=8, blank=True)
    script = models.CharField(max_length=4, blank=True)
    strength = models.CharField(max_length=6, choices=Strength.choices, default=Strength.STRONG)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.CONFIRMED)
    # `authority` for the starter data, else `editor`; `source` says where the fact stands.
    origin = models.CharField(max_length=10, default="editor")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("name")
        constraints = [
            models.UniqueConstraint(fields=["entity", "text", "kind", "language"], name="name_once_per_entity"),
            models.CheckConstraint(condition=~Q(text="") & ~Q(key=""), name="name_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=NameKind.values), name="name_kind_known"),
            models.CheckConstraint(condition=Q(strength__in=Strength.values), name="name_strength_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="name_status_known"),
            models.CheckConstraint(condition=Q(origin__in=["authority", "editor"]), name="name_origin_known"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, **kwargs: Any) -> None:
        self.key = name_key(self.text)
        super().save(**kwargs)
