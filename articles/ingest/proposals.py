"""Extraction's proposals as rows: replaced by newer ones as long as nobody has decided, and never otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from articles.extraction.values import DateProposal, Extraction, MentionProposal
from articles.ingest.event_proposals import store_event_proposals
from articles.models import Article, DateBasis, DateMention, Entity, Mention, Status

_LONGEST_QUOTE = 300
_LONGEST_NAME = 200
BY_EDITOR = "editor"
_MENTION_FIELDS = ("form", "entity_id", "name", "candidates", "score", "method", "version")
_DATE_METHOD = "dates"


@dataclass
class _Changes:
    added: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)

    @property
    def any(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def store_proposals(extractions: Sequence[tuple[Article, Extraction]]) -> list[int]:
    """Bring the proposals of each article up to its extraction; the ids of articles that changed by it.

    Confirmed and rejected mentions, and those an editor marked, stay as they are. What was rejected is not proposed
    again, and nothing is proposed across a mention that an editor confirmed or marked. Events likewise. A fixed number
    of queries for any number of articles. Call it in a transaction that holds the articles' rows.
    """
    ids = [article.pk for article, _ in extractions]
    entities = _entity_ids(extraction for _, extraction in extractions)
    mentions, dates = (
        _by_article(Mention.objects.filter(article__in=ids)),
        _by_article(DateMention.objects.filter(article__in=ids)),
    )
    changed: set[int] = set()
    mention_changes, date_changes = _Changes(), _Changes()
    articles: list[Article] = []
    for article, extraction in extractions:
        ours, theirs = _Changes(), _Changes()
        _compare_mentions(article, extraction.mentions, mentions.get(article.pk, []), entities, ours)
        _compare_dates(article, extraction, dates.get(article.pk, []), theirs)
        if _update_article(article, extraction):
            articles.append(article)
        if ours.any or theirs.any or (articles and articles[-1] is article):
            changed.add(article.pk)
        for whole, part in ((mention_changes, ours), (date_changes, theirs)):
            whole.added += part.added
            whole.changed += part.changed
            whole.removed += part.removed
    _write(Mention, mention_changes, _MENTION_FIELDS)
    _write(DateMention, date_changes, ("edtf", "method", "version"))
    Article.objects.bulk_update(
        articles,
        ["language", "extracted_with", "published", "published_earliest", "published_latest", "published_phrase",
         "published_basis"],
    )  # fmt: skip
    gone = set(mention_changes.removed)
    rows: dict[int, dict[tuple[int, int, str], Mention]] = {pk: {} for pk in ids}
    for mention in (*(one for present in mentions.values() for one in present), *mention_changes.added):
        if mention.pk not in gone:
            rows[mention.article_id][mention.start, mention.end, mention.kind] = mention
    events_changed = store_event_proposals(extractions, rows)
    return [pk for pk in ids if pk in events_changed or pk in changed]


def _compare_mentions(
    article: Article,
    proposals: Iterable[MentionProposal],
    present: list[Mention],
    entities: dict[str, int],
    changes: _Changes,
) -> None:
    wanted: dict[tuple[int, int, str], MentionProposal] = {}
    for proposal in proposals:
        if len(proposal.span.quote) <= _LONGEST_QUOTE:
            wanted.setdefault((proposal.span.start, proposal.span.end, proposal.kind), proposal)
    settled = [mention for mention in present if _stands_for_good(mention)]
    wanted = {key: proposal for key, proposal in wanted.items() if not _is_settled(proposal, settled)}
    for mention in present:
        found = wanted.pop((mention.start, mention.end, mention.kind), None)
        if mention.status != Status.PROPOSED or mention.method == BY_EDITOR:
            continue
        if found is None:
            changes.removed.append(mention.pk)
            continue
        values = _mention_values(found, entities)
        if any(getattr(mention, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(mention, name, value)
            changes.changed.append(mention)
    for proposal in wanted.values():
        span = proposal.span
        changes.added.append(
            Mention(
                article=article,
                start=span.start,
                end=span.end,
                quote=span.quote,
                kind=proposal.kind,
                **_mention_values(proposal, entities),
            )
        )


def _stands_for_good(mention: Mention) -> bool:
    """Whether an editor said that these words are a mention; who is meant may be open still."""
    return mention.status == Status.CONFIRMED or (mention.status == Status.PROPOSED and mention.method == BY_EDITOR)


def _is_settled(proposal: MentionProposal, settled: list[Mention]) -> bool:
    """Whether a settled mention stands where *proposal* does. Kinds may nest: an adjective in a name."""
    for mention in settled:
        span = mention.span
        if span.overlaps(proposal.span):
            nested = span != proposal.span and (span.contains(proposal.span) or proposal.span.contains(span))
            if not nested or mention.kind == proposal.kind:
                return True
    return False


def _mention_values(proposal: MentionProposal, entities: dict[str, int]) -> dict[str, Any]:  # column values
    return {
        "form": proposal.form,
        # A key the archive has no entity for stays a candidate: names nobody has resolved never become entities here.
        "entity_id": entities.get(proposal.entity) if proposal.entity else None,
        "name": proposal.name[:_LONGEST_NAME],
        "candidates": [
            {"entity": candidate.entity, "score": candidate.score, "reason": candidate.reason}
            for candidate in proposal.candidates
        ],
        "score": proposal.score,
        "method": proposal.method[:30],
        "version": proposal.version,
    }


def _compare_dates(article: Article, extraction: Extraction, present: list[DateMention], changes: _Changes) -> None:
    wanted: dict[tuple[int, int], DateProposal] = {}
    for proposal in extraction.dates:
        if len(proposal.span.quote) <= _LONGEST_QUOTE:
            wanted.setdefault((proposal.span.start, proposal.span.end), proposal)
    for row in present:
        found = wanted.pop((row.start, row.end), None)
        if row.status != Status.PROPOSED or row.method == BY_EDITOR:
            continue
        if found is None:
            changes.removed.append(row.pk)
        elif row.edtf != _edtf(found) or row.version != extraction.version:
            row.edtf, row.version = _edtf(found), extraction.version
            changes.changed.append(row)
    changes.added += [
        DateMention(
            article=article,
            start=proposal.span.start,
            end=proposal.span.end,
            quote=proposal.span.quote,
            edtf=_edtf(proposal),
            method=_DATE_METHOD,
            version=extraction.version,
        )
        for proposal in wanted.values()
    ]


def _edtf(proposal: DateProposal) -> str:
    return proposal.date.edtf if proposal.date else ""


def _update_article(article: Article, extraction: Extraction) -> bool:
    """Fill what nobody has stated: the language, and once only the date, which an editor may have emptied since."""
    first_time = not article.extracted_with
    before = (article.language, article.extracted_with, article.published)
    if not article.known_language:
        article.language = extraction.language
    if first_time and article.published is None and extraction.inferred_published:
        article.published, article.published_basis = extraction.inferred_published, DateBasis.INFERRED
    article.extracted_with = extraction.version
    return (article.language, article.extracted_with, article.published) != before


def _write(model: type[Mention] | type[DateMention], changes: _Changes, fields: Sequence[str]) -> None:
    # First what goes: a new proposal may stand where an old one stood.
    model._default_manager.filter(pk__in=changes.removed).delete()
    if changes.changed:
        names = [name.removesuffix("_id") for name in fields]
        model._default_manager.bulk_update(changes.changed, names, batch_size=100)
    model._default_manager.bulk_create(changes.added, batch_size=500)


def _by_article(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.article_id, []).append(row)
    return found


def _entity_ids(extractions: Iterable[Extraction]) -> dict[str, int]:
    """Key to id of all entities proposed; a merged one leads to the one that took it in."""
    keys = {mention.entity for extraction in extractions for mention in extraction.mentions if mention.entity}
    survivors = Entity.objects.survivors()
    found = Entity.objects.filter(key__in=keys).values_list("key", "pk")
    return {key: survivors.get(pk, pk) for key, pk in found}
