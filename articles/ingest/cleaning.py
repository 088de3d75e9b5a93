"""What is taken out of a decoded text before it is stored: characters nobody sees and every search stumbles on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.text.edits import Edit, EditScript

# Scripts in which joiners and breaking marks decide how a word is written: Arabic to Thaana, the scripts of India,
# Thai to Myanmar, Khmer, Mongolian, Arabic presentation forms. "می‌خواهم" without its non-joiner is misspelt.
_JOINING = "\u0600-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
# Emoji are put together with joiners: 👩‍🚀 is a woman, a joiner and a rocket.
_EMOJI = "\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"

_CLEANING: tuple[tuple[str, str, str], ...] = (
    # reason, what is found, what takes its place
    ("line_end", "\r(?=\n)", ""),
    ("line_end", "[\r\x0b\x0c\x85\u2028\u2029]", "\n"),
    ("nul", "\x00", ""),
    ("control_character", "[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", ""),
    ("soft_hyphen", "\u00ad", ""),
    ("joiner_kept", f"(?<=[{_JOINING}])[\u200b-\u200d]+(?=[{_JOINING}])|(?<=[{_EMOJI}])\u200d(?=[{_EMOJI}])", ""),
    ("zero_width", "[\u200b-\u200d\u2060\u180e]", ""),
    ("byte_order_mark", "\ufeff", ""),
    # They turn "exe.fdp" into "pdf.exe" for the eye. Isolates and the two direction marks mend what they should: kept.
    ("bidi_override", "[\u202a-\u202e]", ""),
    ("lone_surrogate", "[\ud800-\udfff]", ""),
    ("noncharacter", "[\ufdd0-\ufdef\ufffe\uffff]", ""),
)
_KEPT = "joiner_kept"
_FOUND = re.compile("|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern, _) in enumerate(_CLEANING)))
_MAYBE_DECOMPOSED = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
# More marks on one letter than any language writes (UAX 15 calls text with fewer stream-safe) are left as they are:
# putting a million of them in order takes hours.
_MOST_MARKS = 30


def clean(text: str) -> tuple[str, EditScript]:
    """*text* as it is stored, and the script that leads there: line ends, invisible characters, then Unicode's NFC."""
    visible = EditScript(_invisible(text))
    middle = visible.apply(text)
    composed = EditScript(_decomposed(middle))
    if not composed.edits:
        return middle, visible
    return composed.apply(middle), visible.then(composed, text)


def clean_line(text: str) -> str:
    """*text* as a name or title is stored: clean, on one line, with single spaces."""
    return " ".join(clean(text)[0].split())


def _invisible(text: str) -> Iterator[Edit]:
    if text.isascii() and text.isprintable():
        return
    for match in _FOUND.finditer(text):
        reason, _, inserted = _CLEANING[int((match.lastgroup or "r0")[1:])]
        if reason != _KEPT:
            yield Edit(match.start(), match[0], inserted, reason)


def _decomposed(text: str) -> Iterator[Edit]:
    """Letters written as letter and mark, to be written as one character."""
    if text.isascii():
        return
    for run in _MAYBE_DECOMPOSED.finditer(text):
        if unicodedata.is_normalized("NFC", run[0]):
            continue
        for start, cluster in _clusters(run[0]):
            if len(cluster) <= _MOST_MARKS + 1 and (composed := unicodedata.normalize("NFC", cluster)) != cluster:
                yield Edit(run.start() + start, cluster, composed, "composed")


def _clusters(run: str) -> Iterator[tuple[int, str]]:
    """A letter with all its marks, each with its place in *run*; Korean syllables stay whole."""
    start = 0
    for position, character in enumerate(run):
        attaches = unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
        if position and not attaches:
            yield start, run[start:position]
            start = position
    yield start, run[start:]
