"""The events one article reports, with numbers that stand in its text as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Article, Event, Report
from articles.rendering.events.lines import EventLine
from articles.rendering.events.parties import Party, event_parties
from articles.rendering.events.reports import EventReport
from articles.rendering.events.words import quantity_words
from articles.rendering.listed import ListedArticle
from articles.rendering.marked_text import Range, Sign, numbered
from articles.rendering.named import NamedEntity, standing_entities
from articles.text.sentences import sentences
from articles.text.shortening import shortened_around

# The sentence itself stands beside it: enough of it to be recognised.
LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class ArticleEvent:
    """An event as this article has it; *line* knows no other report of it."""

    number: int
    line: EventLine
    # Where the words stand that show it, in each sentence that says so.
    triggers: tuple[int, ...]

    @property
    def anchor(self) -> str:
        return f"ev{self.number}"

    @property
    def who(self) -> str:
        """Between whom; empty where the article names nobody."""
        return "" if self.line.title == self.line.label else self.line.title

    @property
    def sentence_numbers(self) -> str:
        """For the script that lights the sentences."""
        return " ".join(str(one.sentence) for one in self.line.reports if one.sentence)

    def signs(self) -> list[Sign]:
        label = _("Event %(number)s: %(kind)s") % {"number": self.number, "kind": self.line.label}
        sign = format_html('<a class="evn" href="#{}" aria-label="{}">{}</a>', self.anchor, label, self.number)
        return [(position, sign) for position in self.triggers]


def article_events(article: Article, user: Any, *, is_open: bool) -> tuple[ArticleEvent, ...]:
    """The events of *article* that *user* may know of, in the order in which the text tells of them.

    Without its text (*is_open*) they come without quotes and without names that only the text has. One query where
    there are none, four otherwise, however many there are.
    """
    reports = list(_reports(article, user))
    if not reports:
        return ()
    wanted = {one for report in reports for one in (report.claimed_by_id, report.place_id) if one}
    entities = standing_entities(wanted)
    numbers = _numbers(article) if is_open else {}
    listed = ListedArticle.of(article)
    by_event: dict[int, list[Report]] = {}
    for report in reports:
        by_event.setdefault(report.event_id, []).append(report)
    keys = {report.pk for report in reports}
    parties = event_parties(list(by_event), keys, user, closed=() if is_open else keys)
    return tuple(
        ArticleEvent(
            number,
            _line(
                some[0].event,
                tuple(parties.get(event, ())),
                tuple(_as_read(report, listed, entities, numbers, is_open=is_open) for report in some),
                user,
            ),
            tuple(report.trigger_end for report in some),
        )
        for number, (event, some) in enumerate(by_event.items(), 1)
    )


def _reports(article: Article, user: Any) -> Any:
    visible = Report.objects.visible_to(user).filter(article=article, event__in=Event.objects.visible_to(user))
    return visible.select_related("event").order_by("trigger_start", "start", "pk")


def _line(event: Event, parties: tuple[Party, ...], said: tuple[EventReport, ...], user: Any) -> EventLine:
    told = event.as_told(user)
    date = next((one.date for one in said if one.date), told.date)
    return EventLine(
        event=event,
        label=event.label,
        date=date,
        date_inferred=told.date_inferred and date == told.date,
        place=next((one.place for one in said if one.place), None),
        quantity=next((one.quantity for one in said if one.quantity), ""),
        parties=parties,
        reports=said,
    )


def _as_read(
    report: Report,
    article: ListedArticle,
    entities: Mapping[int, NamedEntity],
    numbers: Mapping[Range, int],
    *,
    is_open: bool,
) -> EventReport:
    at = report.trigger_start
    return EventReport(
        pk=report.pk,
        event=report.event_id,
        article=article,
        quote=_excerpt(report) if is_open else "",
        sentence=next((number for (start, end), number in numbers.items() if start <= at < end), None),
        modality=report.modality,
        claimed_by=entities.get(report.claimed_by_id) if report.claimed_by_id else None,
        date=report.date,
        place=entities.get(report.place_id) if report.place_id else None,
        quantity=quantity_words(report.quantity_value, report.quantity_about, report.quantity_unit),
    )


def _excerpt(report: Report) -> str:
    start, end = report.trigger_start - report.start, report.trigger_end - report.start
    return " ".join(shortened_around(report.quote, start, end, LONGEST_QUOTE).split())


def _numbers(article: Article) -> dict[Range, int]:
    bounds = ((sentence.start, sentence.end) for sentence in sentences(article.text))
    return numbered(article.text, article.parts, bounds)
