"""New entities and their names, as editors give them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles.models import (
    Decision,
    DecisionKind,
    Entity,
    EntityKind,
    Mention,
    Name,
    NameKind,
    Status,
    Strength,
    User,
)
from articles.review.changes import Changes
from articles.review.errors import NameKnown, NotPossible
from articles.review.held import hold_entity, hold_mentions
from articles.review.mentions import settle
from articles.review.recording import recorded
from articles.review.rows import model_and_pk
from articles.review.spellings import remember_spelling
from articles.text.names import address_word, name_key

_LONGEST_NAME = 200
_LONGEST_DESCRIPTION = 300
# A text, what kind of name it is, and its language.
OtherName = tuple[str, NameKind, str]


@transaction.atomic
def create_entity(
    *,
    kind: EntityKind,
    name_de: str,
    name_en: str,
    by: User,
    description_de: str = "",
    description_en: str = "",
    country: Entity | None = None,
    names: Sequence[OtherName] = (),
    mentions: Sequence[Mention] = (),
    seen: Mapping[int, str] | None = None,
    force: bool = False,
) -> Decision:
    """Give somebody or something a page of its own, and link and confirm *mentions*, of one article, with it.

    One name may stand for both languages. Raises NameKnown where an entity of the kind is called so already, unless
    the editor has seen that and means another (*force*).
    """
    article, rows = hold_mentions(mentions, seen) if mentions else (None, [])
    name_de, name_en = _one_line(name_de or name_en), _one_line(name_en or name_de)
    _check(kind, name_de, name_en, description_de, description_en)
    if not force:
        _refuse_known(kind, name_de, name_en)
    changes = Changes()
    entity = Entity(
        kind=kind,
        name_de=name_de,
        name_en=name_en,
        description_de=_one_line(description_de),
        description_en=_one_line(description_en),
        country=hold_entity(country) if country else None,
    )
    _add_under_free_key(entity, changes)
    for text, name_kind, language in (
        (name_de, NameKind.PREFERRED, "de"),
        (name_en, NameKind.PREFERRED, "en"),
        *names,
    ):
        remember_spelling(entity, text, kind=name_kind, language=language, changes=changes)
    settle(rows, entity, changes)
    return recorded(changes, DecisionKind.CREATE, by=by, article=article, subject=f"entity:{entity.pk}")


def created_entity(decision: Decision) -> Entity:
    """The entity that *decision* of create_entity made."""
    made = (model_and_pk(key) for key, before in decision.before.items() if before is None)
    return Entity.objects.get(pk__in=[pk for model, pk in made if model is Entity])


@transaction.atomic
def remember_name(
    entity: Entity, text: str, *, kind: NameKind, language: str, by: User, strength: Strength = Strength.STRONG
) -> Decision:
    """Have *text* stand for *entity* wherever it is read from now on; a weak name makes it a candidate only."""
    held = hold_entity(entity)
    changes = Changes()
    remember_spelling(held, text, kind=kind, language=language, changes=changes, strength=strength)
    return recorded(changes, DecisionKind.NAME, by=by, article=None, subject=f"entity:{held.pk}")


@transaction.atomic
def forget_name(name: Name, *, by: User) -> Decision:
    """Have *name* stand for its entity no longer. It stays as a row, so that no loader brings it back."""
    entity = hold_entity(name.entity)
    row = Name.objects.filter(pk=name.pk).first()
    if row is None:
        raise NotPossible(_("“%(name)s” has been taken away meanwhile.") % {"name": name.text})
    if row.kind == NameKind.PREFERRED and row.text in (entity.name_de, entity.name_en):
        raise NotPossible(_("“%(name)s” is what the archive calls it: that name stays.") % {"name": row.text})
    changes = Changes()
    changes.set(row, status=Status.REJECTED)
    return recorded(changes, DecisionKind.NAME, by=by, article=None, subject=f"entity:{entity.pk}")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _check(kind: str, name_de: str, name_en: str, description_de: str, description_en: str) -> None:
    if kind == EntityKind.COUNTRY:
        raise NotPossible(_("Countries come with the archive's own list. What is not on it can be a place."))
    for name in (name_de, name_en):
        if not name_key(name):
            raise NotPossible(_("Give it a name."))
        if len(name) > _LONGEST_NAME:
            raise NotPossible(_("A name has letters, and at most %(count)s characters.") % {"count": _LONGEST_NAME})
    if max(len(description_de), len(description_en)) > _LONGEST_DESCRIPTION:
        raise NotPossible(_("A description has at most %(count)s characters.") % {"count": _LONGEST_DESCRIPTION})


def _refuse_known(kind: str, *names: str) -> None:
    keys = {name_key(name) for name in names}
    same = Name.objects.filter(key__in=keys, entity__kind=kind).exclude(status=Status.REJECTED)
    known = {name.entity.survivor for name in same.select_related("entity__merged_into__merged_into")}
    if known:
        raise NameKnown(sorted(known, key=lambda entity: entity.key))


def _add_under_free_key(entity: Entity, changes: Changes) -> None:
    """Store *entity* under the address its name makes, with a number behind it where that is taken."""
    word = address_word(entity.name_de) or address_word(entity.name_en) or str(entity.kind)
    taken = set(Entity.objects.filter(kind=entity.kind, slug__startswith=word).values_list("slug", flat=True))
    number = 1
    while (slug := word if number == 1 else f"{word}-{number}") in taken:
        number += 1
    entity.slug, entity.key = slug, f"{entity.kind}:{slug}"
    try:
        with transaction.atomic():
            changes.add(entity)
    except IntegrityError as error:
        raise NotPossible(_("Somebody has created “%(name)s” this very moment.") % {"name": entity.name}) from error
