"""Why a decision could not be taken: sentences for the editor who tried."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from articles.models import Decision, Entity, Mention


class NotPossible(Exception):
    """Its text is a translated sentence that says what stands in the way and what to do instead."""


class NameKnown(NotPossible):
    """Entities of the kind are called so already: the editor means one of them, or says that it is another."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        names = ", ".join(
            f"{entity.name} ({entity.description})" if entity.description else entity.name for entity in entities
        )
        super().__init__(
            _("The archive knows one by this name: %(names)s. Choose it, or say that you mean another.")
            % {"names": names}
        )
        self.entities = tuple(entities)


class Stale(Exception):
    """Somebody else has decided since the page was made: nothing was changed, and both versions can be shown."""

    def __init__(self, mentions: Sequence[Mention], decision: Decision | None) -> None:
        super().__init__(", ".join(mention.quote for mention in mentions))
        # As they stand now, and the decision that made them so, where it was one and not extraction.
        self.mentions = tuple(mentions)
        self.decision = decision
