"""What an edit did to a text, word by word: what went struck out, what came underlined, what stayed folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.text.differences import difference
from articles.text.edits import Edit

# Characters of unchanged text shown around a change.
_AROUND = 160
_LONGEST_WORD = 40
# A text rewritten from end to end is no diff anybody reads: so many places and characters of each are shown.
_MOST_PLACES = 200
_LONGEST_SHOWN = 20_000


def diff_html(before: str, after: str) -> SafeString:
    """Paragraphs of the places where *after* differs from *before*; everything is escaped here."""
    script = difference(before, after)
    places = list(islice(_places(script.edits), _MOST_PLACES + 1))
    html: list[SafeString] = []
    shown_to = 0
    for place in places[:_MOST_PLACES]:
        start = max(shown_to, _word_start(before, place[0].start - _AROUND))
        end = _word_end(before, place[-1].end + _AROUND)
        html.append(_folded(before, shown_to, start))
        html.append(format_html('<p class="diff" dir="auto">{}</p>', _joined(_changed(before, start, place, end))))
        shown_to = end
    if len(places) > _MOST_PLACES:
        html.append(format_html('<p class="fold">{}</p>', _("Further changes are not shown.")))
    elif places:
        html.append(_folded(before, shown_to, len(before)))
    return _joined(html)


def _places(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits that stand so near each other that their surroundings meet."""
    place: list[Edit] = []
    for edit in edits:
        if place and edit.start - place[-1].end > 2 * _AROUND:
            yield place
            place = []
        place.append(edit)
    if place:
        yield place


def _changed(before: str, start: int, place: Iterable[Edit], end: int) -> Iterator[SafeString]:
    position = start
    for edit in place:
        yield escape(before[position : edit.start])
        if edit.removed:
            yield format_html('<del><span class="vh">{} </span>{}</del>', _("removed:"), _shown(edit.removed))
        if edit.inserted:
            yield format_html('<ins><span class="vh">{} </span>{}</ins>', _("added:"), _shown(edit.inserted))
        position = edit.end
    yield escape(before[position:end])


def _shown(words: str) -> str:
    """Line ends are seen only where something marks them."""
    cut = words if len(words) <= _LONGEST_SHOWN else words[:_LONGEST_SHOWN] + " …"
    return cut.replace("\n", "¶\n")


def _folded(before: str, start: int, end: int) -> SafeString:
    words = len(before[start:end].split())
    if not words:
        return mark_safe("")
    unchanged = ngettext("%(count)d unchanged word", "%(count)d unchanged words", words) % {"count": words}
    return format_html('<p class="fold">{}</p>', unchanged)


def _word_start(text: str, position: int) -> int:
    """The beginning of the word at *position*, as far as that is near: not every script has spaces."""
    position = max(0, position)
    least = max(0, position - _LONGEST_WORD)
    while position > least and not text[position - 1].isspace():
        position -= 1
    return position


def _word_end(text: str, position: int) -> int:
    most = min(len(text), position + _LONGEST_WORD)
    position = min(len(text), position)
    while position < most and not text[position].isspace():
        position += 1
    return position


def _joined(pieces: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(pieces))  # noqa: S308  each piece was escaped by whoever made it
