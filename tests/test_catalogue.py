"""The German catalogue: whole, in step with what is compiled, and with the same placeholders."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

from babel.messages.pofile import read_po

FOLDER = Path(__file__).resolve().parent.parent / "articles" / "locale" / "de" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|</?\w+>")


def messages() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    with (FOLDER / "django.po").open("rb") as file:
        catalogue = read_po(file, locale="de")
    found = []
    for message in catalogue:
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            found.append((message.context or "", ids, strings))
    return found


def test_every_text_is_translated() -> None:
    assert [ids[0] for _, ids, strings in messages() if not all(strings)] == []


def test_translations_keep_placeholders_and_markup() -> None:
    differing = [
        (ids[-1], string)
        for _, ids, strings in messages()
        for string in strings
        # "One file" needs no figure; the plural always does.
        if sorted(PLACEHOLDER.findall(string)) not in [sorted(PLACEHOLDER.findall(one)) for one in ids]
    ]

    assert differing == []


def test_the_compiled_catalogue_is_the_written_one() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)

    for context, ids, strings in messages():
        if len(ids) == 1:
            answer = compiled.pgettext(context, ids[0]) if context else compiled.gettext(ids[0])
            assert answer == strings[0], "run make messages"
