"""Names as strings: the key under which two spellings are the same name, and the script they are written in."""

from __future__ import annotations

import re
import unicodedata

# Vowel signs of Indic and South-East Asian scripts are no \w, but without them Ghana and Guinea are one name in Hindi.
_NOT_A_LETTER = re.compile(r"(?:[^\w\u0900-\u109F\u1780-\u17FF]|_)+")
# Letters without a combining mark to take away: Łukasz, Đoković and Straße must meet Lukasz, Dokovic and Strasse.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ø": "o",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ð": "d",
        "ı": "i",
        "ʼ": None,
        "’": None,
        "'": None,
    }
)
_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HANGUL": "Hang", "CJK": "Hani", "HIRAGANA": "Jpan",
            "KATAKANA": "Jpan", "ARABIC": "Arab", "HEBREW": "Hebr", "GEORGIAN": "Geor", "ARMENIAN": "Armn",
            "DEVANAGARI": "Deva", "THAI": "Thai"}  # fmt: skip


def name_key(name: str) -> str:
    """The form in which spellings of one name are compared: no case, accents or punctuation, single spaces.

    >>> name_key("Kim Jong-un") == name_key("KIM JONG UN")
    True
    >>> name_key("Süd­korea")
    'sudkorea'
    """
    folded = without_accents(name.replace("\u00ad", "").casefold().translate(_LETTERS))
    return _NOT_A_LETTER.sub(" ", folded).strip()


def address_word(text: str, longest: int = 80) -> str:
    """*text* for an address: ASCII letters and digits with hyphens, empty for a text in another script.

    German is written out, as German readers type it; its other accents fall away.

    >>> address_word("Russischer Präsident Łukasz Weiß")
    'russischer-praesident-lukasz-weiss'
    """
    german = text.casefold().replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    words = re.findall(r"[a-z0-9]+", without_accents(german.translate(_LETTERS)))
    return "-".join(words)[:longest].strip("-")


def without_accents(text: str) -> str:
    """*text* without combining marks; Cyrillic й and ї keep theirs, because there they make another letter."""
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        plain = unicodedata.normalize("NFD", letter)
        kept.append(plain[0] if len(plain) > 1 and plain[0].isascii() else letter)
    return "".join(kept)


def script_of(text: str) -> str:
    """ISO 15924 code of the script most letters of *text* are written in; `Zyyy` when there is none."""
    counts: dict[str, int] = {}
    for letter in text:
        if letter.isalpha():
            script = _SCRIPTS.get(unicodedata.name(letter, "").split(" ")[0].split("-")[0], "Zyyy")
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda script: counts[script]) if counts else "Zyyy"
