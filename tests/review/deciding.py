"""Two editors at work on a small archive: everything they can do, each by numbers that a test makes up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from articles.ingest.annotate import annotate, annotate_leased
from articles.ingest.articles import ingest_article
from articles.ingest.incoming import Incoming
from articles.ingest.readers.plain import read_plain
from articles.jobs import EXTRACT, work_off
from articles.models import (
    Article,
    Decision,
    Entity,
    EntityKind,
    Event,
    FullText,
    Mention,
    Modality,
    Name,
    NameKind,
    ParticipantRole,
    Report,
    Status,
    User,
)
from articles.review import editing, mentions, names, standing
from articles.review.cleaning import undo_cleaning
from articles.review.editing import EditConflict
from articles.review.errors import NotPossible, Stale
from articles.review.event_reports import add_report, join_events, reject_report
from articles.review.event_values import Claim, EventValues, Party
from articles.review.events import add_event, confirm_event, edit_event, reject_event, remove_event
from articles.review.undo import newest_undoable, undo
from articles.search.outbox import drain
from articles.text.dates import PartialDate
from articles.text.sentences import sentences
from tests.builders import make_editor, make_entity, make_name

FIRST = (
    "Lawro und Schoigu in Pjöng\u00adjang\n"
    "Foto: Yonhap\n\n"
    "MOSKAU – Sergej Lawrow traf am 3. Januar 2024 Kim Jong-un. Russland und Nordkorea schweigen zu den Waffen.\n\n"
    "Die Frage der Waffen\n\n"
    "Lawro sagte, die rus\u00adsische Regierung liefere nichts. Kim und Schoigu sahen zu, Nordkorea dementierte. 👩‍🚀\n"
)
SECOND = (
    "Lawro reist nach China\n\n"
    "Der russische Minister Lawro ist in Peking gelandet, wo ihn die Regierung Chinas am 4. Januar erwartet hatte.\n"
)
_KINDS = list(EntityKind)
_NAME_KINDS = (NameKind.MISSPELLING, NameKind.ALIAS, NameKind.TRANSLITERATION)
_WORDS = (
    "Lawro",
    "Lawrow",
    "Nordkorea",
    "auch",
    "Kim Jong-un",
    "\n\nAbsatz",
    "👩‍🚀",
    "Regierung",
    "",
    "\u00ad",
    "Chinas ",
)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does; the numbers choose among whatever is there at that moment."""

    name: str
    editor: int
    a: int
    b: int
    c: int


class Desk:
    """An archive of two articles that extraction has read, and two editors."""

    def __init__(self, originals: Path) -> None:
        self.editors = [make_editor("anna"), make_editor("boris")]
        make_entity("country:RU", "Russland")
        make_entity("country:KP", "Nordkorea")
        lawrow = make_entity("person:sergej-lawrow", "Sergej Lawrow")
        make_name(lawrow, "Lawrow", strength="weak")
        make_entity("person:kim-jong-un", "Kim Jong-un")
        make_entity("person:sergej-schoigu", "Sergej Schoigu", "Schoigu")
        make_entity("place:moskau", "Moskau")
        for number, text in enumerate((FIRST, SECOND)):
            incoming = read_plain(text.encode(), f"{number}.txt")
            assert isinstance(incoming, Incoming)
            ingest_article(incoming, publish=number == 1)
        self.articles = list(Article.objects.order_by("pk"))
        self.read()

    def read(self) -> None:
        """Every article anew, and the index brought up to date."""
        annotate([article.pk for article in self.articles])
        drain()

    def do(self, act: Act) -> Decision | None:
        """The decision of *act*; None where it is not possible now, or is none."""
        try:
            return ACTS[act.name](self, act)
        except (NotPossible, Stale, EditConflict):
            return None

    def undo_newest(self, editor: int) -> bool:
        decision = newest_undoable(self.editors[editor])
        if decision is not None:
            undo(decision, by=self.editors[editor])
        return decision is not None

    def by(self, act: Act) -> User:
        return self.editors[act.editor]

    def article(self, number: int) -> Article:
        return Article.objects.get(pk=self.articles[number % 5 == 4].pk)

    def mention(self, number: int) -> Mention:
        return _one(list(Mention.objects.order_by("article", "start", "kind", "pk")), number)

    def alike(self, number: int) -> list[Mention]:
        """A mention and others of the same words in its article, as the page groups them."""
        one = self.mention(number)
        return list(Mention.objects.filter(article=one.article_id, quote=one.quote, kind=one.kind))


def _one(rows: list[Any], number: int) -> Any:
    if not rows:
        raise NotPossible
    return rows[number % len(rows)]


def _entity(number: int) -> Any:
    return _one(list(Entity.objects.order_by("key")), number)


