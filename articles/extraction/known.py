"""Names the archive knows already, found in a text: what editors confirmed is never guessed at again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from articles.extraction import scores
from articles.extraction.country_forms import genitive_endings
from articles.extraction.family_names import family_name
from articles.extraction.lexicons import first_column, lexicon_languages
from articles.extraction.matching import Match, WordMatcher, longest_first
from articles.extraction.neighbours import word_before
from articles.extraction.personal_names import given_names
from articles.extraction.scores import Evidence
from articles.extraction.spelling import folded, spells
from articles.extraction.values import Form, Kind, MentionProposal
from articles.text.languages import UNDETERMINED
from articles.text.spans import Span

METHOD = "known-name"
SURNAME_METHOD = "surname-in-article"
LONE_SURNAME_METHOD = "surname-alone"

NameKind = Literal[
    "preferred",
    "alias",
    "acronym",
    "adjective",
    "demonym",
    "metonym",
    "transliteration",
    "misspelling",
    "title",
    "former",
]
_FORMS: dict[str, Form] = {
    "preferred": "name",
    "acronym": "alias",
    "former": "alias",
    "title": "description",
    "alias": "alias",
    "adjective": "adjective",
    "demonym": "demonym",
    "metonym": "metonym",
    "transliteration": "transliteration",
    "misspelling": "misspelling",
}
# More bearers than this and a lone family name says nothing an editor could use.
_MOST_BEARERS = 5
_SHORTEST_LONE_SURNAME = 4


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an entity. Only a *strong* name links by itself; a weak one ("Kim", "Bauer") makes candidates."""

    text: str
    entity: str
    kind: Kind
    name_kind: NameKind
    strength: Literal["strong", "weak"]
    language: str
    canonical: str

    @property
    def strong(self) -> bool:
        return self.strength == "strong"


Names = tuple[KnownName, ...]


class KnownNames:
    """All known names, ready to be found. Building takes a second or so for 100,000 names: do it once a batch."""

    def __init__(self, names: WordMatcher[Names], surnames: WordMatcher[Names], size: int) -> None:
        self.names = names
        self.surnames = surnames
        self._size = size

    @classmethod
    def build(cls, entries: Iterable[KnownName]) -> KnownNames:
        by_spelling: dict[str, dict[KnownName, None]] = {}
        by_surname: dict[str, dict[str, KnownName]] = {}
        size = 0
        for entry in entries:
            size += 1
            by_spelling.setdefault(folded(entry.text), {})[entry] = None
            if entry.kind == "person" and entry.strong and (surname := family_name(entry.text)):
                by_surname.setdefault(surname, {}).setdefault(entry.entity, entry)
        endings = {ending for language in lexicon_languages() for ending in genitive_endings(language)}
        return cls(
            WordMatcher({spelling: tuple(names) for spelling, names in by_spelling.items()}, endings=endings),
            WordMatcher({surname: tuple(names.values()) for surname, names in by_surname.items()}, endings=endings),
            size,
        )

    def __len__(self) -> int:
        return self._size


def find_known(text: str, known: KnownNames, language: str = UNDETERMINED) -> list[MentionProposal]:
    """Known names in *text*, the longest of overlapping ones, and family names of the people among them.

    After "Wladimir Putin", "Putin" is the same man. A family name without the full name in the article is a mention
    of nobody yet: its candidates are the known people who bear it.
    """
    matches = _accepted(text, known.names.matches(folded(text)), language)
    linked = _first_places(matches)
    mentions = [_mention(text, match, linked) for match in matches]
    taken = [mention.span for mention in mentions]
    mentions += _surnames(text, known, linked, taken, language)
    return sorted(mentions, key=lambda mention: mention.span)


def _accepted(text: str, matches: Iterable[Match[Names]], language: str) -> list[Match[Names]]:
    """The matches whose spelling fits the text, each with the names that fit, the longest first."""
    fitting = []
    for match in matches:
        if match.ending and match.ending not in genitive_endings(language):
            continue
        written = text[match.start : match.end - len(match.ending)]
        names = tuple(name for name in match.value if spells(written, name.text) and _speaks(name, language))
        if names and not (_is_one_person_word(written, names) and _is_somebody_else(text, match.start, names)):
            fitting.append(Match(match.start, match.end, names, match.ending))
    return longest_first(fitting)


def _is_one_person_word(written: str, names: Names) -> bool:
    return " " not in written and names[0].kind == "person"


def _speaks(name: KnownName, language: str) -> bool:
    # "Jordan" is a country in English; in a German text it is a name of somebody.
    return name.kind != "country" or name.language in ("", UNDETERMINED, language) or language == UNDETERMINED


