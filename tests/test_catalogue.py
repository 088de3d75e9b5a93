"""The German catalogue: whole, in step with what is compiled, and with the same placeholders."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}
FOLDER = ROOT / "articles" / "locale" / "de" / "LC_MESSAGES"
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


def test_no_text_stands_where_makemessages_does_not_look() -> None:
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in (ROOT / "articles").rglob("*.py")
        for formatted in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(formatted, ast.JoinedStr)
        for call in ast.walk(formatted)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in TRANSLATING
    ]

    # It reads f-strings as plain text: what is said inside one stays English.
    assert hidden == []
