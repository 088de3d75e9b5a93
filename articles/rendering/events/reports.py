"""What articles say of events: each report with its article, its quoted sentence, and the way to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from articles.models import Report
from articles.rendering.events.words import quantity_words
from articles.rendering.listed import ListedArticle, listed
from articles.rendering.marked_text import Part, Range, numbered
from articles.rendering.named import NamedEntity, standing_entities
from articles.text.dates import PartialDate
from articles.text.sentences import sentences

_COLUMNS = (
    "pk", "event_id", "article_id", "start", "end", "quote", "modality", "claimed_by_id", "date", "date_phrase",
    "place_id", "quantity_value", "quantity_about", "quantity_unit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventReport:
    """One report. *quote* is empty where the asker does not read the article's text."""

    pk: int
    event: int
    article: ListedArticle
    quote: str
    # Which sentence of the running text it is, from one; None for a headline, or where the text is not open.
    sentence: int | None
    modality: str
    claimed_by: NamedEntity | None
    date: PartialDate | None
    place: NamedEntity | None
    quantity: str

    @property
    def url(self) -> str:
        """The sentence on the page of its article."""
        return self.article.get_absolute_url() + (f"#s{self.sentence}" if self.sentence else "")


def event_reports(events: Collection[int], user: Any) -> dict[int, list[EventReport]]:
    """By event the reports that *user* may know of, in the order of their articles. Three queries, however many."""
    visible = Report.objects.visible_to(user).filter(event__in=events)
    rows = list(visible.order_by("article_id", "start", "pk").values_list(*_COLUMNS))
    articles = {one.pk: one for one in listed(sorted({row[2] for row in rows}), user, with_text=True)}
    entities = standing_entities({one for row in rows for one in (row[7], row[10]) if one})
    numbers = {pk: _numbers(one) for pk, one in articles.items() if one.is_open_to(user)}
    found: dict[int, list[EventReport]] = defaultdict(list)
    for pk, event, article, start, _end, quote, modality, claimed_by, date, phrase, place, *quantity in rows:
        # Withdrawn between the two questions, it is nobody's evidence any more.
        if article in articles:
            is_open = article in numbers
            found[event].append(
                EventReport(
                    pk=pk,
                    event=event,
                    article=articles[article],
                    quote=quote if is_open else "",
                    sentence=_sentence_at(start, numbers[article]) if is_open else None,
                    modality=modality,
                    claimed_by=entities.get(claimed_by),
                    date=PartialDate(str(date), phrase) if date else None,
                    place=entities.get(place),
                    quantity=quantity_words(*quantity),
                )
            )
    return found


def _numbers(article: ListedArticle) -> dict[Range, int]:
    parts = tuple((str(kind), int(start), int(end)) for kind, start, end in article.parts or ())
    return _numbered(article.text, parts)


# A text of 300 words takes 0.4 ms to be cut into sentences, and the same articles stand on many pages.
@lru_cache(maxsize=1000)
def _numbered(text: str, parts: tuple[Part, ...]) -> dict[Range, int]:
    """As the article's own page numbers them."""
    return numbered(text, parts, ((sentence.start, sentence.end) for sentence in sentences(text)))


def _sentence_at(start: int, numbers: dict[Range, int]) -> int | None:
    return next((number for (first, last), number in numbers.items() if first <= start < last), None)
