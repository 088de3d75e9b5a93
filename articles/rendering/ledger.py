"""The cleaning ledger as sentences: what was done to a text, how often, and whether it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.models import Article, CleaningStep, edit_script
from articles.text.edits import Edit, EditScript

# Places a line shows of a reason that occurs a thousand times.
_PLACES_SHOWN = 5
_AROUND = 20
_LONGEST_SHOWN = 40

_EDITS: dict[str, Promise] = {
    "line_end": ngettext_lazy(
        "%(count)d line end became a line feed.", "%(count)d line ends became line feeds.", "count"
    ),
    "nul": ngettext_lazy("%(count)d NUL was removed.", "%(count)d NULs were removed.", "count"),
    "control_character": ngettext_lazy(
        "%(count)d control character was removed.", "%(count)d control characters were removed.", "count"
    ),
    "soft_hyphen": ngettext_lazy("%(count)d soft hyphen was removed.", "%(count)d soft hyphens were removed.", "count"),
    "zero_width": ngettext_lazy(
        "%(count)d invisible character was removed.", "%(count)d invisible characters were removed.", "count"
    ),
    "byte_order_mark": ngettext_lazy(
        "%(count)d byte order mark was removed.", "%(count)d byte order marks were removed.", "count"
    ),
    "bidi_override": ngettext_lazy(
        "%(count)d character that turns the direction of writing around was removed.",
        "%(count)d characters that turn the direction of writing around were removed.",
        "count",
    ),
    "lone_surrogate": ngettext_lazy(
        "%(count)d half of a character was removed.", "%(count)d halves of characters were removed.", "count"
    ),
    "noncharacter": ngettext_lazy(
        "%(count)d code that is no character was removed.",
        "%(count)d codes that are no characters were removed.",
        "count",
    ),
    "composed": ngettext_lazy(
        "%(count)d letter with a mark became one character.",
        "%(count)d letters with marks became one character each.",
        "count",
    ),
    "front_matter": _("The fields before the text were taken out of it."),
}
_MARKDOWN = ngettext_lazy(
    "%(count)d sign of Markdown was removed, the words stay.",
    "%(count)d signs of Markdown were removed, the words stay.",
    "count",
)
_PARTS: dict[str, Promise] = {
    "headline_found": _("The first line was taken for the headline."),
    "headline_made": _("The text has no headline: its first sentence stands for it."),
    "headline_shortened": _(
        "The headline was longer than a headline can be and was shortened; the text has all of it."
    ),
    "credit_line_found": _("This line was taken for the picture's credit."),
    "credit_line_split": _("The picture's credit was split off the headline."),
    "subheadline_found": _("This line was taken for the subheadline."),
    "byline_found": _("This line was taken for the byline."),
    "dateline_found": _("This was taken for place and date of the report."),
    "subhead_found": _("This line was taken for a subheading."),
    "source_proposed": _("The source was taken from the picture's credit."),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What was changed, written so that it can be seen, and what stands around it."""

    before: str
    removed: str
    inserted: str
    after: str


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """*quote* is the piece of the text a part step speaks of, *places* the first of an edit step's, *more* the rest."""

    step: CleaningStep
    sentence: str
    quote: str
    places: tuple[Place, ...]
    more: int


def cleaning_ledger(article: Article) -> list[LedgerLine]:
    """The ledger of *article*, in the order in which things were done. One query."""
    steps = list(article.cleaning_steps.all())
    # Only while the text is the one that cleaning made are its places those of the edits.
    script = edit_script(steps) if article.revision == 1 else None
    return [_line(article, step, script) for step in steps]


def _line(article: Article, step: CleaningStep, script: EditScript | None) -> LedgerLine:
    if step.kind == CleaningStep.Kind.PART:
        said = str(_PARTS.get(step.reason, step.reason))
        return LedgerLine(step, said, article.text[step.start : step.end], (), 0)
    template = _EDITS.get(step.reason) or (_MARKDOWN if step.reason.startswith("markdown_") else None)
    said = str(template % {"count": step.count}) if template else step.reason
    edits = step.edits
    places = tuple(_place(article.text, edit, script) for edit in edits[:_PLACES_SHOWN])
    return LedgerLine(step, said, "", places, len(edits) - len(places))


def _place(text: str, edit: Edit, script: EditScript | None) -> Place:
    before = after = ""
    if script is not None:
        start = script.forward(edit.start)
        before = text[max(0, start - _AROUND) : start]
        after = text[start + len(edit.inserted) :][:_AROUND]
    return Place(before, _seen(edit.removed), _seen(edit.inserted), after)


def _seen(text: str) -> str:
    """*text* with what nobody sees written as its code."""
    shown = text[:_LONGEST_SHOWN] + ("…" if len(text) > _LONGEST_SHOWN else "")
    return "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in shown)
