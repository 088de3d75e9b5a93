"""The countries a text names, by name, adjective, people, capital or compound."""

from __future__ import annotations

from functools import cache

from articles.extraction import scores
from articles.extraction.capitals import CapitalReading, Reading, capital_name, is_place_word, place_key, read_capital
from articles.extraction.country_forms import (
    CountryForm,
    Use,
    adjective_endings,
    country_forms,
    genitive_endings,
    standard_name,
)
from articles.extraction.lexicons import first_column
from articles.extraction.matching import Match, WordMatcher, longest_first, with_plain_signs
from articles.extraction.neighbours import stands_in_capitals, word_after, word_before
from articles.extraction.personal_names import (
    belongs_to_a_person,
    belongs_to_another_name,
    family_names,
    given_names,
)
from articles.extraction.scores import Evidence
from articles.extraction.values import Form, MentionProposal
from articles.text.spans import Span

METHOD = "country-lexicon"
CAPITAL_METHOD = "capital-context"

_USES: dict[Use, tuple[Form, Evidence]] = {
    "name": ("name", scores.COUNTRY_NAME),
    "alias": ("alias", scores.COUNTRY_ALIAS),
    "acronym": ("alias", scores.COUNTRY_ALIAS),
    "adjective": ("adjective", scores.COUNTRY_ADJECTIVE),
    "demonym": ("demonym", scores.COUNTRY_DEMONYM),
}
_COMPOUND: tuple[Form, Evidence] = ("compound", scores.COUNTRY_COMPOUND)
_SHORT_ACRONYM = 3
_REACH = 60

Meanings = tuple[CountryForm, ...]


def find_countries(text: str, language: str) -> list[MentionProposal]:
    """Countries named in *text*, and capitals, which are places or stand for the government.

    "Nordkoreas" and "nordkoreanische" are KP, "US-Präsident" is US; "Michael Jordan" and "Washington Post" are none.
    "traf in Moskau ein" is the place Moskau, "erhielt Moskau" is Russia.
    """
    mentions: list[MentionProposal] = []
    surnames: set[str] = set()
    capital_before: tuple[int, Reading] | None = None
    for match in longest_first(_matcher(language).matches(with_plain_signs(text))):
        meanings = _meanings_here(text, match, language)
        if not meanings or _is_part_of_a_name(text, match, language, surnames):
            continue
        if meanings[0].use == "capital":
            reading = read_capital(text, match.start, match.end, language, previous=capital_before)
            if not reading.certain and text[match.start : match.end] in given_names():
                # Victoria and Sofia are cities where the words beside them say so.
                continue
            capital_before = (match.end, reading.reading)
            mention = _capital(
                text, match, meanings[0], language, reading, compound=_is_compound(text, match, "capital")
            )
        else:
            mention = _country(text, match, meanings, language, compound=_is_compound(text, match, meanings[0].use))
        mentions.append(mention)
    return mentions


def names_a_country_beside(text: str, start: int, end: int, language: str) -> bool:
    """Whether a country is named with [start, end): "griechischen Außenministeriums", "Außenministerium der Türkei"."""
    forms = country_forms(language)
    if any(meaning.use == "adjective" for meaning in forms.get(word_before(text, start), ())):
        return True
    following = text[end : end + _REACH].split()[:4] if text[end : end + 1] == " " else []
    if following and following[0].lower() in first_column(language, "determiners"):
        following = following[1:]
    phrases = (" ".join(following[:count]).strip(".,;:!?") for count in (1, 2, 3))
    return any(_is_country(phrase, language) for phrase in phrases)


def _is_country(phrase: str, language: str) -> bool:
    forms = country_forms(language)
    bare = [phrase, *(phrase.removesuffix(ending) for ending in genitive_endings(language))]
    return any(meaning.use in ("name", "alias", "acronym") for written in bare for meaning in forms.get(written, ()))


@cache
def _matcher(language: str) -> WordMatcher[Meanings]:
    return WordMatcher(country_forms(language), endings=genitive_endings(language))


def _meanings_here(text: str, match: Match[Meanings], language: str) -> Meanings:
    """The meanings of the form that its neighbours leave, all of one use."""
    uses = {meaning.use for meaning in match.value}
    if match.ending:
        # "Nordkoreas" is a genitive; peoples and adjectives are listed with all their endings, acronyms have none.
        uses &= {"name", "alias", "capital"}
    if {"adjective", "demonym"} <= uses:
        # "Die Deutschen wählen" are people, "Deutsche Soldaten" have an adjective.
        uses -= {"demonym"} if _describes_what_follows(text, match, language) else {"adjective"}
    for use in ("name", "alias", "acronym", "adjective", "demonym", "capital"):
        meanings = tuple(meaning for meaning in match.value if meaning.use == use)
        if use in uses and meanings:
            return () if _means_something_else(text, match, meanings[0]) else meanings
    return ()


