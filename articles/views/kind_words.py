"""The word of an address that says which kind of entity its page is about: `people` for persons."""

from __future__ import annotations

from articles.models import PAGE_WORDS

_KINDS = {word: kind for kind, word in PAGE_WORDS.items()}


class KindWord:
    """A path converter."""

    regex = "|".join(PAGE_WORDS.values())

    def to_python(self, value: str) -> str:
        return _KINDS[value]

    def to_url(self, value: str) -> str:
        return PAGE_WORDS[value]
