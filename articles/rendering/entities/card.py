"""The names of an entity as its catalogue card shows them: each once, with what kind of name it is and in what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Entity, Name, NameKind, Status
from articles.rendering.languages import language_name, script_name

# So many names stand open on the card.
NAMES_SHOWN = 12

_ORDER = {
    kind: place
    for place, kind in enumerate(
        (
            NameKind.PREFERRED,
            NameKind.ACRONYM,
            NameKind.ALIAS,
            NameKind.TRANSLITERATION,
            NameKind.FORMER,
            NameKind.TITLE,
            NameKind.ADJECTIVE,
            NameKind.DEMONYM,
            NameKind.METONYM,
            NameKind.MISSPELLING,
        )
    )
}
# Of a name in another language its language says enough, of another name in the page's own nothing need be said.
_PLAIN = (NameKind.PREFERRED, NameKind.ALIAS, NameKind.TRANSLITERATION)
_LATIN = "Latn"


@dataclass(frozen=True, slots=True)
class CardName:
    """*note* says what it is: “Englisch”, “Adjektiv”, “Russisch, Kyrillisch”."""

    text: str
    note: str
    language: str
    is_misspelling: bool


def card_names(entity: Entity) -> list[CardName]:
    """Every name nobody has rejected, but the one in the heading; those of the page's language first. One query."""
    page = (get_language() or "de").partition("-")[0]
    names = entity.names.exclude(status=Status.REJECTED)
    ordered = sorted(
        names,
        key=lambda one: (
            _ORDER[NameKind(one.kind)],
            one.language != page,
            one.script != _LATIN,
            one.language,
            one.text,
        ),
    )
    together: dict[str, list[Name]] = {}
    for one in ordered:
        if one.text != entity.name:
            together.setdefault(one.text, []).append(one)
    return [_card_name(text, some, page) for text, some in together.items()]


def names_html(names: Iterable[CardName]) -> SafeString:
    return mark_safe(  # noqa: S308  every value is escaped where it is put in
        "".join(_item(one) for one in names)
    )


def _card_name(text: str, names: list[Name], page: str) -> CardName:
    first = names[0]
    # "Kim Jong Un" is a transliteration in German and the name in English: said once, in one note.
    languages = dict.fromkeys(language_name(one.language) for one in names if one.language not in ("", page))
    plain = first.kind == NameKind.ALIAS or (first.kind in _PLAIN and languages)
    said = [] if plain else [str(NameKind(first.kind).label)]
    said += list(languages)[:2]
    if first.script not in ("", _LATIN):
        # "Chinese" is a language and a script.
        said += [word for word in [script_name(first.script)] if word not in said]
    return CardName(text, ", ".join(said), first.language, first.kind == NameKind.MISSPELLING)


def _item(one: CardName) -> str:
    language = f' lang="{escape(one.language)}"' if one.language else ""
    direction = "" if one.text.isascii() else ' dir="auto"'
    wrong = ' class="wrong"' if one.is_misspelling else ""
    note = f" <small>{escape(one.note)}</small>" if one.note else ""
    return f"<li{wrong}><span{language}{direction}>{escape(one.text)}</span>{note}</li>"
