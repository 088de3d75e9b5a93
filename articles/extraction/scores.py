"""How sure a proposal is, by the evidence it rests on: one table, so that thresholds mean the same for every finder."""

from __future__ import annotations

from dataclasses import dataclass

from articles.extraction.values import Candidate


@dataclass(frozen=True, slots=True)
class Evidence:
    """A kind of evidence: the score it gives, and the sentence an editor reads beside the candidate."""

    score: float
    reason: str

    def candidate(self, entity: str) -> Candidate:
        return Candidate(entity, self.score, self.reason)


# Country forms were checked on GermEval 2014: names 99 %, adjectives 99 %, aliases 94 % of hits inside a right span.
COUNTRY_NAME = Evidence(0.98, "a name of the country")
COUNTRY_ALIAS = Evidence(0.95, "another name of the country")
COUNTRY_ADJECTIVE = Evidence(0.95, "the country's adjective")
COUNTRY_DEMONYM = Evidence(0.9, "a word for the country's people")
COUNTRY_COMPOUND = Evidence(0.92, "the country is part of a compound")
COUNTRY_AMBIGUOUS = Evidence(0.75, "a word for the country that has other meanings too")
COUNTRY_SHARED_FORM = Evidence(0.5, "the word can mean several countries")

# A capital is read by the words beside it; without any, news mean the government a little more often than the city.
CAPITAL_AS_PLACE = Evidence(0.9, "the words beside the capital speak of a place")
CAPITAL_AS_GOVERNMENT = Evidence(0.85, "the words beside the capital speak of its government")
CAPITAL_WITHOUT_CUE = Evidence(0.6, "a capital whose neighbours do not tell city from government")
CAPITAL_OTHER_READING = Evidence(0.2, "the other reading of a capital")

# Several words agree by accident far more seldom than one does.
KNOWN_FULL_NAME = Evidence(0.95, "a known name, written out")
KNOWN_SINGLE_WORD = Evidence(0.9, "a known name of one word")
KNOWN_ACRONYM = Evidence(0.85, "a known acronym")
KNOWN_MISSPELLING = Evidence(0.85, "a known wrong spelling of the name")
KNOWN_SHARED_NAME = Evidence(0.5, "the name belongs to several known entities")
KNOWN_WEAK_NAME = Evidence(0.5, "a name too common to link by itself")

SHORT_AFTER_FULL_NAME = Evidence(0.9, "the full name stands earlier in the article")
SHORT_BEFORE_FULL_NAME = Evidence(0.8, "the full name stands later in the article")
SURNAME_SHARED_IN_ARTICLE = Evidence(0.5, "several people of this name are in the article")
SURNAME_ALONE = Evidence(0.45, "the family name of a known person, without the full name in the article")
SURNAME_MISSPELT = Evidence(0.4, "one letter away from the family name of a known person, beside another person")
