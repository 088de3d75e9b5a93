"""Bytes to text: which encoding an upload is in, and how we know."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

_BYTE_ORDER_MARKS = (
    # The longer marks first: that of UTF-32 begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What a file says it is in its first bytes, whatever its name says.
_OTHER_FORMATS = (
    (b"%PDF-", gettext_lazy("a PDF file")),
    (b"PK\x03\x04", gettext_lazy("a ZIP, Word or OpenDocument file")),
    (b"\xd0\xcf\x11\xe0", gettext_lazy("an old Word or Office file")),
    (b"{\\rtf", gettext_lazy("an RTF file")),
    (b"MZ", gettext_lazy("a program")),
    (b"\x7fELF", gettext_lazy("a program")),
    (b"\x89PNG", gettext_lazy("a picture")),
    (b"\xff\xd8\xff", gettext_lazy("a picture")),
    (b"GIF8", gettext_lazy("a picture")),
    (b"\x1f\x8b", gettext_lazy("a gzip file")),
    (b"SQLite format 3\x00", gettext_lazy("a database")),
)
_SAMPLE = 64 * 1024
_LETTERS_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_LETTERS = re.compile(rb"[A-Za-z\x80-\xff]")
# Western languages write few letters beyond ASCII; Russian in cp1251 writes nearly all of them there, and decodes as
# cp1252 without complaint into "Ïðèâåò".
_MOST_BEYOND_ASCII = 0.3
_MOST_CONTROLS = 0.1


class NotText(ValueError):
    """The bytes are no text; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """*basis* is byte_order_mark, utf_8, declared, windows_1252 or guessed."""

    text: str
    encoding: str
    basis: str


def decode(data: bytes, declared: str = "") -> Decoded:
    """The text in *data*. Raises NotText for bytes that are none; any other bytes become some text.

    In this order: byte order mark, UTF-8, what the sender *declared*, windows-1252 where the letters look Western,
    then a guess. An upload that is UTF-8 but for a few broken bytes stays UTF-8, with a mark where they were.
    """
    _refuse_other_formats(data)
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace")
            return Decoded(text, encoding.removesuffix("-sig"), "byte_order_mark")
    if wide := _utf_16_without_mark(data):
        return Decoded(data.decode(wide, errors="replace"), wide, "guessed")
    _refuse_binary(data)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "utf_8")
    except UnicodeDecodeError:
        return _declared(data, declared) or _mostly_utf_8(data) or _windows_1252(data) or _guessed(data)


def _refuse_other_formats(data: bytes) -> None:
    for signature, name in _OTHER_FORMATS:
        if data.startswith(signature) and (signature != b"MZ" or b"\x00" in data[:_SAMPLE]):
            raise NotText(_("It is %(format)s, not text, whatever its name says.") % {"format": name})


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    controls = sum(sample.count(bytes([code])) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    if controls > 8 and controls > _MOST_CONTROLS * len(sample):
        raise NotText(_("It holds binary data, not text."))


def _utf_16_without_mark(data: bytes) -> str | None:
    """Latin text in UTF-16 has a NUL in every second byte, on one side only."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 4 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.05 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.05 * pairs:
        return "utf-16-be"
    return None


def _declared(data: bytes, declared: str) -> Decoded | None:
    if not declared:
        return None
    try:
        encoding = codecs.lookup(declared).name
        return Decoded(data.decode(encoding), encoding, "declared")
    except (LookupError, UnicodeDecodeError, TypeError, ValueError):
        # TypeError: codecs that are no encodings of text, such as "hex".
        return None


def _mostly_utf_8(data: bytes) -> Decoded | None:
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = sum(1 for character in text if character > "\x7f") - text.count("\ufffd")
    return Decoded(text, "utf-8", "guessed") if whole > 4 * broken else None


def _windows_1252(data: bytes) -> Decoded | None:
    beyond, letters = len(_LETTERS_BEYOND_ASCII.findall(data)), len(_LETTERS.findall(data))
    if beyond > _MOST_BEYOND_ASCII * letters:
        return None
    try:
        return Decoded(data.decode("cp1252"), "cp1252", "windows_1252")
    except UnicodeDecodeError:
        return None


def _guessed(data: bytes) -> Decoded:
    best = from_bytes(data[: 4 * _SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    return Decoded(data.decode(encoding, errors="replace"), encoding, "guessed")
