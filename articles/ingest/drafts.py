"""From an upload to an article that only has to be saved: text cleaned, parts found, every step in the ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.extraction.language import find_language
from articles.extraction.parts import find_parts
from articles.extraction.values import Parts
from articles.ingest.cleaning import clean, clean_line
from articles.ingest.incoming import Incoming, Refused
from articles.ingest.readers.markdown import without_heading_marks, without_inline_marks
from articles.models import Article, CleaningStep, Original
from articles.text.edits import Edit, EditScript
from articles.text.shortening import shortened
from articles.text.spans import Span

_LONGEST = {"headline": 500, "subheadline": 500, "byline": 300, "dateline": 200, "credit_line": 500}
_FIRST_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Draft:
    """An article and what belongs to it, none of it saved yet."""

    incoming: Incoming
    sha256: str
    article: Article
    steps: tuple[CleaningStep, ...]
    source_name: str
    # The key of the organisation the credit line names, where the upload states no source of its own.
    proposed_source: str | None
    author_names: tuple[str, ...]
    collection_name: str

    @property
    def original(self) -> Original:
        return Original(
            sha256=self.sha256,
            size=len(self.incoming.data),
            filename=clean_line(self.incoming.name)[-500:],
            media_type=self.incoming.media_type,
            encoding=self.incoming.encoding,
            encoding_basis=self.incoming.encoding_basis,
        )


def draft_article(incoming: Incoming) -> Draft | Refused:
    """The article in *incoming*; refused where cleaning leaves no word of it."""
    text, script, title = _cleaned(incoming)
    if not text.strip():
        return Refused(incoming.name, _("There is no text in it."))
    language = incoming.language or find_language(text)
    marked = text
    parts = find_parts(marked, language, title)
    if incoming.markdown:
        # Headings are found by their marks, which then go; the parts move with the text.
        unmarked = without_heading_marks(marked)
        text, parts = unmarked.apply(marked), _moved(parts, unmarked, marked)
        script = script.then(unmarked, incoming.text)
    headline = _headline(text, parts)
    if not headline:
        return Refused(incoming.name, _("There is no text in it."))
    article = Article(
        text=text,
        parts=[[kind, span.start, span.end] for kind, span in _in_order(parts)],
        headline=headline,
        **{field: shortened(_quote(getattr(parts, field)), _LONGEST[field]) for field in list(_LONGEST)[1:]},
        lead=_quote(parts.lead),
        word_count=len(text.split()),
        language=language,
        machine_translated=incoming.machine_translated,
        canonical_url=incoming.url,
        rights=incoming.rights.strip(),
        keywords=[keyword for written in incoming.keywords if (keyword := clean_line(written))],
        published=incoming.published,  # type: ignore[misc]  # the stubs know the column's string only
        published_basis=incoming.published_basis if incoming.published else "",
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
    )
    written = incoming.authors or [span.quote for span in parts.authors]
    authors = tuple(dict.fromkeys(name for author in written if (name := clean_line(author))))
    if authors and not article.byline:
        article.byline = shortened(", ".join(authors), _LONGEST["byline"])
    return Draft(
        incoming=incoming,
        sha256=hashlib.sha256(incoming.data).hexdigest(),
        article=article,
        steps=(*_edit_steps(script), *_part_steps(parts, text, incoming)),
        source_name=clean_line(incoming.source),
        proposed_source=None if clean_line(incoming.source) else parts.source,
        author_names=authors,
        collection_name=clean_line(incoming.collection),
    )


def _cleaned(incoming: Incoming) -> tuple[str, EditScript, str | None]:
    """The clean text, the script from the decoded text to it, and the title as it stands there."""
    text, script = incoming.edits.apply(incoming.text), incoming.edits
    title = len(incoming.title or "")
    rounds = [lambda text: clean(text)[1], without_inline_marks] if incoming.markdown else [lambda text: clean(text)[1]]
    for edits_of in rounds:
        edits = edits_of(text)
        script = script.then(edits, incoming.text) if script.edits else edits
        text, title = edits.apply(text), edits.forward(title)
    return text, script, text[:title] if incoming.title and text[:title].strip() else None


def _moved(parts: Parts, script: EditScript, before: str) -> Parts:
    after = script.apply(before)

    def moved(span: Span | None) -> Span | None:
        if span is None:
            return None
        start, end = script.forward(span.start), script.forward(span.end)
        return Span.of(after, start, end) if start < end else None

    def all_moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(found for span in spans if (found := moved(span)))

    return Parts(
        headline=moved(parts.headline),
        subheadline=moved(parts.subheadline),
        byline=moved(parts.byline),
        authors=all_moved(parts.authors),
        dateline=moved(parts.dateline),
        credit_line=moved(parts.credit_line),
        lead=moved(parts.lead),
        subheads=all_moved(parts.subheads),
        paragraphs=all_moved(parts.paragraphs),
        source=parts.source,
    )


def _headline(text: str, parts: Parts) -> str:
    """The headline part; for a text that has none, its first sentence, cut where a word ends."""
    if parts.headline:
        return shortened(_quote(parts.headline), _LONGEST["headline"])
    words = " ".join(text[: 4 * _LONGEST["headline"]].split())
    sentence = words.split(". ")[0]
    return shortened(sentence if len(sentence) > 15 else words, _FIRST_SENTENCE)


def _quote(span: Span | None) -> str:
    return " ".join(span.quote.split()) if span else ""


def _in_order(parts: Parts) -> list[tuple[str, Span]]:
    named = [
        (kind, span)
        for kind in ("headline", "subheadline", "byline", "dateline", "credit_line", "lead")
        if (span := getattr(parts, kind))
    ]
    named += [("subhead", span) for span in parts.subheads] + [("paragraph", span) for span in parts.paragraphs]
    return sorted(named, key=lambda part: (part[1].start, -part[1].end))


def _edit_steps(script: EditScript) -> Iterator[CleaningStep]:
    """One line of the ledger for each reason, in the order in which the reasons first occur."""
    by_reason: dict[str, list[Edit]] = {}
    for edit in script.edits:
        by_reason.setdefault(edit.reason, []).append(edit)
    for reason, edits in by_reason.items():
        step = CleaningStep(kind=CleaningStep.Kind.EDIT, reason=reason, start=edits[0].start, end=edits[-1].end)
        step.edits = edits
        yield step


def _part_steps(parts: Parts, text: str, incoming: Incoming) -> Iterator[CleaningStep]:
    """What the ledger says about pieces of the stored text: only what somebody could see differently."""
    if parts.headline is None:
        yield _part_step("headline_made", 0, len(text))
    elif incoming.title is None:
        yield _part_step("headline_found", parts.headline.start, parts.headline.end)
    if parts.headline and len(parts.headline.quote) > _LONGEST["headline"]:
        yield _part_step("headline_shortened", parts.headline.start, parts.headline.end)
    if parts.credit_line:
        glued = parts.headline and "\n" not in text[parts.headline.end : parts.credit_line.start]
        reason = "credit_line_split" if glued else "credit_line_found"
        yield _part_step(reason, parts.credit_line.start, parts.credit_line.end)
    for kind in ("subheadline", "byline", "dateline"):
        if span := getattr(parts, kind):
            yield _part_step(f"{kind}_found", span.start, span.end)
    for span in parts.subheads:
        yield _part_step("subhead_found", span.start, span.end)


def _part_step(reason: str, start: int, end: int) -> CleaningStep:
    return CleaningStep(kind=CleaningStep.Kind.PART, reason=reason, start=start, end=end)
