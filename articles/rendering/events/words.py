"""What is said of an event in few words: how much, how sure, by which sign."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from articles.models import EventType, Modality

_ICONS = {
    EventType.AGREE: "handshake",
    EventType.CONSULT: "handshake",
    EventType.SUPPORT: "handshake",
    EventType.COOPERATE: "handshake",
    EventType.CONCEDE: "flag",
    EventType.AID: "package",
    EventType.RETREAT: "flag",
    EventType.REQUEST: "megaphone",
    EventType.ACCUSE: "megaphone",
    EventType.REJECT: "circle-x",
    EventType.THREATEN: "triangle-alert",
    EventType.PROTEST: "megaphone",
    EventType.SANCTION: "scale",
    EventType.MOBILIZE: "rocket",
    EventType.COERCE: "scale",
    EventType.ASSAULT: "crosshair",
}


def kind_icon_name(type: str) -> str:
    """The icon of the sprite for events of a type."""
    return _ICONS[EventType(type)]


def quantity_words(value: Decimal | None, about: bool, unit: str) -> str:
    """“about 1,000,000 artillery shells”; empty where nothing is said of how much."""
    if value is None:
        return unit
    # Stored with four decimals; normalised alone, a million would be written 1E+6.
    figure = number_format(format(value.normalize(), "f"), force_grouping=True)
    quantity = f"{figure} {unit}".rstrip()
    return _("about %(quantity)s") % {"quantity": quantity} if about else quantity


def modality_word(modality: str) -> str:
    """How sure a report is, in the language of the page."""
    return str(_label(modality))


@cache
def _label(modality: str) -> object:
    return Modality(modality).label
