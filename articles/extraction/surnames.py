"""Family names that stand alone: of people named in full elsewhere, of people the archive knows, and misspelt ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from articles.extraction import scores
from articles.extraction.country_forms import genitive_endings
from articles.extraction.date_words import is_calendar_word
from articles.extraction.known_names import KnownNames, Names
from articles.extraction.lexicons import first_column, words_with
from articles.extraction.matching import Match, longest_first
from articles.extraction.naming import (
    IN_ARTICLE_METHOD,
    LONE_SURNAME_METHOD,
    MISSPELT_METHOD,
    evidence_in_article,
    propose,
)
from articles.extraction.neighbours import word_after, word_before
from articles.extraction.personal_names import given_names
from articles.extraction.values import MentionProposal
from articles.text.spans import Span

# More bearers than this and a lone family name says nothing an editor could use.
_MOST_BEARERS = 5
_SHORTEST_LONE_SURNAME = 4
_NEXT_IN_A_LIST = re.compile(r"(, | ([^\W\d_]{1,5}) )([^\W\d_]{4,30})(?![\w-])")


def find_surnames(
    text: str, known: KnownNames, language: str, *, linked: Mapping[str, int], taken: Iterable[Span]
) -> list[MentionProposal]:
    """Lone family names outside the spans *taken*. *linked*: who is named in full, and where first.

    After "Wladimir Putin", "Putin" is the same man. A family name without the full name in the article is a mention
    of nobody yet: its candidates are the known people who bear it.
    """
    occupied = {position for span in taken for position in range(span.start, span.end)}
    return [
        mention
        for match in longest_first(known.surnames.matches(text))
        if match.start not in occupied and match.end - 1 not in occupied
        for mention in _surname(text, match, linked, language)
    ]


def find_misspelt(
    text: str, known: KnownNames, language: str, *, people: Iterable[MentionProposal], taken: Iterable[Span]
) -> list[MentionProposal]:
    """Words one letter away from a known family name, right behind another person: "Schoigu und Lawro".

    Anywhere else a word that nearly is a name mostly is just another word.
    """
    joiners = words_with(language, "credits", "role", "joiner")
    starts = {span.start for span in taken}
    found = []
    for person in people:
        match = _NEXT_IN_A_LIST.match(text, person.span.end)
        if not match or match.start(3) in starts or not match[3][0].isupper():
            continue
        bearers = known.nearly_called(match[3])
        if (match[2] is None or match[2] in joiners) and 0 < len(bearers) <= _MOST_BEARERS:
            place: Match[Names] = Match(match.start(3), match.end(3), bearers)
            found.append(_nobody_yet(text, place, scores.SURNAME_MISSPELT, MISSPELT_METHOD))
    return found


def is_somebody_else(text: str, start: int, bearers: Names) -> bool:
    """Whether a given name stands before that is none of the bearers': "Hans Fischer" is not Joschka Fischer."""
    before = word_before(text, start)
    return before in given_names() and not any(before in name.text or before in name.canonical for name in bearers)


def _surname(text: str, match: Match[Names], linked: Mapping[str, int], language: str) -> list[MentionProposal]:
    if match.ending and match.ending not in genitive_endings(language):
        return []
    if is_somebody_else(text, match.start, match.value):
        return []
    named = [name for name in match.value if name.entity in linked]
    if len(named) == 1:
        entity = named[0].entity
        evidence = evidence_in_article(match.start, linked[entity])
        return [propose(text, match, entity=entity, bearers=named, evidence=evidence, method=IN_ARTICLE_METHOD)]
    if named:
        shared = Match(match.start, match.end, tuple(named), match.ending)
        return [_nobody_yet(text, shared, scores.SURNAME_SHARED_IN_ARTICLE, IN_ARTICLE_METHOD)]
    if may_stand_alone(text, match, language):
        return [_nobody_yet(text, match, scores.SURNAME_ALONE, LONE_SURNAME_METHOD)]
    return []


def _nobody_yet(text: str, match: Match[Names], evidence: scores.Evidence, method: str) -> MentionProposal:
    return propose(text, match, entity=None, bearers=list(match.value), evidence=evidence, method=method)


def may_stand_alone(text: str, match: Match[Names], language: str) -> bool:
    """Whether a lone word can be meant as a family name: no given name, no word of every day, no name behind it."""
    word = text[match.start : match.end - len(match.ending)]
    follows = word_after(text, match.end)
    return (
        len(match.value) <= _MOST_BEARERS
        and len(word) >= _SHORTEST_LONE_SURNAME
        and word not in given_names()
        and word not in first_column(language, "everyday_words")
        and not is_calendar_word(word, language)
        # "Charles Taylor", "Rama IX.": a family name has no other behind it.
        and not (follows[:1].isupper() and len(follows) > 1)
        and text[match.start - 1 : match.start] != "-"
        and word_before(text, match.start).lower() not in first_column(language, "determiners")
    )
