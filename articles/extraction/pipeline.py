"""From a text to everything proposed about it: each finder looks on its own, then their overlaps are settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from articles.extraction.countries import find_countries
from articles.extraction.credits import is_picture_agency
from articles.extraction.dates import find_date_phrases
from articles.extraction.events.finding import find_events
from articles.extraction.known import find_known
from articles.extraction.known_names import KnownNames
from articles.extraction.language import find_language
from articles.extraction.overlaps import settle_overlaps
from articles.extraction.parts import find_parts
from articles.extraction.published import infer_published
from articles.extraction.values import VERSION, DateProposal, Extraction, MentionProposal, Parts
from articles.text.dates import PartialDate
from articles.text.languages import UNDETERMINED, language_code

_NOBODY = KnownNames(())


def extract(
    text: str,
    *,
    title: str | None = None,
    published: date | PartialDate | None = None,
    language: str | None = None,
    known: KnownNames = _NOBODY,
) -> Extraction:
    """Everything proposed about *text*. Positions are code points of the text as given.

    *title* is the headline, where it is known and the text begins with it. *language* is found where it is not given.
    Phrases such as "letztes Jahr" are resolved by *published* alone, never by what the text lets one infer; only the
    dates of events, which say that they are inferred, are.
    """
    code = language_code(language)
    if code == UNDETERMINED:
        code = find_language(text)
    parts = find_parts(text, code, title)
    mentions = settle_overlaps(find_known(text, known, code), find_countries(text, code), code)
    mentions = [_as_credit(mention, parts) for mention in mentions]
    phrases = find_date_phrases(text, code)
    inferred = infer_published(phrases, parts.dateline)
    events = find_events(
        text, parts, mentions, phrases, code, written=published or inferred, home_countries=known.home_countries
    )
    return Extraction(
        language=code,
        parts=replace(parts, source=_source(parts, mentions)),
        mentions=tuple(mentions),
        dates=tuple(DateProposal(phrase.span, phrase.seen_from(published)) for phrase in phrases),
        events=events,
        inferred_published=inferred,
        version=VERSION,
    )


def _as_credit(mention: MentionProposal, parts: Parts) -> MentionProposal:
    in_credit = parts.credit_line is not None and parts.credit_line.contains(mention.span)
    return replace(mention, form="credit") if in_credit and mention.kind == "organisation" else mention


def _source(parts: Parts, mentions: list[MentionProposal]) -> str | None:
    """The known outlet in the credit line, before one that only looks like an outlet. Agencies sell pictures."""
    named = (mention for mention in mentions if mention.form == "credit" and mention.entity)
    outlets = (mention.entity for mention in named if not is_picture_agency(mention.name))
    return next(outlets, parts.source)
