"""Picture credits and bylines: who is thanked for a picture, and which of them may be the article's source."""

from __future__ import annotations

import re
from functools import cache

from articles.extraction.lexicons import first_column, lexicon_languages, words_with
from articles.text.names import address_word, name_key

_LONGEST_CREDIT = 160
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|\(C\))\s*\S")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3,}[.!?] +[^\W\d_a-z]")
_NAME_WORD = re.compile(r"[^\W\d_a-zß-ÿ][\w.’'-]*")
_MOST_NAME_WORDS = 5
_SPLIT = re.compile(r"\s*[/,&|+•·;]\s*")


def is_credit(line: str) -> bool:
    """Whether *line* as a whole is a picture credit.

    >>> is_credit("Foto: Max Muster/dpa"), is_credit("GettyImages und Channel 24 Collage"), is_credit("Foto der Front")
    (True, True, False)
    """
    line = _bare(line)
    if not line or len(line) > _LONGEST_CREDIT or not _any_cue().search(line) or _SENTENCE_INSIDE.search(line):
        return False
    if _COPYRIGHT.match(line) or _after_label(line) is not None:
        return True
    if line.endswith((".", "!", "?", ":")):
        return False
    if line in _words("picture"):
        return True
    pieces = _pieces(line)
    # "AP meldet neuen Rekord" has a verb: the pieces of a credit are names, and one at least deals in pictures.
    return all(_is_name(piece) for piece in pieces) and any(_names_a_picture(piece) for piece in pieces)


def split_off_credit(line: str) -> int | None:
    """Where the credit glued to the end of a headline begins, counted in *line*; None where there is none.

    >>> "Beziehungen gestärkt/GettyImages und Channel 24 Collage"[split_off_credit(
    ...     "Beziehungen gestärkt/GettyImages und Channel 24 Collage"):]
    'GettyImages und Channel 24 Collage'
    """
    for match in re.finditer(r"/|\||©|\(c\)|\(|\[| [–—-] ", line[-_LONGEST_CREDIT - 20 :]):
        start = max(0, len(line) - _LONGEST_CREDIT - 20) + match.start()
        keeps_sign = match[0] in ("©", "(c)", "(", "[")
        start_of_credit = start if keeps_sign else start + len(match[0])
        rest = line[start_of_credit:]
        if len(line[:start].split()) >= 3 and is_credit(rest):
            return start_of_credit + len(rest) - len(rest.lstrip())
    return None


def source_in_credit(credit: str) -> str | None:
    """Key of the outlet a credit names beside picture agencies, judged by the words outlets have in their names."""
    for piece in _pieces(_after_label(_bare(credit)) or _bare(credit)):
        words = [word for word in piece.split() if word not in _words("picture")]
        if len(words) > 1 and any(word in _words("outlet") for word in words) and not _is_agency(" ".join(words)):
            return f"organisation:{address_word(' '.join(words))}"
    return None


def is_picture_agency(name: str) -> bool:
    return name_key(name) in {name_key(agency) for agency in _words("agency")}


def authors_in_byline(line: str) -> list[tuple[int, int]]:
    """Where the names stand in a line such as "Von Max Muster und Erika Musterfrau"; empty where it is no byline."""
    cue = next((cue for cue in _by_length("byline") if re.match(re.escape(cue) + r"[: ]", line)), None)
    if cue is None or len(line) > _LONGEST_CREDIT or line.endswith((".", "!", "?", ":")):
        return []
    authors: list[tuple[int, int]] = []
    joiners = "|".join(re.escape(joiner) for joiner in _by_length("joiner"))
    position = len(cue) + 1
    for piece in re.split(rf"(\s*[,/&|]\s*|\s+(?:{joiners})\s+)", line[position:]):
        name = piece.strip()
        if name and not re.fullmatch(rf"[,/&|]|{joiners}", name):
            words = name.split()
            # "Von September bis November" is no author: every word of a name is capitalised, and there are two or more.
            if not 2 <= len(words) <= _MOST_NAME_WORDS or not all(map(_stands_in_names, words)):
                return authors
            start = line.index(name, position)
            authors.append((start, start + len(name)))
        position += len(piece)
    return authors


def _stands_in_names(word: str) -> bool:
    return bool(_NAME_WORD.fullmatch(word)) or word in first_column("names", "lower_particles")


def _after_label(line: str) -> str | None:
    for label in _by_length("label"):
        match = re.match(rf"{re.escape(label)}(?:\s*\([^)]{{1,30}}\))?\s*:\s*(?=\S)", line)
        if match:
            return line[match.end() :]
    return None


def _bare(line: str) -> str:
    return line.strip().strip("()[]*_ ").strip()


def _pieces(credit: str) -> list[str]:
    joined = "|".join(re.escape(joiner) for joiner in _by_length("joiner"))
    return [piece for part in _SPLIT.split(credit) for piece in re.split(rf"\s(?:{joined})\s", part) if piece]


def _is_name(piece: str) -> bool:
    words = piece.split()
    return piece in _words("agency") or (len(words) <= 4 and all(not word[0].islower() for word in words))


def _names_a_picture(piece: str) -> bool:
    return _is_agency(piece) or piece in _words("picture") or piece.split()[-1] in _words("picture")


def _is_agency(piece: str) -> bool:
    return piece in _words("agency") or any(piece.startswith(f"{agency} ") for agency in _words("agency"))


@cache
def _words(role: str) -> frozenset[str]:
    """Cues of every language: a German article may carry an English credit."""
    return frozenset().union(*(words_with(language, "credits", "role", role) for language in lexicon_languages()))


@cache
def _any_cue() -> re.Pattern[str]:
    """Nearly every line of a text has none of the cues: one look instead of a hundred."""
    cues = _words("label") | _words("agency") | _words("picture")
    return re.compile("|".join([r"©|\([cC]\)", *(re.escape(cue) for cue in sorted(cues))]))


@cache
def _by_length(role: str) -> tuple[str, ...]:
    return tuple(sorted(_words(role), key=len, reverse=True))
