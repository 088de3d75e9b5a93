"""Whether a text writes a name the way the archive knows it, allowing for hyphens, accents and capitals."""

from __future__ import annotations

from articles.text.names import without_accents

_HYPHENS = "-\u2010\u2011"
# In shorter words capitals are the whole difference between a name and an acronym.
_SHORTEST_SHOUTED = 5


class _FoldedSigns(dict[int, str]):
    """Sign for sign, so that positions in the folded text are positions in the text."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        plain = " " if sign.isspace() or sign in _HYPHENS else without_accents(sign).lower()
        self[code] = plain if len(plain) == 1 else sign
        return self[code]


_FOLDED = _FoldedSigns()


def folded(text: str) -> str:
    """*text* of the same length, in lower case, without accents, hyphens read as spaces.

    >>> folded("Kim Jong-un") == folded("KIM JONG UN")
    True
    """
    return text.translate(_FOLDED)


def spells(written: str, name: str) -> bool:
    """Whether *written*, which folds to what *name* folds to, is a way to write that name.

    "hur" is not HUR and "Marz" is not März: one word has to be exact. Several words agree by accident far less often,
    so "Erdogan" may go without its breve, and "Kim Jong Un" without its hyphen.
    """
    begins_sentence = name[0].islower() and written == name[0].upper() + name[1:]
    if written == name or begins_sentence:
        return True
    if written.isupper() and written == name.upper():
        return len(written) >= _SHORTEST_SHOUTED
    if len(folded(name).split()) < 2:
        return False
    return all(
        here.isupper() or not there.isupper()
        for here, there in zip(_first_signs(written), _first_signs(name), strict=True)
    )


def is_one_letter_off(word: str, other: str) -> bool:
    """Whether one letter added, left out or exchanged makes *word* into *other*."""
    shorter, longer = sorted((word, other), key=len)
    if word == other or len(longer) - len(shorter) > 1:
        return False
    index = next((i for i, (one, two) in enumerate(zip(shorter, longer, strict=False)) if one != two), len(shorter))
    rest = shorter[index:] if len(shorter) < len(longer) else shorter[index + 1 :]
    return rest == longer[index + 1 :]


def _first_signs(name: str) -> list[str]:
    return [word[0] for word in name.replace("-", " ").replace("\u2011", " ").replace("\u2010", " ").split()]
