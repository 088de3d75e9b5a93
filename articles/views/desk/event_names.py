"""Whom an editor means by a name typed into a field of an event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Entity, Mention, Name, Status, Strength
from articles.text.names import name_key

_OFFERED = 100


class KnownNames:
    """Entities by the names that were *typed*: one query, however many fields there are.

    Where two bear the same name, the one that *article* speaks of is meant.
    """

    def __init__(self, typed: Iterable[str], article: int | None, *, chosen: Iterable[int] = ()) -> None:
        """*chosen* are ids of entities that stood in the fields before."""
        wanted = {one for one in map(str.strip, typed) if one}
        keys = {name_key(one) for one in wanted} - {""}
        names = Name.objects.filter(Q(key__in=keys) | Q(entity__key__in=wanted)).exclude(status=Status.REJECTED)
        self._called: dict[str, list[Entity]] = defaultdict(list)
        # Names that stand for nobody by themselves come last.
        for name in names.select_related("entity__country", "entity__merged_into__merged_into").order_by("strength"):
            entity = name.entity.survivor
            for called in (name.key, entity.key):
                strong = [one for one in self._called[called] if one != entity]
                if entity not in self._called[called] and not (strong and name.strength == Strength.WEAK):
                    self._called[called].append(entity)
        rows = Entity.objects.filter(pk__in=set(chosen)).select_related("country")
        self._chosen = {entity.pk: entity for entity in rows}
        self._near = set(Mention.objects.filter(article=article).values_list("entity", flat=True)) if article else set()

    def find(self, typed: str, *, was: int | None = None, kinds: Collection[str] = ()) -> Entity | None:
        """None for what the archive does not know. Raises ValidationError where several are called so.

        *was* is whoever stood in the field before; as long as his name still does, he is meant.
        """
        typed = typed.strip()
        before = self._chosen.get(was or 0)
        if before is not None and typed in (before.name_de, before.name_en):
            return before
        found = self._called.get(typed) or self._called.get(name_key(typed)) or []
        found = [one for one in found if not kinds or one.kind in kinds]
        near = [one for one in found if one.pk in self._near]
        found = near if len(near) == 1 else found
        if len(found) > 1:
            keys = ", ".join(one.key for one in found)
            raise ValidationError(
                _("Several are called “%(name)s”: write one of %(keys)s.") % {"name": typed, "keys": keys}
            )
        return found[0] if found else None


def offered_names(article: int | None) -> list[str]:
    """Names that fields offer: of those the article speaks of."""
    if article is None:
        return []
    mentions = Mention.objects.filter(article=article, entity__isnull=False).exclude(status=Status.REJECTED)
    entities = Entity.objects.filter(pk__in=mentions.order_by().values("entity")).select_related(
        "merged_into__merged_into"
    )
    return sorted({one.survivor.name for one in entities[:_OFFERED]})
