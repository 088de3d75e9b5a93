"""What was decided, in one sentence each: for the history of an article and the page of everything decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from articles.models import (
    Article,
    CleaningStep,
    Decision,
    DecisionKind,
    DisplacedMention,
    Entity,
    Mention,
    Name,
    NameKind,
    Publication,
    Role,
    Source,
    Status,
    User,
)
from articles.rendering.catalogue import field_names
from articles.rendering.decided_events import event_decided
from articles.rendering.decided_rows import Change, DecidedRows, event_of
from articles.rendering.kinds import kind_label
from articles.rendering.shelf_marks import shelf_mark

# So many words are quoted; of more mentions their number is said.
_MOST_QUOTED = 3


def decision_sentence(decision: Decision) -> str:
    return decision_sentences([decision])[decision.pk]


def decision_sentences(decisions: Iterable[Decision]) -> dict[int, str]:
    """By decision what was decided, in the language of the page. A fixed number of queries for any number."""
    shown = list(decisions)
    undone = Decision.objects.in_bulk({decision.undoes_id for decision in shown if decision.undoes_id})
    rows = DecidedRows([*shown, *undone.values()])
    sentences = {}
    for decision in shown:
        of = undone.get(decision.undoes_id) if decision.undoes_id else None
        sentence = _sentence(of or decision, rows)
        sentences[decision.pk] = _("Undone: %(what)s") % {"what": sentence} if of else sentence
    return sentences


def _sentence(decision: Decision, rows: DecidedRows) -> str:
    say = event_decided if event_of(decision) else _SAYING.get(DecisionKind(decision.kind))
    return (say(decision, rows) if say else "") or str(capfirst(decision.get_kind_display()))


def _decided_mentions(decision: Decision, rows: DecidedRows) -> str:
    mentions = rows.of(decision, Mention)
    words = _quoted(mentions, rows)
    names = _named(mentions, rows)
    if decision.kind == DecisionKind.REJECT:
        said = _("%(words)s rejected") % {"words": words}
    elif len(names) == 1 and decision.kind == DecisionKind.LINK:
        said = _("%(words)s linked to %(name)s") % {"words": words, "name": names[0]}
    elif len(names) == 1:
        said = _("%(words)s confirmed as %(name)s") % {"words": words, "name": names[0]}
    else:
        said = _("%(words)s confirmed") % {"words": words}
    remembered = _remembered(decision, rows)
    return f"{said}; {remembered}" if remembered else said


def _marked(decision: Decision, rows: DecidedRows) -> str:
    mentions = rows.of(decision, Mention)
    names = _named(mentions, rows) or [kind_label(rows.value(one, "kind")) for one in mentions[:1]]
    return _("%(words)s marked as %(name)s") % {"words": _quoted(mentions, rows), "name": ", ".join(names)}


def _moved(decision: Decision, rows: DecidedRows) -> str:
    mentions = rows.of(decision, Mention)
    first = mentions[0] if mentions else None
    if first and first.before and first.after and first.before.get("quote") != first.after.get("quote"):
        return _("Borders moved from “%(before)s” to “%(after)s”") % {
            "before": first.before.get("quote"),
            "after": first.after.get("quote"),
        }
    kinds = {kind_label(one.value("kind")) for one in mentions if "kind" in one}
    return _("%(words)s is of another kind: %(kind)s") % {
        "words": _quoted(mentions, rows),
        "kind": ", ".join(sorted(kinds)),
    }


def _created(decision: Decision, rows: DecidedRows) -> str:
    made = rows.of(decision, Entity)
    name = ", ".join(rows.name(Entity, one.pk) or str(one.value("name_de")) for one in made)
    kind = ", ".join(kind_label(one.value("kind")) for one in made)
    said = _("New entity: %(name)s (%(kind)s)") % {"name": name, "kind": kind}
    mentions = rows.of(decision, Mention)
    if not mentions:
        return said
    linked = _("linked to it: %(words)s") % {"words": _quoted(mentions, rows)}
    return f"{said}; {linked}"


def _remembered(decision: Decision, rows: DecidedRows) -> str:
    said = []
    for name in rows.of(decision, Name):
        text, kind = str(rows.value(name, "text") or ""), rows.value(name, "kind")
        whose = rows.name(Entity, rows.value(name, "entity_id"))
        if name.value("status") == Status.REJECTED:
            said.append(_("“%(text)s” is no name of %(name)s any more") % {"text": text, "name": whose})
        elif text and kind:
            said.append(
                _("“%(text)s” remembered for %(name)s (%(kind)s)")
                % {"text": text, "name": whose, "kind": NameKind(kind).label}
            )
    return "; ".join(said)


def _edited(decision: Decision, rows: DecidedRows) -> str:
    names = field_names(decision)
    return _("Changed: %(fields)s") % {"fields": ", ".join(names)} if names else ""


def _cleaning_undone(decision: Decision, rows: DecidedRows) -> str:
    steps = rows.of(decision, CleaningStep)
    return _("A line of the cleaning ledger taken back") if steps else ""


def _on_its_way(decision: Decision, rows: DecidedRows) -> str:
    if gone := rows.of(decision, DisplacedMention):
        words = ", ".join(_("“%(words)s”") % {"words": one.value("quote")} for one in gone[:_MOST_QUOTED])
        return _("%(words)s taken off the list of displaced ones") % {"words": words}
    said = []
    articles = rows.of(decision, Article)
    for article in articles[:1]:
        if article.after and "reviewed_at" in article.after:
            said.append(_("Review finished") if article.after["reviewed_at"] else _("Review reopened"))
        if article.after and article.after.get("postponed_at"):
            said.append(_("Postponed"))
        if article.after and "assigned_to_id" in article.after:
            person = rows.name(User, article.after["assigned_to_id"])
            said.append(_("Given to %(person)s") % {"person": person} if person else _("Given to nobody"))
    if len(articles) > 1:
        said.append(ngettext("%(count)d article", "%(count)d articles", len(articles)) % {"count": len(articles)})
    return "; ".join(said)


def _standing(decision: Decision, rows: DecidedRows) -> str:
    articles = rows.of(decision, Article)
    if len(articles) > 1 and decision.kind in _OF_MANY:
        return str(_OF_MANY[DecisionKind(decision.kind)] % {"count": len(articles)})
    after = (articles[0].after or {}) if articles else {}
    match decision.kind:
        case DecisionKind.PUBLISH if after.get("reviewed_at"):
            return _("Published, review finished")
        case DecisionKind.EMBARGO if after.get("embargo_until"):
            until = localtime(datetime.fromisoformat(after["embargo_until"]))
            return _("Embargoed until %(moment)s") % {"moment": date_format(until, "SHORT_DATETIME_FORMAT")}
        case DecisionKind.RETURN:
            return _("Back to review") if after.get("status") == Publication.IN_REVIEW else _("Back to draft")
        case DecisionKind.DELETE:
            # Of what is gone only its number is kept, as the reason.
            return _("%(shelf_mark)s deleted for good") % {"shelf_mark": shelf_mark(decision.reason)}
    return ""


def _source_changed(decision: Decision, rows: DecidedRows) -> str:
    names = [rows.name(Source, one.pk) or str(one.value("name") or "") for one in rows.of(decision, Source)]
    return _("Source changed: %(name)s") % {"name": ", ".join(names)}


def _account_changed(decision: Decision, rows: DecidedRows) -> str:
    for one in rows.of(decision, User):
        after, person = one.after or {}, rows.name(User, one.pk)
        if one.before is None:
            return _("New account: %(person)s (%(role)s)") % {"person": person, "role": Role(after["role"]).label}
        if "role" in after:
            return _("%(person)s is %(role)s now") % {"person": person, "role": Role(after["role"]).label}
        if "is_active" in after:
            opened, closed = _("Account of %(person)s opened again"), _("Account of %(person)s closed")
            return (opened if after["is_active"] else closed) % {"person": person}
        if after.get("password") == "link":
            return _("%(person)s is to choose a new password") % {"person": person}
        if "password" in after:
            return _("%(person)s has chosen a password") % {"person": person}
    return ""


def _quoted(mentions: list[Change], rows: DecidedRows) -> str:
    """“Lawro”; “Lawro” (3 places); “Kim”, “Lawro”; 12 mentions."""
    words = list(dict.fromkeys(str(quote) for one in mentions if (quote := rows.value(one, "quote"))))
    if not words or len(words) > _MOST_QUOTED:
        return ngettext("%(count)d mention", "%(count)d mentions", len(mentions)) % {"count": len(mentions)}
    quoted = ", ".join(_("“%(words)s”") % {"words": one} for one in words)
    if len(words) == 1 and len(mentions) > 1:
        return _("%(words)s (%(count)d places)") % {"words": quoted, "count": len(mentions)}
    return quoted


def _named(mentions: list[Change], rows: DecidedRows) -> list[str]:
    names = (rows.name(Entity, rows.value(one, "entity_id")) for one in mentions)
    return list(dict.fromkeys(name for name in names if name))


_OF_MANY: dict[DecisionKind, Promise] = {
    DecisionKind.TRASH: ngettext_lazy("%(count)d article to the trash", "%(count)d articles to the trash", "count"),
    DecisionKind.RESTORE: ngettext_lazy(
        "%(count)d article taken out of the trash", "%(count)d articles taken out of the trash", "count"
    ),
    DecisionKind.PUBLISH: ngettext_lazy("%(count)d article published", "%(count)d articles published", "count"),
}
_SAYING: dict[DecisionKind, Callable[[Decision, DecidedRows], str]] = {
    DecisionKind.CONFIRM: _decided_mentions,
    DecisionKind.LINK: _decided_mentions,
    DecisionKind.REJECT: _decided_mentions,
    DecisionKind.MARK: _marked,
    DecisionKind.MOVE: _moved,
    DecisionKind.CREATE: _created,
    DecisionKind.NAME: _remembered,
    DecisionKind.EDIT: _edited,
    DecisionKind.CLEAN: _cleaning_undone,
    DecisionKind.REVIEW: _on_its_way,
    DecisionKind.PUBLISH: _standing,
    DecisionKind.EMBARGO: _standing,
    DecisionKind.RETURN: _standing,
    DecisionKind.TRASH: _standing,
    DecisionKind.RESTORE: _standing,
    DecisionKind.DELETE: _standing,
    DecisionKind.SOURCE: _source_changed,
    DecisionKind.ACCOUNT: _account_changed,
}