def _describes_what_follows(text: str, match: Match[Meanings], language: str) -> bool:
    """Where adjectives have endings nouns have capitals; elsewhere any word behind will do: "the Russian army"."""
    follows = word_after(text, match.end)
    return follows[:1].isupper() if adjective_endings(language) else bool(follows)


def _means_something_else(text: str, match: Match[Meanings], meaning: CountryForm) -> bool:
    written = text[match.start : match.end]
    if meaning.use == "acronym" and len(written) <= _SHORT_ACRONYM:
        # "JOIN US NOW", "US$ 20,000"
        return text[match.end : match.end + 1] == "$" or stands_in_capitals(text, match.start, match.end)
    # "spricht Russisch": an adjective written as a noun without any ending is the language.
    return meaning.bare_stem and written[0].isupper() and text[match.end : match.end + 1] != "-"


def _is_part_of_a_name(text: str, match: Match[Meanings], language: str, surnames: set[str]) -> bool:
    """Whether the word belongs to a person or firm. *surnames* collects what later stands for the person alone."""
    word = text[match.start : match.end]
    bare = word.removesuffix(match.ending) if match.ending else word
    if match.value[0].use == "adjective" and word[0].islower():
        return False
    if belongs_to_a_person(text, match.start, match.end, language):
        surnames.add(bare)
        return True
    if bare in surnames and not _follows_a_place_word(text, match.start, language):
        return True
    return belongs_to_another_name(text, match.start, match.end, language) or _is_double_surname(text, match.start)


def _follows_a_place_word(text: str, start: int, language: str) -> bool:
    return is_place_word(word_before(text, start), language)


def _is_double_surname(text: str, start: int) -> bool:
    """ "Meyer-Holland": a name, a hyphen, and what would otherwise be a country."""
    if start < 2 or text[start - 1] != "-":
        return False
    words = text[max(0, start - 40) : start - 1].split()
    return bool(words) and words[-1] in family_names() | given_names()


def _is_compound(text: str, match: Match[Meanings], use: Use) -> bool:
    """ "US-Präsident", "Anti-Iran-Koalition"; "deutsch-französisch" are two adjectives instead."""
    if use == "adjective":
        return False
    hyphen_before = text[match.start - 1 : match.start] == "-" and text[match.start - 2 : match.start - 1].isalnum()
    return hyphen_before or text[match.end : match.end + 1] == "-"


def _country(
    text: str, match: Match[Meanings], meanings: Meanings, language: str, *, compound: bool
) -> MentionProposal:
    form, evidence = _COMPOUND if compound else _USES[meanings[0].use]
    if meanings[0].ambiguous:
        evidence = scores.COUNTRY_AMBIGUOUS
    codes = list(dict.fromkeys(meaning.code for meaning in meanings))
    if len(codes) > 1:
        evidence = scores.COUNTRY_SHARED_FORM
    return MentionProposal(
        span=Span.of(text, match.start, match.end),
        kind="country",
        form=form,
        entity=f"country:{codes[0]}" if len(codes) == 1 else None,
        name=standard_name(codes[0], language) if len(codes) == 1 else meanings[0].listed,
        candidates=tuple(evidence.candidate(f"country:{code}") for code in codes),
        score=evidence.score,
        method=METHOD,
    )


def _capital(
    text: str,
    match: Match[Meanings],
    meaning: CountryForm,
    language: str,
    reading: CapitalReading,
    *,
    compound: bool,
) -> MentionProposal:
    city = capital_name(meaning.code, meaning.listed)
    place, country = place_key(city), f"country:{meaning.code}"
    # "Berlin-Friedenau", "Moskau-Besuch"
    is_place = reading.reading == "place" or (compound and not reading.certain)
    if not reading.certain:
        evidence = scores.CAPITAL_WITHOUT_CUE
    else:
        evidence = scores.CAPITAL_AS_PLACE if is_place else scores.CAPITAL_AS_GOVERNMENT
    entity, other = (place, country) if is_place else (country, place)
    form: Form = "metonym" if not is_place else "compound" if compound else "name"
    return MentionProposal(
        span=Span.of(text, match.start, match.end),
        kind="place" if is_place else "country",
        form=form,
        entity=entity,
        name=city if is_place else standard_name(meaning.code, language),
        candidates=(evidence.candidate(entity), scores.CAPITAL_OTHER_READING.candidate(other)),
        score=evidence.score,
        method=CAPITAL_METHOD,
    )
