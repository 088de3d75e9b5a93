"""Deciding on the review page: every form of it is one POST, one decision, and on to the next question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.models import Decision, Entity, EntityKind, Mention, User
from articles.rendering.kinds import kind_label
from articles.rendering.numbers import figure
from articles.review.candidates import entities_called
from articles.review.errors import NameKnown, NotPossible, Stale
from articles.review.mentions import change_kind, confirm, decided_by, mark, move, reject
from articles.review.names import create_entity
from articles.text.words import word_end, word_start
from articles.views.access import require_editor
from articles.views.desk.review_answers import decided, refused, stale
from articles.views.desk.review_asked import STEPS, Asked, number
from articles.views.desk.review_page import ReviewRequest, article_to_review, editor_of
from articles.views.desk.reviewing import Reviewing, seen_by

# Of a new entity: what was typed comes back with the sentence that says why not.
_TYPED = ("name_de", "name_en", "description_de", "description_en", "country")


@require_editor
@require_POST
def decide(request: ReviewRequest, pk: int) -> HttpResponse:
    before = Reviewing(article_to_review(pk))
    asked = Asked.of(request.POST)
    if asked is None or not asked.tokens:
        return refused(request, before, NotPossible(_("Choose at least one place.")), [])
    mentions = [one for one in before.mentions if one.pk in asked.tokens]
    try:
        decision = _taken(request, before, asked, mentions)
    except Stale as error:
        return stale(request, before, error, asked)
    except NotPossible as error:
        typed = {name: request.POST.get(name, "") for name in _TYPED}
        return refused(
            request,
            before,
            error,
            asked.tokens,
            typed=typed,
            is_creating=asked.action == "create",
            is_known=isinstance(error, NameKnown),
        )
    stays = asked.action in ("kind", "move")
    return decided(request, before, decision, said=_said(asked), asked=mentions[0].pk, stay=stays)


@require_editor
@require_POST
def mark_words(request: ReviewRequest, pk: int) -> HttpResponse:
    """Mark words nobody proposed: by their place, or by the words themselves and the number of their sentence."""
    before = Reviewing(article_to_review(pk))
    kind = request.POST.get("kind", "")
    try:
        if kind not in EntityKind.values:
            raise NotPossible(_("Say what it is: a person, a country, an organisation, a place, a weapon."))
        start, end, revision = _place(request, before)
        decision = mark(
            before.article, start, end, kind=EntityKind(kind), by=editor_of(request), seen_revision=revision
        )
    except NotPossible as error:
        return refused(request, before, error, [], marked_words=request.POST.get("words", ""))
    [marked] = decided_by(decision)
    words = Mention.objects.get(pk=marked).quote
    said = _("“%(phrase)s” marked as %(kind)s") % {"phrase": words, "kind": kind_label(kind)}
    return decided(request, before, decision, said=said, asked=marked, stay=True)


def _taken(request: ReviewRequest, before: Reviewing, asked: Asked, mentions: Sequence[Mention]) -> Decision:
    if len(mentions) < len(asked.tokens):
        raise NotPossible(_("Somebody or a newer reading has taken one of these out of the text. Reload the page."))
    by, seen = editor_of(request), seen_by(asked.tokens, mentions)
    match asked.action:
        case "accept":
            entity = Entity.objects.filter(pk=asked.entity).first() if asked.entity else None
            return confirm(mentions, by=by, entity=entity, remember=asked.remember, seen=seen)
        case "reject":
            return reject(mentions, by=by, seen=seen)
        case "kind":
            return change_kind(mentions, asked.kind or EntityKind.OTHER, by=by, seen=seen)
        case "move":
            return _moved(before, asked, mentions, by=by, seen=seen)
        case "create":
            return create_entity(
                kind=asked.kind or EntityKind(mentions[0].kind),
                by=by,
                country=_country(request),
                mentions=mentions,
                seen=seen,
                force=bool(request.POST.get("force")),
                name_de=request.POST.get("name_de", ""),
                name_en=request.POST.get("name_en", ""),
                description_de=request.POST.get("description_de", ""),
                description_en=request.POST.get("description_en", ""),
            )


def _moved(before: Reviewing, asked: Asked, mentions: Sequence[Mention], *, by: User, seen: dict[int, str]) -> Decision:
    if len(mentions) != 1:
        raise NotPossible(_("Borders are moved one place at a time: choose a single one."))
    [mention] = mentions
    if asked.place:
        start, end, revision = asked.place
    elif asked.step:
        border, step = STEPS[asked.step]
        text, revision = before.article.text, before.article.revision
        start, end = mention.start, mention.end
        if border == "start":
            start = word_start(text, start, step)
        else:
            end = word_end(text, end, step)
    else:
        raise NotPossible(_("Say where the borders are to stand."))
    return move(mention, start, end, by=by, seen_revision=revision, seen=seen)


def _place(request: ReviewRequest, before: Reviewing) -> tuple[int, int, int]:
    sent = [number(request.POST.get(name, "")) for name in ("start", "end", "revision")]
    if None not in sent:
        start, end, revision = cast("list[int]", sent)
        return start, end, revision
    words = request.POST.get("words", "").strip()
    if not words:
        raise NotPossible(_("Mark at least one word."))
    text = before.article.text
    first, last = 0, len(text)
    if wanted := number(request.POST.get("sentence", "")):
        numbers = {place: range_ for range_, place in before.sentences.items()}
        if wanted not in numbers:
            raise NotPossible(_("The text has no sentence %(number)s.") % {"number": figure(wanted)})
        first, last = numbers[wanted]
    taken = {(one.start, one.end) for one in before.mentions}
    start = text.find(words, first, last)
    # The first one nobody has marked yet: that is the one an editor misses.
    while (start, start + len(words)) in taken:
        start = text.find(words, start + 1, last)
    if start < 0:
        raise NotPossible(_("“%(words)s” does not stand there unmarked.") % {"words": words})
    return start, start + len(words), before.article.revision


def _country(request: ReviewRequest) -> Entity | None:
    named = request.POST.get("country", "").strip()
    if not named:
        return None
    found = entities_called(named, kind=EntityKind.COUNTRY, limit=1)
    if not found:
        raise NotPossible(_("The archive knows no country “%(value)s”.") % {"value": named})
    return found[0].entity


def _said(asked: Asked) -> str:
    """What was decided, as the mentions stand now."""
    decided_on = Mention.objects.filter(pk__in=asked.tokens).select_related("entity__merged_into__merged_into")
    mentions = list(decided_on)
    values: dict[str, Any] = {"phrase": mentions[0].quote, "kind": kind_label(mentions[0].kind)}
    values["name"] = mentions[0].entity.survivor.name if mentions[0].entity else ""
    sentence = {
        "accept": _("“%(phrase)s” accepted: %(name)s"),
        "reject": _("“%(phrase)s” rejected"),
        "kind": _("“%(phrase)s” is now: %(kind)s"),
        "move": _("Borders moved: “%(phrase)s”"),
        "create": _("“%(phrase)s” accepted as a new entry"),
    }[asked.action] % values
    return sentence if len(mentions) == 1 else f"{sentence}, {figure(len(mentions))}×"
