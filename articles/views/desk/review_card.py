"""The card of the question an editor is at: whom the words may name, where they stand, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from articles.models import Entity, EntityKind, Mention, MentionForm, NameKind, Status
from articles.rendering.kinds import css_kind, kind_label
from articles.rendering.reasons import reason_in_words
from articles.rendering.review_queue import Question
from articles.review.candidates import ALIKE_NAME, Candidate, candidates_for, entities_called
from articles.text.names import name_key
from articles.views.desk.reviewing import Reviewing

# What stands around a mention in the list of its places.
_AROUND = 40
# Kinds of names an editor remembers a spelling as.
SPELLINGS = {
    NameKind.MISSPELLING: gettext_lazy("misspelling"),
    NameKind.TRANSLITERATION: gettext_lazy("transliteration"),
    NameKind.ALIAS: gettext_lazy("another name"),
}
_REMEMBERED_AS = {MentionForm.TRANSLITERATION: NameKind.TRANSLITERATION, MentionForm.ALIAS: NameKind.ALIAS}


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate as the card offers it."""

    entity: Entity
    reason: str
    articles: int | None
    is_chosen: bool
    # Nothing speaks for it but a likeness of names.
    is_guess: bool


@dataclass(frozen=True, slots=True)
class Spot:
    """One of the places a question is about."""

    mention: Mention
    token: str
    sentence: int | None
    before: str
    after: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class KindChoice:
    kind: EntityKind
    label: str
    css: str
    letter: str
    is_current: bool


class Card:
    """*typed* looks for other entities than the proposed ones, *entity* is the one chosen so far."""

    def __init__(self, reviewing: Reviewing, question: Question, *, typed: str = "", entity: int | None = None) -> None:
        self.reviewing = reviewing
        self.question = question
        self.lead = question.lead
        self.typed = typed.strip()
        self._entity = entity

    @cached_property
    def choices(self) -> list[Choice]:
        """The proposed ones, the likeliest first; or what was typed, those of the same kind first."""
        if not self.typed:
            found = candidates_for(self.lead)
        else:
            found = sorted(entities_called(self.typed), key=lambda one: one.entity.kind != self.lead.kind)
        chosen = self._chosen(found)
        return [
            Choice(
                one.entity,
                reason_in_words(one.reason),
                one.articles,
                is_chosen=one.entity.pk == chosen,
                is_guess=one.reason == ALIKE_NAME,
            )
            for one in found
        ]

    def _chosen(self, found: Sequence[Candidate]) -> int | None:
        ids = [one.entity.pk for one in found]
        linked = self.question.entity.pk if self.question.entity else None
        wanted = next((one for one in (self._entity, None if self.typed else linked) if one in ids), None)
        return wanted or (ids[0] if ids and (self.typed or linked) else None)

    @cached_property
    def spots(self) -> list[Spot]:
        """Every place; those still open are chosen, or all of them where none is."""
        text, numbers = self.reviewing.article.text, self.reviewing.sentences
        open_ones = self.question.undecided
        spots = []
        for one in self.question.mentions:
            start, end = _line_of(text, one.start, one.end)
            sentence = next((number for (first, last), number in numbers.items() if first <= one.start < last), None)
            spots.append(
                Spot(
                    mention=one,
                    token=self.reviewing.tokens[one.pk],
                    sentence=sentence,
                    before=text[max(start, one.start - _AROUND) : one.start],
                    after=text[one.end : min(end, one.end + _AROUND)],
                    is_chosen=not open_ones or one.status == Status.PROPOSED,
                )
            )
        return spots

    @property
    def sureness(self) -> str:
        """What the machine thinks of its own reading, or that a person made it."""
        if self.lead.method == "editor":
            return _("marked by an editor")
        return _("score %(score)s") % {"score": number_format(self.lead.score, decimal_pos=2)}

    @property
    def remembered_as(self) -> NameKind:
        return _REMEMBERED_AS.get(MentionForm(self.lead.form), NameKind.MISSPELLING)

    @property
    def offers_to_remember(self) -> bool:
        """Whether the spelling is worth remembering unasked: the archive had to guess who is meant by it."""
        if self.lead.entity_id is not None:
            return False
        guessed = any(one.is_chosen and one.is_guess and not self._shortens(one.entity) for one in self.choices)
        return guessed or self.lead.form == MentionForm.MISSPELLING

    def _shortens(self, entity: Entity) -> bool:
        """Whether the words are some of its name's own: “Botschaft” spells no embassy in particular."""
        return {*name_key(self.lead.quote).split()} <= {*name_key(entity.name).split()}

    @property
    def spellings(self) -> list[tuple[NameKind, str, bool]]:
        return [(kind, str(label), kind == self.remembered_as) for kind, label in SPELLINGS.items()]

    @property
    def kinds(self) -> list[KindChoice]:
        return kind_choices(self.lead.kind)


def kind_choices(current: str = "") -> list[KindChoice]:
    """Every kind with the letter that chooses it."""
    letters = {
        EntityKind.PERSON: pgettext("letter of the kind", "p"),
        EntityKind.COUNTRY: pgettext("letter of the kind", "c"),
        EntityKind.ORGANISATION: pgettext("letter of the kind", "o"),
        EntityKind.PLACE: pgettext("letter of the kind", "l"),
        EntityKind.WEAPON: pgettext("letter of the kind", "w"),
        EntityKind.OTHER: pgettext("letter of the kind", "a"),
    }
    return [
        KindChoice(kind, kind_label(kind), css_kind(kind), letter, kind == current) for kind, letter in letters.items()
    ]


def _line_of(text: str, start: int, end: int) -> tuple[int, int]:
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
