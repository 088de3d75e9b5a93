"""Spellings an editor says stand for an entity, as rows of its names."""

from __future__ import annotations

from django.utils.translation import gettext as _

from articles.models import Entity, Name, NameKind, Status, Strength
from articles.review.changes import Changes
from articles.review.errors import NotPossible
from articles.text.names import name_key, script_of

_LONGEST = 200


def remember_spelling(
    entity: Entity,
    text: str,
    *,
    kind: NameKind,
    language: str,
    changes: Changes,
    strength: Strength = Strength.STRONG,
) -> Name:
    """Make *text* a name of *entity*. One that was rejected is taken back in; one that is known stays as it is.

    Call it while *entity* is held: two who remember the same spelling take turns.
    """
    words = " ".join(text.split())
    if not name_key(words) or len(words) > _LONGEST:
        raise NotPossible(_("A name has letters, and at most %(count)s characters.") % {"count": _LONGEST})
    same = list(Name.objects.filter(entity=entity, text=words).order_by("pk"))
    exact = next((name for name in same if name.kind == kind and name.language == language), None)
    standing = next((name for name in same if name.status != Status.REJECTED and name.kind == kind), None)
    if exact is not None and exact.status == Status.REJECTED:
        changes.set(exact, status=Status.CONFIRMED, strength=strength)
        return exact
    if standing is not None:
        # Known in another language perhaps: it links there and here alike.
        changes.set(standing, status=Status.CONFIRMED, strength=max(strength, standing.strength, key=_links))
        return standing
    name = Name(entity=entity, text=words, kind=kind, language=language, script=script_of(words), strength=strength)
    changes.add(name)
    return name


def _links(strength: str) -> bool:
    return strength == Strength.STRONG
