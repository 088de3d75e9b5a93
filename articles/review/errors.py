"""Why a decision could not be taken: sentences for the editor who tried."""

from __future__ import annotations

from collections.abc import Sequence

from articles.models import Decision, Mention


class NotPossible(Exception):
    """Its text is a translated sentence that says what stands in the way and what to do instead."""


class Stale(Exception):
    """Somebody else has decided since the page was made: nothing was changed, and both versions can be shown."""

    def __init__(self, mentions: Sequence[Mention], decision: Decision | None) -> None:
        super().__init__(", ".join(mention.quote for mention in mentions))
        # As they stand now, and the decision that made them so, where it was one and not extraction.
        self.mentions = tuple(mentions)
        self.decision = decision
