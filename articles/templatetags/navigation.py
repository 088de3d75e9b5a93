"""The main navigation: the rooms of the archive that everybody may enter."""

from __future__ import annotations

from functools import cache
from typing import Any

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

register = template.Library()

_CURRENT = mark_safe(' aria-current="page"')

# Pages that have no item of their own stand in the room of another.
_ROOM_OF = {"search_facet": "search", "event": "events", "pair": "pairs"}
_OF_A_KIND = frozenset({"entities", "entity", "entity_mentions", "entity_together"})


@register.simple_tag(takes_context=True)
def main_navigation(context: template.Context) -> SafeString:
    """The items, of which the one this page stands in is marked."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    here = match.url_name or "" if match else ""
    if match and here in _OF_A_KIND:
        here = str(match.kwargs.get("kind", ""))
    return _written(_ROOM_OF.get(here, here), get_language() or "", get_script_prefix())


@cache
def _written(here: str, language: str, script_prefix: str) -> SafeString:
    """*language* and *script_prefix* are what the items' words and addresses follow."""
    items: list[tuple[str, str, Any, str]] = [
        ("browse", reverse("browse"), _("Browse"), ""),
        ("search", reverse("search"), pgettext("navigation", "Search"), "s"),
        ("person", reverse("entities", args=["person"]), _("People"), "p"),
        ("country", reverse("entities", args=["country"]), _("Countries"), "c"),
        ("organisation", reverse("entities", args=["organisation"]), _("Organisations"), ""),
        ("place", reverse("entities", args=["place"]), _("Places"), ""),
        ("weapon", reverse("entities", args=["weapon"]), _("Weapons"), ""),
        ("events", reverse("events"), _("Events"), "e"),
    ]
    return format_html_join(
        "\n",
        '<li><a href="{}"{}{}>{}</a></li>',
        (
            (
                address,
                _CURRENT if name == here else "",
                format_html(' data-go="{}"', letter) if letter else "",
                words,
            )
            for name, address, words, letter in items
        ),
    )