def _link(desk: Desk, act: Act) -> Decision:
    remember = (*_NAME_KINDS, None, None)[act.c % 5]
    return mentions.confirm(desk.alike(act.a), by=desk.by(act), entity=_entity(act.b), remember=remember)


def _mark(desk: Desk, act: Act) -> Decision:
    article = desk.article(act.c)
    words = list(re.finditer(r"\w+", article.text))
    first = act.a % len(words)
    last = min(first + act.b % 3, len(words) - 1)
    entity = _entity(act.c) if act.c % 2 else None
    return mentions.mark(
        article, words[first].start(), words[last].end(), kind=_KINDS[act.c % 6], by=desk.by(act),
        seen_revision=article.revision, entity=entity,
    )  # fmt: skip


def _move(desk: Desk, act: Act) -> Decision:
    mention = desk.mention(act.a)
    start, end = mention.start + act.b % 7 - 3, mention.end + act.c % 7 - 3
    return mentions.move(mention, start, end, by=desk.by(act), seen_revision=mention.article.revision)


def _change_kind(desk: Desk, act: Act) -> Decision:
    return mentions.change_kind(desk.alike(act.a), _KINDS[act.b % 6], by=desk.by(act))


def _create(desk: Desk, act: Act) -> Decision:
    name = ("Lawro", "Lawro Musterowitsch", "Die Regierung")[act.b % 3]
    chosen = desk.alike(act.a) if act.c % 3 else []
    return names.create_entity(
        kind=_KINDS[1 + act.c % 5], name_de=name, name_en="", by=desk.by(act), mentions=chosen, force=bool(act.b % 2)
    )


def _remember(desk: Desk, act: Act) -> Decision:
    text = ("Lawro", "Regierung", "Kim", "Minister Lawro")[act.b % 4]
    return names.remember_name(_entity(act.a), text, kind=_NAME_KINDS[act.c % 3], language="de", by=desk.by(act))


def _forget(desk: Desk, act: Act) -> Decision:
    return names.forget_name(_one(list(Name.objects.order_by("entity__key", "text", "kind")), act.a), by=desk.by(act))


def _edit_text(desk: Desk, act: Act) -> Decision:
    """Words taken out, put in or exchanged, anywhere or where a mention stands."""
    article = desk.article(act.c)
    borders = [0, *(match.end() for match in re.finditer(r"\w+|\s+", article.text))]
    start = act.a % len(borders)
    if act.b % 2:
        mention = _one(list(article.mentions.order_by("-status", "start", "kind")), act.a)
        start = max(number for number, border in enumerate(borders) if border <= mention.start)
    end = min(start + act.b % 4, len(borders) - 1)
    text = article.text[: borders[start]] + _WORDS[act.c % len(_WORDS)] + article.text[borders[end] :]
    return editing.edit_article(article, {"text": text}, by=desk.by(act), reason="so")


def _edit_catalogue(desk: Desk, act: Act) -> Decision:
    values: list[Mapping[str, Any]] = [
        {"source": ("TASS", "Yonhap", "")[act.b % 3]},
        {"published": ("2024-01-05", "2023", "")[act.b % 3]},
        {"authors": (("Anna Schmidt", "Bo Li"), ("Bo Li",), ())[act.b % 3], "rights": f"frei {act.b % 2}"},
        {"language": ("de", "en")[act.b % 2]},
        {"headline": f"Neue Zeile {act.b % 3}", "subjects": ("Waffen",)},
    ]
    return editing.edit_article(desk.article(act.c), values[act.a % len(values)], by=desk.by(act))


def _restore_revision(desk: Desk, act: Act) -> Decision:
    article = desk.article(act.c)
    return editing.restore_revision(article, _one(editing.revisions(article), act.a), by=desk.by(act))


def _event(number: int) -> Event:
    return _one(list(Event.objects.standing().order_by("type", "mode", "date_earliest", "pk")), number)


def _sentence(article: Article, number: int) -> tuple[int, int]:
    place = _one(list(sentences(article.text)), number)
    return place.start, place.end


def _event_values(number: int) -> EventValues:
    type, mode = (("CONSULT", "visit"), ("AID", "military"), ("AID", ""))[number % 3]
    date = PartialDate("2024-01") if number % 2 else None
    place = Entity.objects.filter(kind="place").first() if number % 5 == 0 else None
    return EventValues(type, mode, date=date, place=place)


def _parties(event: Event | None, act: Act) -> list[Party]:
    """Some of those who take part already, and somebody else."""
    rows = list(event.participations.exclude(status=Status.REJECTED).order_by("pk")) if event else []
    kept = [
        Party(ParticipantRole(row.role), row.wording, row.entity, row.country, rows=(row.pk,))
        for row in rows[act.b % 2 :]
    ]
    entity = _entity(act.b) if act.b % 3 else None
    more = Party(list(ParticipantRole)[act.c % 3], entity.name_de if entity else "jemand", entity)
    return [*kept, *([more] if act.c % 2 else [])]


