"""Which language a text is written in, by its letters."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from articles.text.languages import UNDETERMINED

# The languages news reaches this archive in. A short list is what makes four words enough: with all of the model's
# languages, German headlines come back as Luxembourgish or Low German.
LANGUAGES = (
    "ar", "cs", "de", "en", "es", "fa", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ro", "ru", "tr", "uk", "zh",
)  # fmt: skip
# More text changes nothing but the time it takes.
_SAMPLE = 800
_FEWEST_LETTERS = 8
# Scripts that write a word in one or two signs need fewer of them.
_FEWEST_LETTERS_CJK = 2


def find_language(text: str) -> str:
    """Code of the language of *text*; `und` where there are too few letters to tell."""
    sample = text[: 4 * _SAMPLE].strip()[:_SAMPLE]
    letters = [letter for letter in sample if letter.isalpha()]
    fewest = _FEWEST_LETTERS_CJK if any(letter >= "\u3040" for letter in letters) else _FEWEST_LETTERS
    if len(letters) < fewest:
        return UNDETERMINED
    # A lone surrogate is no character, and the model reads bytes.
    code, _ = _identifier().classify(sample.encode("utf-8", errors="replace").decode("utf-8"))
    return str(code)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(list(LANGUAGES))
    return identifier