def _first_places(matches: Iterable[Match[Names]]) -> dict[str, int]:
    """Where each entity that a strong name settles is first named."""
    places: dict[str, int] = {}
    for match in matches:
        strong = {name.entity for name in match.value if name.strong}
        if len(strong) == 1:
            places.setdefault(strong.pop(), match.start)
    return places


def _mention(text: str, match: Match[Names], linked: dict[str, int]) -> MentionProposal:
    strong = {name.entity: name for name in match.value if name.strong}
    bearers = strong or {name.entity: name for name in match.value}
    if len(strong) == 1:
        [chosen] = strong.values()
        return _proposal(text, match, chosen, [(chosen, _evidence(chosen))], METHOD)
    named = [name for entity, name in bearers.items() if entity in linked]
    if len(named) == 1:
        evidence = _in_article(match.start, linked[named[0].entity])
        return _proposal(text, match, named[0], [(named[0], evidence)], SURNAME_METHOD)
    evidence = scores.KNOWN_SHARED_NAME if strong else scores.KNOWN_WEAK_NAME
    return _proposal(text, match, None, [(name, evidence) for name in bearers.values()], METHOD)


def _surnames(
    text: str, known: KnownNames, linked: dict[str, int], taken: list[Span], language: str
) -> list[MentionProposal]:
    occupied = {position for span in taken for position in range(span.start, span.end)}
    return [
        mention
        for match in longest_first(known.surnames.matches(text))
        if match.start not in occupied and match.end - 1 not in occupied
        for mention in _surname(text, match, linked, language)
    ]


def _surname(text: str, match: Match[Names], linked: dict[str, int], language: str) -> list[MentionProposal]:
    """The mention that a family name on its own makes, if any."""
    if match.ending and match.ending not in genitive_endings(language):
        return []
    if _is_somebody_else(text, match.start, match.value):
        return []
    named = [name for name in match.value if name.entity in linked]
    if len(named) == 1:
        evidence = _in_article(match.start, linked[named[0].entity])
        return [_proposal(text, match, named[0], [(named[0], evidence)], SURNAME_METHOD)]
    if named:
        shared = [(name, scores.SURNAME_SHARED_IN_ARTICLE) for name in named]
        return [_proposal(text, match, None, shared, SURNAME_METHOD)]
    if _may_be_a_lone_surname(text, match, language):
        alone = [(name, scores.SURNAME_ALONE) for name in match.value]
        return [_proposal(text, match, None, alone, LONE_SURNAME_METHOD)]
    return []


def _is_somebody_else(text: str, start: int, bearers: Names) -> bool:
    """Whether a given name stands before that is none of the bearers': "Hans Fischer" is not Joschka Fischer."""
    before = word_before(text, start)
    return before in given_names() and not any(before in name.text or before in name.canonical for name in bearers)


def _may_be_a_lone_surname(text: str, match: Match[Names], language: str) -> bool:
    return (
        len(match.value) <= _MOST_BEARERS
        and match.end - match.start - len(match.ending) >= _SHORTEST_LONE_SURNAME
        and word_before(text, match.start).casefold() not in first_column(language, "determiners")
    )


def _in_article(start: int, first: int) -> Evidence:
    return scores.SURNAME_AFTER_FULL_NAME if first < start else scores.SURNAME_BEFORE_FULL_NAME


def _evidence(name: KnownName) -> Evidence:
    if name.name_kind == "acronym":
        return scores.KNOWN_ACRONYM
    if name.name_kind == "misspelling":
        return scores.KNOWN_MISSPELLING
    return scores.KNOWN_FULL_NAME if " " in name.text.strip() else scores.KNOWN_SINGLE_WORD


def _proposal(
    text: str, match: Match[Names], chosen: KnownName | None, bearers: list[tuple[KnownName, Evidence]], method: str
) -> MentionProposal:
    shown, evidence = bearers[0]
    return MentionProposal(
        span=Span.of(text, match.start, match.end),
        kind=shown.kind,
        form=_form(text, match, shown, method),
        entity=chosen.entity if chosen else None,
        name=shown.canonical if len(bearers) == 1 else shown.text,
        candidates=tuple(evidence.candidate(name.entity) for name, evidence in bearers),
        score=evidence.score,
        method=method,
    )


def _form(text: str, match: Match[Names], name: KnownName, method: str) -> Form:
    if text[match.end : match.end + 1] == "-" and text[match.end + 1 : match.end + 2].isalpha():
        return "compound"
    form = _FORMS[name.name_kind]
    if name.kind != "person" or form == "misspelling" or " " in text[match.start : match.end]:
        return form
    bare = text[match.start : match.end - len(match.ending)]
    bears_it = bare == family_name(name.text) or " " in name.canonical
    return "surname" if method != METHOD or bears_it else form