def _add_event(desk: Desk, act: Act) -> Decision:
    article = desk.article(act.c)
    return add_event(
        article, sentence=_sentence(article, act.a), values=_event_values(act.b), parties=_parties(None, act),
        claim=Claim(list(Modality)[act.a % 5]), by=desk.by(act), seen_revision=article.revision,
    )  # fmt: skip


def _edit_event(desk: Desk, act: Act) -> Decision:
    event = _event(act.a)
    claims = {report.pk: Claim(list(Modality)[act.c % 5]) for report in event.reports.all()[: act.b % 2]}
    return edit_event(
        event, values=_event_values(act.b) if act.c % 3 else None, parties=_parties(event, act) if act.b % 3 else None,
        claims=claims, by=desk.by(act),
    )  # fmt: skip


def _add_report(desk: Desk, act: Act) -> Decision:
    article = desk.article(act.c)
    return add_report(
        _event(act.a), article, sentence=_sentence(article, act.b), by=desk.by(act), seen_revision=article.revision
    )


def _reject_report(desk: Desk, act: Act) -> Decision:
    return reject_report(_one(list(Report.objects.order_by("article", "start", "pk")), act.a), by=desk.by(act))


def _undo_cleaning(desk: Desk, act: Act) -> Decision:
    return undo_cleaning(_one(list(desk.article(act.c).cleaning_steps.all()), act.a), by=desk.by(act))


def _dismiss(desk: Desk, act: Act) -> Decision:
    return editing.dismiss_displaced(_one(list(desk.article(act.c).displaced_mentions.all()), act.a), by=desk.by(act))


def _accept_safe(desk: Desk, act: Act) -> Decision:
    article = desk.article(act.c)
    safe = [mention.pk for mention in mentions.safe_mentions(article)]
    return mentions.accept_safe(article, by=desk.by(act), only=safe[act.a % 3 :])


def _reads(desk: Desk, act: Act) -> None:
    while work_off({EXTRACT: annotate_leased}, "worker"):
        pass


def _undoes(desk: Desk, act: Act) -> None:
    desk.undo_newest(act.editor)


ACTS: dict[str, Callable[[Desk, Act], Decision | None]] = {
    "confirm": lambda desk, act: mentions.confirm(desk.alike(act.a), by=desk.by(act)),
    "link": _link,
    "reject": lambda desk, act: mentions.reject(desk.alike(act.a), by=desk.by(act)),
    "mark": _mark,
    "move": _move,
    "change kind": _change_kind,
    "create": _create,
    "remember": _remember,
    "forget": _forget,
    "accept safe": _accept_safe,
    "edit text": _edit_text,
    "edit catalogue": _edit_catalogue,
    "restore revision": _restore_revision,
    "undo cleaning": _undo_cleaning,
    "dismiss": _dismiss,
    "publish": lambda desk, act: standing.publish([desk.article(act.c)], by=desk.by(act)),
    "draft": lambda desk, act: standing.return_to_draft(desk.article(act.c), by=desk.by(act)),
    "embargo": lambda desk, act: standing.embargo(
        desk.article(act.c), timezone.now() + timedelta(days=1 + act.a), by=desk.by(act)
    ),
    "withdraw": lambda desk, act: standing.withdraw(desk.article(act.c), "falsch", by=desk.by(act)),
    "full text": lambda desk, act: standing.set_full_text(
        desk.article(act.c), list(FullText)[act.a % 3], by=desk.by(act)
    ),
    "trash": lambda desk, act: standing.trash(
        desk.articles if act.a % 3 == 0 else [desk.article(act.c)], by=desk.by(act)
    ),
    "restore": lambda desk, act: standing.restore([desk.article(act.c)], by=desk.by(act)),
    "finish": lambda desk, act: standing.finish_review(desk.article(act.c), by=desk.by(act), publish=bool(act.a % 2)),
    "postpone": lambda desk, act: standing.postpone(desk.article(act.c), by=desk.by(act)),
    "assign": lambda desk, act: standing.assign(desk.article(act.c), desk.editors[act.a % 2], by=desk.by(act)),
    "add event": _add_event,
    "confirm event": lambda desk, act: confirm_event(_event(act.a), by=desk.by(act)),
    "reject event": lambda desk, act: reject_event(_event(act.a), by=desk.by(act)),
    "edit event": _edit_event,
    "remove event": lambda desk, act: remove_event(_event(act.a), by=desk.by(act)),
    "join events": lambda desk, act: join_events(_event(act.a), _event(act.b), by=desk.by(act)),
    "add report": _add_report,
    "reject report": _reject_report,
    "read": _reads,
    "undo": _undoes,
}  # fmt: skip
