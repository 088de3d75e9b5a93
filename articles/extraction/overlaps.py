"""Which of several proposals for the same words stand, and which nested ones keep a mention of their own."""

from __future__ import annotations

from collections.abc import Iterable

from articles.extraction.country_forms import adjective_endings, genitive_endings
from articles.extraction.values import MentionProposal


def settle_overlaps(
    known: Iterable[MentionProposal], countries: Iterable[MentionProposal], language: str
) -> list[MentionProposal]:
    """The mentions that remain: a known entity before a country or capital, that before a name that settles nothing.

    A nested adjective or genitive keeps its country ("russischen Außenministeriums", "Fernen Osten Russlands"); a
    country inside another proper name ("Washington Post") does not.
    """
    known = list(known)
    chosen = _Chosen()
    for mentions in (
        [mention for mention in known if mention.entity],
        countries,
        [mention for mention in known if not mention.entity],
    ):
        for mention in sorted(mentions, key=lambda mention: (mention.span.start - mention.span.end, mention.span)):
            around = chosen.overlapping(mention)
            if all(_keeps_its_own(mention, outer, language) for outer in around):
                chosen.add(mention)
    return chosen.in_order()


class _Chosen:
    """Mentions by the characters they cover; a nested one covers none that were not covered before."""

    def __init__(self) -> None:
        self._mentions: list[MentionProposal] = []
        self._covering: dict[int, MentionProposal] = {}

    def overlapping(self, mention: MentionProposal) -> list[MentionProposal]:
        found: list[MentionProposal] = []
        for position in range(mention.span.start, mention.span.end):
            outer = self._covering.get(position)
            if outer and (not found or found[-1] is not outer):
                found.append(outer)
        return found

    def add(self, mention: MentionProposal) -> None:
        self._mentions.append(mention)
        for position in range(mention.span.start, mention.span.end):
            self._covering.setdefault(position, mention)

    def in_order(self) -> list[MentionProposal]:
        return sorted(self._mentions, key=lambda mention: (mention.span.start, -mention.span.end))


def _keeps_its_own(mention: MentionProposal, outer: MentionProposal, language: str) -> bool:
    if mention.kind != "country" or outer.kind in ("country", "person") or not outer.span.contains(mention.span):
        return False
    quote = mention.span.quote
    if mention.form == "adjective":
        # "Deutsche Bank" is capitalised as a name is, "deutsche Botschaft" is not; English writes both alike.
        return quote[0].islower() or not adjective_endings(language)
    genitive = any(quote.endswith(ending) for ending in genitive_endings(language))
    return mention.form in ("name", "alias") and genitive and quote != mention.name
