"""A place where a known name stands, as the mention it proposes: its form, its candidates, its score."""

from __future__ import annotations

from articles.extraction import scores
from articles.extraction.family_names import family_name
from articles.extraction.known_names import KnownName, Names
from articles.extraction.matching import Match
from articles.extraction.scores import Evidence
from articles.extraction.values import Form, MentionProposal
from articles.text.spans import Span

METHOD = "known-name"
IN_ARTICLE_METHOD = "name-in-article"
LONE_SURNAME_METHOD = "surname-alone"
MISSPELT_METHOD = "surname-misspelt"

_FORMS: dict[str, Form] = {
    "preferred": "name",
    "alias": "alias",
    "acronym": "alias",
    "former": "alias",
    "title": "description",
    "adjective": "adjective",
    "demonym": "demonym",
    "metonym": "metonym",
    "transliteration": "transliteration",
    "misspelling": "misspelling",
}
# Of several names spelled alike, the one that says most about the form.
_ORDER = ("preferred", "misspelling", "alias", "acronym", "transliteration")


def propose(
    text: str, match: Match[Names], *, entity: str | None, bearers: list[KnownName], evidence: Evidence, method: str
) -> MentionProposal:
    """A mention of *entity*, or of nobody yet, with all *bearers* of the name as candidates."""
    shown = next((name for name in bearers if name.entity == entity), bearers[0])
    return MentionProposal(
        span=Span.of(text, match.start, match.end),
        kind=shown.kind,
        form=_form(text, match, shown, method),
        entity=entity,
        name=shown.canonical if entity or len(bearers) == 1 else text[match.start : match.end],
        candidates=tuple(evidence.candidate(name.entity) for name in bearers),
        score=evidence.score,
        method=method,
    )


def one_of_each(names: Names, language: str) -> dict[str, KnownName]:
    """One name of each entity: in the article's language and of the most telling kind, where there is a choice."""
    best: dict[str, KnownName] = {}
    for name in sorted(names, key=lambda name: (name.language not in (language, ""), _rank(name), not name.strong)):
        best.setdefault(name.entity, name)
    return best


def evidence_of(name: KnownName) -> Evidence:
    if not name.strong:
        return scores.SURNAME_ALONE if name.kind == "person" else scores.KNOWN_WEAK_NAME
    if name.name_kind == "acronym":
        return scores.KNOWN_ACRONYM
    if name.name_kind == "misspelling":
        return scores.KNOWN_MISSPELLING
    return scores.KNOWN_FULL_NAME if " " in name.text.strip() else scores.KNOWN_SINGLE_WORD


def evidence_in_article(start: int, first: int) -> Evidence:
    """For a short name at *start*, when the full one first stands at *first*."""
    return scores.SHORT_AFTER_FULL_NAME if first < start else scores.SHORT_BEFORE_FULL_NAME


def _rank(name: KnownName) -> int:
    return _ORDER.index(name.name_kind) if name.name_kind in _ORDER else len(_ORDER)


def _form(text: str, match: Match[Names], name: KnownName, method: str) -> Form:
    if method == MISSPELT_METHOD:
        return "misspelling"
    if text[match.end : match.end + 1] == "-" and text[match.end + 1 : match.end + 2].isalpha():
        return "compound"
    form = _FORMS[name.name_kind]
    bare = text[match.start : match.end - len(match.ending)]
    if form == "alias" and name.name_kind == "alias":
        # Inflected names and synonyms are listed as aliases: "russischen Außenministeriums", "Artilleriegeschosse".
        form = "name" if " " in bare or name.kind == "weapon" else form
        form = "description" if name.kind == "organisation" and not name.strong else form
    if name.kind == "person" and form != "misspelling" and " " not in bare:
        return "surname" if bare == family_name(name.text) or " " in name.canonical else form
    return form
