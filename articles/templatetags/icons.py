"""Icons from the sprite, and what each kind of entity looks like and is called."""

from __future__ import annotations

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles.models import EntityKind
from articles.rendering.kinds import css_kind, kind_label

register = template.Library()

KIND_ICONS = {
    EntityKind.COUNTRY: "globe",
    EntityKind.PERSON: "user",
    EntityKind.ORGANISATION: "landmark",
    EntityKind.PLACE: "map-pin",
    EntityKind.WEAPON: "crosshair",
    EntityKind.OTHER: "flag",
}

KIND_PLURALS = {
    EntityKind.COUNTRY: _("Countries"),
    EntityKind.PERSON: _("People"),
    EntityKind.ORGANISATION: _("Organisations"),
    EntityKind.PLACE: _("Places"),
    EntityKind.WEAPON: _("Weapons"),
    EntityKind.OTHER: _("Other names"),
}


# The address of the sprite carries its fingerprint; asking for it once an icon took a tenth of a page's time.
@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    return format_html('<svg class="i" aria-hidden="true"><use href="{}#{}"/></svg>', static("img/icons.svg"), name)


@register.simple_tag
@cache
def kind_icon(kind: str) -> SafeString:
    return format_html(
        '<svg class="i ic-{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        css_kind(kind),
        static("img/icons.svg"),
        KIND_ICONS[EntityKind(kind)],
    )


register.filter("kind_label", kind_label)


@register.filter
def kind_plural(kind: str) -> str:
    return str(KIND_PLURALS[EntityKind(kind)])
