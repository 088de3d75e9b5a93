"""The queue of the review page: what an article's mentions ask, each question once, and its row on the page.

Rows are written here and not as a template: there may be two hundred of them. Every value is escaped where it is put
in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Entity, Mention, Status
from articles.rendering.kinds import css_kind, kind_label
from articles.rendering.numbers import figure


@dataclass(frozen=True, slots=True)
class Question:
    """All mentions of one kind, written the same and read the same: whoever decides decides them together.

    *entity* is whom they name, or whom they name first of all; None where nothing is known.
    """

    mentions: tuple[Mention, ...]
    entity: Entity | None
    is_safe: bool

    @property
    def lead(self) -> Mention:
        return self.mentions[0]

    @property
    def row(self) -> str:
        """Its id on the page."""
        return f"q-{self.lead.pk}"

    @property
    def undecided(self) -> tuple[Mention, ...]:
        return tuple(one for one in self.mentions if one.status == Status.PROPOSED)

    @property
    def css(self) -> str:
        return css_kind(self.lead.kind)


def questions(mentions: Iterable[Mention], candidates: Mapping[str, Entity], safe: Collection[int]) -> list[Question]:
    """What *mentions*, in the order of the text, ask: first what needs a person most.

    *candidates* are entities by key, *safe* the ids of mentions that can be agreed to without a look at each. What is
    doubtful comes before what is safe, what is decided last, and each of these in the order of the text.
    """
    alike: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        # By the first candidate and not by the entity: the machine's reading stays when an editor has chosen another,
        # and with it the row.
        proposed = mention.candidates[0]["entity"] if mention.candidates else mention.name
        alike[mention.kind, mention.quote, proposed].append(mention)
    found = [
        Question(tuple(group), _meant(group, candidates), all(one.pk in safe for one in group if _is_open(one)))
        for group in alike.values()
    ]
    return sorted(found, key=lambda one: (not one.undecided, one.is_safe, one.lead.start, -one.lead.end, one.lead.pk))


def next_after(decided: Question | None, before: Sequence[Question], after: Sequence[Question]) -> Question | None:
    """The next open one of *after*, going on from where *decided* stood in *before*."""
    waiting = {one.row: one for one in after if one.undecided}
    places = [one.row for one in before]
    start = places.index(decided.row) + 1 if decided and decided.row in places else 0
    ordered = [*places[start:], *places[:start]]
    return next((waiting[row] for row in ordered if row in waiting), next(iter(waiting.values()), None))


def row_html(
    question: Question, tokens: Mapping[int, str], *, icon: str, replacing: bool = False, card: str = ""
) -> SafeString:
    """*tokens* say what each mention was when the page was made; *icon* stands for the kind; *card* is HTML.

    *replacing*: as a part of an answer that takes the place of the row on the page.
    """
    lead = question.lead
    ids = " ".join(str(one.pk) for one in question.mentions)
    attributes = f"{' data-open' if question.undecided else ''}{' hx-swap-oob=true' if replacing else ''}"
    times = len(question.mentions)
    count = f' <span class="mute small">{figure(times)}×</span>' if times > 1 else ""
    link = f'<a href="?at={lead.pk}#{question.row}" dir="auto">{_quoted(lead.quote)}</a>{count}'
    name = question.entity.name if question.entity else _("nobody known by this name")
    return mark_safe(  # noqa: S308  see above
        f'<li id="{question.row}" class="q sg-{question.css}" data-q="{ids}"{attributes}>{card}<div class="qrow">{icon}'
        f'<div>{link}<span class="vh">, {escape(kind_label(lead.kind))}</span>'
        f'<div class="to">{escape(name)}</div></div>'
        f"{_buttons(question, tokens) if question.undecided else _verdict(question)}</div></li>\n"
    )


def _buttons(question: Question, tokens: Mapping[int, str]) -> str:
    asked = " ".join(tokens[one.pk] for one in question.undecided)
    quote = question.lead.quote
    accept = ""
    if question.entity:
        accept = _button("accept", "yes", f"{question.entity.pk}:{asked}", _("Accept “%(phrase)s”") % {"phrase": quote})
    reject = _button("reject", "nay", f":{asked}", _("Reject “%(phrase)s”") % {"phrase": quote})
    return f'{_part_decided(question)}<span class="act">{accept}{reject}</span>'


def _button(name: str, css: str, value: str, label: str) -> str:
    return (
        f'<button class="iconbtn {css}" form="decide" name="{name}" value="{escape(value)}">'
        f'<span class="vh">{escape(label)}</span></button>'
    )


def _part_decided(question: Question) -> str:
    decided = len(question.mentions) - len(question.undecided)
    if not decided:
        return ""
    said = ngettext("%(count)s decided", "%(count)s decided", decided) % {"count": figure(decided)}
    return f'<span class="tag">{escape(said)}</span>'


def _verdict(question: Question) -> str:
    statuses = Counter(one.status for one in question.mentions)
    css, said = "tag", _("rejected")
    if len(statuses) > 1:
        said = _("decided one by one")
    elif Status.CONFIRMED in statuses:
        css, said = "tag tag-ok", _("accepted")
    return f'<span class="{css}">{escape(said)}</span>'


def _quoted(quote: str) -> str:
    return escape(_("“%(phrase)s”") % {"phrase": quote})


def _is_open(mention: Mention) -> bool:
    return mention.status == Status.PROPOSED


def _meant(group: Sequence[Mention], candidates: Mapping[str, Entity]) -> Entity | None:
    for mention in group:
        if mention.entity is not None:
            return mention.entity.survivor
    first = group[0].candidates
    known = candidates.get(first[0]["entity"]) if first else None
    return known.survivor if known else None
