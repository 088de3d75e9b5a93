"""Known names found in a text: what editors confirmed is never guessed at again."""

from __future__ import annotations

from collections.abc import Iterable

from articles.extraction import scores
from articles.extraction.countries import names_a_country_beside
from articles.extraction.country_forms import country_forms, genitive_endings
from articles.extraction.known_names import KnownName, KnownNames, Names
from articles.extraction.matching import Match, longest_first
from articles.extraction.naming import IN_ARTICLE_METHOD, METHOD, evidence_in_article, evidence_of, one_of_each, propose
from articles.extraction.personal_names import belongs_to_a_person
from articles.extraction.spelling import folded, spells
from articles.extraction.surnames import find_misspelt, find_surnames, is_somebody_else, may_stand_alone
from articles.extraction.values import MentionProposal
from articles.text.languages import UNDETERMINED


def find_known(text: str, known: KnownNames, language: str = UNDETERMINED) -> list[MentionProposal]:
    """Known names in *text*, the longest of overlapping ones, and family names of known people.

    A strong name links by itself. A weak one links where a strong name of the same entity stands in the article
    ("russischen Außenministeriums" … "Außenministeriums"), and has candidates only where none does.
    """
    matches = _accepted(text, known.names.matches(folded(text)), language)
    linked = _first_places(matches)
    mentions = [mention for match in matches for mention in _mentions(text, match, linked, language)]
    taken = [mention.span for mention in mentions]
    mentions += find_surnames(text, known, language, linked=linked, taken=taken)
    people = [mention for mention in mentions if mention.kind == "person"]
    taken = [mention.span for mention in mentions]
    mentions += find_misspelt(text, known, language, people=people, taken=taken)
    return sorted(mentions, key=lambda mention: mention.span)


def _accepted(text: str, matches: Iterable[Match[Names]], language: str) -> list[Match[Names]]:
    """The matches whose spelling fits the text, each with the names that fit, the longest first."""
    fitting = []
    for match in matches:
        if match.ending and match.ending not in genitive_endings(language):
            continue
        written = text[match.start : match.end - len(match.ending)]
        names = tuple(name for name in match.value if spells(written, name.text) and _is_ours(name, language))
        if names and not _is_anothers(text, match, names, language):
            fitting.append(Match(match.start, match.end, names, match.ending))
    return longest_first(fitting)


def _is_ours(name: KnownName, language: str) -> bool:
    """Whether the name is to be found here. Countries and capitals of the lexicon are found with their context."""
    if name.kind not in ("country", "place"):
        return True
    meanings = country_forms(language).get(name.text, ())
    if any(name.kind == "country" or meaning.use == "capital" for meaning in meanings):
        return False
    # "Jordan" is a country in English; in a German text it is a name of somebody.
    return name.kind == "place" or name.language in ("", UNDETERMINED, language) or language == UNDETERMINED


def _is_anothers(text: str, match: Match[Names], names: Names, language: str) -> bool:
    """Whether the neighbours show that one word of a name is part of somebody else's."""
    if " " in text[match.start : match.end]:
        return False
    if names[0].kind == "person":
        return is_somebody_else(text, match.start, names)
    return names[0].kind in ("country", "place") and belongs_to_a_person(text, match.start, match.end, language)


def _first_places(matches: Iterable[Match[Names]]) -> dict[str, int]:
    """Where each entity that a strong name settles is first named."""
    places: dict[str, int] = {}
    for match in matches:
        strong = {name.entity for name in match.value if name.strong}
        if len(strong) == 1:
            places.setdefault(strong.pop(), match.start)
    return places


def _mentions(text: str, match: Match[Names], linked: dict[str, int], language: str) -> list[MentionProposal]:
    """The mention that a known name makes; none where the words around show that something else is meant."""
    strong = one_of_each(tuple(name for name in match.value if name.strong), language)
    if len(strong) == 1:
        [chosen] = strong.values()
        evidence = evidence_of(chosen)
        return [propose(text, match, entity=chosen.entity, bearers=[chosen], evidence=evidence, method=METHOD)]
    bearers = strong or one_of_each(match.value, language)
    first = next(iter(bearers.values()))
    if first.kind == "organisation" and names_a_country_beside(text, match.start, match.end, language):
        # "das griechische Außenministerium" is none of the ministries that are known by that short name.
        return []
    named = [name for entity, name in bearers.items() if entity in linked]
    if len(named) == 1:
        entity = named[0].entity
        evidence = evidence_in_article(match.start, linked[entity])
        return [propose(text, match, entity=entity, bearers=named, evidence=evidence, method=IN_ARTICLE_METHOD)]
    if not strong and _is_one_word_of_a_person(text, match) and not may_stand_alone(text, match, language):
        return []
    evidence = scores.KNOWN_SHARED_NAME if len(bearers) > 1 else evidence_of(first)
    return [propose(text, match, entity=None, bearers=list(bearers.values()), evidence=evidence, method=METHOD)]


def _is_one_word_of_a_person(text: str, match: Match[Names]) -> bool:
    return match.value[0].kind == "person" and " " not in text[match.start : match.end]
